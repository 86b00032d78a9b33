"""Dates of the calendar as written: days, months, years, decades, quarters, seasons, weekdays, in every usual order."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.extract.times.figures import compact, numeric, year_month_day
from pipeline.extract.times.meaning import (
    CalendarDate,
    Found,
    Part,
    Range,
)
from pipeline.extract.times.periods import bare_year, decade
from pipeline.extract.times.tokens import Tokens
from pipeline.extract.times.written import (
    ABBREVIATED,
    MONTH_NAMES_ALSO_WORDS,
    SHORT,
    WORDS,
    day_number,
    month_at,
    numeric_tail,
    ordinal_figure,
    ordinal_word,
    relative_year,
    short_year,
    small_number,
    spelled_year,
    year_after,
    year_at,
)

JOINTS = frozenset({"to", "and", "or", "through", "until", "/"})


def month_first(t: Tokens, i: int) -> Found | None:
    """ "January 26, 2021", "Jan. 26-28", "August 2020", "March of last year", "March"."""
    named = month_at(t, i)
    if named is None:
        return None
    month, j = named
    if t.at(j) == "the" and day_number(t, j + 1):
        j += 1
    if t.at(j) == "," and t.at(j + 1).isdecimal() and ordinal_figure(t, j + 1):
        j += 1
    spelled = t.at(j - 1) == "the" or (ordinal_word(t, j) and closes(t, j))
    if t.at(j) in {"-", "/"} and t.glued(j) and t.glued(j + 1) and t.at(j + 1).isdecimal() and len(t.at(j + 1)) <= 2:
        j += 1
    day = day_number(t, j) if t.at(j).isdecimal() or spelled else spelled_day(t, j)
    if day and not clock_follows(t, day[1]):
        first, k = day
        last = joined_day(t, k)
        if last and last[0] > first and month_at(t, last[1]) is None:
            year = year_after(t, last[1])
            end = year[1] if year else last[1]
            number = year[0] if year else None
            return Found(
                i,
                end,
                Range(CalendarDate("day", number, month, first), CalendarDate("day", number, month, last[0])),
            )
        year = year_after(t, k)
        if year:
            return Found(i, year[1], CalendarDate("day", year[0], month, first))
        return of_that_year(t, Found(i, k, CalendarDate("day", None, month, first)))
    year = year_after(t, j)
    if year:
        return Found(i, year[1], CalendarDate("month", year[0], month))
    relative = relative_year(t, j)
    if relative:
        return Found(i, relative[1], Part(relative[0], unit="month", ordinal=month))
    return Found(i, named[1], CalendarDate("month", None, month)) if bare_month(t, i) else None


def spelled_day(t: Tokens, i: int) -> tuple[int, int] | None:
    """A day in words at `i` with nothing counted behind it ("January twenty-five"), and the index after it."""
    number = small_number(t, i)
    if number is None or not 13 <= number[0] <= 31:
        return None
    return number if not t.at(number[1]).isalpha() or spelled_year(t, number[1]) else None


def closes(t: Tokens, i: int) -> bool:
    """Whether the ordinal word at `i` closes a date ("January first, 2000") rather than counting a noun."""
    ordinal = ordinal_word(t, i)
    return ordinal is not None and (
        t.at(ordinal[1]) in {",", ".", "", "to", "through", "and"}
        or year_at(t, ordinal[1]) is not None
        or spelled_year(t, ordinal[1]) is not None
    )


def clock_follows(t: Tokens, i: int) -> bool:
    """Whether "am", "pm", "o'clock" or ":30" stands at `i`, so that the number before it is no day."""
    if t.at(i) == ":" and t.glued(i) and t.glued(i + 1) and t.at(i + 1).isdecimal():
        return True
    return t.at(i) in {"am", "pm", "o"} or (t.at(i) in {"a", "p"} and t.at(i + 1) == "." and t.at(i + 2) == "m")


def joined_day(t: Tokens, i: int) -> tuple[int, int] | None:
    """A second day of the same month: "-28", "to 28", "and 28" at `i`."""
    if t.dash(i) or t.at(i) in JOINTS:
        i += t.at(i + 1) == "the"
        word = t.at(i) in {"to", "through", "and", "the"} and t.at(i + 1) not in {"second", "last"}
        day = day_number(t, i + 1) if t.at(i + 1).isdecimal() or (word and ordinal_word(t, i + 1)) else None
        if (
            day
            and word
            and not t.at(i + 1).isdecimal()
            and t.at(day[1]).isalpha()
            and month_at(t, day[1] + (t.at(day[1]) == "of")) is None
        ):
            return None
        if day and not WORDS.units.get(t.at(day[1])) and t.at(day[1]) not in WORDS.words["quantities"]:
            return day
    return None


def bare_month(t: Tokens, i: int) -> bool:
    """Whether a month's name that stands alone is a month and no word, person or part of a name."""
    word, before, after = t.at(i), t.at(i - 1), t.at(i + 1)
    ranged = t.dash(i + 1) or after in {"to", "through", "until"}
    if ranged and month_at(t, i + 2) and t.capital(i) and t.capital(i + 2):
        return True
    if word in SHORT:
        return False
    if t.new_line(i) and (after in {".", ":", "–", "—"} or t.new_line(i + 1)):
        return True
    if after in WORDS.words["name_closers"] and t.capital(i + 1):
        return False
    if before in WORDS.words["person_openers"]:
        return False
    if word not in MONTH_NAMES_ALSO_WORDS:
        return True
    if before in {"in", "since", "during", "last", "next", "this"}:
        return True
    if (
        t.capital(i + 1)
        and after.isalpha()
        and after not in WORDS.months
        and after not in WORDS.weekdays
        and t.low[i] != "march"
        and not t.new_line(i + 1)
    ):
        return False
    if after in WORDS.words["person_verbs"] and word != "march":
        return False
    if before in WORDS.words["prepositions"] or t.dash(i - 1) or t.dash(i + 1) or after in {"'", "’"}:
        return True
    if word in {"may", "march"}:
        return before in {"(", "the", "a"} and not t.capital(i + 1) and after not in {"be", "have", "not", "i"}
    return after not in WORDS.words["person_verbs"] and not (t.capital(i + 1) and not t.opens_sentence(i + 1))


