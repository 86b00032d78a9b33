"""What changed between two folders, row by row, in the memory of a few rows: both are sorted, so they are merged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pyarrow.parquet as pq

from pipeline.records import TABLES, Record
from pipeline.records.dataset import sort_columns

Row = dict[str, Any]
Kind = Literal["added", "modified", "removed"]
#: Rows read at a time; an article's text is in one.
BATCH = 1024


@dataclass(frozen=True, slots=True)
class Change:
    """One record that is not the same in both folders; `before` or `after` is None where it is in only one of them."""

    table: str
    before: Row | None
    after: Row | None

    @property
    def kind(self) -> Kind:
        """What happened to the record."""
        return "added" if self.before is None else "removed" if self.after is None else "modified"

    @property
    def row(self) -> Row:
        """The record as it is, or as it was if it is gone."""
        return self.after or self.before or {}

    @property
    def key(self) -> tuple[Any, ...]:
        """The values of the table's key; of all columns where it has none."""
        return tuple(self.row.get(name) for name in TABLES[self.table].key or TABLES[self.table].columns())

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns whose values differ, in the table's order; all of them if the record is in only one folder."""
        before, after = self.before, self.after
        if before is None or after is None:
            return tuple(self.row)
        return tuple(name for name in before | after if before.get(name) != after.get(name))


def changes(old: Path, new: Path) -> Iterator[Change]:
    """Every record that the two folders do not share, by table's name and then by key.

    Raises:
        OSError, pyarrow.ArrowException: if a table cannot be read.
    """
    for name in sorted(TABLES):
        yield from table_changes(name, old, new)


def table_changes(name: str, old: Path, new: Path) -> Iterator[Change]:
    """The changes of one table."""
    kind = TABLES[name]
    befores, afters = rows(old, name), rows(new, name)
    before, after = next(befores, None), next(afters, None)
    while before is not None or after is not None:
        left = place(kind, before) if before is not None else None
        right = place(kind, after) if after is not None else None
        if right is None or (left is not None and left < right):
            yield Change(name, before, None)
            before = next(befores, None)
        elif left is None or right < left:
            yield Change(name, None, after)
            after = next(afters, None)
        else:
            change = Change(name, before, after)
            if change.columns:
                yield change
            before, after = next(befores, None), next(afters, None)


def rows(folder: Path, name: str) -> Iterator[Row]:
    """The rows of a table in their order; none where an older contract has no such table."""
    path = folder / f"tables/{name}.parquet"
    if path.is_file():
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(BATCH):
                yield from batch.to_pylist()


def place(kind: type[Record], row: Row) -> tuple[tuple[bool, Any], ...]:
    """Where a row stands in its table's order: by its key, or by all its columns where it has none."""
    values = (row.get(name) for name in kind.key or sort_columns(kind))
    plain = (tuple(value) if isinstance(value, list) else value for value in values)
    return tuple((value is not None, value if isinstance(value, str | int) else repr(value)) for value in plain)
