"""The checksum of a table's values, which no writer's version changes and which every reader can work out again."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import json
from collections.abc import Iterable, Sequence
from typing import Any


def iso(value: object) -> str:
    """A day as text.

    Raises:
        TypeError: for what no column holds.
    """
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")


#: Rows that are written at a time.
BATCH = 2048
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=iso, allow_nan=False)


def content_sha256(rows: Iterable[Sequence[Any]]) -> str:
    """SHA-256, hexadecimal, over the table as one JSON array of rows, each an array of its values in the order of the columns.

    UTF-8, no blanks, null for null, days as ISO 8601, numbers as the shortest that reads back the same.
    """
    sha, begun, left = hashlib.sha256(b"["), False, iter(rows)
    while some := list(itertools.islice(left, BATCH)):
        text = ENCODER.encode(some)[1:-1]
        sha.update(f",{text}".encode() if begun else text.encode())
        begun = True
    sha.update(b"]")
    return sha.hexdigest()
