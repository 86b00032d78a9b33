"""From words to expressions: which rule may begin at a word, and how two expressions join into one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from pipeline.extract.times import calendar, counted, phrases
from pipeline.extract.times.calendar import WORDS
from pipeline.extract.times.clock import clock
from pipeline.extract.times.meaning import (
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
)  # fmt: skip
from pipeline.extract.times.tokens import Tokens

Rule = Callable[[Tokens, int], Found | None]

RANGE_WORDS = frozenset({"to", "until", "till", "through"})
DAYPARTS = WORDS.words["dayparts"]
VAGUE = WORDS.words["vague"]


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
        found = joined(t, expression(t, i, rules))
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


def is_day(meaning: Meaning) -> bool:
    """Whether an expression names a day."""
    if isinstance(meaning, (CalendarDate, Deictic)):
        return meaning.unit == "day"
    if isinstance(meaning, Part):
        return meaning.weekday is not None
    return isinstance(meaning, (Weekday, Holiday, DayOfMonth))


def with_clock(t: Tokens, found: Found) -> Found:
    """Widen a day by "night", "at 6 a.m." or ", 18:00"; a clock time or part of day by "on Sunday"."""
    j = found.end
    if isinstance(found.meaning, Clock):
        k = j
        if t.at(k) == "in" and t.at(k + 1) == "the" and t.at(k + 2) in DAYPARTS:
            k += 3
        k += t.at(k) in {"on", ",", "of"}
        day = day_at(t, k)
        if day and is_day(day.meaning) and not t.new_line(k):
            return Found(found.start, day.end, Clock(day.meaning))
        return Found(found.start, k if k > j + 1 else j, found.meaning)
    if not is_day(found.meaning):
        return found
    if t.at(j) in DAYPARTS and not t.new_line(j):
        j += 1
    k = j + (t.at(j) == "at")
    time = clock(t, k) if t.at(k).isdecimal() else None
    if time and not t.new_line(k):
        j = time.end
    return Found(found.start, j, found.meaning)


def joined(t: Tokens, found: Found | None) -> Found | None:
    """An expression joined to the next by "to", a dash, or "and": "from May to July", "between 1995 and 2000", "1978-81"."""
    if found is None or isinstance(found.meaning, (Plain, Range)):
        return found
    j = found.end
    if isinstance(found.meaning, Shift):
        return counted_from(t, found, found.meaning)
    link = t.at(j)
    if t.dash(j):
        years = short_year(t, found, j)
        if years:
            return years
    elif link == "/" and isinstance(found.meaning, CalendarDate):
        return short_year(t, found, j) or found
    opened = t.at(found.start - 1)
    both = link in {"and", "or"} and (opened == "between" or t.at(found.start - 2) == "between")
    if not (t.dash(j) or link in RANGE_WORDS or link in {"and", "or"}) or t.new_line(j):
        return found
    k = j + 1
    other = at(t, k)
    if other is None or isinstance(other.meaning, (Plain, Range)):
        return found
    if link in {"and", "or"} and not both and not pair(found.meaning, other.meaning):
        return found
    if not compatible(found.meaning, other.meaning):
        return found
    return Found(found.start, other.end, Range(found.meaning, other.meaning))


def counted_from(t: Tokens, found: Found, shift: Shift) -> Found:
    """ "two days after Christmas", "three weeks before 12 May": a shift whose origin the words name."""
    if shift.origin != "event":
        return found
    base = at(t, found.end)
    if base is None or isinstance(base.meaning, (Plain, Clock, Range, Shift, Recent)) or t.new_line(found.end):
        return found
    return Found(found.start, base.end, replace(shift, base=base.meaning))


def short_year(t: Tokens, found: Found, j: int) -> Found | None:
    """The year "81" after "1978-", or the season's or fiscal year "2019/20"."""
    first, number = found.meaning, t.number(j + 1)
    if not isinstance(first, CalendarDate) or first.unit != "year" or first.year is None or number is None:
        return None
    if not (t.glued(j) and t.glued(j + 1)) or len(t.at(j + 1)) != 2:
        return None
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


def circa(t: Tokens, i: int) -> Found | None:
    """ "c. 1850": an approximate year."""
    j = i + 1 + (t.at(i + 1) == ".")
    year = calendar.year_at(t, j)
    return Found(i, j + 1, CalendarDate("year", year)) if year and (t.at(i) == "circa" or t.at(i + 1) == ".") else None


def fiscal(t: Tokens, i: int) -> Found | None:
    """ "fiscal year 2022", "financial year 2019/20": it may begin in the year before."""
    if t.at(i + 1) != "year":
        return None
    year = calendar.year_at(t, i + 2)
    if not year:
        return None
    return Found(i, i + 3, Range(CalendarDate("year", year - 1), CalendarDate("year", year)))


