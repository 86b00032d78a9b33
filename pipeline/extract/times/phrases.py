"""Phrases around a determiner or a part: "the end of January", "last week", "that summer", "the following day", "every Friday"."""

from __future__ import annotations

from pipeline.extract.times import counted, counts
from pipeline.extract.times.meaning import (  # fmt: skip
    Anaphor,
    CalendarDate,
    Deictic,
    Found,
    Holiday,
    Part,
    Plain,
    Recent,
    Weekday,
)
from pipeline.extract.times.tokens import Tokens
from pipeline.extract.times.written import SHORT, WORDS, month_at, year_after

TURNS = {"last": -1, "this": 0, "next": 1, "past": -1, "coming": 1, "current": 0, "previous": -1, "following": 1}
#: Holidays by their words with nothing after an apostrophe but its letter, as `feast` writes them.
FIXED = {name.replace("' ", "'"): day for name, day in WORDS.holidays.items()}
NEXT = frozenset({"next", "following"})
PREVIOUS = frozenset({"previous", "preceding"})
DAYPARTS = WORDS.words["dayparts"]
COUNTABLE = frozenset({"day", "week", "month", "year", "decade", "quarter", "weekend", "century", "fortnight", "hour"})


def turned(t: Tokens, i: int) -> Found | None:
    """ "last week", "this summer", "next Tuesday", "last night", "the past decade" without its article."""
    turn = TURNS.get(t.at(i))
    if turn is None:
        return None
    word = t.at(i + 1)
    if t.at(i) == "this" and word == "past":
        found = turned(t, i + 1)
        return Found(i, found.end, found.meaning) if found else None
    if word in {"calendar", "working"} and WORDS.units.get(t.at(i + 2)) in {"week", "month", "year"}:
        return Found(i, i + 3, Deictic(counted.stretch(t.at(i + 2)), turn)) if t.at(i + 2) in COUNTABLE else None
    if t.at(i) in {"previous", "following", "current"}:
        if t.at(i - 1) in {"the", "that", "a", "his", "her", "their"} and t.at(i) != "current":
            return None
        near = (
            word in WORDS.weekdays if t.at(i) != "current" else word in {"year", "month", "week", "quarter", "decade"}
        )
        if not near and not (t.at(i) == "previous" and word in {"quarter", "week"}):
            return None
    if word in DAYPARTS and t.at(i) in {"last", "this"}:
        return Found(i, i + 2, Deictic("day", turn))
    unit = WORDS.units.get(word)
    if unit in COUNTABLE and not word.endswith("s"):
        if t.at(i) in {"past", "coming"} and unit != "quarter":
            return Found(i, i + 2, Recent(1, counted.stretch(unit), turn))
        if unit == "day":
            return None
        if unit == "week":
            j = i + 2 + (t.at(i + 2) in {"on", ",", "-", "–"})
            if t.at(j) in WORDS.weekdays and (t.capital(j) or t.at(j).endswith("day")) and t.at(i + 2) != ",":
                return Found(i, j + 1, Weekday(WORDS.weekdays[t.at(j)], week=turn))
            if t.at(i + 2) == "of" and turn == -1 and (t.at(i + 3) in WORDS.months or t.at(i + 3).isdecimal()):
                return None
        return Found(i, i + 2, Deictic(counted.stretch(unit), turn))
    if word in WORDS.weekdays and (t.capital(i + 1) or word.endswith("day")):
        return Found(i, i + 2, Weekday(WORDS.weekdays[word], turn=turn, latest=t.at(i) == "past"))
    if word in WORDS.months and word not in SHORT and month_at(t, i + 1):
        return Found(i, i + 2, CalendarDate("month", None, WORDS.months[word], turn=turn))
    if word in WORDS.seasons:
        return Found(i, i + 2, CalendarDate("season", None, WORDS.seasons[word], turn=turn))
    holiday = feast(t, i + 1)
    if holiday and isinstance(holiday.meaning, Holiday):
        m = holiday.meaning
        return Found(i, holiday.end, Holiday(m.month, m.day, m.easter, None, turn))
    return recent(t, i, i)


