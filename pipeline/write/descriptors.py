"""Descriptions of the data set that other tools read: Data Package v2 and Croissant 1.0, generated from the records."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from pipeline.records import CONTRACT_VERSION, TABLES, Record
from pipeline.records.arrow import arrow_schema

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
NAME = "dateline"
TITLE = "Entities, events and statements extracted from articles"

#: Arrow type to the Table Schema type and the schema.org type.
KINDS: dict[pa.DataType, tuple[str, str]] = {
    pa.string(): ("string", "sc:Text"),
    pa.int32(): ("integer", "sc:Integer"),
    pa.float64(): ("number", "sc:Float"),
    pa.date32(): ("date", "sc:Date"),
}


def datapackage(files: dict[str, tuple[int, str]]) -> dict[str, Any]:
    """The Data Package descriptor.

    Args:
        files: table name to bytes and SHA-256 of its Parquet file.
    """
    return {
        "$schema": PROFILE,
        "name": NAME,
        "title": TITLE,
        "version": f"{CONTRACT_VERSION}.0",
        "resources": [resource(kind, *files[name]) for name, kind in TABLES.items()],
    }


def resource(kind: type[Record], size: int, sha256: str) -> dict[str, Any]:
    """One table as a resource with fields, key and foreign keys."""
    fields = []
    for field in arrow_schema(kind):
        described: dict[str, Any] = {"name": field.name}
        if pa.types.is_list(field.type):
            described |= {"type": "list", "itemType": KINDS[field.type.value_type][0]}
        else:
            described["type"] = KINDS[field.type][0]
        described["description"] = field.metadata[b"description"].decode()
        if not field.nullable:
            described["constraints"] = {"required": True}
        fields.append(described)
    schema: dict[str, Any] = {"fields": fields}
    if kind.key:
        schema["primaryKey"] = list(kind.key)
    if kind.references:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": table, "fields": ["id"]}}
            for column, table in kind.references.items()
        ]
    return {
        "name": kind.table,
        "path": f"tables/{kind.table}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": size,
        "hash": f"sha256:{sha256}",
        "description": (kind.__doc__ or "").strip().splitlines()[0],
        "schema": schema,
    }


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


def croissant(files: dict[str, tuple[int, str]], base_iri: str) -> dict[str, Any]:
    """The Croissant 1.0 descriptor; arguments as for `datapackage`."""
    objects, sets = [], []
    for name, kind in TABLES.items():
        size, sha256 = files[name]
        file_id = f"tables/{name}.parquet"
        objects.append(
            {
                "@type": "cr:FileObject",
                "@id": file_id,
                "name": file_id,
                "contentUrl": file_id,
                "contentSize": f"{size} B",
                "encodingFormat": "application/vnd.apache.parquet",
                "sha256": sha256,
            }
        )
        sets.append({"@type": "cr:RecordSet", "@id": name, "name": name, "field": croissant_fields(kind, file_id)})
    return {
        "@context": CROISSANT_CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": NAME,
        "description": TITLE,
        "url": base_iri,
        "version": f"{CONTRACT_VERSION}.0",
        "distribution": objects,
        "recordSet": sets,
    }


def croissant_fields(kind: type[Record], file_id: str) -> list[dict[str, Any]]:
    """The columns of a table as Croissant fields."""
    fields = []
    for field in arrow_schema(kind):
        listed = pa.types.is_list(field.type)
        described: dict[str, Any] = {
            "@type": "cr:Field",
            "@id": f"{kind.table}/{field.name}",
            "name": field.name,
            "description": field.metadata[b"description"].decode(),
            "dataType": KINDS[field.type.value_type if listed else field.type][1],
            "source": {"fileObject": {"@id": file_id}, "extract": {"column": field.name}},
        }
        if listed:
            described["repeated"] = True
        if target := kind.references.get(field.name):
            described["references"] = {"field": {"@id": f"{target}/id"}}
        fields.append(described)
    return fields
