"""Words of time, read from `times.toml`: months, weekdays, units, numbers, holidays and what must not be mistaken for them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The tables of `times.toml`, keyed by lower-case word."""

    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, int]
    units: dict[str, str]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    decades: dict[str, int]
    days: dict[str, int]
    holidays: dict[str, tuple[int, int]]
    easter: dict[str, int]
    words: dict[str, frozenset[str]]
    future: frozenset[str]
    past: frozenset[str]


@cache
def time_words() -> TimeWords:
    """The packaged tables."""
    data = tomllib.loads(files("pipeline.knowledge").joinpath("times.toml").read_text("utf-8"))
    return TimeWords(
        months=data["months"],
        weekdays=data["weekdays"],
        seasons=data["seasons"],
        units=data["units"],
        numbers=data["numbers"],
        ordinals=data["ordinals"],
        decades=data["decades"],
        days=data["days"],
        holidays={name: (month, day) for name, (month, day) in data["holidays"].items()},
        easter=data["easter"],
        words={name: frozenset(words) for name, words in data["words"].items()},
        future=frozenset(data["tense"]["future"]),
        past=frozenset(data["tense"]["past"]),
    )
