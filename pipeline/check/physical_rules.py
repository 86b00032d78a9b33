"""Rule on Parquet files as files: how they are compressed, indexed, guarded and sorted, and that no clock is in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pyarrow.parquet as pq

from pipeline.check.bundle import Bundle
from pipeline.check.footer import Chunk, Group, groups
from pipeline.check.pages import PageError, pages
from pipeline.check.parquet_file import UNREADABLE
from pipeline.check.rules import breach, quoted
from pipeline.records import TABLES, Finding, Record
from pipeline.records.arrow import arrow_schema

#: Most rows of a row group, as the contract's writer makes them.
ROW_GROUP = 122_880
#: Metadata that the Arrow library adds, so that types come back exactly.
ARROW = b"ARROW:schema"


def physical(bundle: Bundle) -> Iterator[Finding]:
    """table.physical"""
    for name in bundle.schemas:
        pointer = f"tables/{name}.parquet"
        try:
            for fault in faults(bundle.folder / pointer, TABLES[name]):
                yield breach("table.physical", fault, pointer=pointer)
        except (PageError, *UNREADABLE) as error:
            yield breach("files.unreadable", f"not readable as Parquet: {error}", pointer=pointer)


def faults(path: Path, kind: type[Record]) -> Iterator[str]:
    """What is wrong with a file's make, the same fault of many columns once."""
    metadata = pq.read_metadata(path)
    known = {ARROW, *(arrow_schema(kind).metadata or {})}
    for key in sorted((metadata.metadata or {}).keys() - known):
        yield f"the file's metadata has {quoted(key)}, which no contract names and same input may not give again"
    seen: set[str] = set()
    with path.open("rb") as stream:
        paths = [metadata.schema.column(number).path for number in range(metadata.num_columns)]
        for number, group in enumerate(groups(stream)):
            if group.rows > ROW_GROUP:
                yield f"row group {number} has {group.rows} rows, more than {ROW_GROUP}"
            if (found := order(group, paths)) != kind.order:
                yield f"row group {number} declares the order {', '.join(found) or 'none'}, not {', '.join(kind.order)}"
            for chunk in group.chunks:
                for fault in chunk_faults(stream, chunk):
                    if fault not in seen:
                        seen.add(fault)
                        yield f"the column {chunk.path} of row group {number} {fault}"


def order(group: Group, paths: list[str]) -> tuple[str, ...]:
    """The columns that a row group says it is sorted by; a descending one with a minus, one that is none by its number."""
    return tuple(
        ("-" if downward else "") + (paths[place] if place < len(paths) else str(place))
        for place, downward in group.order
    )


def chunk_faults(stream: BinaryIO, chunk: Chunk) -> Iterator[str]:
    """What is wrong with one column of one row group."""
    if chunk.codec != "ZSTD":
        yield f"is compressed with {chunk.codec}, not ZSTD"
    if chunk.num_values and not chunk.indexed:
        yield "has no page index"
    if not all(page.checksum for page in pages(stream, chunk)):
        yield "has pages without a checksum"


RULES: tuple[Callable[[Bundle], Iterator[Finding]], ...] = (physical,)
