"""Days found by counting: the next of a number in a month, and Easter Sunday."""

from __future__ import annotations

import calendar
import datetime as dt


def with_day(month: dt.date, day: int) -> dt.date | None:
    """A day of a month, if the month has it."""
    return month.replace(day=day) if day <= calendar.monthrange(month.year, month.month)[1] else None


def on_or_after(start: dt.date, day: int) -> dt.date:
    """The first date from `start` on that is the given day of a month."""
    year, month = start.year, start.month
    for _ in range(13):
        if day <= calendar.monthrange(year, month)[1] and dt.date(year, month, day) >= start:
            return dt.date(year, month, day)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    raise ValueError(f"no month has a day {day}")


def easter_sunday(year: int) -> dt.date:
    """Western Easter by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)
