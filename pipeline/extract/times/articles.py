"""Phrases that open with "the" or name a part: "the end of January", "the 26th", "the summer of 2006", "mid-2020"."""

from __future__ import annotations

from pipeline.extract.times import calendar, counted, counts, weekdays
from pipeline.extract.times.meaning import (  # fmt: skip
    Anaphor,
    CalendarDate,
    DayOfMonth,
    Deictic,
    Found,
    Part,
    PartName,
    Plain,
)
from pipeline.extract.times.periods import decade, season
from pipeline.extract.times.phrases import anaphoric, recent, today, turned
from pipeline.extract.times.tokens import Tokens
from pipeline.extract.times.units import AFTER_SEASON, the_recent, the_season, the_unit
from pipeline.extract.times.written import WORDS, month_at, ordinal_figure, ordinal_word, year_at

PARTS: dict[str, PartName] = {
    "early": "early", "mid": "mid", "middle": "mid", "late": "late", "end": "end", "close": "end", "beginning": "start", "start": "start", "outset": "start",
}  # fmt: skip


#: How deep parts of parts go: "the end of the first quarter of last year".
DEPTH = 3


def part(t: Tokens, i: int, depth: int = 0) -> Found | None:
    """ "early January", "mid-2020", "late last year", "end of March", "later this month", "year's end"."""
    word = t.at(i)
    if word in {"later", "earlier"}:
        if t.at(i + 1) == "in" and t.at(i + 2) in {"the", "that"}:
            whole = part_of(t, i + 2, depth + 1)
        else:
            whole = turned(t, i + 1) if t.at(i + 1) in {"this", "last", "next"} else today(t, i + 1)
        return Found(i, whole.end, whole.meaning) if whole and not isinstance(whole.meaning, Part) else None
    name = PARTS.get(word)
    if name is None:
        return None
    j = i + 1
    if t.dash(j):
        j += 1
    if word in {"early", "late"} and t.at(j) in {"on", "in"}:
        day = weekdays.weekday(t, j + 1) if t.at(j) == "on" else part_of(t, j + 1, depth + 1)
        if word == "early" and t.at(j) == "on":
            return None
        if day and t.at(j) == "on":
            return Found(i, day.end, day.meaning)
        return Found(i, day.end, Part(day.meaning, name)) if day and not isinstance(day.meaning, Part) else None
    if word not in {"early", "mid", "late"}:
        if t.at(j) != "of":
            return None
        j += 1
    whole = part_of(t, j, depth + 1)
    if whole is None or (isinstance(whole.meaning, (Part, Plain, Deictic)) and whole.meaning == Deictic("day", 0)):
        return None
    return Found(i, whole.end, Part(whole.meaning, name))


def part_of(t: Tokens, i: int, depth: int) -> Found | None:
    """The whole that a part is taken of; parts nest no deeper than DEPTH."""
    if depth > DEPTH:
        return None
    if t.at(i) == "the":
        for unit in ("month", "year", "week", "century", "decade", "day"):
            if t.at(i + 1) == unit:
                return Found(i, i + 2, Anaphor(counted.stretch(unit), 0))
        return the(t, i, depth)
    named = month_at(t, i)
    if named:
        return calendar.month_first(t, i) or Found(i, i + 1, CalendarDate("month", None, named[0]))
    if t.at(i) in WORDS.decades and t.at(i - 1) in PARTS:
        return Found(i, i + 1, CalendarDate("decade", WORDS.decades[t.at(i)]))
    for rule in (decade, turned, season, ordinal_century):
        found = rule(t, i)
        if found:
            return found
    if t.at(i) == "that":
        return anaphoric(t, i, i)
    year = year_at(t, i)
    if year:
        return Found(i, i + 1, CalendarDate("year", year))
    return None


def ordinal_century(t: Tokens, i: int) -> Found | None:
    """ "19th century", "twentieth century"."""
    number = ordinal_figure(t, i) or ordinal_word(t, i)
    if not number:
        return None
    j = number[1] + t.dash(number[1])
    if t.at(j) != "century" or not 1 <= number[0] <= 30:
        return None
    return Found(i, j + 1, CalendarDate("century", (number[0] - 1) * 100 + 1))


