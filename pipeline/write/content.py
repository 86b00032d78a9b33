"""The checksum of a table's values, which no writer's version changes and which every reader can work out again."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import json
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic_core import to_json


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
        # Twice as fast, and the same but for numbers that are written with an exponent.
        raw = to_json(some) if all(map(plain, zip(*some, strict=True))) else ENCODER.encode(some).encode()
        sha.update(b"," + raw[1:-1] if begun else raw[1:-1])
        begun = True
    sha.update(b"]")
    return sha.hexdigest()


def plain(column: Sequence[Any]) -> bool:
    """Whether no value of a column is a number that is written with an exponent, or none."""
    if not isinstance(next((value for value in column if value is not None), None), float):
        return True
    return all(value is None or value == 0 or 1e-4 <= abs(value) < 1e16 for value in column)
