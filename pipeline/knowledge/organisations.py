"""Bodies, treaties, events and other things that many articles name, and the nouns that head such names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.knowledge.table import rows, settings, several, table, words

#: Tables of organisation_heads.toml whose names are subtypes of a place.
PLACES = frozenset({"Facility", "City", "Region", "Country"})
#: Tables whose names are entity types by themselves.
TYPES = frozenset({"Agreement", "Event", "CreativeWork", "Other", "Organization"})


@dataclass(frozen=True, slots=True)
class KnownName:
    """Something that has one bearer nearly everywhere; `country` is an alpha-3 code where it belongs to one."""

    names: tuple[str, ...]
    type: str
    subtype: str | None = None
    country: str | None = None
    #: Code of the body among the OECD's channels of aid, as "XM-DAC-41122", the form that org-id registers and IATI use.
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What a noun at the end (or the start) of a name says of the bearer."""

    type: str
    subtype: str | None


@cache
def organisations() -> tuple[KnownName, ...]:
    """International organisations, armed groups, media, parties, legislatures and companies of `organisations.tsv`.

    Identifiers are those of `organisation_codes.tsv`, built from a maintained list; a body that it lacks has none.
    """
    codes = {row["name"]: f"XM-DAC-{row['code']}" for row in rows("organisation_codes.tsv")}
    return tuple(
        KnownName(
            (row["name"], *several(row["other_names"])),
            "Organization",
            row["subtype"],
            row["country"] or None,
            codes.get(row["name"]),
        )
        for row in rows("organisations.tsv")
    )


@cache
def things() -> tuple[KnownName, ...]:
    """Agreements, events, works and other named things of `things.tsv`."""
    return tuple(KnownName((row["name"], *several(row["other_names"])), row["type"]) for row in rows("things.tsv"))


def _head(kind: str) -> Head:
    if kind in TYPES:
        return Head(kind, None)
    return Head("Place" if kind in PLACES else "Organization", kind)


@cache
def heads() -> dict[str, tuple[Head, ...]]:
    """Nouns that close a name, to what they may say of it, likeliest first: "Ministry", "Air Force", "Treaty"."""
    found: dict[str, list[Head]] = {}
    for kind, node in settings("organisation_heads.toml").items():
        if kind != "leading":
            for word in words(table({"node": node}, "node").get("heads", [])):
                found.setdefault(word, []).append(_head(kind))
    return {word: tuple(kinds) for word, kinds in found.items()}


@cache
def leading_words() -> dict[str, Head]:
    """Nouns that open a name: "Lake", "Operation", "Camp"."""
    found: dict[str, Head] = {}
    data = settings("organisation_heads.toml")
    for kind, node in table(data, "leading").items():
        for word in words(node):
            found.setdefault(word, _head(kind))
    for kind in ("Event", "Other"):
        for word in words(table(data, kind).get("leading", [])):
            found.setdefault(word, _head(kind))
    return found
