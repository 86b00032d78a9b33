"""What the packaged registers say of a name by itself: which country, which organisation, agreement or region."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from pipeline.knowledge.countries import countries
from pipeline.knowledge.organisations import KnownName, organisations, things
from pipeline.knowledge.regions import Region, regions, subdivisions
from pipeline.records.identity import normalised

#: Letters from which a single word may speak of a country by itself ("us" and "mali" in other words would not).
SHORTEST_WORD = 3


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """The form that names are looked up by: normalised, initials without their dots."""
    return normalised(name.replace(".", ""))


@cache
def administrations() -> Mapping[str, tuple[str, ...]]:
    """Keys of surnames that governments are called by ("the Trump administration") to the alpha-3 codes of their countries."""
    text = files("pipeline.resolve").joinpath("administrations.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {key(surname): tuple(codes.split("|")) for surname, codes in rows}


def governed_by(name: str) -> tuple[str, ...]:
    """Countries that somebody of this name has governed long enough to be named for it; empty if none is known."""
    known = administrations()
    return known.get(key(name)) or known.get(key(name).rpartition(" ")[2], ())


@cache
def country_names() -> Mapping[str, str]:
    """Names, adjectives and peoples of countries, as keys, to alpha-3 codes."""
    found: dict[str, str] = {}
    for code, country in countries().items():
        for name in (*country.names, *country.adjectives, *country.people):
            found.setdefault(key(name), code)
    return found


@cache
def nationality_words() -> Mapping[str, str]:
    """Single folded words that speak of a country ("iran", "iranian", "iranians") to its code."""
    return {word: code for word, code in country_names().items() if " " not in word and len(word) >= SHORTEST_WORD}


def code_of(name: str) -> str | None:
    """Code of the country that a name, adjective or word for its people denotes; None if none does."""
    return country_names().get(key(name))


@cache
def registered() -> Mapping[str, KnownName]:
    """Names of organisations and named things, as keys, to their register entry."""
    found: dict[str, KnownName] = {}
    for entry in (*organisations(), *things()):
        for name in entry.names:
            found.setdefault(key(name), entry)
    return found


def entry_of(name: str) -> KnownName | None:
    """The register entry that bears this name; None if none does."""
    return registered().get(key(name))


@cache
def areas() -> Mapping[str, Region]:
    """Names and adjectives of regions, as keys, to their entry."""
    found: dict[str, Region] = {}
    for region in regions():
        for name in (*region.names, *region.adjectives):
            found.setdefault(key(name), region)
    return found


def region_of(name: str) -> Region | None:
    """The region of the hand-written list that bears this name or adjective; None if none does."""
    return areas().get(key(name))


@cache
def divisions() -> Mapping[str, tuple[Region, ...]]:
    """Names of first-level divisions of countries, as keys, to all divisions that bear them."""
    found: dict[str, tuple[Region, ...]] = {}
    for region in subdivisions():
        for name in dict.fromkeys(map(key, region.names)):
            found[name] = (*found.get(name, ()), region)
    return found


def divisions_named(name: str) -> tuple[Region, ...]:
    """States, provinces and governorates of this name."""
    return divisions().get(key(name), ())
