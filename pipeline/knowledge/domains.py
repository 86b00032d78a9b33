"""Vocabularies of the domains that speak of attacks, strikes and talks without meaning politics."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def borrowing() -> tuple[frozenset[str], ...]:
    """One set of lower-case words a domain."""
    data = tomllib.loads(files("pipeline.knowledge").joinpath("domains.toml").read_text("utf-8"))
    return tuple(frozenset(words.split()) for words in data.values())
