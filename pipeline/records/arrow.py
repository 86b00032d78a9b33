"""Arrow schemas of the tables, read off the records."""

from __future__ import annotations

import datetime as dt
import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pyarrow as pa

from pipeline.records.column import Record
from pipeline.records.vocabulary import CONTRACT_VERSION

SCALARS: dict[type, pa.DataType] = {str: pa.string(), int: pa.int32(), float: pa.float64(), dt.date: pa.date32()}


def bare(annotation: Any) -> tuple[Any, bool]:
    """The annotation without `Annotated` and without None, and whether None was among its members."""
    if get_origin(annotation) is Annotated:
        return bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        members = [arg for arg in get_args(annotation) if arg is not type(None)]
        inner, _ = bare(members[0])
        return inner, len(members) < len(get_args(annotation))
    return annotation, False


def data_type(annotation: Any) -> pa.DataType:
    """The Arrow type of a column.

    Raises:
        TypeError: for an annotation that no table can hold.
    """
    inner, _ = bare(annotation)
    if get_origin(inner) is tuple:
        return pa.list_(pa.field("element", data_type(get_args(inner)[0]), nullable=False))
    if get_origin(inner) is Literal:
        return SCALARS[type(get_args(inner)[0])]
    if inner not in SCALARS:
        raise TypeError(f"no Arrow type for {inner!r}")
    return SCALARS[inner]


def arrow_schema(record: type[Record]) -> pa.Schema:
    """The schema of the record's table, with a description on every field and the contract version in the metadata."""
    fields = []
    for name in record.columns():
        info = record.model_fields[name]
        notes = {"description": info.description or ""}
        if unit := record.extra_of(name).get("unit"):
            notes["unit"] = unit
        nullable = bare(info.annotation)[1]
        fields.append(pa.field(name, data_type(info.annotation), nullable=nullable, metadata=notes))
    notes = {"dateline.contract": CONTRACT_VERSION, "dateline.table": record.table}
    notes["description"] = (record.__doc__ or "").strip().splitlines()[0]
    return pa.schema(fields, metadata=notes)


def arrow_text(record: type[Record]) -> str:
    """The schema as text for people: a line a column with type, nullability, unit and description."""
    schema = arrow_schema(record)
    key = ", ".join(record.key) or "none"
    lines = [
        f"# {record.table}: {schema.metadata[b'description'].decode()}",
        f"# key: {key}; sorted by: {', '.join(record.order)}",
    ]
    for field in schema:
        unit = field.metadata.get(b"unit", b"").decode()
        target = record.references.get(field.name)
        kind = str(field.type).replace("element: ", "").replace("[day]", "")
        notes = "".join((f" [{unit}]" if unit else "", f" -> {target}.id" if target else ""))
        lines.append(
            f"{field.name}: {kind}{'' if field.nullable else ' not null'}{notes}  # {field.metadata[b'description'].decode()}"
        )
    return "\n".join(lines) + "\n"
