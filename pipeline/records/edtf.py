"""EDTF level 1 (ISO 8601-2), as far as the contract uses it: days, months, seasons, years and intervals of them.

Source of the syntax: Library of Congress, Extended Date/Time Format specification, levels 0 and 1. Left out, since no
article needs them here: times of day, years outside 0001..9999 and the `Y` prefix. Three readings are ours:

- Seasons are northern: 21 spring March-May, 22 summer June-August, 23 autumn September-November, 24 winter December
  to February of the following year. The specification leaves the months open.
- `~`, `?` and `%` do not widen the days a value may mean (CONTRACT.md, Clarifications).
- An open end (`..`) and an unknown end (empty) both leave `earliest` or `latest` None.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

Unit = Literal["day", "month", "season", "year", "decade", "century"]

SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
#: First month of each season; a season lasts three months.
SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}
OPEN = ".."

POINT = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<qualifier>[~?%]?)", re.ASCII
)
UNITS: tuple[Unit, ...] = ("day", "month", "season", "year", "decade", "century")


@dataclass(frozen=True, slots=True)
class Point:
    """One date, not an interval: the days from `first` to `last`, known to the `unit`."""

    text: str
    first: dt.date
    last: dt.date
    unit: Unit
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date or an interval. `start` and `end` are the same point for a date; an interval's open or unknown end is None.

    `str()` gives back the text it was parsed from, exactly.
    """

    text: str
    start: Point | None
    end: Point | None

    def __str__(self) -> str:
        return self.text

    @property
    def is_interval(self) -> bool:
        """Whether it is written as an interval."""
        return "/" in self.text

    @property
    def earliest(self) -> dt.date | None:
        """First day that it may mean; None where the start is open or unknown."""
        return self.start.first if self.start else None

    @property
    def latest(self) -> dt.date | None:
        """Last day that it may mean; None where the end is open or unknown."""
        return self.end.last if self.end else None

    @property
    def granularity(self) -> Unit:
        """Finest unit that the text commits to."""
        return min((p.unit for p in (self.start, self.end) if p), key=UNITS.index)

    @property
    def qualified(self) -> bool:
        """Whether any part of it is marked uncertain (`?`), approximate (`~`) or both (`%`)."""
        return any(p.qualifier for p in (self.start, self.end) if p)

    def intersects(self, other: Edtf) -> bool:
        """Whether some day may be meant by both; an open or unknown end reaches without limit."""
        return reaches(self.earliest, other.latest) and reaches(other.earliest, self.latest)

    def covers(self, other: Edtf) -> bool:
        """Whether every day that `other` may mean is a day that this one may mean."""
        starts = self.earliest is None or (other.earliest is not None and self.earliest <= other.earliest)
        ends = self.latest is None or (other.latest is not None and other.latest <= self.latest)
        return starts and ends


def reaches(start: dt.date | None, end: dt.date | None) -> bool:
    """Whether `start` is no later than `end`, None being without limit."""
    return start is None or end is None or start <= end


def parse(text: str) -> Edtf:
    """The value that an EDTF string denotes.

    Raises:
        ValueError: with a sentence, if the string is no EDTF of level 1, names a day that does not exist, or is an
            interval that ends before it starts or has no dated end at all.
    """
    left, slash, right = text.partition("/")
    if not slash:
        point = parse_point(text)
        return Edtf(text, point, point)
    start = None if left in ("", OPEN) else parse_point(left)
    end = None if right in ("", OPEN) else parse_point(right)
    if start is None and end is None:
        raise ValueError(f"the interval {text!r} has no date at either end")
    if start and end and start.first > end.last:
        raise ValueError(f"the interval {text!r} ends before it starts")
    return Edtf(text, start, end)


def parse_point(text: str) -> Point:
    """The date that a string without a slash denotes.

    Raises:
        ValueError: as `parse`.
    """
    match = POINT.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not a date of EDTF level 1, such as 2021-01-27, 2021-01, 2021-22 or 201X")
    year, month, day, qualifier = match["year"], match["month"], match["day"], match["qualifier"]
    if "X" in year and month:
        raise ValueError(f"{text!r} leaves its year open but not its month")
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if low == 0 and high == 0:
        raise ValueError(f"{text!r} is of the year 0000; years run from 0001 to 9999")
    low = max(low, 1)
    if month is None or month == "XX":
        if day not in (None, "XX"):
            raise ValueError(f"{text!r} leaves its month open but not its day")
        unit: Unit = "year" if "X" not in year else "decade" if year[2] != "X" else "century"
        return Point(text, dt.date(low, 1, 1), dt.date(high, 12, 31), unit, qualifier)
    number = int(month)
    if number in SEASONS and day is None:
        first, last = season_days(low, number)
        return Point(text, first, last, "season", qualifier)
    if not 1 <= number <= 12:
        raise ValueError(f"{text!r} has no month {month}; months are 01 to 12 and seasons 21 to 24")
    length = calendar.monthrange(low, number)[1]
    if day is None or day == "XX":
        return Point(text, dt.date(low, number, 1), dt.date(low, number, length), "month", qualifier)
    if not 1 <= int(day) <= length:
        raise ValueError(f"{text!r} has no day {day}; that month has {length} days")
    exact = dt.date(low, number, int(day))
    return Point(text, exact, exact, "day", qualifier)


def season_days(year: int, season: int) -> tuple[dt.date, dt.date]:
    """First and last day of a northern season (21 to 24); winter ends in February of the year after."""
    start = SEASON_STARTS[season]
    end_year, end = (year, start + 2) if start < 12 else (year + 1, 2)
    if end_year > dt.MAXYEAR:
        raise ValueError(f"the winter of {year} ends after the year 9999")
    return dt.date(year, start, 1), dt.date(end_year, end, calendar.monthrange(end_year, end)[1])


def day(date: dt.date) -> Edtf:
    """One day."""
    return parse(date.isoformat())


def month(year: int, number: int) -> Edtf:
    """One month, 1 to 12.

    Raises:
        ValueError: if there is no such month.
    """
    if number in SEASONS:
        raise ValueError(f"{number} is a season, not a month")
    return parse(f"{year:04d}-{number:02d}")


def season(year: int, number: int) -> Edtf:
    """One northern season, 21 to 24; a winter belongs to the year of its December.

    Raises:
        ValueError: if there is no such season.
    """
    if number not in SEASONS:
        raise ValueError(f"there is no season {number}; seasons are 21 to 24")
    return parse(f"{year:04d}-{number:02d}")


def year(number: int) -> Edtf:
    """One year, 1 to 9999.

    Raises:
        ValueError: if it is outside.
    """
    return parse(f"{number:04d}")


def about(number: int) -> Edtf:
    """About one year, marked approximate (`~`).

    Raises:
        ValueError: if it is outside 1 to 9999.
    """
    return parse(f"{number:04d}~")


def interval(start: Edtf | None, end: Edtf | None) -> Edtf:
    """From one date's start to another's end; None is an open end. Equal dates give that date.

    Raises:
        ValueError: if it ends before it starts or both ends are None.
    """
    left = OPEN if start is None else start.text.partition("/")[0]
    right = OPEN if end is None else end.text.rpartition("/")[2]
    return parse(left if left == right else f"{left}/{right}")


def days(first: dt.date, last: dt.date) -> Edtf:
    """From one day to another, both included; a single day if they are the same.

    Raises:
        ValueError: if the last is before the first.
    """
    return interval(day(first), day(last))
