"""Single words of time and small set phrases: "overnight", "now", "daily", "Thursdays", "c. 1850", "year-end"."""

from __future__ import annotations

from pipeline.extract.times import counts, phrases
from pipeline.extract.times.articles import ordinal_phrase
from pipeline.extract.times.meaning import (  # fmt: skip
    CalendarDate,
    DayOfMonth,
    Deictic,
    Found,
    Part,
    Plain,
    Range,
)
from pipeline.extract.times.periods import fiscal_year
from pipeline.extract.times.tokens import Tokens
from pipeline.extract.times.written import WORDS, ordinal_figure, ordinal_word, spelled_year, year_at


def circa(t: Tokens, i: int) -> Found | None:
    """ "c. 1850": an approximate year."""
    j = i + 1 + (t.at(i + 1) == ".")
    year = year_at(t, j)
    if not year or t.capital(i) or t.glued(i) or (t.at(i) == "c" and t.at(i + 1) != "."):
        return None
    return Found(i, j + 1, CalendarDate("year", year, approximate=True))


def fiscal(t: Tokens, i: int) -> Found | None:
    """ "fiscal year 2022", "financial year 2019/20", "fiscal 2022"."""
    return fiscal_year(t, i, i + 1 + (t.at(i + 1) == "year"))


def whole(t: Tokens, i: int) -> Found | None:
    """ "all night", "all week": a length of time."""
    word = t.at(i + 1)
    lasting = word in WORDS.words["dayparts"] or word in {"day", "week", "month", "year"} or word in WORDS.seasons
    return (
        Found(i, i + 2, Plain("duration"))
        if lasting and word != "fall" and not t.dash(i + 2) and t.at(i + 2) != "round"
        else None
    )


def nth(t: Tokens, i: int) -> Found | None:
    """ "for a third day", "a second straight night": how long something has gone on."""
    number = ordinal_word(t, i + 1) or ordinal_figure(t, i + 1)
    if not number or t.at(i - 1) not in {"for", "entered", "enters", "entering", "into", "starting", "began", "on"}:
        return None
    j = number[1] + (t.at(number[1]) in {"straight", "consecutive", "successive"})
    known = t.at(j) in {"day", "night", "week", "month", "year"}
    return (
        Found(i, j + 1, Plain("duration")) if known and t.at(j + 1) not in {"of", "in"} and not t.dash(j + 1) else None
    )


def year_in_words(t: Tokens, i: int) -> Found | None:
    """ "in nineteen ninety-six", "in two thousand and fifteen"."""
    if t.at(i - 1) not in {"in", "since", "of", "by", "until", "from"}:
        return None
    year = spelled_year(t, i)
    if (
        year is None
        or year[0] % 100 == 0
        or (t.at(year[1]).isalpha() and t.at(year[1]) not in WORDS.words["prepositions"])
    ):
        return None
    return Found(i, year[1], CalendarDate("year", year[0]))


def overnight(t: Tokens, i: int) -> Found | None:
    """ "overnight": the night before the reference date."""
    return Found(i, i + 1, Range(Deictic("day", -1), Deictic("day", 0)))


def now(t: Tokens, i: int) -> Found | None:
    """ "now": the reference date. "Right now", "just now" and names are none; other words that tell no time of their own
    ("later", "recently", "soon") are passed over, as the guideline's articles do."""
    if (t.capital(i) and not t.opens_sentence(i)) or t.at(i - 1) in {"right", "just"} or t.at(i + 1) == "-":
        return None
    if t.at(i + 1) == "and" and t.at(i + 2) == "then":
        return Found(i, i + 3, Plain("vague"))
    return Found(i, i + 1, Deictic("day", 0))


def repeated(t: Tokens, i: int) -> Found | None:
    """ "nightly", "weekdays": words for what recurs, with their article where they describe a noun."""
    return Found(i, i + 1, Plain("set"))


def weekdays_often(t: Tokens, i: int) -> Found | None:
    """ "Thursdays", "Mondays and Fridays"."""
    if not t.capital(i):
        return None
    j = i + 1
    while t.at(j) in {"and", "or"} and t.at(j + 1)[:-1] in WORDS.weekdays:
        j += 2
    return Found(i, j, Plain("set"))


def that(t: Tokens, i: int) -> Found | None:
    """ "that day", "that August"."""
    return phrases.anaphoric(t, i, i)


def times_per(t: Tokens, i: int) -> Found | None:
    """ "twice a day", "three times a week"."""
    j = i + 1 if t.at(i) in {"once", "twice"} else None
    if j is None:
        number = counts.count_at(t, i)
        j = number[1] + 1 if number and t.at(number[1]) == "times" else None
    if j and t.at(j) in {"a", "an", "per", "every", "each"} and t.at(j + 1) in WORDS.units:
        return Found(i, j + 2, Plain("set"))
    return None


def recent_words(t: Tokens, i: int) -> Found | None:
    """ "recent years", "coming weeks"."""
    return phrases.recent(t, i, i)


def year_end(t: Tokens, i: int) -> Found | None:
    """ "year's end", "month's end", "year-end"."""
    unit = t.at(i)
    if t.at(i + 1) in {"'", "’"} and t.at(i + 2) == "s" and t.at(i + 3) == "end":
        end = i + 4
    elif t.dash(i + 1) and t.at(i + 2) == "end" and t.at(i - 1) in {"by", "at", "before", "until"}:
        end = i + 3
    else:
        return None
    return Found(i, end, Part(Deictic("year" if unit == "year" else "month", 0), "end"))


def quarter_words(t: Tokens, i: int) -> Found | None:
    """ "third-quarter", "second quarter of 2020", "first week of March", "last week of 2016" without an article."""
    if t.at(i) in WORDS.ordinals:
        ordinal = WORDS.ordinals[t.at(i)]
        j = i + 1 + t.dash(i + 1)
        if t.at(j) == "quarter" and t.dash(i + 1) and 1 <= ordinal <= 4 and t.at(j + 1) != "of":
            return Found(i, j + 1, CalendarDate("quarter", None, ordinal))
    figure = ordinal_figure(t, i) if t.at(i - 1) in {"on", "by", "until"} else None
    if figure and not t.at(figure[1]).isalnum() and not (t.dash(figure[1]) and t.glued(figure[1])):
        return Found(i, figure[1], DayOfMonth(figure[0]))
    found = ordinal_phrase(t, i, i, 1)
    return found if found and isinstance(found.meaning, Part) else None