def the(t: Tokens, i: int, depth: int = 0) -> Found | None:
    """Every phrase that opens with "the" at `i`."""
    j = i + 1 + (t.at(i + 1) == "very")
    word = t.at(j)
    if word in WORDS.decades and not (t.at(i - 1) == "in" and t.at(j + 1) == "of"):
        return Found(i, j + 1, CalendarDate("decade", WORDS.decades[word]))
    for rule in (decade, ordinal_century):
        found = rule(t, j)
        if found:
            return Found(i, found.end, found.meaning)
    if word in {"'", "’", "‘"} and decade(t, j + 1):
        return Found(i, j + 3, decade(t, j + 1).meaning)  # type: ignore[union-attr]
    return (
        anaphoric(t, i, j)
        or ordinal_phrase(t, i, j, depth)
        or recent(t, i, j)
        or the_recent(t, i, j)
        or the_part(t, i, j, depth)
        or the_season(t, i, j)
        or the_unit(t, i, j)
    )


def the_part(t: Tokens, i: int, j: int, depth: int) -> Found | None:
    """ "the end of March", "the mid-1990s"."""
    found = part(t, j, depth)
    if not found:
        return None
    named_decade = (
        isinstance(found.meaning, Part)
        and isinstance(found.meaning.whole, CalendarDate)
        and found.meaning.whole.unit in {"decade", "century"}
    )
    return Found(i, found.end, found.meaning) if t.at(j) not in {"early", "mid", "late"} or named_decade else None


def ordinal_phrase(t: Tokens, i: int, j: int, depth: int) -> Found | None:
    """ "the 26th (of January)", "the first week of March", "the third quarter of 2024", "the last Tuesday of July"."""
    dated = calendar.day_first(t, j)
    if dated:
        return Found(i, dated.end, dated.meaning)
    figure = ordinal_figure(t, j) or ordinal_word(t, j)
    ordinal, k = figure if figure else (WORDS.ordinals.get(t.at(j)), j + 1)
    if ordinal is None:
        return None
    k += t.dash(k)
    counted_days = some_of(t, i, k, ordinal, depth)
    if counted_days:
        return counted_days
    noun = t.at(k)
    if noun in WORDS.weekdays and t.at(k + 1) in {"of", "in"}:
        whole = part_of(t, k + 2, depth + 1)
        return (
            Found(i, whole.end, Part(whole.meaning, ordinal=ordinal, weekday=WORDS.weekdays[noun])) if whole else None
        )
    unit = "half" if noun == "half" else WORDS.units.get(noun)
    if unit in {"week", "half", "quarter", "weekend", "month", "day", "year", "decade"}:
        if t.at(k + 1) in {"of", "in"} and not noun.endswith("s") and not t.new_line(k + 1):
            whole = part_of(t, k + 2, depth + 1)
            if whole:
                return Found(i, whole.end, Part(whole.meaning, ordinal=ordinal, unit=unit))  # type: ignore[arg-type]
        if unit == "quarter" and 1 <= ordinal <= 4 and t.at(k + 1) not in {"of", "final", "finals"}:
            year = year_at(t, k + 1)
            return Found(i, k + 1 + bool(year), CalendarDate("quarter", year, ordinal))
        return None
    turns = {"last": -1, "this": 0, "next": 1}
    m = k + (t.at(k) == "of")
    if figure and t.at(m) in turns and t.at(m + 1) == "month":
        return Found(i, m + 2, Part(Deictic("month", turns[t.at(m)]), ordinal=ordinal, unit="day"))
    k_of = k + 1 + (t.at(k + 1) == "same")
    if figure and t.at(k) == "of" and t.at(k_of) in {"that", "the"} and t.at(k_of + 1) == "month":
        return Found(i, k_of + 2, Part(Anaphor("month", 0), ordinal=ordinal, unit="day"))
    if (
        figure
        and t.at(j).isdecimal()
        and t.at(i - 1) in {"on", "by", "until", "since", "from", "to", "till", "before", "after", "and"}
        and (not noun.isalpha() or noun in AFTER_SEASON or noun in WORDS.words["prepositions"])
    ):
        return Found(i, k, DayOfMonth(ordinal))
    return None


def some_of(t: Tokens, i: int, k: int, ordinal: int, depth: int) -> Found | None:
    """ "the first days of October" (its start), "the last ten days of August", "the first three months of 2019": a count or plural at `k`."""
    number = counts.count_at(t, k)
    count, j = number if number else (None, k)
    if ordinal not in {1, -1} or not t.at(j).endswith("s") or t.at(j + 1) != "of" or t.at(k) in {"a", "an"}:
        return None
    whole = part_of(t, j + 2, depth + 1)
    if whole is None or t.at(j) not in WORDS.units:
        return None
    if count is None:
        return Found(i, whole.end, Part(whole.meaning, "start" if ordinal == 1 else "end"))
    return Found(
        i, whole.end, Part(whole.meaning, ordinal=ordinal, unit=counted.stretch(WORDS.units[t.at(j)]), count=int(count))
    )
