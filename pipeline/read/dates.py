"""Full dates in running text and in metadata: day, month and year all said."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from pipeline.records.span import Span

#: Years that a news article can be about when it gives a full date.
FIRST_YEAR, LAST_YEAR = 1800, 2100
YEAR = re.compile(r"\d{4}")
EDTF_ONE = r"\d{4}(?:-\d\d(?:-\d\d)?)?[~?%]?"
EDTF = re.compile(rf"(?:\.\.|{EDTF_ONE})?/(?:\.\.|{EDTF_ONE})?|{EDTF_ONE}")


@cache
def _months() -> dict[str, int]:
    table = tomllib.loads(files("pipeline.read").joinpath("calendar.toml").read_text("utf-8"))["months"]
    return {name: int(number) for number, names in table.items() for name in names}


@cache
def month_names() -> frozenset[str]:
    """Names of months, full and short, in lower case."""
    return frozenset(_months())


@cache
def _full_date() -> re.Pattern[str]:
    month = "(?:" + "|".join(sorted(map(re.escape, _months()), key=len, reverse=True)) + ")"
    joint = r"(?:[ \t\u00a0]|\.[ \t\u00a0]|\n)"
    return re.compile(
        rf"(?<![\w/.-])(?:(?P<y1>\d{{4}})-(?P<m1>\d\d)-(?P<d1>\d\d)(?=T\d|[^\w-]|$)"
        rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?{joint}(?:of |de |d'|di )?(?P<m2>{month})\.?,?(?: de| del)?{joint}(?P<y2>\d{{4}})\b"
        rf"|(?P<m3>{month})\.?[ \t\u00a0](?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?{joint}(?P<y3>\d{{4}})\b"
        rf"|(?P<d4>\d{{1,2}})\.(?P<m4>\d{{1,2}})\.(?P<y4>\d{{4}})\b(?!\.\d)"
        rf"|(?P<a5>\d{{1,2}})/(?P<b5>\d{{1,2}})/(?P<y5>\d{{4}})\b)",
        re.IGNORECASE,
    )


def full_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[Span, dt.date]]:
    """Every full date in `text[start:end]` with its span. `3/4/2021` is left out: nobody can tell its month from its day."""
    end = len(text) if end is None else end
    if YEAR.search(text, start, end) is None:
        return
    for found in _full_date().finditer(text, start, end):
        day = _date_of(found)
        if day is not None:
            yield Span(found.start(), found.end()), day


def _date_of(found: re.Match[str]) -> dt.date | None:
    part = found.groupdict()
    if part["y5"]:
        a, b = int(part["a5"]), int(part["b5"])
        if a != b and a <= 12 and b <= 12:
            return None
        day, month, year = (a, b, part["y5"]) if b <= 12 else (b, a, part["y5"])
        return _valid(int(year), month, day)
    for n in "1234":
        if part[f"y{n}"]:
            name = part[f"m{n}"].lower()
            return _valid(int(part[f"y{n}"]), int(name) if name.isdecimal() else _months()[name], int(part[f"d{n}"]))
    return None


def _valid(year: int, month: int, day: int) -> dt.date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def from_metadata(value: object) -> str | None:
    """EDTF of a date as metadata write it: a date, an ISO 8601 date with or without time, or a written-out one; else None."""
    if isinstance(value, dt.date):  # a datetime is one too
        return value.isoformat()[:10]
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    text = value.strip()[:80]
    head = re.match(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]|$)", text)
    if head:
        day = _valid(*(int(part) for part in head.groups()))
        return day.isoformat() if day else None
    if is_edtf(text):
        return text
    return next((day.isoformat() for _, day in full_dates(text)), None)


def is_edtf(value: str) -> bool:
    """Whether `value` is a date or interval of EDTF level 1 with real months and days (seasons 21–24 count as months)."""
    if not EDTF.fullmatch(value) or value in ("/", "../.."):
        return False
    for part in re.findall(r"\d{4}(?:-\d\d)?(?:-\d\d)?", value):
        numbers = [int(n) for n in part.split("-")]
        if len(numbers) == 3 and _valid(*numbers) is None:
            return False
        if len(numbers) == 2 and not (1 <= numbers[1] <= 12 or 21 <= numbers[1] <= 24):
            return False
    return True


def exact_day(edtf: str | None) -> dt.date | None:
    """The day, if the value is precise to the day and unqualified; else None."""
    return dt.date.fromisoformat(edtf) if edtf and re.fullmatch(r"\d{4}-\d\d-\d\d", edtf) else None
