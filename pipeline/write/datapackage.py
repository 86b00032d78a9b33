"""The data set as a Data Package (version 2.0), for tools that load tables by descriptor."""

from __future__ import annotations

from typing import Any

from pipeline.records import CONTRACT_VERSION
from pipeline.write.catalogue import NAME, TITLE, Catalogue, Column, Table

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def datapackage(data: Catalogue) -> dict[str, Any]:
    """The descriptor: a resource with fields, key and foreign keys for each table."""
    return {
        "$schema": PROFILE,
        "name": NAME,
        "title": TITLE,
        "version": f"{CONTRACT_VERSION}.0",
        "resources": [resource(table) for table in data.tables],
    }


def resource(table: Table) -> dict[str, Any]:
    """One table."""
    schema: dict[str, Any] = {"fields": [field(column) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    keys = [
        {"fields": [column.name], "reference": {"resource": column.target, "fields": ["id"]}}
        for column in table.columns
        if column.target
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": table.name,
        "path": table.file.path,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": table.file.bytes,
        "hash": f"sha256:{table.file.sha256}",
        "description": table.description,
        "schema": schema,
    }


def field(column: Column) -> dict[str, Any]:
    """One column as a Table Schema field."""
    # Not Table Schema's `list`, which is one text with delimiters; what its lists hold stands where frictionless looks for it.
    kind: dict[str, Any] = (
        {"type": "array", "arrayItem": {"type": column.kind}} if column.listed else {"type": column.kind}
    )
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.values and not column.listed:
        constraints["enum"] = list(column.values)
    described = {"name": column.name, **kind, "description": column.description}
    return described | ({"constraints": constraints} if constraints else {})
