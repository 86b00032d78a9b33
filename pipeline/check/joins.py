"""Columns of ids compared with the ids of another table, column by column, some ten thousand ids at a time.

A table of any size is compared in as many rounds as it has `JOIN_ROWS` rows, so that memory does not grow with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.check.limits import JOIN_ROWS
from pipeline.check.parquet_file import Rows


@dataclass(frozen=True, slots=True)
class Match:
    """A batch of a table beside a part of the table it names.

    `place` has for each row the row of `named` that it names, null where it names none there; `start` is the number of the first row.
    """

    start: int
    batch: pa.RecordBatch
    named: pa.Table
    place: pa.Array

    def rows(self, picked: Any) -> Iterator[tuple[int, dict[str, Any], dict[str, Any]]]:
        """Number, row and row named, where the truths `picked` say so."""
        numbers = np.flatnonzero(np.asarray(picked.fill_null(False)))
        if len(numbers):
            found = self.batch.take(pa.array(numbers)).to_pylist()
            named = self.named.take(self.place.take(pa.array(numbers))).to_pylist()
            yield from zip((self.start + numbers).tolist(), found, named, strict=True)

    def column(self, name: str) -> Any:
        """A column of the rows, and that of the rows they name; both null where there is none."""
        none = pa.nulls(len(self.batch))
        here = self.batch.column(name) if name in self.batch.schema.names else none
        there = self.named.column(name).take(self.place) if name in self.named.schema.names else none
        return here, there.combine_chunks() if isinstance(there, pa.ChunkedArray) else there


def matches(rows: Rows, column: str, columns: tuple[str, ...], named: Rows, shared: tuple[str, ...]) -> Iterator[Match]:
    """Each batch of `rows` beside each part of `named`, matched by `column` with the id.

    Args:
        columns: more columns of `rows` that are looked at.
        shared: columns of `named` that are looked at.
    """
    if column not in rows.schema.names or "id" not in named.schema.names:
        return
    for part in parts(named, "id", *shared):
        ids = part.column("id").combine_chunks()
        start = 0
        for batch in rows.batches(column, *columns, rows=JOIN_ROWS):
            yield Match(start, batch, part, pc.index_in(batch.column(column), value_set=ids))
            start += len(batch)


def parts(rows: Rows, *columns: str) -> Iterator[pa.Table]:
    """A table in parts of some `JOIN_ROWS` rows."""
    waiting: list[pa.RecordBatch] = []
    for batch in rows.batches(*columns, rows=JOIN_ROWS):
        if waiting and sum(map(len, waiting)) + len(batch) > JOIN_ROWS:
            yield pa.Table.from_batches(waiting)
            waiting = []
        waiting.append(batch)
    if waiting:
        yield pa.Table.from_batches(waiting)


def dangling(rows: Rows, column: str, named: list[Rows]) -> Iterator[tuple[int, Any]]:
    """Number and value of each row whose value is the id of no row of the tables named."""
    if column not in rows.schema.names:
        return
    found = np.zeros(len(rows), dtype=bool)
    for table in named:
        if "id" not in table.schema.names:
            continue
        for part in parts(table, "id"):
            ids = part.column("id").combine_chunks()
            start = 0
            for batch in rows.batches(column, rows=JOIN_ROWS):
                found[start : start + len(batch)] |= np.asarray(pc.is_in(batch.column(0), value_set=ids))
                start += len(batch)
            if found.all():
                return
    start = 0
    for batch in rows.batches(column, rows=JOIN_ROWS):
        missed = ~found[start : start + len(batch)] & np.asarray(batch.column(0).is_valid())
        numbers = np.flatnonzero(missed)
        yield from zip((start + numbers).tolist(), batch.column(0).take(pa.array(numbers)).to_pylist(), strict=True)
        start += len(batch)
