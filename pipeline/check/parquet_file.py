"""A Parquet file read batch by batch, after proof that it will not swell beyond what is read at most."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.check import limits
from pipeline.check.footer import groups
from pipeline.check.pages import PageError, pages

#: What the reader raises for files that are none, or that break off.
UNREADABLE = (pa.ArrowException, OSError, UnicodeDecodeError, ValueError, MemoryError, OverflowError)

#: First and last day of the calendar, in days since 1970, as Arrow counts them.
FIRST_DAY, LAST_DAY = (day.toordinal() - dt.date(1970, 1, 1).toordinal() for day in (dt.date.min, dt.date.max))


class TableError(Exception):
    """A Parquet file that cannot or will not be read; `rule` is the one broken."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table that was proved readable; a small one is held, any other read again each time it is asked for."""

    path: Path
    schema: pa.Schema
    count: int
    #: Paths of the columns of long texts, which are read as dictionaries: a few bytes may stand for many such.
    texts: tuple[str, ...] = ()
    held: tuple[pa.RecordBatch, ...] | None = None

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return self.of(*self.schema.names)

    def of(self, *columns: str) -> Iterator[dict[str, Any]]:
        """The rows with those of the columns that the table has."""
        if not any(name in self.schema.names for name in columns):
            return ({} for _ in range(self.count))
        return chain.from_iterable(map(dicts, self.batches(*columns)))

    def batches(self, *columns: str, rows: int = limits.BATCH_ROWS) -> Iterator[pa.RecordBatch]:
        """Batches of those of the columns that the table has, none decoded beyond the limit unless one row alone is."""
        known = [name for name in dict.fromkeys(columns) if name in self.schema.names]
        if self.held is not None:
            yield from (batch.select(known) for batch in self.held)
            return
        schema = pa.schema([self.schema.field(name) for name in known])
        with pq.ParquetFile(self.path, read_dictionary=list(self.texts), buffer_size=limits.BUFFER) as file:
            for batch in file.iter_batches(rows, columns=known, use_threads=False):
                yield from plain(batch.select(known), schema)


def dicts(batch: pa.RecordBatch) -> list[dict[str, Any]]:
    """The rows of a batch."""
    names = batch.schema.names
    return [dict(zip(names, values, strict=False)) for values in zip(*map(listed, batch.columns), strict=True)]


def listed(column: pa.Array) -> list[Any]:
    """The values of a column; days by way of NumPy, which takes a tenth of the time."""
    if column.type == pa.date32():
        days: list[Any] = column.to_numpy(zero_copy_only=False).tolist()
        return days
    values: list[Any] = column.to_pylist()
    return values


def read_rows(path: Path) -> Rows:
    """A table's rows, every one of them read once, page checksums verified.

    Raises:
        TableError: files.unreadable or files.size.
    """
    try:
        with pq.ParquetFile(path) as file:
            metadata, schema = file.metadata, file.schema_arrow
        refuse(decoded_by_pages(path), path)
        rows = proven(path, metadata, schema)
    except PageError as error:
        raise TableError("files.unreadable", f"not readable as Parquet: {error}") from error
    except UNREADABLE as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise TableError("files.unreadable", f"not readable as Parquet: {reason}") from error
    return rows


def proven(path: Path, metadata: Any, schema: pa.Schema) -> Rows:
    """The rows of a file whose pages are none too large, once every value was looked at, one column at a time."""
    texts = text_columns(metadata)
    counts: set[int] = set()
    decoded = 0
    long: set[str] = set()
    # A dictionary's values are few in the file and many in the table: they are counted before they are written out.
    coded = pq.ParquetFile(
        path,
        metadata=metadata,
        page_checksum_verification=True,
        read_dictionary=list(texts),
        buffer_size=limits.BUFFER,
    )
    with coded as file:
        # The dictionaries of one column at a time, for those of a whole row group take megabytes each.
        for name in dict.fromkeys(schema.names):
            count = 0
            for batch in file.iter_batches(limits.BATCH_ROWS, columns=[name], use_threads=False):
                decoded += sum(map(decoded_size, batch.columns))
                refuse(decoded, path)
                prove(batch)
                if any(map(lengthy, batch.columns)):
                    long.add(name)
                count += len(batch)
            counts.add(count)
    if len(counts) > 1:
        raise ValueError("its columns have different numbers of rows")
    found = Rows(path, schema, max(counts, default=0), tuple(text for text in texts if text.partition(".")[0] in long))
    if decoded > limits.HELD or len(set(schema.names)) < len(schema.names):
        return found
    return replace(found, held=tuple(found.batches(*schema.names)))


def lengthy(array: pa.Array) -> bool:
    """Whether as many values as are compared at a time may be more than is decoded at a time, if every one is written out."""
    if not pa.types.is_dictionary(array.type):
        return not pa.types.is_primitive(array.type)
    longest = pc.max(pc.binary_length(array.dictionary)).as_py() or 0
    return int(longest) * limits.JOIN_ROWS > limits.BATCH_BYTES


def prove(batch: pa.RecordBatch) -> None:
    """Look at every value once: text is UTF-8, lists lie within their values, days are days of the calendar.

    Raises:
        ValueError: for what is not.
    """
    batch.validate(full=True)
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        if column.type == pa.date32():
            ends = pc.min_max(column.cast(pa.int32())).as_py()
            if ends["min"] is not None and not FIRST_DAY <= ends["min"] <= ends["max"] <= LAST_DAY:
                raise ValueError(f"{name} has a day beyond the calendar")


def plain(batch: pa.RecordBatch, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """The batch with every dictionary written out, in slices that decode to no more than the limit."""
    size = sum(map(decoded_size, batch.columns))
    step = max(1, min(len(batch), limits.BATCH_BYTES * len(batch) // max(1, size)))
    for start in range(0, len(batch), step):
        yield batch.slice(start, step).cast(schema)


def refuse(decoded: int, path: Path) -> None:
    """Stop before a file is read that says little in many bytes."""
    size = path.stat().st_size
    if decoded > limits.decoded_bytes(size):
        message = f"{size} bytes would decode to {decoded}, more than the {limits.decoded_bytes(size)} that are read"
        raise TableError("files.size", message)


def decoded_by_pages(path: Path) -> int:
    """Bytes of all pages once decompressed, by their own headers, and what each value of each row costs at least."""
    total = 0
    with path.open("rb") as stream:
        for group in groups(stream):
            total += group.rows * len(group.chunks) * limits.VALUE
            for chunk in group.chunks:
                total += chunk.num_values + sum(page.uncompressed for page in pages(stream, chunk))
    return total


def text_columns(metadata: Any) -> tuple[str, ...]:
    """Paths of the columns that hold text or bytes."""
    columns = (metadata.schema.column(number) for number in range(metadata.num_columns))
    return tuple(column.path for column in columns if column.physical_type == "BYTE_ARRAY")


def decoded_size(array: pa.Array) -> int:
    """Bytes of an array with every dictionary written out."""
    if pa.types.is_dictionary(array.type):
        lengths = pc.binary_length(array.dictionary).take(array.indices)
        return int(pc.sum(lengths).as_py() or 0)
    if pa.types.is_list(array.type):
        return int(array.nbytes) if not len(array) else 4 * len(array) + decoded_size(array.flatten())
    if pa.types.is_struct(array.type):
        return sum(decoded_size(field) for field in array.flatten())
    return int(array.nbytes)
