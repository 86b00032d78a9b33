"""Rules on the Parquet tables: schema, order, values, keys, references."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pydantic import ValidationError

from pipeline.check.bundle import Bundle
from pipeline.check.joins import dangling, matches
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
    """A row of the kind's columns as the model takes it: lists as tuples."""
    for name in lists(kind):
        if isinstance(value := row.get(name), list):
            row = row | {name: tuple(value)}
    return row


@cache
def lists(kind: type[Record]) -> tuple[str, ...]:
    """The columns of a kind that hold lists."""
    return tuple(field.name for field in arrow_schema(kind) if pa.types.is_list(field.type))


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
    for name, rows in bundle.rows.items():
        for column, tables in targets(name, ids).items():
            for number, value in dangling(rows, column, [bundle.rows[table] for table in tables]):
                message = f"{column} {quoted(value)} is not in {', '.join(tables)}"
                yield breach("identity.reference", message, pointer=f"tables/{name}.parquet[{number}]")
        if "place_id" in TABLES[name].columns() and "entities" in ids:
            for match in matches(rows, "place_id", (), bundle.rows["entities"], ("type",)):
                _, kind = match.column("type")
                odd = pc.and_(kind.is_valid(), pc.invert(pc.is_in(kind, value_set=pa.array(PLACES))))
                for number, row, entity in match.rows(odd):
                    message = f"place_id names {quoted(row['place_id'])}, which is a {entity.get('type')}, not a Place"
                    yield breach("identity.reference", message, pointer=f"tables/{name}.parquet[{number}]")


def targets(name: str, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Columns of a table that name records, and the tables, of those that there are, that the records may be in."""
    found: dict[str, tuple[str, ...]] = {c: (table,) for c, table in TABLES[name].references.items() if table in ids}
    if name == "times" and "documents" in ids:
        found["anchor_id"] = ("times", "documents")
    if name == "evidence" and set(ids) >= set(RECORD_TABLES):
        found["record_id"] = RECORD_TABLES
    if name == "findings" and "documents" in ids:
        found["document_id"] = ("documents",)
    return found


RULES: tuple[Callable[[Bundle], Iterator[Finding]], ...] = (schema, values, order, unique, references)