def recent(t: Tokens, i: int, j: int) -> Found | None:
    """ "the past five years", "last three months", "recent years", "the coming weeks": `i` the start, `j` the adjective."""
    sign = {"last": -1, "past": -1, "recent": -1, "next": 1, "coming": 1}.get(t.at(j))
    if sign is None:
        return None
    number = counts.count_at(t, j + 1) if t.at(j) != "recent" else None
    k = number[1] if number else j + 1
    unit = WORDS.units.get(t.at(k))
    if unit in {None, "second"} or not (t.at(k).endswith("s") or (number and number[0] == 1)):
        return None
    if number is None and t.at(j) in {"last", "next"}:
        return None
    count = int(number[0]) if number and number[0] is not None else None
    return Found(i, k + 1, Recent(count, counted.stretch(unit or ""), sign))


def anaphoric(t: Tokens, i: int, j: int) -> Found | None:
    """ "the same day", "the following month", "the next morning", "that year": `i` the start, `j` the adjective."""
    j += t.at(j) == "that" and t.at(j + 1) in {"same", "very"}
    word = t.at(j)
    offset = 1 if word in NEXT else -1 if word in PREVIOUS else 0 if word in {"same", "that", "very"} else None
    if offset is None:
        return None
    noun = t.at(j + 1)
    if word == "next" and i == j:
        return None
    if word == "next" and noun in {"quarter", "decade", "century"}:
        return Found(i, j + 2, Deictic(counted.stretch(noun), 1))
    if noun in DAYPARTS:
        return Found(i, j + 2, Anaphor("day", offset))
    unit = WORDS.units.get(noun)
    if unit in COUNTABLE and not noun.endswith("s"):
        return Found(i, j + 2, Anaphor(counted.stretch(unit), offset))
    if noun in WORDS.weekdays and t.capital(j + 1):
        return Found(i, j + 2, Anaphor("day", offset, WORDS.weekdays[noun]))
    if noun in WORDS.months and t.capital(j + 1) and noun not in SHORT:
        return Found(i, j + 2, Part(Anaphor("month", offset), unit="month", ordinal=WORDS.months[noun]))
    if noun in WORDS.seasons:
        return Found(i, j + 2, Part(Anaphor("season", offset), unit="season", ordinal=WORDS.seasons[noun]))
    return None


def today(t: Tokens, i: int) -> Found | None:
    """ "today", "yesterday", "tomorrow", "tonight"."""
    offset = WORDS.days.get(t.at(i))
    if offset is None or (t.capital(i) and t.capital(i - 1) and not t.text[t.start[i] : t.end[i]].isupper()):
        return None
    return Found(i, i + 1, Deictic("day", offset))


def feast(t: Tokens, i: int) -> Found | None:
    """A holiday at `i`, with its year if given."""
    if not t.capital(i) and t.at(i) not in {"christmas", "easter"}:
        return None
    for size in range(min(5, len(t) - i), 0, -1):
        words = "".join(
            ("" if t.at(k) in {"'", "’"} or t.at(k - 1) in {"'", "’"} else " ") + t.at(k).replace("’", "'")
            for k in range(i, i + size)
        ).strip()
        fixed, moving = FIXED.get(words), WORDS.easter.get(words)
        if fixed is None and moving is None:
            continue
        year = year_after(t, i + size)
        end, number = (year[1], year[0]) if year else (i + size, None)
        if t.at(end) in {"island", "tree", "market", "markets", "card"} or (
            t.at(end) in WORDS.words["name_closers"] and t.capital(end)
        ):
            return None
        if t.at(i - 1) in WORDS.words["other_feasts"]:
            return None
        month, day = fixed or (0, 0)
        return Found(i, end, Holiday(month, day, moving, number))
    return None


def every(t: Tokens, i: int) -> Found | None:
    """ "every Friday", "each year", "every second Sunday", "every few years"."""
    j = i + 1
    if t.at(j) in {"other", "single", "second", "third", "few", "couple"}:
        j += 1
    elif t.at(j) in WORDS.numbers or t.at(j).isdecimal():
        number = counts.count_at(t, j)
        j = number[1] if number else j
    word = t.at(j)
    known = (
        word in WORDS.units
        or word in WORDS.weekdays
        or word in WORDS.months
        or word in WORDS.seasons
        or word in DAYPARTS
    )
    if not known and not (word == "time" and t.at(i) == "each"):
        return None
    j += 1
    while t.at(j) in {"and", "or"} and (t.at(j + 1) in WORDS.weekdays):
        j += 2
    return Found(i, j, Plain("set"))
