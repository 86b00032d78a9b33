"""Dates of the calendar as written: days, months, years, decades, quarters, seasons, weekdays, in every usual order."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.extract.times.meaning import (
    Anaphor,
    CalendarDate,
    DayOfMonth,
    Deictic,
    Found,
    Meaning,
    Part,
    Range,
    Weekday,
)
from pipeline.extract.times.tokens import Tokens
from pipeline.knowledge.times import time_words

WORDS = time_words()
SUFFIXES = frozenset({"st", "nd", "rd", "th"})
JOINTS = frozenset({"to", "and", "or", "through", "until", "/"})
#: Years that a bare number of four digits may name in news and history.
YEARS = range(1000, 2200)
#: Abbreviations that are also words or names and so need a date beside them.
SHORT = frozenset({"jan", "mar", "dec", "sun", "sat", "mon", "wed", "fri", "sep", "jun", "jul", "apr", "thu", "tue"})
ABBREVIATED = frozenset({"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"})
MONTH_NAMES_ALSO_WORDS = frozenset({"may", "march", "april", "august", "june"})
ORDINAL_TENS = {"twenty": 20, "thirty": 30}


def year_at(t: Tokens, i: int) -> int | None:
    """The year that four digits at `i` may name."""
    word = t.at(i)
    if len(word) == 4 and word.isdecimal() and int(word) in YEARS and not numeric_tail(t, i):
        return int(word)
    return None


def numeric_tail(t: Tokens, i: int) -> bool:
    """Whether the digits at `i` run on into a decimal, a thousand or a percentage."""
    after = t.at(i + 1)
    if not t.glued(i + 1):
        return False
    return after in {"%", "°"} or (after in ",.:" and t.glued(i + 2) and t.at(i + 2).isdecimal())


def month_at(t: Tokens, i: int) -> tuple[int, int] | None:
    """The month named at `i` and the index after it and its point."""
    word = t.at(i)
    month = WORDS.months.get(word)
    if month is None or not (t.capital(i) or word not in MONTH_NAMES_ALSO_WORDS | ABBREVIATED or figures_beside(t, i)):
        return None
    dotted = t.at(i + 1) == "." and t.glued(i + 1) and t.at(i) in ABBREVIATED
    return month, i + 2 if dotted else i + 1


def figures_beside(t: Tokens, i: int) -> bool:
    """Whether a day or year in figures stands beside a month written small."""
    after = i + 1 + (t.at(i + 1) in {".", "-", "/"})
    before = i - 1 - (t.at(i - 1) in SUFFIXES | {"-", "/", "of"})
    return any(t.number(k) is not None and len(t.at(k)) in {1, 2, 4} for k in (after, before))


def day_number(t: Tokens, i: int) -> tuple[int, int] | None:
    """The day of a month at `i`, in figures with or without suffix or as an ordinal word, and the index after it."""
    number = t.number(i)
    if number is not None and len(t.at(i)) <= 2:
        if not 1 <= number <= 31 or numeric_tail(t, i):
            return None
        if t.at(i + 1) in SUFFIXES and t.glued(i + 1):
            return number, i + 2
        return number, i + 1
    return ordinal_word(t, i)


def ordinal_word(t: Tokens, i: int) -> tuple[int, int] | None:
    """A positive ordinal in words at `i` ("ninth", "twenty-fifth") and the index after it."""
    word = t.at(i)
    tens = ORDINAL_TENS.get(word)
    if tens and 0 < WORDS.ordinals.get(t.at(i + 1), 0) < 10:
        return tens + WORDS.ordinals[t.at(i + 1)], i + 2
    if tens and t.dash(i + 1) and 0 < WORDS.ordinals.get(t.at(i + 2), 0) < 10:
        return tens + WORDS.ordinals[t.at(i + 2)], i + 3
    number = WORDS.ordinals.get(word, 0)
    return (number, i + 1) if number > 0 else None


def ordinal_figure(t: Tokens, i: int) -> tuple[int, int] | None:
    """An ordinal in figures at `i` ("19th") and the index after it."""
    number = t.number(i)
    if number and len(t.at(i)) <= 2 and t.at(i + 1) in SUFFIXES and t.glued(i + 1):
        return number, i + 2
    return None


def year_after(t: Tokens, i: int) -> tuple[int, int] | None:
    """A year at `i`, after a comma or an "of" if there is one, and the index after it."""
    j = i + 1 if t.at(i) in {",", "of"} or (t.at(i) in {"-", "/"} and t.glued(i) and t.glued(i + 1)) else i
    year = year_at(t, j)
    return (year, j + 1) if year else None


def relative_year(t: Tokens, i: int) -> tuple[Meaning, int] | None:
    """ "last year", "of that year", "this year" at `i`, and the index after it."""
    j = i + 1 if t.at(i) == "of" else i
    if t.at(j + 1) != "year":
        return None
    turns = {"last": -1, "this": 0, "next": 1}
    if t.at(j) in turns:
        return Deictic("year", turns[t.at(j)]), j + 2
    if j > i and t.at(j) in {"that", "same", "the"}:
        return Anaphor("year", 0), j + 2
    return None


def month_first(t: Tokens, i: int) -> Found | None:
    """ "January 26, 2021", "Jan. 26-28", "August 2020", "March of last year", "March"."""
    named = month_at(t, i)
    if named is None:
        return None
    month, j = named
    if t.at(j) == "the" and day_number(t, j + 1):
        j += 1
    spelled = t.at(j - 1) == "the" or (ordinal_word(t, j) and closes(t, j))
    if t.at(j) in {"-", "/"} and t.glued(j) and t.glued(j + 1) and t.at(j + 1).isdecimal() and len(t.at(j + 1)) <= 2:
        j += 1
    day = day_number(t, j) if t.at(j).isdecimal() or spelled else None
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
        return Found(i, k, CalendarDate("day", None, month, first))
    year = year_after(t, j)
    if year:
        return Found(i, year[1], CalendarDate("month", year[0], month))
    relative = relative_year(t, j)
    if relative:
        return Found(i, relative[1], Part(relative[0], unit="month", ordinal=month))
    return Found(i, named[1], CalendarDate("month", None, month)) if bare_month(t, i) else None


def closes(t: Tokens, i: int) -> bool:
    """Whether the ordinal word at `i` closes a date ("January first, 2000") rather than counting a noun."""
    ordinal = ordinal_word(t, i)
    return ordinal is not None and (t.at(ordinal[1]) in {",", ".", ""} or year_at(t, ordinal[1]) is not None)


def clock_follows(t: Tokens, i: int) -> bool:
    """Whether "am", "pm", "o'clock" or ":30" stands at `i`, so that the number before it is no day."""
    if t.at(i) == ":" and t.glued(i) and t.glued(i + 1) and t.at(i + 1).isdecimal():
        return True
    return t.at(i) in {"am", "pm", "o"} or (t.at(i) in {"a", "p"} and t.at(i + 1) == "." and t.at(i + 2) == "m")


def joined_day(t: Tokens, i: int) -> tuple[int, int] | None:
    """A second day of the same month: "-28", "to 28", "and 28" at `i`."""
    if t.dash(i) or t.at(i) in JOINTS:
        day = day_number(t, i + 1) if t.at(i + 1).isdecimal() else None
        if day and not WORDS.units.get(t.at(day[1])) and t.at(day[1]) not in WORDS.words["quantities"]:
            return day
    return None


def bare_month(t: Tokens, i: int) -> bool:
    """Whether a month's name that stands alone is a month and no word, person or part of a name."""
    word, before, after = t.at(i), t.at(i - 1), t.at(i + 1)
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
    if after in WORDS.words["person_verbs"] and word != "march":
        return False
    if before in WORDS.words["prepositions"] or t.dash(i - 1) or t.dash(i + 1) or after in {"'", "’"}:
        return True
    if word in {"may", "march"}:
        return before in {"(", "the", "a"} and not t.capital(i + 1) and after not in {"be", "have", "not", "i"}
    return after not in WORDS.words["person_verbs"] and not (t.capital(i + 1) and not t.opens_sentence(i + 1))


