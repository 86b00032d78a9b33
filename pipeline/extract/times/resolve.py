"""From meanings to values: every expression anchored to what it counts from, never more precise than its words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import singledispatch

from pipeline.extract.times import month_days, nearest, parts, shifts
from pipeline.extract.times.context import VAGUE, Context, Resolved
from pipeline.extract.times.meaning import (  # fmt: skip
    Anaphor,
    CalendarDate,
    Clock,
    Deictic,
    Holiday,
    Meaning,
    Part,
    Plain,
    Range,
    Recent,
    Shift,
    Weekday,
)
from pipeline.extract.times.recurring import in_some_year, nearest_year, recurring
from pipeline.records import edtf
from pipeline.records.edtf import Edtf
from pipeline.records.time import Granularity, TimeBasis


def resolved(meaning: Meaning, context: Context) -> Resolved:
    """The value of an expression in its context; a date that does not exist, or lies outside the calendar, has none."""
    try:
        return value(meaning, context)
    except (ValueError, OverflowError):
        return VAGUE


@singledispatch
def value(meaning: Meaning, context: Context) -> Resolved:
    """The value of one kind of meaning.

    Raises:
        ValueError: if there is no such date.
    """
    raise TypeError(f"no rule for {meaning!r}")


@value.register
def _(meaning: Plain, context: Context) -> Resolved:
    return VAGUE if meaning.kind == "vague" else Resolved(None)


@value.register
def _(meaning: CalendarDate, context: Context) -> Resolved:
    unit: Granularity = parts.GRANULARITY[meaning.unit]
    if meaning.year is not None:
        return Resolved(parts.calendar_value(meaning, meaning.year), unit)
    if meaning.weekday and context.reference:
        fitting = nearest_year(lambda year: parts.on_weekday(meaning, year), context.reference)
        if fitting:
            return Resolved(fitting, unit, "anchored")
    return in_some_year(lambda year: parts.calendar_value(meaning, year), unit, meaning.turn, context)


value.register(nearest.weekday)


@value.register
def _(meaning: Holiday, context: Context) -> Resolved:
    def make(year: int) -> Edtf:
        if meaning.easter is not None:
            return edtf.day(month_days.easter_sunday(year) + dt.timedelta(days=meaning.easter))
        return edtf.day(dt.date(year, meaning.month, meaning.day))

    if meaning.year is not None:
        return Resolved(make(meaning.year), "day")
    return in_some_year(make, "day", meaning.turn, context)


@value.register
def _(meaning: Deictic, context: Context) -> Resolved:
    today = context.reference
    if today is None:
        return VAGUE
    return Resolved(
        shifts.stretch_of(today, meaning.unit, meaning.offset, context.tense),
        parts.GRANULARITY[meaning.unit],
        "anchored",
    )


@value.register
def _(meaning: Anaphor, context: Context) -> Resolved:
    fine = meaning.weekday is not None or meaning.unit in {"day", "week", "weekend", "fortnight"}
    focus = context.told(fine) if fine else context.focus
    if focus is None:
        return VAGUE
    unit = parts.GRANULARITY[meaning.unit] if meaning.unit else None
    if meaning.weekday is not None:
        found = shifts.weekday_near(focus.edtf, meaning.weekday, meaning.offset)
    elif meaning.unit is None or (meaning.offset == 0 and not parts.coarser(meaning.unit, focus.edtf)):
        found, unit = focus.edtf, focus.edtf.granularity
    else:
        found = shifts.neighbour(focus.edtf, meaning.unit, meaning.offset)
    return Resolved(found, unit, "anchored", focus.span) if found else VAGUE


value.register(nearest.day_of_month)


@value.register
def _(meaning: Shift, context: Context) -> Resolved:
    if meaning.base is not None:
        base = value(meaning.base, context)
        if base.edtf is None or meaning.count is None:
            return VAGUE
        there = shifts.shift(base.edtf, meaning.count, meaning.unit, meaning.sign)
        return replace(base, edtf=there, unit=there.granularity, basis="anchored") if there else VAGUE
    if meaning.origin == "ahead" and context.tense != "future":
        return Resolved(None, parts.GRANULARITY[meaning.unit])
    if meaning.origin in {"reference", "ahead"}:
        if context.reference is None or (meaning.count is None and meaning.unit not in {"minute", "hour", "second"}):
            return VAGUE
        if meaning.exact:
            steps = round((meaning.count or 0) * shifts.MONTHS.get(meaning.unit, 0))
            return Resolved(edtf.day(shifts.add_months(context.reference, meaning.sign * steps)), "day", "anchored")
        shifted = shifts.shift(edtf.day(context.reference), meaning.count or 0, meaning.unit, meaning.sign)
        if shifted and shifted.earliest and meaning.unit in {"decade", "generation", "century"}:
            shifted = edtf.about(shifted.earliest.year)  # "two decades ago" is no year, only about one
        return Resolved(shifted, parts.shift_unit(meaning.unit), "anchored")
    short = parts.GRANULARITY[meaning.unit] in {"minute", "hour", "day", "week"}
    focus = context.told(short) if short or meaning.unit == "month" else context.focus
    if focus is None or meaning.count is None:
        return VAGUE
    if meaning.origin == "event":
        # "On 12 April, two weeks after the talks": the words restate the date beside them; else the event's day is unknown.
        if focus.span.start < context.sentence or focus.passage != context.passage:
            return VAGUE
        return Resolved(focus.edtf, focus.edtf.granularity, "anchored", focus.span)
    shifted = shifts.shift(focus.edtf, meaning.count, meaning.unit, meaning.sign)
    return Resolved(shifted, shifted.granularity, "anchored", focus.span) if shifted else VAGUE


@value.register
def _(meaning: Recent, context: Context) -> Resolved:
    today = context.reference
    if today is None:
        return VAGUE
    unit = parts.GRANULARITY[meaning.unit]
    return Resolved(
        shifts.recent(today, meaning.count, meaning.unit, meaning.sign), unit, "anchored" if meaning.count else "vague"
    )


@value.register
def _(meaning: Part, context: Context) -> Resolved:
    whole = meaning.whole
    if (
        isinstance(whole, Anaphor)
        and (meaning.name or meaning.unit in {"quarter", "half"})
        and (context.tense == "future" or context.focus is None)
        and whole.unit
    ):
        whole = Deictic(whole.unit, 0)
    if (
        isinstance(whole, Anaphor)
        and meaning.ordinal
        and meaning.unit in {"month", "season"}
        and whole.unit == meaning.unit
    ):
        return recurring(meaning.ordinal, whole.offset, meaning.unit, context)
    base = value(whole, context)
    if base.edtf is None:
        return VAGUE
    found = parts.part_of(base.edtf, meaning)
    return replace(base, edtf=found, unit=parts.part_unit(meaning, base.unit)) if found else VAGUE


@value.register
def _(meaning: Range, context: Context) -> Resolved:
    first, last = parts.sharing_year(meaning.first, meaning.last)
    if isinstance(first, Weekday) and isinstance(last, Weekday) and last.week is not None and first.week is None:
        first = replace(first, week=last.week)
    if (
        isinstance(first, CalendarDate)
        and first.year is None
        and isinstance(last, Part)
        and last.unit == first.unit == "month"
    ):
        first = replace(last, ordinal=first.number)
    start, end = value(first, context), value(last, context)
    yearless = (
        isinstance(first, CalendarDate) and isinstance(last, CalendarDate) and first.year is None and last.year is None
    )
    if yearless and isinstance(last, CalendarDate) and start.edtf and start.edtf.earliest and first != last:
        following = parts.from_on(last, start.edtf.earliest)
        end = replace(start, edtf=following, unit=end.unit) if following else end
    if start.edtf is None or end.edtf is None:
        return VAGUE
    if (
        isinstance(last, (Weekday, CalendarDate))
        and end.edtf.latest
        and start.edtf.earliest
        and end.edtf.latest < start.edtf.earliest
    ):
        if end.basis == "anchored" and isinstance(last, Weekday):
            end = replace(end, edtf=edtf.day(end.edtf.latest + dt.timedelta(days=7)))
        elif start.basis == "anchored" and isinstance(first, CalendarDate):
            start = replace(start, edtf=parts.calendar_value(first, start.edtf.earliest.year - 1))
    if start.edtf is None or end.edtf is None:
        return VAGUE
    basis: TimeBasis = "stated" if start.basis == end.basis == "stated" else "anchored"
    return Resolved(edtf.interval(start.edtf, end.edtf), end.unit, basis, end.anchor or start.anchor)


@value.register
def _(meaning: Clock, context: Context) -> Resolved:
    if meaning.day is not None:
        return replace(value(meaning.day, context), unit="minute")
    focus = context.entry if context.heads_entry else context.focus
    if focus and focus.edtf.granularity == "day" and not focus.edtf.is_interval:
        return Resolved(focus.edtf, "minute", "anchored", focus.span)
    if context.reference is None:
        return VAGUE
    return Resolved(edtf.day(context.reference), "minute", "anchored")