def daypart(t: Tokens, i: int) -> Found | None:
    """ "dawn on Sunday", "noon", "night of 7 May"."""
    j = i + 1
    if t.at(j) in {"on", "of", ","}:
        day = day_at(t, j + 1)
        if day and not t.new_line(j + 1):
            return Found(i, day.end, day.meaning)
    if t.at(j) in WORDS.days:
        return Found(i, j + 1, Deictic("day", WORDS.days[t.at(j)]))
    if t.at(i) in WORDS.words["moments"] and not t.capital(i) and not t.at(j).isdecimal() and not t.dash(j):
        return Found(i, j, Clock())
    return None


def overnight(t: Tokens, i: int) -> Found | None:
    """ "overnight": the night before the reference date."""
    return Found(i, i + 1, Range(Deictic("day", -1), Deictic("day", 0)))


def vague(t: Tokens, i: int) -> Found | None:
    """ "now", "recently", "later" on their own."""
    word = t.at(i)
    if t.capital(i) and not t.opens_sentence(i):
        return None
    if word in {"later", "earlier"} and (
        t.at(i + 1) in {"than", "on"} or t.at(i - 1) in {"the", "no", "an", "a", "and", "sooner", "much"}
    ):
        return None
    if word == "earlier" and t.at(i + 1).isalpha() and t.at(i - 1) not in {"had", "has"}:
        return None
    if word == "now" and (t.at(i - 1) in {"right", "just"} or t.at(i + 1) == "-"):
        return None
    if word == "soon" and t.at(i + 1) == "as":
        return None
    return Found(i, i + 1, Plain("vague"))


def then(t: Tokens, i: int) -> Found | None:
    """ "by then", "since then"."""
    return Found(i, i + 1, Plain("vague")) if t.at(i - 1) in {"by", "since", "until", "till"} else None


def repeated(t: Tokens, i: int) -> Found | None:
    """ "daily", "annual", "Thursdays" and other words for what recurs."""
    if t.at(i) in {"daily", "weekly"} and t.capital(i) and not t.opens_sentence(i):
        return None
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
        number = counted.count_at(t, i)
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


def heads() -> dict[str, tuple[Rule, ...]]:
    """Every word that may begin an expression, with the rules to try there."""
    table: dict[str, list[Rule]] = {}

    def put(words: object, *rules: Rule) -> None:
        for word in words:  # type: ignore[attr-defined]
            table.setdefault(word, []).extend(rules)

    put(WORDS.months, calendar.month_first)
    put(WORDS.weekdays, calendar.weekday)
    put([day + "s" for day in WORDS.weekdays if day.endswith("day")], weekdays_often)
    put(WORDS.seasons, calendar.season)
    put(WORDS.numbers, counted.counted, clock, times_per)
    put(WORDS.words["vague_numbers"], counted.counted)
    put(["half", "quarter"], counted.counted, clock)
    put(WORDS.ordinals, calendar.day_first, phrases.ordinal_century, quarter_words)
    put(["twenty", "thirty"], calendar.day_first)
    put(["the"], phrases.the)
    put(phrases.TURNS, phrases.turned)
    put(["recent", "coming"], recent_words)
    put(phrases.PARTS, phrases.part)
    put(["later", "earlier"], phrases.part)
    put(["that"], that)
    put(["every", "each"], phrases.every)
    put(WORDS.days, phrases.today)
    put({name.split(" ")[0].split("'")[0] for name in (*WORDS.holidays, *WORDS.easter)}, phrases.feast)
    put(["q", "h"], calendar.quarter)
    put(VAGUE, vague)
    put(["then"], then)
    put(["overnight"], overnight)
    put(WORDS.words["sets"], repeated)
    put(["once", "twice"], times_per)
    put(DAYPARTS, daypart)
    put(["c", "circa"], circa)
    put(["fiscal", "financial"], fiscal)
    put(["year", "month"], year_end)
    put([unit for unit in WORDS.units if unit.endswith("s")], counted.bare_plural)
    return {word: tuple(rules) for word, rules in table.items()}


def quarter_words(t: Tokens, i: int) -> Found | None:
    """ "third-quarter", "second quarter of 2020", "first half of 2018" without an article."""
    ordinal = WORDS.ordinals[t.at(i)]
    j = i + 1 + t.dash(i + 1)
    if t.at(j) not in {"quarter", "half"} or not 1 <= ordinal <= 4:
        return None
    if t.at(j + 1) == "of":
        whole = phrases.part_of(t, j + 2, 1)
        return Found(i, whole.end, Part(whole.meaning, ordinal=ordinal, unit=t.at(j))) if whole else None  # type: ignore[arg-type]
    return Found(i, j + 1, CalendarDate("quarter", None, ordinal)) if t.dash(i + 1) and t.at(j) == "quarter" else None


FIGURE_RULES: tuple[Rule, ...] = (*calendar.RULES, counted.counted, clock, phrases.ordinal_century, times_per)
HEADS = heads()
