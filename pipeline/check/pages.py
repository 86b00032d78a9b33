"""The pages of a Parquet file by their headers, read without decompressing anything.

A footer may lie about what its pages hold; the reader believes the pages. Their headers are Thrift structures in the
compact protocol (parquet.thrift, PageHeader; thrift-compact-protocol.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

#: Longest page header read, in bytes; statistics in it are cut to 64 by every writer.
HEADER = 1 << 16
#: Deepest Thrift structure followed.
NESTING = 16
#: Fields of PageHeader.
KIND, UNCOMPRESSED, COMPRESSED, CRC = 1, 2, 3, 4
#: Types of the compact protocol.
TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, MAP, STRUCT = range(1, 13)


class Chunk(Protocol):
    """What the footer says of one column of one row group."""

    @property
    def dictionary_page_offset(self) -> int | None:
        """Where its dictionary begins, if it has one."""

    @property
    def data_page_offset(self) -> int:
        """Where its first page of data begins."""

    @property
    def total_compressed_size(self) -> int:
        """Bytes of all its pages and their headers."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its kind (0 data, 2 dictionary, 3 data of version 2), bytes once decompressed, whether it has a checksum."""

    kind: int
    uncompressed: int
    checksum: bool


class PageError(ValueError):
    """A page header that is none, or that leads out of its column."""


def pages(stream: BinaryIO, chunk: Chunk) -> Iterator[Page]:
    """The pages of a column chunk, in order.

    Raises:
        PageError: for headers that cannot be followed.
    """
    # The dictionary comes first; a column of no rows may have one and no page of data.
    at = chunk.dictionary_page_offset or chunk.data_page_offset
    end = at + chunk.total_compressed_size
    while at < end:
        stream.seek(at)
        reader = Reader(stream.read(HEADER))
        fields = reader.struct()
        kind, uncompressed, compressed = (whole(fields.get(name)) for name in (KIND, UNCOMPRESSED, COMPRESSED))
        if kind < 0 or uncompressed < 0 or compressed < 0:
            raise PageError(f"no page begins at byte {at}")
        at += reader.at + compressed
        if at > end:
            raise PageError(f"a page ends at byte {at}, its column at {end}")
        yield Page(kind, uncompressed, CRC in fields)


def whole(value: Any) -> int:
    """A whole number of no less than nothing; −1 for anything else."""
    return value if type(value) is int and value >= 0 else -1


class Reader:
    """A cursor over Thrift's compact protocol. Nothing it gives is larger than a small multiple of the bytes it reads."""

    def __init__(self, raw: bytes) -> None:
        self.raw, self.at = raw, 0

    def byte(self) -> int:
        """The next byte."""
        if self.at >= len(self.raw):
            raise PageError("a header is cut off")
        self.at += 1
        return self.raw[self.at - 1]

    def varint(self) -> int:
        """A whole number of 7 bits a byte, at most 64 bits."""
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value
            if shift > 63:
                raise PageError("a number in a header has no end")

    def zigzag(self) -> int:
        """A signed whole number."""
        value = self.varint()
        return (value >> 1) ^ -(value & 1)

    def struct(self, nesting: int = 0) -> dict[int, Any]:
        """A structure's values by field: whole numbers, truths, bytes, lists and structures."""
        if nesting > NESTING:
            raise PageError("a header is nested too deep")
        found: dict[int, Any] = {}
        field = 0
        # A field is at least its head, so that the loop ends with the header's bytes.
        while head := self.byte():
            field = field + (head >> 4) if head >> 4 else self.zigzag()
            kind = head & 0x0F
            # A field's truth is in its head.
            found[field] = kind == TRUE if kind in (TRUE, FALSE) else self.value(kind, nesting + 1)
        return found

    def value(self, kind: int, nesting: int) -> Any:
        """A value; every one moves on, so that no header can keep a reader busy."""
        if nesting > NESTING:
            raise PageError("a header is nested too deep")
        if kind in (I16, I32, I64):
            return self.zigzag()
        if kind == STRUCT:
            return self.struct(nesting)
        if kind in (TRUE, FALSE, BYTE):
            return self.byte()
        if kind in (DOUBLE, BINARY):
            start, length = self.at, 8
            if kind == BINARY:
                length = self.varint()
                start = self.at
            if length > len(self.raw) - start:
                raise PageError("a header is cut off")
            self.at = start + length
            return self.raw[start : self.at]
        if kind in (LIST, SET):
            head = self.byte()
            count = self.bounded(head >> 4 if head >> 4 < 15 else self.varint())
            return [self.value(head & 0x0F, nesting + 1) for _ in range(count)]
        raise PageError(f"a header has a field of type {kind}")

    def bounded(self, count: int) -> int:
        """A number of elements, none of which can be less than a byte."""
        if count > len(self.raw) - self.at:
            raise PageError("a list in a header is longer than the header")
        return count
