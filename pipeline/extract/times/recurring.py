"""Dates that come round: which year, or which week, is meant by "9 March" or "last summer"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from contextlib import suppress

from pipeline.extract.times.context import VAGUE, Context, Resolved
from pipeline.records import edtf
from pipeline.records.edtf import Edtf
from pipeline.records.time import Granularity

#: Days by which a date against the tense must be nearer: of dates that come round every week, and every year. "Will" is surer than
#: a past tense, which may belong to another clause ("the talks he said would open in May").
WEEK_BIAS, PAST_BIAS, FUTURE_BIAS = 7, 200, 100

#: The same of a year's round where a past verb, or one of what is due, stands right before the date, and where no verb tells.
SURE_BIAS, DUE_BIAS, UNTOLD_BIAS = 250, 330, 100


#: The same for the date that heads an entry of a chronology, which tells of what has been.
ENTRY_BIAS = 330

#: Days by which a date of another year than that being told of must be nearer to it.
SAME_YEAR = 110


def in_some_year(make: Callable[[int], Edtf], unit: Granularity, turn: int | None, context: Context) -> Resolved:
    """A date whose year the text leaves out: that of the chronology or sentence it stands in, else the nearest that the tense allows."""
    near = context.entry if context.heads_entry and context.entry else context.narrated if turn is None else None
    today = context.reference
    if near is None and today is None and turn is None:
        near = context.dated
    if near is not None and (today is None or context.heads_entry or context.tense != "future"):
        middle = near.edtf.earliest or near.edtf.latest
        if middle is not None:
            spread = near.edtf.granularity in {"year", "decade", "century"}
            years = [middle.year] if spread else [middle.year - 1, middle.year, middle.year + 1]
            near_years = existing(make, years) or existing(make, range(middle.year - 8, middle.year + 9))
            if not near_years:
                return VAGUE
            best = min(
                near_years,
                key=lambda e: (
                    gap(e, middle)
                    - SAME_YEAR
                    * (not context.heads_entry and e.earliest is not None and e.earliest.year == middle.year)
                ),
            )
            if today is None or best.earliest is None or best.earliest <= today or context.heads_entry:
                return Resolved(best, unit, "anchored", near.span, carries=True)
    if today is None:
        return VAGUE
    options = existing(make, range(today.year - 8, today.year + 9))
    if len(options) < 2:
        return VAGUE
    return Resolved(pick(options, today, turn, context), unit, "anchored")


def nearest_year(make: Callable[[int], Edtf], today: dt.date) -> Edtf | None:
    """The date nearest to a day, of the years around that have it."""
    return min(existing(make, range(today.year - 8, today.year + 9)), key=lambda e: gap(e, today), default=None)


def existing(make: Callable[[int], Edtf], years: Iterable[int]) -> list[Edtf]:
    """The dates of those years that have one, as not every year has a 29 February."""
    found: list[Edtf] = []
    for year in years:
        with suppress(ValueError):
            found.append(make(year))
    return found


def pick(options: list[Edtf], today: dt.date, turn: int | None, context: Context) -> Edtf:
    """Of recurring dates in order, the one that "last", "this", "next" or the tense chooses."""
    before = [e for e in options if e.latest and e.latest < today]
    after = [e for e in options if e.earliest and e.earliest > today]
    current = [e for e in options if e not in before and e not in after]
    if not before or not after:
        raise ValueError("no such date in the years around")
    if turn == -1:
        return before[-1]
    if turn == 1:
        return after[0]
    if turn == 0:
        same = [e for e in options if e.earliest and e.earliest.year == today.year]
        return (current or same or after)[0]
    if current:
        return current[0]
    # The nearer of the two, unless the tense speaks against it; a year's round leaves the tense less say than a week's.
    back, ahead = gap(before[-1], today), gap(after[0], today)
    weekly = back + ahead <= 9
    if context.heads_entry and not weekly:
        ahead += ENTRY_BIAS
    elif context.tense == "past":
        ahead += WEEK_BIAS if weekly else SURE_BIAS if context.close else PAST_BIAS
    elif context.tense == "future":
        back += WEEK_BIAS if weekly else DUE_BIAS if context.close else FUTURE_BIAS
    elif not weekly:
        ahead += UNTOLD_BIAS
    return before[-1] if back <= ahead else after[0]


def gap(date: Edtf, day: dt.date) -> int:
    """Days between a date and a day; 0 if the date may be that day."""
    first, last = date.earliest or day, date.latest or day
    return max(0, (first - day).days, (day - last).days)


def recurring(number: int, offset: int, unit: str, context: Context) -> Resolved:
    """ "that August", "the following September", "the previous autumn": counted from the time last named."""
    focus = context.focus
    if focus is None or focus.edtf.earliest is None:
        return VAGUE
    day = focus.edtf.earliest
    make = edtf.month if unit == "month" else edtf.season
    options = [make(y, number) for y in (day.year - 1, day.year, day.year + 1)]
    after = [e for e in options if e.earliest and e.earliest > day]
    before = [e for e in options if e.latest and e.latest < day]
    found = options[1] if offset == 0 else after[0] if offset > 0 else before[-1]
    return Resolved(found, "month" if unit == "month" else "season", "anchored", focus.span)
