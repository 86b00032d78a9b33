"""The parts that dates are written with: a year, a month's name, the number of a day, an ordinal."""

from __future__ import annotations

from pipeline.extract.times.meaning import (
    Anaphor,
    Deictic,
    Meaning,
)
from pipeline.extract.times.tokens import Tokens
from pipeline.knowledge.times import time_words

WORDS = time_words()


SUFFIXES = frozenset({"st", "nd", "rd", "th"})


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
    if t.at(i) in {"april", "june", "august"} and t.at(i - 1) in {"in", "between", "since", "until", "by", "of"}:
        return True
    if ordinal_word(t, i + 1) or (t.at(i + 1) == "of" and year_at(t, i + 2)):
        return True
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
    j = (
        i + 1
        if t.at(i) in {",", "of"}
        or (t.at(i) == "in" and year_at(t, i + 1) and not t.new_line(i))
        or (t.at(i) in {"-", "/"} and t.glued(i) and t.glued(i + 1))
        else i
    )
    year = year_at(t, j)
    if year:
        return year, j + 1
    if t.at(j) in {"'", "’", "‘"} and t.glued(j + 1) and len(t.at(j + 1)) == 2 and t.number(j + 1) is not None:
        return short_year(t.number(j + 1) or 0), j + 2
    number = t.number(j)
    if t.at(i) == "of" and len(t.at(j)) == 2 and number and number > 31 and not t.at(j + 1).isalpha():
        return short_year(number), j + 1
    return spelled_year(t, j)


def short_year(number: int) -> int:
    """The year that two figures name: 69 to 99 of the last century, as in POSIX."""
    return 1900 + number if number >= 69 else 2000 + number


def spelled_year(t: Tokens, i: int) -> tuple[int, int] | None:
    """A year in words at `i` ("nineteen eighty-six", "two thousand and five", "nineteen hundred ninety three") and the index after it."""
    if t.at(i) == "two" and t.at(i + 1) == "thousand":
        j = i + 2 + (t.at(i + 2) == "and")
        rest = small_number(t, j)
        return (2000 + rest[0], rest[1]) if rest else (2000, i + 2)
    century = WORDS.numbers.get(t.at(i), 0)
    if not 13 <= century <= 20:
        return None
    if t.at(i + 1) == "hundred":
        rest = small_number(t, i + 2 + (t.at(i + 2) == "and"))
        return (century * 100 + rest[0], rest[1]) if rest else (century * 100, i + 2)
    rest = small_number(t, i + 1)
    return (century * 100 + rest[0], rest[1]) if rest and rest[0] >= 10 and t.at(rest[1]) not in WORDS.units else None


def small_number(t: Tokens, i: int) -> tuple[int, int] | None:
    """A number below a hundred in words at `i` and the index after it."""
    number = WORDS.numbers.get(t.at(i))
    if number is None or number >= 100 or t.at(i) in {"a", "an", "dozen"}:
        return None
    j = i + 1 + t.dash(i + 1)
    ones = WORDS.numbers.get(t.at(j), 0) if number >= 20 and t.at(j) not in {"a", "an"} else 0
    return (number + ones, j + 1) if 0 < ones < 10 else (number, i + 1)


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
