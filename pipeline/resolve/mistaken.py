"""Names taken for a place or a thing that are another's, shorter or spelt otherwise: "Qaani" beside "Esmail Ghaani", "Tolo" beside "TOLO news"."""

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
    """The names, those of a single word that no list knows with the type of whom they spell.

    A person's, where they may spell the surname of a person named in full; a body's, where they are a body's name without its kind.
    """
    names = tuple(names)
    parsed = {parse(name.text) for name in names if name.type == "Person"}
    surnames = {name.core[-1] for name in parsed if name.is_full}
    bodies = {words(name.text)[0]: name.subtype for name in names if name.type == "Organization" and with_kind(name)}
    found = []
    for name in names:
        if unknown(name):
            word = words(name.text)[0]
            if len(word) >= LEAST and any(alike(word, surname) for surname in surnames):
                name = replace(name, type="Person", subtype=None)  # whose it is, is for the joining of persons to say
            elif word in bodies:
                name = replace(name, type="Organization", subtype=bodies[word])
        found.append(name)
    return tuple(found)


def with_kind(name: Name) -> bool:
    """Whether a name ends in what its bearer is, in small letters: "TOLO news", "Haqqani network"."""
    rest = name.text.split()[1:]
    return bool(rest) and all(word.islower() for word in rest)


def unknown(name: Name) -> bool:
    """Whether a single word was taken for a place or thing that no list knows."""
    return (
        name.type in {"Place", "Other"}
        and name.form == "name"
        and not (name.code or name.subtype)
        and len(words(name.text)) == 1
        and not (cities_named(name.text) or divisions_named(name.text) or region_of(name.text) or entry_of(name.text))
    )
