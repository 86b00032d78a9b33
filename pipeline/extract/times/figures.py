"""Dates written in figures: 2021-01-26, 26/01/2021, 12/2015, 20161016, 2019-Aug-1, and the day after a weekday ("Mon 13th")."""

from __future__ import annotations

from pipeline.extract.times.meaning import CalendarDate, Found
from pipeline.extract.times.tokens import Tokens
from pipeline.extract.times.written import WORDS, YEARS, day_number, month_at, short_year, year_at

#: Words after which two figures with a stroke are a day and month.
DATED = frozenset({"on", "by", "until", "since", "before", "after", "from", "of", ","})


def numeric(t: Tokens, i: int) -> Found | None:
    """Dates in figures: 2021-01-26, 2021-01, 26/01/2021, 26.01.2021, 2021/01/26.

    Of a day and month that might be either, only the year is kept.
    """
    if not (t.glued(i + 1) and t.glued(i + 2) and t.at(i + 2).isdecimal()) or (
        i and t.glued(i) and t.at(i - 1) in "-/."
    ):
        return None
    mark, parts = t.at(i + 1), [t.at(i), t.at(i + 2)]
    if mark not in {"-", "/", ".", "‑"}:
        return None
    third = t.at(i + 3) == mark and t.glued(i + 3) and t.glued(i + 4) and t.at(i + 4).isdecimal()
    if third:
        parts.append(t.at(i + 4))
    lengths = [len(p) for p in parts]
    numbers = [int(p) for p in parts]
    if third and lengths[0] == 4 and max(lengths[1:]) <= 2:
        return valid(i, i + 5, numbers[0], numbers[1], numbers[2])
    if third and lengths[2] == 4 and max(lengths[:2]) <= 2:
        day, month, year = numbers
        if mark == "." or day > 12 or day == month:
            return valid(i, i + 5, year, month, day)
        if month > 12:
            return valid(i, i + 5, year, day, month)
        return Found(i, i + 5, CalendarDate("year", year)) if day and month else None
    if not third and lengths == [4, 2] and mark == "-" and 1 <= numbers[1] <= 12 and numbers[1] <= numbers[0] % 100:
        return Found(i, i + 3, CalendarDate("month", numbers[0], numbers[1]))
    if third and max(lengths) <= 2 and (both := unswapped(numbers[0], numbers[1])) and lengths[2] == 2:
        return valid(i, i + 5, short_year(numbers[2]), both[1], both[0])
    if not third and lengths == [2, 4] and 1 <= numbers[0] <= 12 and mark != "." and 1900 <= numbers[1] < 2100:
        return Found(i, i + 3, CalendarDate("month", numbers[1], numbers[0]))
    if not third and lengths == [2, 2] and mark == "/" and (both := unswapped(*numbers)) and t.at(i - 1) in DATED:
        return Found(i, i + 3, CalendarDate("day", None, both[1], both[0]))
    return None


def year_month_day(t: Tokens, i: int) -> Found | None:
    """ "2019-Aug-1", "2020/Sep/23": a year, a month's name and a day, joined by the same mark."""
    year, mark = year_at(t, i), t.at(i + 1)
    named = month_at(t, i + 2) if year and mark in {"-", "/"} and t.glued(i + 1) and t.glued(i + 2) else None
    day = day_number(t, named[1] + 1) if named and t.at(named[1]) == mark and t.glued(named[1] + 1) else None
    return Found(i, day[1], CalendarDate("day", year, named[0], day[0])) if named and day else None


def unswapped(first: int, second: int) -> tuple[int, int] | None:
    """Day and month of two figures, if only one of them can be the month."""
    if first > 12 >= second > 0 and first <= 31:
        return first, second
    return (second, first) if second > 12 >= first > 0 and second <= 31 else None


def compact(t: Tokens, i: int) -> Found | None:
    """A day as eight figures, "20161016"."""
    word = t.at(i)
    if len(word) != 8 or not word.isdecimal() or not 1900 <= int(word[:4]) < 2100:
        return None
    if (i and t.glued(i)) or (t.glued(i + 1) and t.at(i + 1).isalnum()) or t.at(i + 1) in WORDS.words["quantities"]:
        return None
    return valid(i, i + 1, int(word[:4]), int(word[4:6]), int(word[6:]))


def valid(start: int, end: int, year: int, month: int, day: int) -> Found | None:
    """The day, if the figures can be one."""
    if year in YEARS and 1 <= month <= 12 and 1 <= day <= 31:
        return Found(start, end, CalendarDate("day", year, month, day))
    return None


def numbered(t: Tokens, i: int) -> tuple[int, int] | None:
    """The day of a month after a weekday's name ("Mon 13th", "Sunday 31"), where no other word claims the figures."""
    day = day_number(t, i)
    if (
        day is None
        or t.at(day[1]).isalnum()
        or t.dash(day[1])
        or (t.at(day[1]) in {":", ".", "/"} and t.glued(day[1]) and t.at(day[1] + 1).isdecimal())
    ):
        return None
    return day
