"""From words to expressions: which rule may begin at a word, and how two expressions join into one."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.times import calendar, counted, phrases, weekdays
from pipeline.extract.times.alone import (
    circa,
    fiscal,
    now,
    nth,
    overnight,
    quarter_words,
    recent_words,
    repeated,
    that,
    times_per,
    weekdays_often,
    whole,
    year_end,
    year_in_words,
)
from pipeline.extract.times.articles import PARTS, ordinal_century, part, the
from pipeline.extract.times.clock import clock
from pipeline.extract.times.joining import Rule, is_day, joined
from pipeline.extract.times.meaning import (  # fmt: skip
    Clock,
    Deictic,
    Found,
    Plain,
    Range,
)
from pipeline.extract.times.periods import quarter, season, year_first
from pipeline.extract.times.tokens import Tokens
from pipeline.extract.times.written import WORDS

DAYPARTS = WORDS.words["dayparts"]


def found_in(t: Tokens) -> Iterator[Found]:
    """The expressions of a passage in order, none overlapping; at each word the longest that may begin there."""
    i, size, heads = 0, len(t), HEADS
    low = t.low
    while i < size:
        rules = heads.get(low[i])
        if rules is None:
            if not low[i].isdecimal():
                i += 1
                continue
            rules = FIGURE_RULES
        found = joined(t, expression(t, i, rules), at)
        if found is None:
            i += 1
            continue
        yield found
        i = max(found.end, i + 1)


def expression(t: Tokens, i: int, rules: tuple[Rule, ...]) -> Found | None:
    """The longest of what the rules find at `i`, with a part of the day or a clock time that belongs to it."""
    best = longest(t, i, rules)
    return with_clock(t, best) if best else None


def longest(t: Tokens, i: int, rules: tuple[Rule, ...]) -> Found | None:
    """The longest of what the rules find at `i`."""
    best: Found | None = None
    for rule in rules:
        found = rule(t, i)
        if found and (best is None or found.end > best.end):
            best = found
    return best


def at(t: Tokens, i: int) -> Found | None:
    """The expression at `i`, whatever it begins with."""
    rules = HEADS.get(t.at(i)) or (FIGURE_RULES if t.at(i).isdecimal() else None)
    return expression(t, i, rules) if rules else None


def day_at(t: Tokens, i: int) -> Found | None:
    """The day at `i`, if there is one; a clock time or part of a day is none, so that these never nest."""
    if t.at(i) in DAYPARTS or (
        t.at(i) in {"a", "the"} and not t.at(i + 1).isdecimal() and t.at(i + 1) not in WORDS.ordinals
    ):
        return None
    rules = HEADS.get(t.at(i)) or (FIGURE_RULES if t.at(i).isdecimal() else None)
    found = longest(t, i, rules) if rules else None
    return found if found and (is_day(found.meaning) or isinstance(found.meaning, Range)) else None


def with_clock(t: Tokens, found: Found) -> Found:
    """Widen a day by "night", "at 6 a.m." or ", 18:00"; a clock time or part of day by "on Sunday morning"; a set by "at six"."""
    j = found.end
    if isinstance(found.meaning, Clock):
        k = j
        if t.at(k) == "in" and t.at(k + 1) == "the" and t.at(k + 2) in DAYPARTS:
            k += 3
        k += t.at(k) in {"on", ",", "of"}
        day = day_at(t, k)
        if (
            day
            and is_day(day.meaning)
            and not t.new_line(k)
            and (k > j or not t.capital(k) or t.at(k) in WORDS.weekdays)
        ):
            end = day.end + (t.at(day.end) in DAYPARTS and not t.new_line(day.end))
            return Found(found.start, end, Clock(day.meaning))
        return Found(found.start, k if k > j + 1 else j, found.meaning)
    recurs = isinstance(found.meaning, Plain) and found.meaning.kind == "set"
    if not is_day(found.meaning) and not recurs:
        return found
    if t.at(j) in DAYPARTS and not t.new_line(j):
        j += 1
    k = j + (t.at(j) == ",")
    k += t.at(k) == "at"
    if k < len(t) and not t.new_line(k):
        time = clock(t, k)
        if time and (t.at(k).isdecimal() or k > j):
            j = time.end
        elif recurs and t.at(k - 1) == "at" and WORDS.numbers.get(t.at(k), 13) <= 12:
            j = k + 1
    return Found(found.start, j, found.meaning)


def daypart(t: Tokens, i: int) -> Found | None:
    """ "dawn on Sunday", "noon", "night of 7 May"."""
    j = i + 1
    if t.at(j) in {"on", "of", ","}:
        day = day_at(t, j + 1)
        if day and not t.new_line(j + 1):
            return Found(i, day.end, day.meaning)
    if t.at(j) in WORDS.days:
        return Found(i, j + 1, Deictic("day", WORDS.days[t.at(j)]))
    if (
        t.at(i) in {"evening", "morning"}
        and t.at(i - 1) in {"by", "toward", "towards", "until", "till"}
        and not t.at(j).isalpha()
    ):
        return Found(i, j, Clock())
    if t.at(i) in WORDS.words["moments"] and not t.capital(i) and not t.at(j).isdecimal() and not t.dash(j):
        return Found(i, j, Clock())
    return None


def heads() -> dict[str, tuple[Rule, ...]]:
    """Every word that may begin an expression, with the rules to try there."""
    table: dict[str, list[Rule]] = {}

    def put(words: object, *rules: Rule) -> None:
        for word in words:  # type: ignore[attr-defined]
            table.setdefault(word, []).extend(rules)

    put(WORDS.months, calendar.month_first)
    put(WORDS.weekdays, weekdays.weekday)
    put([day + "s" for day in WORDS.weekdays if day.endswith("day")], weekdays_often)
    put(WORDS.seasons, season)
    put(WORDS.numbers, counted.counted, clock, times_per, calendar.day_first)
    put(WORDS.words["vague_numbers"], counted.counted)
    put(["two", "eighteen", "nineteen", "twenty"], year_in_words)
    put(["half", "quarter"], counted.counted, clock)
    put(WORDS.ordinals, calendar.day_first, ordinal_century, quarter_words)
    put(["the"], the)
    put(phrases.TURNS, phrases.turned)
    put(["recent", "coming"], recent_words)
    put(PARTS, part)
    put(["later", "earlier"], part)
    put(["that"], that)
    put(["every", "each"], phrases.every)
    put(WORDS.days, phrases.today)
    put({name.split(" ")[0].split("'")[0] for name in (*WORDS.holidays, *WORDS.easter)}, phrases.feast)
    put(["q", "h", "fy"], quarter)
    put(["now"], now)
    put(["all"], whole)
    put(["a", "an"], nth)
    put(["overnight"], overnight)
    put(WORDS.words["sets"], repeated)
    put(WORDS.words["approximators"], counted.approximate)
    put(
        ["month", "week", "year", "day", "hour", "decade", "months", "weeks", "years", "days", "hours", "decades"],
        counted.long,
    )
    put(["once", "twice"], times_per)
    put(DAYPARTS, daypart)
    put(["c", "circa"], circa)
    put(["fiscal", "financial"], fiscal)
    put(["year", "month"], year_end)
    put([unit for unit in WORDS.units if unit.endswith("s")], counted.bare_plural)
    return {word: tuple(rules) for word, rules in table.items()}


FIGURE_RULES: tuple[Rule, ...] = (
    *calendar.RULES,
    counted.counted,
    clock,
    ordinal_century,
    quarter_words,
    times_per,
    year_first,
)
HEADS = heads()
