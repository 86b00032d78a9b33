"""`changes.parquet` and `changes.jsonl`: the delta of a release against the one before it, for loaders and for people."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.publish.delta import Change, Row
from pipeline.publish.version import Tally
from pipeline.records import CONTRACT_VERSION

#: Rows that are written at a time.
BATCH = 8192

DESCRIPTIONS: dict[str, tuple[pa.DataType, bool, str]] = {
    "table": (pa.string(), False, "Table that the record is a row of"),
    "change": (pa.string(), False, "added, modified or removed"),
    "key": (pa.string(), False, "The record's id, or its key as a JSON array where that has several columns"),
    "document_id": (pa.string(), True, "The document that the record rests on; null where it rests on several"),
    "columns": (pa.list_(pa.string()), False, "Columns whose values differ; all of them unless modified"),
    "before": (pa.string(), True, "The values of these columns before, as a JSON object; null if added"),
    "after": (pa.string(), True, "Their values after, as a JSON object; null if removed"),
}
SCHEMA = pa.schema(
    [
        pa.field(name, kind, nullable=nullable, metadata={"description": text})
        for name, (kind, nullable, text) in DESCRIPTIONS.items()
    ],
    metadata={
        "dateline.contract": CONTRACT_VERSION,
        "description": "Records added, modified and removed since the release before",
    },
)


def write_changes(found: Iterable[Change], folder: Path) -> Tally:
    """Write both files into the folder, as the changes come; returns how many there are of each kind."""
    tally = Tally()
    lines: list[Row] = []
    with (
        pq.ParquetWriter(folder / "changes.parquet", SCHEMA, compression="zstd", write_page_index=True) as writer,
        (folder / "changes.jsonl").open("w", encoding="utf-8", newline="") as stream,
    ):
        for change in found:
            tally = tally.plus(change)
            line = described(change)
            stream.write(plain(line) + "\n")
            lines.append(line)
            if len(lines) == BATCH:
                writer.write_table(batch(lines))
                lines.clear()
        writer.write_table(batch(lines))
    return tally


def described(change: Change) -> Row:
    """The change as one object: of a modified record only the values that differ, of others all."""
    columns = change.columns
    before, after = (
        None if side is None else {name: side.get(name) for name in columns} for side in (change.before, change.after)
    )
    key = change.key
    return {
        "table": change.table,
        "change": change.kind,
        "key": key[0] if len(key) == 1 else plain(list(key)),
        "document_id": change.row.get("document_id"),
        "columns": list(columns),
        "before": before,
        "after": after,
    }


def batch(lines: list[Row]) -> pa.Table:
    """Changes as rows of `SCHEMA`."""
    texts = ({**line, **{side: line[side] and plain(line[side]) for side in ("before", "after")}} for line in lines)
    return pa.Table.from_pylist(list(texts), schema=SCHEMA)


def plain(value: Any) -> str:
    """One line of JSON with sorted keys; days as ISO 8601."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=iso)


def iso(value: Any) -> str:
    """A day as text.

    Raises:
        TypeError: for what no column holds.
    """
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")
