"""Longer stretches of the calendar as written: years alone, decades, centuries, quarters, seasons."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.times.meaning import (
    CalendarDate,
    Found,
    Part,
    Range,
    Stretch,
)
from pipeline.extract.times.tokens import Tokens
from pipeline.extract.times.written import WORDS, YEARS, relative_year, year_after, year_at


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
    """ "Q3", "Q3 2021", "H1 2020", "FY2022"."""
    if t.at(i) == "fy":
        return fiscal_year(t, i, i + 1)
    if t.at(i) not in {"q", "h"} or not t.glued(i + 1) or len(t.at(i + 1)) != 1:
        return None
    number = t.number(i + 1)
    if not number or number > (4 if t.at(i) == "q" else 2) or (t.glued(i + 2) and t.at(i + 2).isalnum()):
        return None
    year = year_after(t, i + 2) or (year_after(t, i + 3) if t.at(i + 2) == "of" else None)
    paired = t.at(i + 2) in {"and", "to"} or t.at(i - 1) in {"and", "to"}
    beside = i + 3 if t.at(i + 2) in {"and", "to"} else i - 3
    paired = paired and t.at(beside) == t.at(i) == "q" and t.glued(beside + 1) and t.at(beside + 1).isdecimal()
    if not year and not paired and (t.at(i) == "h" or not t.capital(i)):
        return None
    unit: Stretch = "quarter" if t.at(i) == "q" else "half"
    end, number_of_year = (year[1], year[0]) if year else (i + 2, None)
    return Found(i, end, CalendarDate(unit, number_of_year, number))


def year_first(t: Tokens, i: int) -> Found | None:
    """ "2019 Q1", "2019-H2": the year before its quarter or half."""
    year = year_at(t, i)
    j = i + 1 + t.dash(i + 1)
    found = None
    if (
        year
        and t.at(j) in {"q", "h"}
        and t.glued(j + 1)
        and t.number(j + 1) in ({1, 2, 3, 4} if t.at(j) == "q" else {1, 2})
    ):
        found = Found(j, j + 2, CalendarDate("quarter" if t.at(j) == "q" else "half", None, t.number(j + 1)))
    if found is None or not isinstance(found.meaning, CalendarDate) or found.meaning.year:
        return None
    return Found(i, found.end, replace(found.meaning, year=year))


def fiscal_year(t: Tokens, i: int, j: int) -> Found | None:
    """A year of accounts whose number stands at `j` ("2022", "2019/20"): begun in the year before, or in the first of the two named."""
    year = year_at(t, j)
    if year is None:
        return None
    if t.at(j + 1) in {"/", "-", "–"} and t.glued(j + 1) and t.number(j + 2) in {(year + 1) % 100, year + 1}:
        return Found(i, j + 3, Range(CalendarDate("year", year), CalendarDate("year", year + 1)))
    return Found(i, j + 1, Range(CalendarDate("year", year - 1), CalendarDate("year", year)))


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


def bare_year(t: Tokens, i: int) -> Found | None:
    """Four digits alone, where the words around count nothing and name nothing else."""
    year = year_at(t, i)
    if year is None:
        return short_figures(t, i)
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
    if (
        t.glued(i + 1)
        and ((after in "/_=" and not season_follows(t, i)) or (after == ":" and t.glued(i + 2)) or after.isalpha())
        and after != "–"
    ):
        return None
    if before in {"in", "since", "by", "until", "till", "from", "of", "during", "after", "before", "the", "(", "["}:
        return Found(i, i + 1, CalendarDate("year", year))
    if (t.dash(i - 1) or before in {"to", "until", "through"}) and year_at(t, i - 2) and year_at(t, i - 2) < year:  # type: ignore[operator]
        return Found(i, i + 1, CalendarDate("year", year))
    if before in {"and", "or"} and year_at(t, i - 2) and t.at(i - 3) != "between":
        return Found(i, i + 1, CalendarDate("year", year))
    if not 1800 <= year <= 2099 or (before == "to" and t.at(i - 2) in {"up", "down"}):
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
    return (t.at(i + 1) == "/" and t.glued(i + 2) and len(t.at(i + 2)) == 2 and number == (int(t.at(i)) + 1) % 100) or (
        t.at(i + 1) == "/" and t.glued(i + 2) and number == int(t.at(i)) + 1
    )


def short_figures(t: Tokens, i: int) -> Found | None:
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