def day_first(t: Tokens, i: int) -> Found | None:
    """ "26 January 2021", "the 26th of January", "7 and 15 June", "26-28 January"."""
    day = day_number(t, i)
    if day is None:
        return None
    first, j = day
    last = joined_day(t, j)
    if last and last[0] != first:
        named = month_at(t, last[1])
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
    if named is None or (not of and not t.at(i).isdecimal()):
        return None
    if t.at(i).isdecimal() and i > 0 and t.glued(i) and t.at(i - 1) in ".,:":
        return None
    year = year_after(t, named[1])
    if year:
        return Found(i, year[1], CalendarDate("day", year[0], named[0], first))
    return Found(i, named[1], CalendarDate("day", None, named[0], first))


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
    return None


def valid(start: int, end: int, year: int, month: int, day: int) -> Found | None:
    """The day, if the figures can be one."""
    if year in YEARS and 1 <= month <= 12 and 1 <= day <= 31:
        return Found(start, end, CalendarDate("day", year, month, day))
    return None


def decade(t: Tokens, i: int) -> Found | None:
    """ "1990s", "1990's"; "90s" after an apostrophe or an article."""
    number = t.number(i)
    j = i + 1 + (t.at(i + 1) in {"'", "’"} and t.glued(i + 1))
    if number is None or t.at(j) != "s" or not t.glued(j) or number % 10:
        return None
    if len(t.at(i)) == 4 and number in YEARS:
        return Found(i, j + 1, CalendarDate("decade", number))
    if len(t.at(i)) == 2:
        year = 1900 + number if number >= 20 else 2000 + number
        if t.at(i - 1) in {"'", "’", "‘"}:
            return Found(i - 1, j + 1, CalendarDate("decade", year))
        if t.at(i - 1) in {"the", "early", "late", "mid"}:
            return Found(i, j + 1, CalendarDate("decade", year))
    return None


