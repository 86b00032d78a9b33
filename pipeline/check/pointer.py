"""A finding's pointer taken apart: FILE, FILE:LINE, FILE:LINE:COLUMN, or FILE[ROW] of a table."""

from __future__ import annotations

import re
from dataclasses import dataclass

FORM = re.compile(r"(?P<file>.*?)(?::(?P<line>\d{1,9})(?::(?P<column>\d{1,9}))?|\[(?P<row>\d{1,12})\])?")


@dataclass(frozen=True, slots=True)
class Pointer:
    """A place in an output folder; lines and columns count from 1 (columns in code points), rows from 0."""

    file: str
    line: int | None = None
    column: int | None = None
    row: int | None = None


def taken_apart(pointer: str) -> Pointer:
    """The parts of a pointer; what has no such form is a file's name as a whole."""
    match = FORM.fullmatch(pointer)
    if match is None:
        return Pointer(pointer)
    line, column, row = (int(found) if (found := match[name]) else None for name in ("line", "column", "row"))
    return Pointer(match["file"], line, column, row)
