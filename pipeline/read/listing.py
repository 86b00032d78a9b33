"""Bulleted and numbered lists in plain text."""

from __future__ import annotations

import re

from pipeline.read.lines import BULLET
from pipeline.read.row import Row

NUMBER = re.compile(r"\(?(\d{1,3})[.)]\s+\S")
DASH = re.compile(r"[-–—]\s")


def listed(found: list[Row]) -> set[int]:
    """Rows that are list items. A bullet is enough; a dash or a number needs a neighbour that carries on."""
    items: set[int] = set()
    for i, row in enumerate(found):
        if row.blank or not BULLET.match(row.text):
            continue
        if NUMBER.match(row.text):
            if any(_follows(found[a], found[b]) for a, b in ((i - 1, i), (i, i + 1)) if a >= 0 and b < len(found)):
                items.add(i)
        elif DASH.match(row.text):
            beside = (found[j] for j in (i - 1, i + 1) if 0 <= j < len(found))
            if any(DASH.match(other.text) for other in beside):
                items.add(i)
        elif re.match(r"[*•·‣▪●○◦]", row.text) or any(
            0 <= j < len(found) and _lettered(row, found[j]) for j in (i - 1, i + 1)
        ):
            items.add(i)
    return items


def _follows(first: Row, second: Row) -> bool:
    a, b = NUMBER.match(first.text), NUMBER.match(second.text)
    return bool(a and b and int(b.group(1)) == int(a.group(1)) + 1)


def _lettered(row: Row, other: Row) -> bool:
    """Whether both open with a letter or small Roman number, as `(a)` and `(b)` do."""
    opening = re.compile(r"\(?(?:[a-z]|[ivx]{1,4})[.)]\s")
    return bool(opening.match(row.text) and opening.match(other.text))
