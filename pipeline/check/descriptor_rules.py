"""Rules on the descriptors: what they say of the tables is what the tables are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa

from pipeline.check.bundle import Bundle, read_object
from pipeline.check.rules import breach, quoted
from pipeline.records import TABLES, Finding

#: Arrow type to Table Schema's (Data Package v2) and to the type of schema.org that Croissant uses.
KINDS: dict[pa.DataType, tuple[str, str]] = {
    pa.string(): ("string", "sc:Text"),
    pa.int32(): ("integer", "sc:Integer"),
    pa.float64(): ("number", "sc:Float"),
    pa.date32(): ("date", "sc:Date"),
}


def datapackage(bundle: Bundle) -> Iterator[Finding]:
    """descriptor.tables, for datapackage.json"""
    descriptor = read_object(bundle, "datapackage.json")
    if descriptor is None:
        return
    resources = by(descriptor.get("resources"), "name")
    for fault in names(resources, bundle):
        yield breach("descriptor.tables", fault, pointer="datapackage.json")
    for name, table in bundle.schemas.items():
        entry = resources.get(name, {})
        file = f"tables/{name}.parquet"
        size, sha256 = bundle.facts(file)
        truth = {"path": file, "bytes": size, "hash": f"sha256:{sha256}"}
        schema = entry.get("schema")
        schema = schema if isinstance(schema, dict) else {}
        truth_of_schema = {"primaryKey": list(TABLES[name].key) or None, "foreignKeys": foreign_keys(name)}
        told = [(field.get("name"), *table_type(field)) for field in members(schema.get("fields"))]
        real = [(field.name, *described(field, 0), not field.nullable) for field in table]
        yield from differing(entry, truth, f"{name}: ", "datapackage.json")
        yield from differing(schema, truth_of_schema, f"{name}: ", "datapackage.json")
        yield from columns(name, told, real, "datapackage.json")


def croissant(bundle: Bundle) -> Iterator[Finding]:
    """descriptor.tables, for croissant.json"""
    descriptor = read_object(bundle, "croissant.json")
    if descriptor is None:
        return
    objects = by(descriptor.get("distribution"), "@id")
    sets = by(descriptor.get("recordSet"), "@id")
    for fault in names(sets, bundle):
        yield breach("descriptor.tables", fault, pointer="croissant.json")
    for name, table in bundle.schemas.items():
        file = f"tables/{name}.parquet"
        truth = {"contentUrl": file, "sha256": bundle.facts(file)[1]}
        yield from differing(objects.get(file, {}), truth, f"{name}: ", "croissant.json")
        fields = members(sets.get(name, {}).get("field"))
        told = [(field.get("name"), field.get("dataType"), bool(field.get("repeated"))) for field in fields]
        real = [(field.name, *described(field, 1)) for field in table]
        yield from columns(name, told, real, "croissant.json")


def members(value: Any) -> list[dict[str, Any]]:
    """The objects in a list that may be anything."""
    return [member for member in value if isinstance(member, dict)] if isinstance(value, list) else []


def by(value: Any, key: str) -> dict[str, dict[str, Any]]:
    """The objects in a list by one of their values."""
    return {str(member.get(key)): member for member in members(value)}


def names(described: dict[str, Any], bundle: Bundle) -> Iterator[str]:
    """Tables described but not of the contract, and the other way round."""
    yield from (f"{quoted(name)} is no table of the contract" for name in sorted(described.keys() - TABLES.keys()))
    yield from (f"the table {name} is not described" for name in sorted(bundle.schemas.keys() - described.keys()))


def foreign_keys(name: str) -> list[dict[str, Any]] | None:
    """The foreign keys of a table as Data Package v2 writes them."""
    return [
        {"fields": [column], "reference": {"resource": table, "fields": ["id"]}}
        for column, table in TABLES[name].references.items()
    ] or None


def table_type(field: dict[str, Any]) -> tuple[Any, bool, bool]:
    """Type of a field's values, whether it is a list, and whether it is required."""
    constraints = field.get("constraints")
    required = isinstance(constraints, dict) and constraints.get("required") is True
    listed, item = field.get("type") == "array", field.get("arrayItem")
    if not listed:
        return field.get("type"), False, required
    return item.get("type") if isinstance(item, dict) else None, True, required


def described(field: pa.Field, vocabulary: int) -> tuple[Any, bool]:
    """Type of a column's values in a descriptor's words, and whether it is a list."""
    listed = pa.types.is_list(field.type)
    return KINDS.get(field.type.value_type if listed else field.type, (str(field.type),) * 2)[vocabulary], listed


def differing(entry: dict[str, Any], truth: dict[str, Any], prefix: str, file: str) -> Iterator[Finding]:
    """A finding for each value that is not the true one."""
    for key, value in truth.items():
        if entry.get(key) != value:
            message = f"{prefix}{key} is {quoted(entry.get(key))}, not {quoted(value)}"
            yield breach("descriptor.tables", message, pointer=file)


def columns(name: str, told: list[Any], real: list[Any], file: str) -> Iterator[Finding]:
    """A finding for the first column that is described otherwise than it is."""
    for said, found in zip(told, real, strict=False):
        if said != found:
            message = f"{name}: a column is described as {quoted(said)}, the table has {quoted(found)}"
            yield breach("descriptor.tables", message, pointer=file)
            return
    if len(told) != len(real):
        yield breach("descriptor.tables", f"{name}: {len(told)} columns described, {len(real)} there", pointer=file)


RULES: tuple[Callable[[Bundle], Iterator[Finding]], ...] = (datapackage, croissant)
