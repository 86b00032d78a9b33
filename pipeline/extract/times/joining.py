"""Two expressions made one: "from May to July", "1978-81", "two days after Christmas", "Monday at 6 a.m."."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.extract.times.meaning import (  # fmt: skip
    CalendarDate,
    Clock,
    DayOfMonth,
    Deictic,
    Found,
    Holiday,
    Meaning,
    Part,
    Plain,
    Range,
    Recent,
    Shift,
    Weekday,
)
from pipeline.extract.times.parts import sharing_year
from pipeline.extract.times.tokens import Tokens

Rule = Callable[[Tokens, int], Found | None]


RANGE_WORDS = frozenset({"to", "until", "till", "through"})


def is_day(meaning: Meaning) -> bool:
    """Whether an expression names a day."""
    if isinstance(meaning, (CalendarDate, Deictic)):
        return meaning.unit == "day"
    if isinstance(meaning, Part):
        return meaning.weekday is not None
    return isinstance(meaning, (Weekday, Holiday, DayOfMonth))


def joined(t: Tokens, found: Found | None, at: Rule) -> Found | None:
    """An expression joined to the next by "to", a dash, or "and": "from May to July", "between 1995 and 2000", "1978-81"."""
    if found is None or isinstance(found.meaning, (Plain, Range)):
        return found
    j = found.end
    if isinstance(found.meaning, Shift):
        return counted_from(t, found, found.meaning, at)
    link = t.at(j)
    if t.dash(j):
        years = ends_short(t, found, j)
        if years:
            return years
    elif link == "/" and isinstance(found.meaning, CalendarDate):
        return ends_short(t, found, j) or found
    opened = t.at(found.start - 1)
    both = link in {"and", "or"} and (opened == "between" or t.at(found.start - 2) == "between")
    if link == "," and isinstance(found.meaning, CalendarDate) and found.meaning.unit == "month":
        return year_of_next(found, at(t, j + 1 + (t.at(j + 1) == "and")))
    if not (t.dash(j) or link in RANGE_WORDS or link in {"and", "or"}) or t.new_line(j):
        return found
    if link == "or" and t.at(j + 1) == "next" and found.meaning == Deictic("year", 0) and not t.at(j + 2).isalpha():
        return Found(found.start, j + 2, Range(Deictic("year", 0), Deictic("year", 1)))
    k = j + 1
    other = at(t, k)
    if other is None or isinstance(other.meaning, (Plain, Range)):
        return found
    if link in {"and", "or"} and not both and not pair(found.meaning, other.meaning):
        return year_of_next(found, other)
    if not compatible(found.meaning, other.meaning):
        return found
    return Found(found.start, other.end, Range(found.meaning, other.meaning))


def year_of_next(found: Found, other: Found | None) -> Found:
    """ "March" of "in March and November 2021": the year that the next of its kind writes out is its own too."""
    first, last = found.meaning, other.meaning if other else None
    if not isinstance(first, CalendarDate) or not isinstance(last, CalendarDate) or first.unit != last.unit:
        return found
    if first.year is not None or last.year is None or first.unit not in {"month", "day"}:
        return found
    return replace(found, meaning=sharing_year(first, last)[0])


def counted_from(t: Tokens, found: Found, shift: Shift, at: Rule) -> Found:
    """ "two days after Christmas", "three weeks before 12 May": a shift whose origin the words name."""
    if shift.origin != "event":
        return found
    base = at(t, found.end)
    if base is None or isinstance(base.meaning, (Plain, Clock, Range, Shift, Recent)) or t.new_line(found.end):
        return found
    return Found(found.start, base.end, replace(shift, base=base.meaning))


def ends_short(t: Tokens, found: Found, j: int) -> Found | None:
    """The year "81" after "1978-", or the season's or fiscal year "2019/20"."""
    first, number = found.meaning, t.number(j + 1)
    if not isinstance(first, CalendarDate) or first.unit != "year" or first.year is None or number is None:
        return None
    spaced = t.at(j) == "–" and t.at(j + 2) in {")", "]"} and not t.glued(j)
    if not ((t.glued(j) and t.glued(j + 1)) or spaced) or len(t.at(j + 1)) != 2:
        following = t.at(j) == "/" and t.glued(j) and t.glued(j + 1) and number == first.year + 1
        return Found(found.start, j + 2, Range(first, CalendarDate("year", number))) if following else None
    last = first.year // 100 * 100 + number
    if last <= first.year:
        return None
    return Found(found.start, j + 2, Range(first, CalendarDate("year", last)))


def pair(first: Meaning, last: Meaning) -> bool:
    """Whether "and" makes one stretch of two times: neighbouring years or weekdays."""
    if isinstance(first, CalendarDate) and isinstance(last, CalendarDate) and first.unit == last.unit == "year":
        return (first.year or 0) + 1 == last.year
    if isinstance(first, Weekday) and isinstance(last, Weekday):
        return (last.number - first.number) % 7 == 1 and first.turn is None and last.turn is None
    return False


def compatible(first: Meaning, last: Meaning) -> bool:
    """Whether two times may be the ends of one range."""
    if isinstance(first, Clock) or isinstance(last, Clock):
        return isinstance(first, Clock) and isinstance(last, Clock)
    dated = (CalendarDate, Deictic, Weekday, Holiday, Part, DayOfMonth)
    return isinstance(first, dated) and isinstance(last, dated)
