"""The data set in Croissant 1.0, for those who load tables into machine learning."""

from __future__ import annotations

from typing import Any

from pipeline.records import CONTRACT_VERSION
from pipeline.write.catalogue import NAME, TITLE, Catalogue, Column, Table

#: JSON-LD context of Croissant 1.0, as its specification prints it.
CROISSANT_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


#: Column kind to schema.org type.
TYPES = {"string": "sc:Text", "integer": "sc:Integer", "number": "sc:Float", "date": "sc:Date"}


def croissant(data: Catalogue) -> dict[str, Any]:
    """The descriptor: a file object and a record set for each table."""
    return {
        "@context": CROISSANT_CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": NAME,
        "description": TITLE,
        "url": data.base_iri,
        "version": f"{CONTRACT_VERSION}.0",
        "distribution": [file_object(table) for table in data.tables],
        "recordSet": [record_set(table) for table in data.tables],
    }


def file_object(table: Table) -> dict[str, Any]:
    """A table's file."""
    return {
        "@type": "cr:FileObject",
        "@id": table.file.path,
        "name": table.file.path,
        "contentUrl": table.file.path,
        "contentSize": f"{table.file.bytes} B",
        # Not the registered media type: this is the one that Croissant's own library knows Parquet by.
        "encodingFormat": "application/x-parquet",
        "sha256": table.file.sha256,
    }


def record_set(table: Table) -> dict[str, Any]:
    """A table's rows, with its key where it has one."""
    described: dict[str, Any] = {"@type": "cr:RecordSet", "@id": table.name, "name": table.name}
    described["description"] = table.description
    if table.key:
        described["key"] = [{"@id": f"{table.name}/{name}"} for name in table.key]
    return described | {"field": [field(table, column) for column in table.columns]}


def field(table: Table, column: Column) -> dict[str, Any]:
    """One column."""
    described: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": column.description,
        "dataType": TYPES[column.kind],
        "source": {"fileObject": {"@id": table.file.path}, "extract": {"column": column.name}},
    }
    if column.listed:
        described["repeated"] = True
    if column.target:
        described["references"] = {"field": {"@id": f"{column.target}/id"}}
    return described
