"""Moving along the calendar: so many units before or after a value, and the stretch of time around a day.

The result is as coarse as the coarser of the unit counted in and the value counted from.
"""

from __future__ import annotations

import calendar
import datetime as dt

from pipeline.extract.times.meaning import Stretch
from pipeline.extract.times.tense import Tense
from pipeline.records import edtf
from pipeline.records.edtf import Edtf

#: Days in the units that are counted in days.
DAYS: dict[Stretch, float] = {"day": 1, "weekend": 7, "week": 7, "fortnight": 14}
#: Months in the units that are counted in months.
MONTHS: dict[Stretch, float] = {
    "month": 1, "season": 3, "quarter": 3, "half": 6, "year": 12, "decade": 120, "generation": 300, "century": 1200,
}  # fmt: skip


def add_months(day: dt.date, count: int) -> dt.date:
    """The day so many months on, or the last of its month if that is shorter.

    Raises:
        ValueError: outside the years 1 to 9999.
    """
    index = day.year * 12 + day.month - 1 + count
    year, month = index // 12, index % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def shift(base: Edtf, count: float, unit: Stretch, sign: int) -> Edtf | None:
    """`count` units before (-1) or after (1) a value.

    A move that is small against what the value leaves open (a day against a month) does not change it.
    """
    first, last = base.earliest, base.latest
    if first is None or last is None:
        return None
    span = (last - first).days + 1
    if unit in {"hour", "minute", "second"}:
        days = count / 24 if unit == "hour" else 0
        return base if days < 1 else moved(base, first, last, sign * round(days), span)
    if unit in DAYS:
        return moved(base, first, last, sign * round(count * DAYS[unit]), span)
    steps = sign * round(count * MONTHS[unit])
    start, end = add_months(first, steps), add_months(last, steps)
    if unit in {"month", "season", "quarter", "half"} and count == int(count):
        if base.granularity in {"year", "decade", "century"}:
            return years(start, end)
        return edtf.interval(edtf.month(start.year, start.month), edtf.month(end.year, end.month))
    return years(start, end)


def years(start: dt.date, end: dt.date) -> Edtf:
    """The years from one day's to another's."""
    return edtf.interval(edtf.year(start.year), edtf.year(end.year))


def moved(base: Edtf, first: dt.date, last: dt.date, days: int, span: int) -> Edtf:
    """A value moved by days, told in the unit that it was known to."""
    if abs(days) * 10 <= span and span > 1 and base.granularity != "day":
        return base
    start, end = first + dt.timedelta(days=days), last + dt.timedelta(days=days)
    if base.granularity == "day":
        return edtf.days(start, end)
    if base.granularity in {"month", "season"}:
        return edtf.interval(edtf.month(start.year, start.month), edtf.month(end.year, end.month))
    return years(start, end)


def stretch_of(day: dt.date, unit: Stretch, offset: int, tense: Tense = None) -> Edtf | None:
    """The week, month, year … that holds a day, or one so many before or after it."""
    if unit in {"day", "hour", "minute", "second"}:
        return edtf.day(day + dt.timedelta(days=offset))
    if unit in {"week", "fortnight"}:
        monday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(days=7 * offset)
        return edtf.days(monday, monday + dt.timedelta(days=6 if unit == "week" else 13))
    if unit == "weekend":
        saturday = day - dt.timedelta(days=(day.weekday() - 5) % 7)
        if offset == 0 and saturday + dt.timedelta(days=1) < day and tense != "past":
            saturday += dt.timedelta(days=7)
        if offset == -1 and saturday + dt.timedelta(days=1) >= day:
            saturday -= dt.timedelta(days=7)
        if offset == 1:
            saturday += dt.timedelta(days=7)
        return edtf.days(saturday, saturday + dt.timedelta(days=1))
    if unit == "month":
        there = add_months(day.replace(day=1), offset)
        return edtf.month(there.year, there.month)
    if unit == "quarter":
        there = add_months(dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1), 3 * offset)
        return edtf.interval(edtf.month(there.year, there.month), edtf.month(there.year, there.month + 2))
    if unit == "year":
        return edtf.year(day.year + offset)
    size = {"decade": 10, "century": 100}.get(unit)
    if size is None:
        return None
    start = (day.year - (unit == "century")) // size * size + size * offset + (unit == "century")
    return edtf.interval(edtf.year(start), edtf.year(start + size - 1))


def neighbour(base: Edtf, unit: Stretch, offset: int) -> Edtf | None:
    """The day, week, month or year so many after the one that a value lies in; None if the value is too coarse to say."""
    first, last = base.earliest, base.latest
    if first is None or last is None:
        return None
    if unit in DAYS and base.granularity != "day":
        return shift(base, abs(offset), unit, 1 if offset > 0 else -1)
    if unit == "month" and base.granularity in {"year", "decade", "century"}:
        return shift(base, abs(offset), unit, 1 if offset > 0 else -1)
    if unit == "day" and offset:
        day = (last if offset > 0 else first) + dt.timedelta(days=offset)
        return edtf.day(day)
    return stretch_of(first if offset <= 0 else last, unit, offset)


def weekday_near(base: Edtf, number: int, offset: int) -> Edtf | None:
    """The named weekday before (-1), after (1) or nearest from (0) a day."""
    day = base.earliest
    if day is None or base.granularity != "day":
        return None
    if offset < 0:
        return edtf.day(day - dt.timedelta(days=(day.isoweekday() - number - 1) % 7 + 1))
    ahead = (number - day.isoweekday() - (1 if offset else 0)) % 7 + (1 if offset else 0)
    return edtf.day(day + dt.timedelta(days=ahead))


def recent(today: dt.date, count: int | None, unit: Stretch, sign: int) -> Edtf | None:
    """ "the past five years", "recent months", "the coming weeks": without a count, open at the far end."""
    if unit in MONTHS and unit not in {"month", "quarter", "season", "half"}:
        near = edtf.year(today.year)
        far = None if count is None else edtf.year(today.year + sign * round(count * MONTHS[unit] / 12))
    elif unit in MONTHS:
        near = edtf.month(today.year, today.month)
        there = today if count is None else add_months(today.replace(day=1), sign * round(count * MONTHS[unit]))
        far = None if count is None else edtf.month(there.year, there.month)
    else:
        near = edtf.day(today)
        steps = 0 if count is None else round(count * DAYS.get(unit, 1))
        far = None if count is None else edtf.day(today + dt.timedelta(days=sign * max(0, steps - 1)))
    return edtf.interval(far, near) if sign < 0 else edtf.interval(near, far)
