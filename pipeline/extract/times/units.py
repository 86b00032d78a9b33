"""Units and seasons after "the": "the past decade", "the summer of 2006", "the day before", "the weekend", "the time"."""

from __future__ import annotations

from pipeline.extract.times import calendar, counted, counts, weekdays
from pipeline.extract.times.clock import DAYPARTS
from pipeline.extract.times.meaning import Anaphor, CalendarDate, Clock, Deictic, Found, Part, Plain, Shift, Stretch
from pipeline.extract.times.periods import season
from pipeline.extract.times.phrases import COUNTABLE, feast, turned
from pipeline.extract.times.tokens import Tokens
from pipeline.extract.times.written import WORDS

#: Words that go on a sentence after a season, so that the season stands alone.
AFTER_SEASON = frozenset({"the", "he", "she", "they", "it", "we", "i", "his", "her", "their", "its", "a", "an", "when", "while", "if", "was", "were", "had", "is", "with"})  # fmt: skip


def the_recent(t: Tokens, i: int, j: int) -> Found | None:
    """ "the past decade", "the last week", "the thirty days"."""
    if t.at(j) in {"past", "coming", "last", "current"}:
        found = turned(t, j)
        return (
            Found(i, found.end, found.meaning)
            if found and t.at(j + 1) in COUNTABLE and t.at(found.end) != "of"
            else None
        )
    number = counts.count_at(t, j)
    if number and number[0] and number[0] > 1 and WORDS.units.get(t.at(number[1])) and t.at(number[1]).endswith("s"):
        return Found(i, number[1] + 1, Plain("duration", counted.stretch(WORDS.units[t.at(number[1])])))
    return None


def the_season(t: Tokens, i: int, j: int) -> Found | None:
    """ "the summer of 2006", "the spring"."""
    number = WORDS.seasons.get(t.at(j))
    if number is None:
        return None
    found = season(t, j)
    if found:
        return Found(i, found.end, found.meaning)
    if t.at(j) == "fall":
        return None
    if t.at(i - 1) in {"in", "by", "until", "since", "during", "over", "for", "of", "before", "after", ","} and not (
        t.at(j + 1).isalpha() and t.at(j + 1) not in WORDS.words["prepositions"] | AFTER_SEASON
    ):
        return Found(i, j + 1, CalendarDate("season", None, number))
    return None


def the_unit(t: Tokens, i: int, j: int) -> Found | None:
    """ "the day before", "the weekend", "the night of 6 June", "the time", "the moment"."""
    word = t.at(j)
    unit: Stretch | None = (
        counted.stretch(WORDS.units[word]) if word in WORDS.units else "day" if word in DAYPARTS else None
    )
    before = t.at(i - 1)
    if word in {"week", "month", "year"} and t.at(j + 1) == "after" and t.at(j + 2) == "next":
        return Found(i, j + 3, Deictic(counted.stretch(word), 2))
    if word == "week" and t.at(j + 1) in {"beginning", "starting", "commencing", "ending"}:
        k = j + 2 + (t.at(j + 2) == "on")
        k += t.at(k) == "the"
        whole = calendar.month_first(t, k) or calendar.day_first(t, k) or weekdays.weekday(t, k)
        if whole:
            return Found(i, whole.end, Part(whole.meaning, unit="week", ordinal=-1 if t.at(j + 1) == "ending" else 1))
    if (word in DAYPARTS or word == "week") and t.at(j + 1) in {"of", "to", "on"}:
        whole = calendar.month_first(t, j + 2) or calendar.day_first(t, j + 2) or weekdays.weekday(t, j + 2)
        if whole and word == "week":
            return Found(i, whole.end, Part(whole.meaning, unit="week"))
        if whole:
            return Found(i, whole.end, whole.meaning)
    if word in {"month", "year"} and t.at(j + 1) in {"is", "was"} and t.at(j + 2) == "out":
        whole_unit = (Deictic if t.at(j + 1) == "is" else Anaphor)(counted.stretch(word), 0)
        return Found(i, j + 3, Part(whole_unit, "end") if word == "year" else whole_unit)
    if word in {"small", "early"} and t.at(j + 1) == "hours":
        whole = None
        if t.at(j + 2) in {"of", "on"}:
            k = j + 3 + (t.at(j + 3) == "the")
            whole = calendar.month_first(t, k) or calendar.day_first(t, k) or weekdays.weekday(t, k)
        return Found(i, whole.end, Clock(whole.meaning)) if whole else Found(i, j + 2, Clock())
    if (
        word == "new"
        and t.at(j + 1) == "year"
        and t.at(i - 1) in {"in", "early", "into"}
        and t.at(j + 2) not in {"'", "’"}
    ):
        return Found(i, j + 2, CalendarDate("year", None, turn=1))
    if word == "weekend" and before in {"over", "at", "during", "for", "on", "in", "by", "until", "through"}:
        return Found(i, j + 1, Deictic("weekend", 0))
    if unit in {"day", "week", "month", "year", "weekend"} and t.at(j + 1) in {"before", "after"}:
        sign = 1 if t.at(j + 1) == "after" else -1
        if t.at(j + 2) in {"yesterday", "tomorrow"}:
            return Found(i, j + 3, Deictic("day", sign * 2))
        alone = not t.at(j + 2).isalnum() or t.at(j + 2) in WORDS.words["prepositions"]
        return Found(i, j + 2, Shift(1, unit or "day", sign, "text" if alone else "event"))
    if word == "time" and before == "at" and t.at(j + 1) not in {"of", "when", "that"}:
        return Found(i, j + 1, Anaphor(None, 0))
    if word in {"past", "moment", "present"} and before in {"in", "of", "for", "at"} and not t.at(j + 1).isalpha():
        return Found(i, j + 1, Plain("vague"))
    if word in {"hour", "week"} and before == "within":
        return Found(i, j + 1, Plain("duration"))
    holiday = feast(t, j)
    if holiday and t.at(holiday.end) in {"weekend", "break", "holiday", "holidays"}:
        return Found(i, holiday.end + 1, holiday.meaning)
    return None
