"""How the rows of a table stand: whether they are sorted, and whether their key is strictly ascending, column by column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.check.limits import JOIN_ROWS
from pipeline.check.parquet_file import Rows


@dataclass(frozen=True, slots=True)
class Order:
    """`broken` is the first row that sorts before the one above it; `strict` whether every key is greater than the one above."""

    broken: int | None
    strict: bool

    @property
    def sorted(self) -> bool:
        """Whether the rows stand in the order of the contract."""
        return self.broken is None


def order_of(rows: Rows, order: tuple[str, ...], key: tuple[str, ...]) -> Order:
    """How the rows stand by `order` (nulls first), and whether their keys, which sort by `order` first, ascend without a repeat."""
    columns = (*order, *(name for name in key if name not in order))
    if not set(columns) <= set(rows.schema.names):
        # What is missing is null in every row.
        columns = tuple(name for name in columns if name in rows.schema.names)
        order = tuple(name for name in order if name in columns)
        key = ()
    at, strict, broken, last = 0, bool(key), None, None
    for batch in rows.batches(*columns, rows=JOIN_ROWS) if columns else ():
        if last is not None:
            batch = pa.Table.from_batches([last, batch]).combine_chunks().to_batches()[0]
            at -= 1
        equal, up = rising([batch.column(name) for name in order])
        if broken is None and not pc.all(pc.or_(equal, up), min_count=0).as_py():
            broken = at + 1 + int(pc.index(pc.or_(equal, up), False).as_py())
        if strict:
            _, over = rising([batch.column(name) for name in columns])
            strict = bool(pc.all(over, min_count=0).as_py())
        at += len(batch)
        last = batch.slice(len(batch) - 1)
    return Order(broken, strict)


def rising(columns: list[Any]) -> tuple[Any, Any]:
    """For each row but the first: whether it equals the one above, and whether it sorts after it; nulls sort first."""
    rows = len(columns[0]) - 1 if columns else 0
    equal, up = pa.array([True] * rows, pa.bool_()), pa.array([False] * rows, pa.bool_())
    for column in columns:
        above, below = column.slice(0, rows), column.slice(1, rows)
        here = pc.or_(pc.equal(above, below).fill_null(False), pc.and_(above.is_null(), below.is_null()))
        over = pc.or_(pc.less(above, below).fill_null(False), pc.and_(above.is_null(), below.is_valid()))
        up = pc.or_(up, pc.and_(equal, over))
        equal = pc.and_(equal, here)
    return equal, up
