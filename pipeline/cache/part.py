"""What one input comes to, and its form on disk."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import cache

import pyarrow as pa
from pydantic import TypeAdapter, ValidationError

from pipeline.records import Dataset, Document, Finding

#: First bytes of an entry; the digit is the form's version.
MAGIC = b"dateline1\n"
#: Bytes of SHA-256 and of the length that follow.
SUM, LENGTH = 32, 8
#: Longest entry that is read, in bytes of JSON: many times the records of the largest input.
MOST = 2 << 30


@dataclass(frozen=True, slots=True)
class Part:
    """One input's document and findings, and its records once it has been analysed; no document if it was quarantined.

    `model` is the name of the language model that the records come from, `nodes` what these are as JSON-LD by id, already written;
    `sound` says that the check's rules on records found nothing wrong with them.
    """

    findings: tuple[Finding, ...]
    document: Document | None
    records: Dataset | None = None
    model: str | None = None
    nodes: dict[str, str] = field(default_factory=dict)
    sound: bool = False


@cache
def adapter() -> TypeAdapter[Part]:
    """Reads and writes parts as JSON, every record validated: a record from disk is as good as a new one, or none."""
    return TypeAdapter(Part)


def packed(part: Part) -> bytes:
    """The part as bytes: magic, SHA-256 of the rest, length of the JSON, JSON under Zstandard. The document is in the records."""
    raw = adapter().dump_json(replace(part, document=None) if part.records else part)
    squeezed: bytes = pa.compress(raw, codec="zstd", asbytes=True)
    body = len(raw).to_bytes(LENGTH, "big") + squeezed
    return MAGIC + hashlib.sha256(body).digest() + body


def unpacked(raw: bytes) -> Part | None:
    """The part that the bytes hold; None if they are damaged or of another form."""
    body = raw[len(MAGIC) + SUM :]
    length = int.from_bytes(body[:LENGTH], "big")
    if not raw.startswith(MAGIC) or raw[len(MAGIC) : len(MAGIC) + SUM] != hashlib.sha256(body).digest():
        return None
    if length > MOST:
        return None
    try:
        part = adapter().validate_json(pa.decompress(body[LENGTH:], length, codec="zstd", asbytes=True))
    except (ValidationError, pa.ArrowException, OSError, ValueError):
        return None
    if part.records is None:
        return part
    if len(part.records.documents) != 1:
        return None
    return replace(part, document=part.records.documents[0])
