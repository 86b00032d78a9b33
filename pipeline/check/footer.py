"""The footer of a Parquet file, read without the library that decodes it.

The accessors of the library's own metadata abort the process on some footers with flipped bytes (an unknown codec, histograms of the wrong
size), where its readers raise an error. Fields are those of `FileMetaData` in parquet.thrift.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any, BinaryIO

from pipeline.check.pages import PageError, Reader, whole

#: Longest footer read, in bytes; one of a million rows of the contract has some ten thousand.
FOOTER = 1 << 24
MAGIC = b"PAR1"
CODECS = ("UNCOMPRESSED", "SNAPPY", "GZIP", "LZO", "BROTLI", "LZ4", "ZSTD", "LZ4_RAW")


@dataclass(frozen=True, slots=True)
class Chunk:
    """One column of one row group. Offsets and sizes are in bytes of the file; `codec` is its name or number."""

    path: str
    codec: str
    num_values: int
    dictionary_page_offset: int | None
    data_page_offset: int
    total_compressed_size: int
    indexed: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One row group: its rows, the columns it says it is sorted by (number, whether downward), its columns."""

    rows: int
    order: tuple[tuple[int, bool], ...]
    chunks: tuple[Chunk, ...]


def groups(stream: BinaryIO) -> tuple[Group, ...]:
    """The row groups of an open file.

    Raises:
        PageError: for a footer that is none.
    """
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - 8))
    tail = stream.read(8)
    length = int.from_bytes(tail[:4], "little")
    if tail[4:] != MAGIC or length > size - 8:
        raise PageError("the file has no footer")
    if length > FOOTER:
        raise PageError(f"the footer has {length} bytes, more than the {FOOTER} that are read")
    stream.seek(size - 8 - length)
    fields = Reader(stream.read(length)).struct()
    return tuple(_group(one) for one in _list(fields, 4))


def _group(fields: Any) -> Group:
    return Group(
        _whole(fields, 3),
        tuple((_whole(by, 1), _part(by, 2, bool)) for by in _list(fields, 4, absent=True)),
        tuple(_chunk(one) for one in _list(fields, 1)),
    )


def _chunk(fields: Any) -> Chunk:
    data = _part(fields, 3, dict)
    codec = _whole(data, 4)
    return Chunk(
        path=".".join(part.decode("utf-8", "replace") for part in _list(data, 3) if isinstance(part, bytes)),
        codec=CODECS[codec] if codec < len(CODECS) else str(codec),
        num_values=_whole(data, 5),
        dictionary_page_offset=_whole(data, 11) if 11 in data else None,
        data_page_offset=_whole(data, 9),
        total_compressed_size=_whole(data, 7),
        indexed=4 in fields,
    )


def _part(fields: Any, number: int, kind: type) -> Any:
    value = fields.get(number) if isinstance(fields, dict) else None
    if not isinstance(value, kind):
        raise PageError(f"the footer lacks field {number} where it must have one")
    return value


def _list(fields: Any, number: int, *, absent: bool = False) -> list[Any]:
    if absent and isinstance(fields, dict) and number not in fields:
        return []
    found: list[Any] = _part(fields, number, list)
    return found


def _whole(fields: Any, number: int) -> int:
    value = whole(_part(fields, number, int))
    if value < 0:
        raise PageError(f"field {number} of the footer is below nothing")
    return value
