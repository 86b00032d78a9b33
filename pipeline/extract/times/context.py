"""What an expression may be counted from: the reference date, and the times that the text has named so far."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from pipeline.extract.times.tense import Tense
from pipeline.records.edtf import Edtf
from pipeline.records.span import Span
from pipeline.records.time import Granularity, TimeBasis


@dataclass(frozen=True, slots=True)
class Resolved:
    """An anchored value: the EDTF (None if nothing can be said), its unit, how it came about and what it counts from."""

    edtf: Edtf | None
    unit: Granularity | None = None
    basis: TimeBasis = "stated"
    anchor: Span | None = None


VAGUE = Resolved(None, None, "vague")


@dataclass(frozen=True, slots=True)
class Focus:
    """A time that the text has named: its value, where it stands, and whether its year was written out."""

    edtf: Edtf
    span: Span
    passage: int
    stated: bool


@dataclass(slots=True)
class Context:
    """The state of reading, from the top of the document to the expression at hand."""

    reference: dt.date | None
    tense: Tense = None
    passage: int = 0
    #: Whether the expression stands first in its passage, as the date of an entry in a chronology does.
    heads_entry: bool = False
    #: Whether it is all that its line holds.
    stands_alone: bool = False
    #: Offset at which the sentence of the expression begins.
    sentence: int = 0
    history: list[Focus] = field(default_factory=list)
    #: The date or year that heads the chronology being read.
    entry: Focus | None = None

    @property
    def focus(self) -> Focus | None:
        """The time named last, if it is not too far back: within three passages."""
        if self.history and self.passage - self.history[-1].passage <= 3:
            return self.history[-1]
        return None

    @property
    def narrated(self) -> Focus | None:
        """The time named last, if it stands in this sentence and is a day or month whose year was written out."""
        last = self.history[-1] if self.history else None
        if last is None or not last.stated or last.passage != self.passage or last.span.start < self.sentence:
            return None
        return last if last.edtf.granularity in {"day", "month"} else None

    @property
    def dated(self) -> Focus | None:
        """The last time anywhere before whose year was written out."""
        return next((past for past in reversed(self.history) if past.stated), None)
