"""The Parquet tables of a build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.records import TABLES, Record
from pipeline.records.arrow import arrow_schema
from pipeline.write.content import content_sha256

#: Rows a row group: DuckDB's vector batches and the usual advice agree on this size.
ROW_GROUP = 122_880


def rows_of(kind: type[Record], records: Sequence[Record]) -> list[tuple[Any, ...]]:
    """The values of the records, in the order of their kind's columns."""
    return list(map(attrgetter(*kind.columns()), records))


def arrow_table(kind: type[Record], records: Sequence[Record]) -> pa.Table:
    """The records as an Arrow table of their kind's schema, in the order given."""
    return of_rows(kind, rows_of(kind, records))


def of_rows(kind: type[Record], rows: Sequence[Sequence[Any]]) -> pa.Table:
    """Rows of values as an Arrow table of the kind's schema."""
    schema = arrow_schema(kind)
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    return pa.table(
        [pa.array(values, type=field.type) for values, field in zip(columns, schema, strict=True)], schema=schema
    )


def write_table(table: pa.Table, kind: type[Record], path: Path) -> None:
    """Write one Parquet file: zstd, page index, page checksums, dictionary pages, the sort order declared.

    No Bloom filters and no folder a year: of 200,000 rows they took 10 and 11 % more bytes, and DuckDB answered no question
    sooner, by id, by entity or by month (`bench/parquet_choices.py`). Ids are sorted, so the page index finds them already.
    """
    order = [(name, "ascending") for name in kind.order]
    pq.write_table(
        table,
        path,
        compression="zstd",
        use_dictionary=True,
        write_page_index=True,
        write_page_checksum=True,
        row_group_size=ROW_GROUP,
        sorting_columns=pq.SortingColumn.from_ordering(table.schema, order, null_placement="at_start"),
        store_schema=True,
    )


def write_tables(tables: Mapping[str, Sequence[Record]], folder: Path) -> dict[str, dict[str, Any]]:
    """Write every table of the contract, empty ones too; table name to its rows and the checksum of their values."""
    facts: dict[str, dict[str, Any]] = {}
    for name, kind in TABLES.items():
        rows = rows_of(kind, tables.get(name, []))
        table = of_rows(kind, rows)
        write_table(table, kind, folder / f"{name}.parquet")
        facts[name] = {"rows": table.num_rows, "content_sha256": content_sha256(rows)}
    return facts
