"""A Parquet file read whole, after proof that it will not swell beyond what is read at most."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.check import limits
from pipeline.check.pages import PageError, pages

#: What the reader raises for files that are none, or that break off.
UNREADABLE = (pa.ArrowException, OSError, UnicodeDecodeError, ValueError, MemoryError, OverflowError)


class TableError(Exception):
    """A Parquet file that cannot or will not be read; `rule` is the one broken."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule


def read_rows(path: Path) -> tuple[pa.Table, list[dict[str, Any]]]:
    """The table and its rows, page checksums verified.

    Raises:
        TableError: files.unreadable or files.size.
    """
    try:
        with pq.ParquetFile(path) as file:
            metadata, schema = file.metadata, file.schema_arrow
        refuse(decoded_by_pages(path, metadata), path)
        # A dictionary's values are few in the file and many in the table: they are counted before they are written out.
        coded = pq.ParquetFile(path, page_checksum_verification=True, read_dictionary=text_columns(metadata))
        with coded as file:
            table = file.read(use_threads=False)
        refuse(sum(decoded_size(chunk) for column in table.columns for chunk in column.chunks), path)
        table = table.cast(schema)
        return table, table.to_pylist()
    except PageError as error:
        raise TableError("files.unreadable", f"not readable as Parquet: {error}") from error
    except UNREADABLE as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise TableError("files.unreadable", f"not readable as Parquet: {reason}") from error


def refuse(decoded: int, path: Path) -> None:
    """Stop before a file is read that says little in many bytes."""
    size = path.stat().st_size
    if decoded > limits.decoded_bytes(size):
        message = f"{size} bytes would decode to {decoded}, more than the {limits.decoded_bytes(size)} that are read"
        raise TableError("files.size", message)


def decoded_by_pages(path: Path, metadata: Any) -> int:
    """Bytes of all pages once decompressed, by their own headers, and what each value of each row costs at least."""
    total = int(metadata.num_rows) * int(metadata.num_columns) * limits.VALUE
    with path.open("rb") as stream:
        for group in range(metadata.num_row_groups):
            for number in range(metadata.num_columns):
                chunk = metadata.row_group(group).column(number)
                total += int(chunk.num_values) + sum(page.uncompressed for page in pages(stream, chunk))
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
