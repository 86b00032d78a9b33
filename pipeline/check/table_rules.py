"""Rules on the Parquet tables: schema, order, values, keys, references."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pydantic import ValidationError

from pipeline.check.bundle import Bundle
from pipeline.check.rules import breach, quoted
from pipeline.check.shelf import Shelf
from pipeline.records import TABLES, Finding, Record
from pipeline.records.arrow import arrow_schema

#: Columns whose target is told by another column than the contract's reference.
RECORD_TABLES = ("events", "statements", "relations")
#: Kinds that a reference must be of, beyond being in the table.
PLACES = ("Place",)


def schema(bundle: Bundle) -> Iterator[Finding]:
    """table.schema"""
    for name, found_schema in bundle.schemas.items():
        expected, pointer = arrow_schema(TABLES[name]), f"tables/{name}.parquet"
        for field in expected:
            index = found_schema.get_field_index(field.name)
            if index < 0:
                yield breach("table.schema", f"the column {field.name} is missing", pointer=pointer)
            elif not (found := found_schema.field(index)).equals(field, check_metadata=True):
                message = f"the column {field.name} is {describe(found)}, not {describe(field)}"
                yield breach("table.schema", message, pointer=pointer)
        metadata = found_schema.metadata or {}
        for key, value in (expected.metadata or {}).items():
            if metadata.get(key) != value:
                message = f"the file's metadata has {quoted(metadata.get(key))} as {key.decode()}"
                yield breach("table.schema", message, pointer=pointer)


def describe(field: Any) -> str:
    """A column's type as a message names it."""
    notes = "described" if field.metadata and field.metadata.get(b"description") else "without its description"
    return f"{field.type}{'' if field.nullable else ' not null'} ({notes})"


def values(bundle: Bundle) -> Iterator[Finding]:
    """table.values"""
    for name, rows in bundle.rows.items():
        kind = TABLES[name]
        for number, row in enumerate(rows.of(*kind.columns())):
            pointer = f"tables/{name}.parquet[{number}]"
            try:
                kind.model_validate(shaped(kind, row))
            except ValidationError as error:
                first = error.errors(include_url=False)[0]
                place = ".".join(map(str, first["loc"]))
                message = f"{place}: {first['msg']}, found {quoted(first.get('input'))}"
                yield breach("table.values", message, pointer=pointer, document_id=text_or_none(row.get("document_id")))


def shaped(kind: type[Record], row: dict[str, Any]) -> dict[str, Any]:
    """A row as the model takes it: lists as tuples, columns beyond the contract's left out."""
    known = set(kind.columns())
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items() if name in known}


def text_or_none(value: object) -> str | None:
    """The value if it can be a finding's document, for rows that may hold anything."""
    return value if isinstance(value, str) and value.startswith("http") and " " not in value else None


def order(bundle: Bundle) -> Iterator[Finding]:
    """table.sorted"""
    for name in bundle.rows:
        if (number := bundle.order(name).broken) is not None:
            message = f"row {number} sorts before row {number - 1} by {', '.join(TABLES[name].order)}"
            yield breach("table.sorted", message, pointer=f"tables/{name}.parquet[{number}]")


def unique(bundle: Bundle) -> Iterator[Finding]:
    """identity.unique"""
    for name in bundle.rows:
        columns = TABLES[name].key
        if not columns or bundle.order(name).strict:
            continue
        keys = ([row.get(column) for column in columns] for row in bundle.of(name, *columns))
        for (first, _), (number, key) in Shelf((tuple(key), (at, key)) for at, key in enumerate(keys)).repeats():
            shown = ", ".join(f"{column} {quoted(value)}" for column, value in zip(columns, key, strict=True))
            message = f"{shown} is already the key of row {first}"
            yield breach("identity.unique", message, pointer=f"tables/{name}.parquet[{number}]")


def references(bundle: Bundle) -> Iterator[Finding]:
    """identity.reference"""
    ids = {name for name in bundle.rows if "id" in TABLES[name].columns()}
    # One look-up for all: what kind of record an id is of, and of what type an entity.
    known = Shelf(
        ((name, row.get("id")), row.get("type") if name == "entities" else None)
        for name in ids
        for row in bundle.of(name, "id", *(["type"] if name == "entities" else []))
    )
    for name in bundle.rows:
        targets: dict[str, tuple[str, ...]] = {
            c: (table,) for c, table in TABLES[name].references.items() if table in ids
        }
        if name == "times" and "documents" in ids:
            targets["anchor_id"] = ("times", "documents")
        if name == "evidence" and ids >= set(RECORD_TABLES):
            targets["record_id"] = RECORD_TABLES
        if name == "findings" and "documents" in ids:
            targets["document_id"] = ("documents",)
        for number, row in enumerate(bundle.of(name, *targets)):
            pointer = f"tables/{name}.parquet[{number}]"
            for column, tables in targets.items():
                value = row.get(column)
                if value is not None and not any((table, value) in known for table in tables):
                    message = f"{column} {quoted(value)} is not in {', '.join(tables)}"
                    yield breach("identity.reference", message, pointer=pointer)
            place = row.get("place_id")
            if place is not None and (kind := known.get(("entities", place))) not in (None, *PLACES):
                message = f"place_id names {quoted(place)}, which is a {kind}, not a Place"
                yield breach("identity.reference", message, pointer=pointer)


RULES: tuple[Callable[[Bundle], Iterator[Finding]], ...] = (schema, values, order, unique, references)
