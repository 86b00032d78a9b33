"""Words that carry a capital without being names, and the small words inside names."""

from __future__ import annotations

from functools import cache

from pipeline.knowledge.table import lines, settings
from pipeline.knowledge.table import words as listed


@cache
def calendar_words() -> frozenset[str]:
    """Days and months with their abbreviations, capitalised."""
    return frozenset(listed(settings("words.toml")["calendar"]))


@cache
def capitalised_words() -> frozenset[str]:
    """Words that a capital makes no name: function words, words of layout, bare "Government"."""
    return frozenset(listed(settings("words.toml")["common"]))


@cache
def particles() -> frozenset[str]:
    """Small words inside names of persons and places: "bin", "van", "al"."""
    return frozenset(listed(settings("words.toml")["particles"]))


@cache
def joiners() -> frozenset[str]:
    """Small words that join the parts of a body's, treaty's or work's name: "of", "for", "and"."""
    return frozenset(listed(settings("words.toml")["joining"]))


@cache
def common_words() -> frozenset[str]:
    """Words that the project's own articles write in lower case."""
    return lines("common_words.txt")


@cache
def given_names() -> frozenset[str]:
    """First names of the world in Latin script, capitalised."""
    return lines("given_names.txt")