def day_first(t: Tokens, i: int) -> Found | None:
    """ "26 January 2021", "the 26th of January", "7 and 15 June", "26-28 January"."""
    day = day_number(t, i) or spelled_first(t, i)
    if day is None or t.at(i - 1) in {"$", "€", "£"}:
        return None
    first, j = day
    last = joined_day(t, j)
    if last and last[0] != first:
        named = month_at(t, last[1] + (t.at(last[1]) == "of"))
        if named:
            year = year_after(t, named[1])
            number = year[0] if year else None
            end = year[1] if year else named[1]
            return Found(
                i,
                end,
                Range(CalendarDate("day", number, named[0], first), CalendarDate("day", number, named[0], last[0])),
            )
    j += t.at(j) == "day" and t.at(j + 1) == "of"
    of = t.at(j) == "of" or (t.at(j) in {"-", "/"} and t.glued(j) and t.glued(j + 1))
    named = month_at(t, j + of)
    if named is None or (not of and not t.at(i).isdecimal() and not spelled_first(t, i)):
        return None
    if t.at(i).isdecimal() and i > 0 and t.glued(i) and t.at(i - 1) in ".,:" and not t.at(i - 2).isalpha():
        return None
    year = year_after(t, named[1])
    if year:
        return Found(i, year[1], CalendarDate("day", year[0], named[0], first))
    k = named[1] + (t.dash(named[1]) and t.glued(named[1]))
    if (
        t.at(i).isdecimal()
        and t.at(named[1] - 1) in SHORT | ABBREVIATED
        and len(t.at(k)) == 2
        and t.number(k) is not None
        and (k > named[1] or t.raw(named[1] - 1).isupper())
        and not numeric_tail(t, k)
        and t.at(k + 1) != ":"
    ):
        return Found(i, k + 1, CalendarDate("day", short_year(t.number(k) or 0), named[0], first))
    return of_that_year(t, Found(i, named[1], CalendarDate("day", None, named[0], first)))


def spelled_first(t: Tokens, i: int) -> tuple[int, int] | None:
    """A day in words before a month and a year in words ("fifteen August nineteen hundred ninety-three")."""
    number = small_number(t, i)
    named = month_at(t, number[1]) if number and 0 < number[0] <= 31 else None
    return number if named and spelled_year(t, named[1]) else None


def of_that_year(t: Tokens, found: Found) -> Found:
    """A day without a year, with "of that year", "of last year" behind it if the words are there."""
    relative = relative_year(t, found.end) if t.at(found.end) == "of" else None
    if relative is None or not isinstance(found.meaning, CalendarDate):
        return found
    whole = Part(relative[0], unit="month", ordinal=found.meaning.number)
    return Found(found.start, relative[1], Part(whole, unit="day", ordinal=found.meaning.day))


RULES: tuple[Callable[[Tokens, int], Found | None], ...] = (
    numeric,
    compact,
    year_month_day,
    day_first,
    decade,
    bare_year,
)
