"""The files of `schemas/`: everything generated from the records, by path."""

from __future__ import annotations

import json
from typing import Any

from pipeline.records.arrow import arrow_text
from pipeline.records.node import json_schema
from pipeline.records.shacl import shacl
from pipeline.records.tables import TABLES
from pipeline.records.vocabulary import CONTRACT_VERSION, LINKED, context


def pretty(value: Any) -> str:
    """JSON for people to read and for version control to diff; ends in a newline."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def schema_files() -> dict[str, str]:
    """Path below `schemas/` to content, for the current contract version."""
    folder = f"v{CONTRACT_VERSION.split('.')[0]}/"
    files = {f"{folder}context.jsonld": pretty(context()), f"{folder}shapes.ttl": shacl()}
    files[f"{folder}VERSION"] = CONTRACT_VERSION + "\n"
    for record in LINKED:
        name = f"{record.__name__.lower()}.schema.json"
        files[f"{folder}{name}"] = pretty(json_schema(record))
        files[f"{folder}open/{name}"] = pretty(json_schema(record, closed=False))
    for table, record in TABLES.items():
        files[f"{folder}tables/{table}.arrow.txt"] = arrow_text(record)
    return files
