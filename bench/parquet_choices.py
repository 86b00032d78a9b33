"""Whether Bloom filters and a folder a year earn their bytes: sizes and point queries, with and without.

    python -m bench.parquet_choices [ROWS]

Rows are drawn like those of `events`: ids are digests, sorted; each row names one of a third as many entities, and a day of ten years.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet as pq

from pipeline.write.tables import ROW_GROUP

ROWS, YEARS, ASKED = 500_000, 10, 20


def main(rows: int) -> None:
    """Print a line a layout: bytes, and milliseconds of the clock and of the processor a query, the median of twenty."""
    table = drawn(rows)
    keys = [table[name][len(table) * n // ASKED].as_py() for name in ("id", "entity_id") for n in range(ASKED)]
    with tempfile.TemporaryDirectory() as folder:
        plain, filtered, years = (Path(folder) / name for name in ("plain.parquet", "filtered.parquet", "years"))
        pq.write_table(table, plain, compression="zstd", row_group_size=ROW_GROUP, write_page_index=True)
        wanted = {name: {"ndv": min(rows, ROW_GROUP), "fpp": 0.01} for name in ("id", "entity_id")}
        pq.write_table(
            table, filtered, compression="zstd", row_group_size=ROW_GROUP, write_page_index=True, bloom_filter_options=wanted
        )  # fmt: skip
        for year in range(YEARS):
            part = table.filter(pa.compute.equal(pa.compute.year(table["earliest"]), 2015 + year))
            (years / f"year={2015 + year}").mkdir(parents=True)
            pq.write_table(
                part, years / f"year={2015 + year}/0.parquet", compression="zstd", row_group_size=ROW_GROUP, write_page_index=True
            )  # fmt: skip
        by_day = [
            f"earliest between date '{2015 + n % YEARS}-03-01' and date '{2015 + n % YEARS}-03-31'"
            for n in range(ASKED)
        ]
        by_year = [f"{asked} and year = {2015 + n % YEARS}" for n, asked in enumerate(by_day)]
        for label, source, size in (
            ("one file", f"'{plain}'", plain.stat().st_size),
            ("with Bloom filters", f"'{filtered}'", filtered.stat().st_size),
            ("a folder a year", f"read_parquet('{years}/*/*.parquet')", sum(p.stat().st_size for p in years.rglob("*.parquet"))),
        ):  # fmt: skip
            print(f"{label:<20} {size:>12,} bytes", end="")
            for name, asked in (
                ("id", [f"id = '{key}'" for key in keys[:ASKED]]),
                ("entity", [f"entity_id = '{key}'" for key in keys[ASKED:]]),
                ("a month", by_year if source.startswith("read") else by_day),
            ):
                wall, used = median([f"select count(label) from {source} where {condition}" for condition in asked])
                print(f"  {name}: {wall:>6.1f} ms, {used:>6.1f} ms", end="")
            print(flush=True)


def drawn(rows: int) -> pa.Table:
    """Rows as the docstring of the module says."""
    chance = random.Random(0)

    def iri(kind: str, number: int) -> str:
        return f"https://dateline.example/{kind}/{hashlib.sha256(str(number).encode()).hexdigest()[:20]}"

    ids = sorted(iri("event", number) for number in range(rows))
    first = dt.date(2015, 1, 1)
    return pa.table(
        {
            "id": ids,
            "entity_id": [iri("entity", chance.randrange(rows // 3)) for _ in range(rows)],
            "earliest": [first + dt.timedelta(chance.randrange(YEARS * 365)) for _ in range(rows)],
            "label": [f"Person {chance.randrange(rows)} meets {chance.randrange(rows)}" for _ in range(rows)],
        }
    )


def median(queries: list[str]) -> tuple[float, float]:
    """Milliseconds of the clock and of the processor that a query takes, as DuckDB answers it on one thread."""
    base = duckdb.connect(config={"threads": 1})
    found = []
    for query in queries:
        began, used = time.perf_counter(), time.process_time()
        base.execute(query).fetchall()
        found.append((1000 * (time.perf_counter() - began), 1000 * (time.process_time() - used)))
    walls, processor = (sorted(column) for column in zip(*found, strict=True))
    return walls[len(found) // 2], processor[len(found) // 2]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
