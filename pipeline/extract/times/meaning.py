"""What an expression of time means before it is anchored: the output of the grammar, the input of the resolver."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: Stretches that the words name; the resolver maps them onto the contract's granularities.
Stretch = Literal[
    "second", "minute", "hour", "day", "week", "weekend", "fortnight", "month", "season",
    "quarter", "half", "year", "decade", "century", "generation",
]  # fmt: skip
PartName = Literal["early", "mid", "late", "end", "start"]


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A place in the calendar. `number` is the month, season (21-24), quarter or half; None is what the text leaves out.

    `turn` is -1, 0 or 1 for "last", "this" and "next" before a month or season.
    """

    unit: Stretch
    year: int | None = None
    number: int | None = None
    day: int | None = None
    turn: int | None = None
    #: "c. 1850".
    approximate: bool = False
    #: The day of the week that the words give with a day whose year they leave out.
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 1 (Monday) to 7; `turn` for "last", "this", "next"; `week` for "of last week" (-1) and so on."""

    number: int
    turn: int | None = None
    week: int | None = None
    #: "this past Wednesday": the last one, be it yesterday.
    latest: bool = False


@dataclass(frozen=True, slots=True)
class Holiday:
    """A feast of a fixed day (`month`, `day`) or `easter` days from Easter Sunday; `days` is its length."""

    month: int = 0
    day: int = 0
    easter: int | None = None
    year: int | None = None
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Deictic:
    """A stretch counted from the reference date: "yesterday" is day -1, "this year" year 0."""

    unit: Stretch
    offset: int


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A stretch counted from the time last mentioned: "the next day" is day 1, "that year" year 0; None is "at the time"."""

    unit: Stretch | None
    offset: int
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day whose month the text has named before: "the 26th"; `weekday` where it is given too ("Friday the 13th")."""

    day: int
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """`count` units before (-1) or after (1) an origin: the reference date, the time last mentioned, an event, or a `base` in words.

    `ahead` is "in two weeks": that far from the reference date if the sentence speaks of what is to come, else a duration.
    """

    count: float | None
    unit: Stretch
    sign: int
    origin: Literal["reference", "text", "event", "ahead"]
    base: Meaning | None = None
    #: "seven years ago today": to the day.
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Recent:
    """A stretch of `count` units that ends (sign -1) or begins (1) at the reference date; without a count it is open."""

    count: int | None
    unit: Stretch
    sign: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part of another time: "early January", "the first week of March", "the last Tuesday of July"."""

    whole: Meaning
    name: PartName | None = None
    ordinal: int | None = None
    unit: Stretch | None = None
    weekday: int | None = None
    #: "the last ten days": how many of the unit, from the start or to the end.
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """From one time to another; also two times named together."""

    first: Meaning
    last: Meaning


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; `day` is the day that it takes, None is the one last mentioned."""

    day: Meaning | None = None


@dataclass(frozen=True, slots=True)
class Plain:
    """An expression without a date of its own."""

    kind: Literal["duration", "set", "vague"]
    unit: Stretch | None = None


Meaning = (
    CalendarDate | Weekday | Holiday | Deictic | Anaphor | DayOfMonth | Shift | Recent | Part | Range | Clock | Plain
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """An expression over the words from `start` to before `end`."""

    start: int
    end: int
    meaning: Meaning
