"""A text cut where marks begin and end, so that marks that nest or overlap can all be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.records import Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch over which the same marks hold; `marks` are their numbers, the widest mark first."""

    span: Span
    marks: tuple[int, ...]


def segments(whole: Span, marks: Sequence[Span]) -> list[Segment]:
    """The stretches of `whole`, in order and without gaps: put together they are `whole` again.

    Args:
        marks: spans of the marks; a mark's number is its place here. What lies outside `whole` is cut off.
    """
    inside = [(number, mark) for number, mark in enumerate(marks) if mark.overlaps(whole)]
    inside.sort(key=lambda item: (item[1].start, -item[1].end, item[0]))
    edges = {whole.start, whole.end}
    for _, mark in inside:
        edges |= {max(mark.start, whole.start), min(mark.end, whole.end)}
    cuts = sorted(edges)
    found: list[Segment] = []
    open_: list[tuple[int, Span]] = []
    waiting = 0
    for start, end in pairwise(cuts):
        while waiting < len(inside) and inside[waiting][1].start <= start:
            open_.append(inside[waiting])
            waiting += 1
        open_ = [item for item in open_ if item[1].end > start]
        widest = sorted(open_, key=lambda item: (item[1].start - item[1].end, item[0]))
        found.append(Segment(Span(start, end), tuple(number for number, _ in widest)))
    return found