def quarter(t: Tokens, i: int) -> Found | None:
    """ "Q3", "Q3 2021", "H1 2020"."""
    if t.at(i) not in {"q", "h"} or not t.capital(i) or not t.glued(i + 1) or len(t.at(i + 1)) != 1:
        return None
    number = t.number(i + 1)
    if not number or number > (4 if t.at(i) == "q" else 2) or (t.glued(i + 2) and t.at(i + 2).isalnum()):
        return None
    year = year_after(t, i + 2) or (year_after(t, i + 3) if t.at(i + 2) == "of" else None)
    if t.at(i) == "h" and not year:
        return None
    unit = "quarter" if t.at(i) == "q" else "half"
    end, number_of_year = (year[1], year[0]) if year else (i + 2, None)
    return Found(i, end, CalendarDate(unit, number_of_year, number))  # type: ignore[arg-type]


def season(t: Tokens, i: int) -> Found | None:
    """ "summer 2018", "summer of 2018", "spring": alone only where the words around allow a time."""
    number = WORDS.seasons.get(t.at(i))
    if number is None:
        return None
    year = year_after(t, i + 1)
    if year:
        if (
            t.at(year[1]) in {"/", "-", "–"}
            and t.glued(year[1])
            and len(t.at(year[1] + 1)) in {2, 4}
            and t.number(year[1] + 1)
        ):
            return Found(i, year[1] + 2, CalendarDate("season", year[0], number))
        return Found(i, year[1], CalendarDate("season", year[0], number))
    relative = relative_year(t, i + 1)
    if relative:
        return Found(i, relative[1], Part(relative[0], unit="season", ordinal=number))
    before = t.at(i - 1)
    if t.at(i) == "fall" and before not in {"this", "last", "next", "that"}:
        return None
    alone = (t.opens_sentence(i) and t.at(i + 1) in {".", ":", ""}) or (t.new_line(i) and t.new_line(i + 1))
    if (
        before
        in {"in", "by", "until", "till", "since", "into", "this", "last", "next", "that", "late", "early", "mid", "-"}
        or alone
    ):
        if t.at(i + 1) in {"water", "fed", "break"} or (before == "-" and t.at(i - 2) != "mid"):
            return None
        return Found(i, i + 1, CalendarDate("season", None, number))
    return None


