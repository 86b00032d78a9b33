"""Names taken for a place or a thing that are another spelling of a person's: "Qaani" beside "Esmail Ghaani"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.extract.extraction import Name
from pipeline.knowledge.cities import cities_named
from pipeline.resolve.known import divisions_named, entry_of, region_of
from pipeline.resolve.persons import parse
from pipeline.resolve.spelling import alike, words

#: Letters from which a likeness of one word says anything.
LEAST = 5


def retyped(names: Iterable[Name]) -> tuple[Name, ...]:
    """The names; one of a single word that no list knows, and that may spell the surname of a person named in full, is a person's."""
    names = tuple(names)
    parsed = {parse(name.text) for name in names if name.type == "Person"}
    surnames = {name.core[-1] for name in parsed if name.is_full}
    return tuple(replace(name, type="Person", subtype=None) if spells(name, surnames) else name for name in names)


def spells(name: Name, surnames: set[str]) -> bool:
    """Whether a name of no known bearer may spell one of the surnames; whose it is, is for the joining of persons to say."""
    said = words(name.text)
    if (
        name.type not in {"Place", "Other"}
        or name.form != "name"
        or name.code
        or len(said) != 1
        or len(said[0]) < LEAST
    ):
        return False
    if (
        name.subtype
        or cities_named(name.text)
        or divisions_named(name.text)
        or region_of(name.text)
        or entry_of(name.text)
    ):
        return False
    return any(alike(said[0], surname) for surname in surnames)
