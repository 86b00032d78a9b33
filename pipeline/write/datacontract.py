"""The data set as a data contract (Open Data Contract Standard 3.1), for catalogues and quality tools."""

from __future__ import annotations

from typing import Any

import yaml

from pipeline.records import CONTRACT_VERSION
from pipeline.write.catalogue import NAME, TITLE, Catalogue, Column, Table

API = "v3.1.0"
#: Column kind to the type in Parquet.
PHYSICAL = {"string": "string", "integer": "int32", "number": "double", "date": "date32"}


def datacontract(data: Catalogue) -> str:
    """The contract as YAML: an object for each table, with key, references and the values that a column may have."""
    contract = {
        "apiVersion": API,
        "kind": "DataContract",
        "id": f"{NAME}-{CONTRACT_VERSION}",
        "name": TITLE,
        "version": f"{CONTRACT_VERSION}.0",
        "status": "active",
        "description": {
            "purpose": "Who did what to whom, when and where, who says so, and the words that each fact rests on.",
            "limitations": "Records say what articles say, not what happened; confidence is a probability, not proof.",
        },
        "servers": [{"server": "files", "type": "local", "path": "./tables", "format": "parquet"}],
        "schema": [element(table) for table in data.tables],
    }
    return yaml.safe_dump(contract, allow_unicode=True, sort_keys=False, width=120)


def element(table: Table) -> dict[str, Any]:
    """One table."""
    return {
        "name": table.name,
        "logicalType": "object",
        "physicalType": "table",
        "physicalName": table.file.path,
        "description": table.description,
        "properties": [property_of(table, column) for column in table.columns],
    }


def property_of(table: Table, column: Column) -> dict[str, Any]:
    """One column."""
    kind = PHYSICAL[column.kind]
    described: dict[str, Any] = {
        "name": column.name,
        "logicalType": "array" if column.listed else column.kind,
        "physicalType": f"list<{kind}>" if column.listed else kind,
        "description": f"{column.description} ({column.unit})" if column.unit else column.description,
        "required": column.required,
    }
    if column.listed:
        described["items"] = {"logicalType": column.kind, "physicalType": kind}
    if column.name in table.key:
        described |= {"primaryKey": True, "primaryKeyPosition": table.key.index(column.name) + 1}
    if table.key == (column.name,):
        described["unique"] = True
    if column.target:
        described["relationships"] = [{"type": "foreignKey", "to": f"{column.target}.id"}]
    if column.example is not None and not column.listed and column.kind == "string":
        described["examples"] = [column.example]
    return described
