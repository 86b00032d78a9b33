"""The nearest day that a weekday or the number of a day names, as far as tense and context tell which."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pipeline.extract.times import month_days, shifts
from pipeline.extract.times.context import VAGUE, Context, Resolved
from pipeline.extract.times.meaning import DayOfMonth, Weekday
from pipeline.extract.times.recurring import pick
from pipeline.records import edtf


def weekday(meaning: Weekday, context: Context) -> Resolved:
    """The day of a weekday: "Monday", "last Monday", a diary's heading."""
    today = context.reference
    if today is None:
        return VAGUE
    monday = today - dt.timedelta(days=today.weekday())
    if meaning.week is not None:
        return Resolved(edtf.day(monday + dt.timedelta(days=7 * meaning.week + meaning.number - 1)), "day", "anchored")
    first = monday + dt.timedelta(days=meaning.number - 1)
    options = [edtf.day(first + dt.timedelta(days=7 * k)) for k in (-2, -1, 0, 1, 2)]
    if meaning.latest:
        return Resolved(max((e for e in options if e.earliest and e.earliest < today), key=str), "day", "anchored")
    if meaning.turn in {-1, 1}:  # nobody calls yesterday "last Wednesday"
        options = [e for e in options if e.earliest and abs((e.earliest - today).days) > 1]
    if meaning.turn == 0:
        late = first < today and context.tense != "past"
        return Resolved(edtf.day(first + dt.timedelta(days=7 * late)), "day", "anchored")
    if context.stands_alone and meaning.turn is None:
        # A heading of a diary or listing: the days follow one another, from the week of the reference date.
        entry = context.entry.edtf if context.entry else None
        later = shifts.weekday_near(entry, meaning.number, 0) if entry and entry.granularity == "day" else None
        return Resolved(
            later or edtf.day(first), "day", "anchored", context.entry.span if context.entry and later else None
        )
    if meaning.turn is None and context.from_then:
        context = replace(context, tense="future")
    if meaning.turn is None and context.tense is None:
        context = replace(context, tense="past")
    return Resolved(pick(options, today, meaning.turn, context), "day", "anchored")


def day_of_month(meaning: DayOfMonth, context: Context) -> Resolved:
    """The day of a number: "the 26th"."""
    focus, today = context.told(False), context.reference
    near = focus is not None and (focus.passage == context.passage or today is None or context.tense == "future")
    if focus and near and focus.edtf.granularity in {"day", "month"} and focus.edtf.earliest:
        first = focus.edtf.earliest
        start = first if focus.edtf.granularity == "day" else first.replace(day=1)
        found = month_days.on_or_after(start, meaning.day)
        fits = meaning.weekday in {None, found.isoweekday()}
        sure = today is None or (found >= today) == (context.tense == "future") or focus.span.start >= context.sentence
        if fits and sure:
            return Resolved(edtf.day(found), "day", "anchored", focus.span)
    if today is None:
        return VAGUE
    month = today.replace(day=1)
    days = [month_days.with_day(shifts.add_months(month, k), meaning.day) for k in range(-24, 25)]
    options = [edtf.day(d) for d in days if d and meaning.weekday in {None, d.isoweekday()}]
    return Resolved(pick(options, today, None, context), "day", "anchored")
