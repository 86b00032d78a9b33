"""The calendar's arithmetic: values of dates as written, and of their parts.

Conventions, from the project's annotation guideline: early, mid and late split a month into its first ten days, the next ten
and the rest; the end of a month is its late part, the end of a year its December, the end of a week Friday to Sunday.
Years fall into thirds of four months, decades into 0-3, 4-6 and 7-9 with 8-9 as their end.
"""

from __future__ import annotations

import calendar
import datetime as dt
from contextlib import suppress
from dataclasses import replace

from pipeline.extract.times.meaning import CalendarDate, Meaning, Part, Stretch
from pipeline.records import edtf
from pipeline.records.edtf import Edtf
from pipeline.records.time import Granularity

GRANULARITY: dict[Stretch, Granularity] = {
    "second": "minute", "minute": "minute", "hour": "hour", "day": "day", "week": "week", "weekend": "day", "fortnight": "week",
    "month": "month", "season": "season", "quarter": "quarter", "half": "quarter", "year": "year", "decade": "decade",
    "century": "century", "generation": "decade",
}  # fmt: skip
ORDER: tuple[Granularity, ...] = (
    "minute", "hour", "day", "week", "month", "season", "quarter", "year", "decade", "century",
)  # fmt: skip
#: First and last day of the parts of a month; its late part and end run from the 21st to its last.
MONTH_PARTS = {"early": (1, 10), "start": (1, 10), "mid": (11, 20)}
#: First and last month of early, mid, late, end and start of a year.
YEAR_PARTS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "end": (12, 12), "start": (1, 1)}
#: First and last year of the parts of a decade.
DECADE_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "end": (8, 9), "start": (0, 1)}
#: First and last year, of a hundred, of the parts of a century.
CENTURY_PARTS = {"early": (0, 32), "mid": (33, 66), "late": (67, 99), "end": (90, 99), "start": (0, 9)}
#: First and last day, from Monday as 0, of the parts of a week.
WEEK_PARTS = {"early": (0, 1), "mid": (2, 3), "late": (3, 4), "end": (4, 6), "start": (0, 1)}


def coarser(unit: Stretch, value: Edtf) -> bool:
    """Whether a stretch of time is longer than the unit that a value is known to."""
    return ORDER.index(GRANULARITY[unit]) > ORDER.index(value.granularity)


def calendar_value(date: CalendarDate, year: int) -> Edtf:
    """The value of a date of the calendar in a year.

    Raises:
        ValueError: if there is no such day or month.
    """
    number = date.number or 0
    match date.unit:
        case "day":
            return edtf.day(dt.date(year, number, date.day or 0))
        case "month":
            return edtf.month(year, number)
        case "season":
            return edtf.season(year, number)
        case "quarter":
            return months(year, 3 * number - 2, 3 * number)
        case "half":
            return months(year, 6 * number - 5, 6 * number)
        case "decade":
            return edtf.interval(edtf.year(year), edtf.year(year + 9))
        case "century":
            return edtf.interval(edtf.year(year), edtf.year(year + 99))
        case _:
            return edtf.about(year) if date.approximate else edtf.year(year)


def on_weekday(date: CalendarDate, year: int) -> Edtf:
    """As `calendar_value`, of a year in which the date falls on the day of the week that the words give.

    Raises:
        ValueError: if there is no such day or it is another day of the week.
    """
    made = calendar_value(date, year)
    if date.weekday and made.earliest and made.earliest.isoweekday() != date.weekday:
        raise ValueError(f"{made} is another day of the week")
    return made


def from_on(date: CalendarDate, start: dt.date) -> Edtf | None:
    """The first date of those that a date without a year may mean that lies on or after a day; None if none does within two years."""
    for year in (start.year, start.year + 1, start.year + 2):
        with suppress(ValueError):
            made = calendar_value(date, year)
            if made.earliest and made.earliest >= start:
                return made
    return None


def months(year: int, first: int, last: int) -> Edtf:
    """From one month of a year to another."""
    return edtf.interval(edtf.month(year, first), edtf.month(year, last))


def month_days(year: int, month: int, first: int, last: int | None = None) -> Edtf:
    """From one day of a month to another, or to its last."""
    return edtf.days(dt.date(year, month, first), dt.date(year, month, last or calendar.monthrange(year, month)[1]))


