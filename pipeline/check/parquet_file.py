"""A Parquet file read batch by batch, after proof that it will not swell beyond what is read at most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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


class TableError(Exception):
    """A Parquet file that cannot or will not be read; `rule` is the one broken."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table that was proved readable, read again each time they are asked for."""

    path: Path
    schema: pa.Schema
    count: int

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return self.of(*self.schema.names)

    def of(self, *columns: str) -> Iterator[dict[str, Any]]:
        """The rows with those of the columns that the table has."""
        known = [name for name in columns if name in self.schema.names]
        if not known:
            yield from ({} for _ in range(self.count))
            return
        with pq.ParquetFile(self.path, read_dictionary=text_columns(pq.read_metadata(self.path))) as file:
            for batch in batches(file, known, pa.schema([self.schema.field(name) for name in known])):
                yield from batch.to_pylist()


def read_rows(path: Path) -> Rows:
    """A table's rows, every one of them read once, page checksums verified.

    Raises:
        TableError: files.unreadable or files.size.
    """
    try:
        with pq.ParquetFile(path) as file:
            metadata, schema = file.metadata, file.schema_arrow
        refuse(decoded_by_pages(path), path)
        count = decoded = 0
        # A dictionary's values are few in the file and many in the table: they are counted before they are written out.
        coded = pq.ParquetFile(path, page_checksum_verification=True, read_dictionary=text_columns(metadata))
        with coded as file:
            for batch in file.iter_batches(limits.BATCH_ROWS, use_threads=False):
                decoded += sum(map(decoded_size, batch.columns))
                refuse(decoded, path)
                for part in plain(batch, schema):
                    count += len(part.to_pylist())
        return Rows(path, schema, count)
    except PageError as error:
        raise TableError("files.unreadable", f"not readable as Parquet: {error}") from error
    except UNREADABLE as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise TableError("files.unreadable", f"not readable as Parquet: {reason}") from error


def batches(file: pq.ParquetFile, columns: list[str], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Batches of a few columns, none decoded beyond the limit unless one row alone is."""
    for batch in file.iter_batches(limits.BATCH_ROWS, columns=columns, use_threads=False):
        yield from plain(batch.select(columns), schema)


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


def text_columns(metadata: Any) -> list[str]:
    """Paths of the columns that hold text or bytes."""
    columns = (metadata.schema.column(number) for number in range(metadata.num_columns))
    return [column.path for column in columns if column.physical_type == "BYTE_ARRAY"]


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
