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
    #: Whether the year was taken over from a time whose year was written out.
    carries: bool = False


VAGUE = Resolved(None, None, "vague")


@dataclass(frozen=True, slots=True)
class Focus:
    """A time that the text has named: its value, where it stands, and whether its year was written out."""

    edtf: Edtf
    span: Span
    passage: int
    stated: bool
    #: Named only in passing ("since 2003", "the treaty of August 2017"), so that what follows is not told from there.
    passing: bool = False
    #: Whether its year was written out, or taken over from a time whose year was.
    carries: bool = False


@dataclass(slots=True)
class Context:
    """The state of reading, from the top of the document to the expression at hand."""

    reference: dt.date | None
    tense: Tense = None
    #: Whether the verb of that tense stands right before the expression.
    close: bool = False
    #: Whether "from" stands before the expression, as before the day that something is to begin.
    from_then: bool = False
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

    def told(self, day: bool) -> Focus | None:
        """The time that "later", "the next day" and the like count from: the last one named within three passages that is known to
        the month, or to the `day`, if there is one; of what is past, no time still to come."""
        near = [past for past in reversed(self.history) if self.passage - past.passage <= 3]
        if self.tense == "past" and self.reference:
            near = [past for past in near if past.edtf.earliest is None or past.edtf.earliest <= self.reference]
        fine = {"day"} if day else {"day", "month"}
        here = [past for past in near if past.span.start >= self.sentence]
        for past in here:
            if past.edtf.granularity in fine or not past.passing:
                return past
        for past in near:
            if past.edtf.granularity in fine and not past.passing:
                return past
        return near[0] if near and near[0].edtf.granularity in {"day", "month"} else None

    @property
    def narrated(self) -> Focus | None:
        """The time named last, if it stands in this sentence and is a day or month whose year was written out or taken over."""
        for past in reversed(self.history):
            if past.passage != self.passage or past.span.start < self.sentence:
                return None
            if past.carries:
                return past if past.edtf.granularity in {"day", "month"} else None
        return None

    @property
    def dated(self) -> Focus | None:
        """The last time anywhere before whose year was written out."""
        return next((past for past in reversed(self.history) if past.stated), None)
