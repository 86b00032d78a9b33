"""Times of day: "18:00", "3.45pm", "6 a.m. GMT", "four o'clock", "six in the evening"."""

from __future__ import annotations

from pipeline.extract.times.meaning import Clock, Found
from pipeline.extract.times.tokens import Tokens
from pipeline.extract.times.written import WORDS

ZONES = frozenset(
    {
        "gmt", "utc", "cet", "cest", "est", "edt", "pst", "pdt", "bst", "ist", "aest", "awst", "msk", "eet", "sast", "wat", "cat",
        "eat", "jst", "kst", "pkt", "hours", "hrs", "et", "pt", "z", "h",
    }
)  # fmt: skip
DAYPARTS = frozenset({"morning", "afternoon", "evening", "night"})


def clock(t: Tokens, i: int) -> Found | None:
    """A time of day at `i`, without its day."""
    j = figures(t, i) or words(t, i)
    return Found(i, j, Clock()) if j else None


def figures(t: Tokens, i: int) -> int | None:
    """The index after a time of day in figures."""
    hour = t.number(i)
    if hour is not None and len(t.at(i)) == 4 and hour % 100 < 60 and hour < 2400:
        military = t.at(i + 1) in {"hours", "hrs", "h"} and (
            t.at(i)[0] == "0" or t.at(i - 1) in {"at", "by", "until", "from", "till"}
        )
        zoned = (
            military
            or t.at(i + 1) in ZONES - {"h", "et", "pt", "hours"}
            or (t.at(i)[0] == "0" and t.at(i - 1) == "[" and t.at(i + 1) == "]")
        )
        return zone(t, i + 1) if zoned else None
    if hour is None or hour > 24 or len(t.at(i)) > 2 or (i and t.glued(i) and t.at(i - 1) in ".,:$€£/-"):
        return None
    j, minutes = i + 1, False
    if t.at(j) in {":", "."} and t.glued(j) and t.glued(j + 1):
        minute = t.number(j + 1)
        if (
            minute is None
            or len(t.at(j + 1)) != 2
            or minute > 59
            or (t.at(j + 2) in ".:" and t.glued(j + 3) and t.number(j + 3) is None)
        ):
            return None
        colon, minutes, j = t.at(j) == ":", True, j + 2
        if t.at(j) == ":" and t.glued(j) and t.number(j + 1) is not None:
            j += 2
    else:
        colon = False
    half = meridiem(t, j)
    if half:
        return zone(t, half)
    if t.at(j) == "o" and t.at(j + 1) in {"'", "’"} and t.at(j + 2) == "clock":
        return j + 3
    after = zone(t, j)
    if minutes and (after > j or colon):
        return after if colon or t.at(j) != "h" else None
    if (
        minutes
        and (t.at(i - 1) in {"at", "by", "until", "before", "after"} or t.new_line(i))
        and t.at(j) not in {"%", "per", "percent", "million", "billion"}
    ):
        return j
    return None


def meridiem(t: Tokens, j: int) -> int | None:
    """The index after "am", "p.m." and the like at `j`."""
    if t.at(j) in {"am", "pm"}:
        return j + 1
    if t.at(j) in {"a", "p"} and t.at(j + 1) == "." and t.at(j + 2) == "m":
        return j + 3 + (t.at(j + 3) == "." and t.glued(j + 3))
    return None


def zone(t: Tokens, j: int) -> int:
    """The index after a time zone or "local time" at `j`, else `j`."""
    if t.at(j) == "local" and t.at(j + 1) == "time":
        return j + 2
    return j + 1 if t.at(j) in ZONES else j


def words(t: Tokens, i: int) -> int | None:
    """The index after a time of day in words."""
    j = i
    if t.at(i) in {"half", "quarter"} and t.at(i + 1) in {"past", "to"}:
        j = i + 2
    number = WORDS.numbers.get(t.at(j))
    if number is None or number > 12 or t.at(j) in {"a", "an"}:
        return None
    if j > i:
        return j + 1
    if t.at(j + 1) == "o" and t.at(j + 2) in {"'", "’"} and t.at(j + 3) == "clock":
        return j + 4
    if (
        t.at(j + 1) == "in"
        and t.at(j + 2) == "the"
        and t.at(j + 3) in DAYPARTS
        and t.at(i - 1) in {"at", "by", "until", "since", "after", "before", "about", "around"}
    ):
        return j + 4
    return None
