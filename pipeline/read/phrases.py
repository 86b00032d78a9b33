"""Loads what page furniture, bylines, credits and date lines say; the words themselves are in `phrases.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> frozenset[str]:
    """The word list `name` of `phrases.toml`, in lower case.

    Raises:
        KeyError: if there is no such list.
    """
    return frozenset(_lists()[name])


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The regular expressions of the list `name` as one; group `value` where the list has it.

    Raises:
        KeyError: if there is no such list.
    """
    return re.compile("|".join(f"(?:{each})" for each in _lists()[name]), re.IGNORECASE)


@cache
def _lists() -> dict[str, list[str]]:
    return tomllib.loads(files("pipeline.read").joinpath("phrases.toml").read_text("utf-8"))
