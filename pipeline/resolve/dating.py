"""When an event was: the time its own clause gives, else one that the story just before it gives."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pipeline.knowledge import grammar
from pipeline.records import Span, Time
from pipeline.resolve.spelling import words
from pipeline.resolve.telling import Telling

#: Sentences back that a date may be inherited over, within one paragraph.
REACH = 1
#: Letters before a clause in which the word stands that opens it.
OPENING = 10
#: Tellings before an event that a date is looked for in.
NEAR = 30


@dataclass(frozen=True, slots=True)
class Dated:
    """A time and whether the event's own clause gives it."""

    time: Time
    basis: Literal["governed", "inherited"]


def dated(told: Sequence[Telling], everything: Sequence[Telling], text: str) -> Dated | None:
    """The date of an event told in these tellings, its best first; None where the text leaves it open."""
    own = [t.time for t in told if t.time and t.time.edtf]
    if own:
        return Dated(min(own, key=precision), "governed")
    best = told[0]
    if best.candidate.status not in ("happened", "ongoing") or best.candidate.quote is not None:
        return None
    if moves_on(best.candidate.clause.of(text)) or aside(best.candidate.clause, text):
        return None
    near = everything[max(0, bisect_left(everything, best.candidate.trigger, key=trigger) - NEAR) :]
    before = [
        t for t in near[:NEAR]
        if t.time and t.time.edtf and t not in told and t.paragraph == best.paragraph
        and t.candidate.trigger < best.candidate.trigger and best.sentence - t.sentence <= REACH
        and t.candidate.status in ("happened", "ongoing") and t.figures & best.figures
    ]  # fmt: skip
    return Dated(before[-1].time, "inherited") if before and before[-1].time else None


def moves_on(clause: str) -> bool:
    """Whether a clause leaves the time of the sentence before it: "has since imposed", "later withdrew"."""
    said = words(clause)
    return any(
        word in grammar.words("moving_on") or (word == "since" and before in grammar.words("perfect"))
        for before, word in pairwise(("", *said))
    )


def aside(clause: Span, text: str) -> bool:
    """Whether a clause tells what was before or of whom it is said: "after they were freed", "who was wanted by the police"."""
    opening = words(text[max(0, clause.start - OPENING) : clause.start])[-1:] + words(clause.of(text))[:1]
    return any(word in grammar.words("opening_asides") for word in opening)


def trigger(telling: Telling) -> Span:
    """Where a telling stands in the text; tellings come in this order."""
    return telling.candidate.trigger


def precision(time: Time) -> tuple[int, int]:
    """Days that a time leaves open, then its place in the text."""
    width = (time.latest - time.earliest).days if time.earliest and time.latest else 10**6
    return (width, time.start)
