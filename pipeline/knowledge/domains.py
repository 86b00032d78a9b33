"""Vocabularies of the domains that speak of attacks, strikes and talks without meaning politics."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def borrowing() -> tuple[frozenset[str], ...]:
    """One set of lower-case words a domain."""
    return tuple(frozenset(words.split()) for words in _data().values() if isinstance(words, str))


@cache
def public() -> frozenset[str]:
    """Lower-case words of public affairs."""
    table = _data()["public"]
    return frozenset() if isinstance(table, str) else frozenset(table["words"].split())


@cache
def _data() -> dict[str, str | dict[str, str]]:
    loaded: dict[str, str | dict[str, str]] = tomllib.loads(
        files("pipeline.knowledge").joinpath("domains.toml").read_text("utf-8")
    )
    return loaded
