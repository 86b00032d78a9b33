"""The checksum of a table's values, which no writer's version changes and which every reader can work out again."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any


def content_sha256(rows: Iterable[Sequence[Any]]) -> str:
    """SHA-256, hexadecimal, over one line of JSON a row: its values in the order of the columns, in an array.

    UTF-8, no blanks, null for null, days as ISO 8601, numbers as the shortest that reads back the same; a newline ends each.
    """
    sha = hashlib.sha256()
    for row in rows:
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=iso, allow_nan=False)
        sha.update(line.encode("utf-8", "surrogatepass") + b"\n")
    return sha.hexdigest()


def iso(value: object) -> str:
    """A day as text.

    Raises:
        TypeError: for what no column holds.
    """
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")
