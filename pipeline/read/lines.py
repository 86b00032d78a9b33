"""Plain text to blocks: which lines belong together when nothing but line ends says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from pipeline.records.span import trimmed

BULLET = re.compile(r"[-*•·‣▪●○◦–—]\s+\S|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s+\S")
#: Widths that mail programs and typewriters wrap at, in characters.
NARROWEST, WIDEST = 40, 110
#: What a line that runs on does not end in.
STOPS = '.!?…:;"”’)]»|'
#: More lines than this are merged, so that no text makes passages without end.
MOST_LINES = 100_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or lines that were one before wrapping: code points, edges trimmed; `group` counts runs between blank lines."""

    start: int
    end: int
    group: int
    indent: int = 0


def lines(text: str) -> list[Line]:
    """The text's lines that are not blank, in order. Any of Unicode's line ends counts."""
    found: list[Line] = []
    at = group = 0
    blank = True
    for raw in text.splitlines(keepends=True):
        span = trimmed(text, at, at + len(raw))
        if span is None:
            blank = True
        else:
            group += blank
            blank = False
            found.append(Line(span.start, span.end, group, span.start - at))
        at += len(raw)
    return found


def unwrapped(text: str, found: list[Line]) -> list[Line]:
    """Lines joined where a paragraph was wrapped at a fixed width; unchanged where lines are paragraphs already.

    A line was wrapped if the first word of the next would not have fitted: what every wrapping program does.
    """
    if len(found) > MOST_LINES:
        return _merged(found)
    width = wrap_width(text, found)
    joined: list[Line] = []
    last = indent = 0
    for line in found:
        if (
            joined
            and joined[-1].group == line.group
            and (_runs_on(text, joined[-1], line, last) if width is None else not _fits(text, last, line, width))
            and not BULLET.match(text, line.start)
            and line.indent <= indent + (4 if BULLET.match(text, joined[-1].start) else 1)
        ):
            before = joined[-1]
            joined[-1] = Line(before.start, line.end, before.group, before.indent)
        else:
            joined.append(line)
        last, indent = line.end - line.start + line.indent, line.indent
    return joined


def _runs_on(text: str, above: Line, line: Line, length: int) -> bool:
    """Whether a sentence goes on in the next line although the text as a whole is not wrapped."""
    return length >= NARROWEST and text[line.start].islower() and text[above.end - 1] not in STOPS


def wrap_width(text: str, found: list[Line]) -> int | None:
    """The width in characters that the text is wrapped at, or None. Needs three lines that run on."""
    pairs = [(a, b) for a, b in pairwise(found) if a.group == b.group]
    if len(pairs) < 3:
        return None
    lengths = sorted(a.end - a.start + a.indent for a, _ in pairs)
    width = lengths[int(len(lengths) * 0.95)]
    if not NARROWEST <= width <= WIDEST:
        return None
    full = [(a, b) for a, b in pairs if not _fits(text, a.end - a.start + a.indent, b, width)]
    runs_on = sum(1 for a, _ in full if text[a.end - 1] not in '.!?:”"')
    return width if len(full) >= 0.6 * len(pairs) and runs_on >= 0.6 * len(full) else None


def _fits(text: str, length: int, following: Line, width: int) -> bool:
    word = re.compile(r"\S+").match(text, following.start, min(following.end, following.start + width + 1))
    return length + 1 + (len(word.group()) if word else 0) <= width


def _merged(found: list[Line]) -> list[Line]:
    step = -(-len(found) // MOST_LINES)
    chunks = (found[i : i + step] for i in range(0, len(found), step))
    return [Line(c[0].start, c[-1].end, c[0].group, c[0].indent) for c in chunks]