def weekday(t: Tokens, i: int) -> Found | None:
    """ "Monday", "Monday, 2 March 2020", "Monday of last week"."""
    number = WORDS.weekdays.get(t.at(i))
    if number is None or not (t.capital(i) or t.at(i).endswith("day")):
        return None
    j = i + 1 + (t.at(i + 1) == "." and len(t.at(i)) <= 5 and t.glued(i + 1))
    j += t.at(j) in {",", "("}
    for rule in (month_first, day_first, numeric):
        date = rule(t, j) or (rule(t, j + 1) if t.at(j) == "the" else None)
        if date and isinstance(date.meaning, CalendarDate) and date.meaning.unit == "day":
            end = date.end + (t.at(date.end) == ")" and t.at(j - 1) == "(")
            return Found(i, end, date.meaning)
    if t.at(j) == "the" and (nth := ordinal_word(t, j + 1) or ordinal_figure(t, j + 1)) and t.at(nth[1]) != "of":
        return Found(i, nth[1], DayOfMonth(nth[0]))
    if t.at(i) in SHORT and t.at(i - 1) not in {"on", "by", "since", "until", "last", "next"} and t.at(i + 1) != ".":
        return None
    k = i + 1 + (t.at(i + 1) == "of")
    weeks = {"last": -1, "this": 0, "next": 1}
    if t.at(k) in weeks and t.at(k + 1) == "week":
        return Found(i, k + 2, Weekday(number, week=weeks[t.at(k)]))
    if t.at(i + 1) in WORDS.words["name_closers"] and t.capital(i + 1):
        return None
    if t.at(i - 1) in WORDS.words["name_openers"] and t.capital(i - 1):
        return None
    return Found(i, i + 1, Weekday(number))


def bare_year(t: Tokens, i: int) -> Found | None:
    """Four digits alone, where the words around count nothing and name nothing else."""
    year = year_at(t, i)
    if year is None:
        return short_year(t, i)
    before, after = t.at(i - 1), t.at(i + 1)
    if (
        i
        and t.glued(i)
        and (
            before in "$€£¥#.,_/&=+:"
            or before.isalnum()
            or (before in "-‑" and t.glued(i - 1) and not year_at(t, i - 2))
        )
    ):
        return None
    if before in WORDS.words["not_years"] or after in WORDS.words["quantities"] or before in {"$", "€", "£", "#"}:
        return None
    if before == "." and t.at(i - 2) in WORDS.words["not_years"]:
        return None
    if t.dash(i + 1) and t.glued(i + 1) and t.glued(i + 2) and t.at(i + 2).isalpha() and len(t.at(i + 2)) < 3:
        return None
    if t.glued(i + 1) and ((after in "/_=:" and not season_follows(t, i)) or after.isalpha()) and after != "–":
        return None
    if before in {"in", "since", "by", "until", "till", "from", "of", "during", "after", "before", "the", "(", "["}:
        return Found(i, i + 1, CalendarDate("year", year))
    if not 1800 <= year <= 2099:
        return None
    if after.isalpha() and after.endswith("s") and not t.capital(i + 1) and not WORDS.months.get(before):
        if before in {
            "about",
            "around",
            "over",
            "only",
            "up",
            "to",
            "another",
            "additional",
            "with",
            "some",
            "and",
        } or t.opens_sentence(i):
            return None
        if after not in {"is", "was", "has", "as", "its", "this", "his", "elections", "protests", "talks"}:
            return None
    return Found(i, i + 1, CalendarDate("year", year))


def season_follows(t: Tokens, i: int) -> bool:
    """Whether "/20" after the year at `i` names the year after it, as a season or fiscal year does."""
    number = t.number(i + 2)
    return t.at(i + 1) == "/" and t.glued(i + 2) and len(t.at(i + 2)) == 2 and number == (int(t.at(i)) + 1) % 100


def short_year(t: Tokens, i: int) -> Found | None:
    """ "'66" after a preposition, or a far year after the word ("the year 2900")."""
    number = t.number(i)
    if number is None:
        return None
    if len(t.at(i)) == 4 and t.at(i - 1) == "year" and number >= YEARS.stop:
        return Found(i, i + 1, CalendarDate("year", number))
    if (
        len(t.at(i)) == 2
        and t.at(i - 1) in {"'", "’", "‘"}
        and t.glued(i)
        and t.at(i - 2) in {"in", "since", "of", "by", "from", "until"}
    ):
        return Found(i - 1, i + 1, CalendarDate("year", 1900 + number if number >= 30 else 2000 + number))
    return None


RULES: tuple[Callable[[Tokens, int], Found | None], ...] = (numeric, day_first, decade, bare_year)
