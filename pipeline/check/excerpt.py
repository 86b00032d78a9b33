"""The line that a finding is about, trimmed around the fault, with a caret under it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from pipeline.check import limits
from pipeline.check.pointer import taken_apart

#: Characters of a line that are shown on either side of the fault.
AROUND = 40
#: Characters shown from the fault on where it has room.
AFTER = 60


def excerpt(folder: Path, pointer: str | None) -> tuple[str, str] | None:
    """The line that a pointer with line and column names, cut to fit a terminal, and the line with the caret below it.

    None where there is no such line to be shown. The file is read again: a report is for a folder that is still there.
    """
    place = taken_apart(pointer or "")
    if place.line is None or place.column is None or ".." in Path(place.file).parts:
        return None
    line = nth_line(folder / place.file, place.line)
    if line is None or not 1 <= place.column <= len(line) + 1:
        return None
    return cut(line, place.column - 1)


def nth_line(path: Path, number: int) -> str | None:
    """A line of a file by its number from 1, or None; undecodable bytes are shown as the replacement character."""
    if path.is_symlink() or not path.is_file():
        return None
    try:
        with path.open("rb") as stream:
            for count, raw in enumerate(iter(lambda: stream.readline(limits.LINE), b""), start=1):
                if count == number:
                    return raw.rstrip(b"\r\n").decode("utf-8", "replace")
    except OSError:
        return None
    return None


def cut(line: str, at: int) -> tuple[str, str]:
    """A stretch of the line around offset `at`, and the caret that stands under that character on a terminal."""
    start, end = max(0, at - AROUND), min(len(line), at + AFTER)
    before, after = shown(line[start:at]), shown(line[at:end])
    left, right = "…" if start else "", "…" if end < len(line) else ""
    return f"{left}{before}{after}{right}", " " * (len(left) + width(before)) + "^"


def shown(text: str) -> str:
    """The text with one character for each that a terminal would act on."""
    return "".join(c if c.isprintable() else "·" for c in text)


def width(text: str) -> int:
    """Columns that a text takes on a terminal: wide letters two, combining marks none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
