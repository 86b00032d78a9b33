"""The names and references of a document, to be looked up by offset."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pipeline.extract.extraction import Name, Reference
from pipeline.extract.quotes.word_sets import UNFIT
from pipeline.records.span import Span


class Speakers:
    """The names and references of a document, to be looked up by offset."""

    def __init__(self, names: Sequence[Name], references: Sequence[Reference]) -> None:
        possible = [
            n.span
            for n in names
            if n.form != "adjective" and n.type not in {"Agreement", "Event", "CreativeWork", "Other"}
        ]
        referring = [r.span for r in references if r.text.lower() not in UNFIT]
        pool = sorted({*possible, *referring}, key=lambda s: (s.start, -s.end))
        #: Outermost spans: a reference that holds a name stands for both.
        self.spans: list[Span] = []
        for span in pool:
            if not self.spans or span.end > self.spans[-1].end:
                self.spans.append(span)
        self.starts = [s.start for s in self.spans]

    def within(self, start: int, end: int) -> list[Span]:
        """The candidates wholly between two offsets, in order."""
        i = bisect_left(self.starts, start)
        out = []
        while i < len(self.spans) and self.spans[i].start < end:
            if self.spans[i].end <= end:
                out.append(self.spans[i])
            i += 1
        return out

    def over(self, start: int, end: int) -> list[Span]:
        """The candidates that hold the stretch between two offsets."""
        i = bisect_right(self.starts, start)
        return [s for s in self.spans[max(0, i - 3) : i] if s.start <= start and end <= s.end]