def part_of(whole: Edtf, part: Part) -> Edtf | None:
    """The part of a value that the words name; None where the value has no such part."""
    first, last = whole.earliest, whole.latest
    if first is None or last is None:
        return None
    if part.name:
        return named_part(whole, part.name, first, last)
    ordinal = part.ordinal or 0
    if part.weekday is not None:
        days = [first + dt.timedelta(days=k) for k in range(min(366, (last - first).days + 1))]
        matching = [day for day in days if day.isoweekday() == part.weekday]
        index = ordinal - 1 if ordinal > 0 else -1
        return edtf.day(matching[index]) if len(matching) > index else None
    span = (last - first).days + 1
    if part.count:
        return several(first, last, part.unit, part.count, ordinal)
    match part.unit:
        case "week" if part.ordinal is not None and span == 1:
            there = dt.timedelta(days=6 if ordinal > 0 else -6)
            return edtf.days(min(first, first + there), max(first, first + there))
        case "week" if part.ordinal is None:
            monday = first - dt.timedelta(days=first.weekday())
            return edtf.days(monday, monday + dt.timedelta(days=6))
        case "week" if span <= 366:
            if ordinal < 0:
                return edtf.days(last - dt.timedelta(days=6), last)
            start = first + dt.timedelta(days=7 * (ordinal - 1))
            return edtf.days(start, min(last, start + dt.timedelta(days=6))) if start <= last else None
        case "weekend" if span <= 366:
            days = [first + dt.timedelta(days=k) for k in range(span)]
            saturdays = [day for day in days if day.isoweekday() == 6]
            index = ordinal - 1 if ordinal > 0 else -1
            return (
                edtf.days(saturdays[index], saturdays[index] + dt.timedelta(days=1)) if len(saturdays) > index else None
            )
        case "half" if span <= 31:
            return month_days(first.year, first.month, *((1, 15) if ordinal == 1 else (16, None)))
        case "half" if span <= 366:
            return months(first.year, *((1, 6) if ordinal == 1 else (7, 12)))
        case "quarter" if 300 < span <= 366:
            number = ordinal if ordinal > 0 else 4
            return months(first.year, 3 * number - 2, 3 * number)
        case "month" if 300 < span <= 366:
            return edtf.month(first.year, ordinal if ordinal > 0 else 12)
        case "season":
            return edtf.season(first.year, ordinal)
        case "day" if span <= 366:
            return edtf.day(last if ordinal < 0 else first + dt.timedelta(days=ordinal - 1))
        case "half" | "decade" | "year" if span > 3000:
            return century_part(first.year, part.unit, ordinal, span)
    return None


def several(first: dt.date, last: dt.date, unit: Stretch | None, count: int, ordinal: int) -> Edtf | None:
    """The first or last `count` days, weeks, months or years of the time between two days; None where it is shorter than that."""
    if unit in {"day", "week"}:
        length = dt.timedelta(days=count * (7 if unit == "week" else 1) - 1)
        if first + length > last:
            return None
        return edtf.days(first, first + length) if ordinal > 0 else edtf.days(last - length, last)
    if unit == "month" and first.year == last.year and count <= last.month - first.month + 1:
        return months(
            first.year,
            *((first.month, first.month + count - 1) if ordinal > 0 else (last.month - count + 1, last.month)),
        )
    if unit == "year" and count <= last.year - first.year + 1:
        low = first.year if ordinal > 0 else last.year - count + 1
        return edtf.interval(edtf.year(low), edtf.year(low + count - 1))
    return None


def century_part(start: int, unit: Stretch, ordinal: int, span: int) -> Edtf | None:
    """ "the second half of the 19th century", "the first decade of the century"."""
    length = round(span / 365.2425)
    size = length // 2 if unit == "half" else 10 if unit == "decade" else 1
    first = start + (length - size if ordinal < 0 else (ordinal - 1) * size)
    return edtf.interval(edtf.year(first), edtf.year(first + size - 1))


def named_part(whole: Edtf, name: str, first: dt.date, last: dt.date) -> Edtf | None:
    """The early, middle or late part, the start or the end of a value."""
    span = (last - first).days + 1
    if span == 1:
        return whole
    if span == 7:
        low, high = WEEK_PARTS[name]
        return edtf.days(first + dt.timedelta(days=low), first + dt.timedelta(days=high))
    if span <= 31:
        days = MONTH_PARTS.get(name)
        return month_days(first.year, first.month, *days) if days else month_days(first.year, first.month, 21)
    if span <= 190:
        months_in = span // 30
        step = {"early": 0, "start": 0, "mid": months_in // 2}.get(name, months_in - 1)
        index = first.month - 1 + step
        return edtf.month(first.year + index // 12, index % 12 + 1)
    if span <= 366:
        low, high = YEAR_PARTS[name]
        return months(first.year, low, high)
    table = DECADE_PARTS if span < 4000 else CENTURY_PARTS
    low, high = table[name]
    return edtf.interval(edtf.year(first.year + low), edtf.year(first.year + high))


def part_unit(part: Part, whole: Granularity | None) -> Granularity | None:
    """The unit that a part is known to."""
    if part.weekday is not None:
        return "day"
    if part.unit is not None:
        return GRANULARITY[part.unit]
    smaller: dict[Granularity | None, Granularity] = {
        "month": "day", "week": "day", "season": "month", "quarter": "month", "year": "month", "decade": "year", "century": "year",
    }  # fmt: skip
    return smaller.get(whole, whole)


def shift_unit(unit: Stretch) -> Granularity:
    """The unit that "N units ago" is known to: days and weeks give a day, longer units themselves."""
    return "day" if ORDER.index(GRANULARITY[unit]) <= ORDER.index("week") else GRANULARITY[unit]


def sharing_year(first: Meaning, last: Meaning) -> tuple[Meaning, Meaning]:
    """The two ends of a range, with the year that one of them leaves out taken from the other."""
    if not isinstance(first, CalendarDate) or not isinstance(last, CalendarDate):
        return first, last
    key = (first.number or 0, first.day or 0), (last.number or 0, last.day or 0)
    if first.year is None and last.year is not None:
        return replace(first, year=last.year - (key[0] > key[1])), last
    if last.year is None and first.year is not None:
        return first, replace(last, year=first.year + (key[0] > key[1]))
    return first, last
