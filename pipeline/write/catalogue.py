"""What a data set consists of, once: every descriptor is another wording of this."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

import pyarrow as pa

from pipeline.records import TABLES, Dataset, Record
from pipeline.records.arrow import arrow_schema, bare

NAME = "dateline"
TITLE = "Entities, events and statements extracted from articles"
#: Characters of an example value.
WIDTH = 60

Kind = Literal["string", "integer", "number", "date"]
KINDS: dict[pa.DataType, Kind] = {
    pa.string(): "string",
    pa.int32(): "integer",
    pa.float64(): "number",
    pa.date32(): "date",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column as every descriptor needs it. `values` are all that it may hold, if these are few; `target` a table's name."""

    name: str
    kind: Kind
    listed: bool
    required: bool
    description: str
    unit: str | None
    values: tuple[str, ...]
    target: str | None
    example: str | None


@dataclass(frozen=True, slots=True)
class File:
    """A file of the data set: its path below the folder, bytes, SHA-256, and rows or lines where it has such."""

    path: str
    bytes: int
    sha256: str
    rows: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the contract with the file that holds it."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    order: tuple[str, ...]
    file: File


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A data set: its tables, its other files, what it was made from and by what."""

    tables: tuple[Table, ...]
    files: tuple[File, ...]
    base_iri: str
    #: Document's id, source and SHA-256 of the input's bytes.
    inputs: tuple[tuple[str, str, str], ...]
    software: Mapping[str, str]
    model: str
    code: str | None


def catalogue(
    dataset: Dataset,
    records: Mapping[str, Sequence[Record]],
    files: Mapping[str, File],
    *,
    base_iri: str,
    software: Mapping[str, str],
    model: str,
    code: str | None,
) -> Catalogue:
    """The catalogue of a data set whose `records` by table have been written to `files` by path."""
    tables = []
    for name, kind in TABLES.items():
        schema = arrow_schema(kind)
        columns = tuple(column(kind, field, records.get(name, ())) for field in schema)
        text = schema.metadata[b"description"].decode()
        tables.append(Table(name, text, columns, kind.key, kind.order, files[f"tables/{name}.parquet"]))
    written = {table.file.path for table in tables}
    others = tuple(file for path, file in sorted(files.items()) if path not in written)
    inputs = tuple(sorted((d.id, d.source, d.sha256) for d in dataset.documents))
    return Catalogue(tuple(tables), others, base_iri, inputs, dict(software), model, code)


def column(kind: type[Record], field: pa.Field, records: Sequence[Record]) -> Column:
    """One column, with the first value that the data have for it as its example, else the contract's own."""
    listed = pa.types.is_list(field.type)
    annotation, _ = bare(kind.model_fields[field.name].annotation)
    found = next((value for r in records if (value := getattr(r, field.name)) not in (None, ())), None)
    if found is None:
        found = next(iter(kind.model_fields[field.name].examples or ()), None)
    return Column(
        name=field.name,
        kind=KINDS[field.type.value_type if listed else field.type],
        listed=listed,
        required=not field.nullable,
        description=field.metadata[b"description"].decode(),
        unit=field.metadata[b"unit"].decode() if b"unit" in field.metadata else None,
        values=tuple(map(str, get_args(annotation))) if get_origin(annotation) is Literal else (),
        target=kind.references.get(field.name),
        example=None if found is None else shown(found),
    )


def shown(value: Any) -> str:
    """A value on one short line."""
    if isinstance(value, tuple):
        value = ", ".join(map(shown, value))
    text = value.isoformat() if isinstance(value, dt.date) else " ".join(str(value).split())
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"
