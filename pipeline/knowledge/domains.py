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
def public() -> dict[str, float]:
    """Lower-case words of public affairs, and what each counts: 1, or ½ where figures of speech have it too."""
    table = _data()["public"]
    if isinstance(table, str):
        return {}
    return dict.fromkeys(table["half"].split(), 0.5) | dict.fromkeys(table["words"].split(), 1.0)


@cache
def _data() -> dict[str, str | dict[str, str]]:
    loaded: dict[str, str | dict[str, str]] = tomllib.loads(
        files("pipeline.knowledge").joinpath("domains.toml").read_text("utf-8")
    )
    return loaded
