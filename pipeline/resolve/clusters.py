"""The names of one document, joined into entities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from pipeline.extract.extraction import Name
from pipeline.records.identity import normalised
from pipeline.resolve.bodies import join_acronyms, join_bodies
from pipeline.resolve.deciding import decide_names
from pipeline.resolve.decisions import Decisions
from pipeline.resolve.known import code_of, region_of
from pipeline.resolve.naming import Cluster, Naming
from pipeline.resolve.spelling import alike, rules, sounds, words
from pipeline.resolve.surnames import join_persons

Family = Literal["country", "people", "person", "place", "body"]

ADJECTIVE_STEM = 5


def clusters(text: str, names: Iterable[Name]) -> list[Cluster]:
    """The names of one document by entity, in the order of their first names."""
    return joined(text, names).clusters()


def joined(text: str, names: Iterable[Name], decisions: Decisions = (), source: str = "") -> Naming:
    """The names of one document, joined into entities.

    Names of different families never meet: a country (and its capital where that stands for the government), a people,
    persons, other places, and bodies with all other things. Only `decisions`, which come first, join what they name.
    """
    naming = Naming(text, map(coded, names))
    decide_names(naming, decisions, source)
    families: dict[Family, list[int]] = {"country": [], "people": [], "person": [], "place": [], "body": []}
    for i, name in enumerate(naming.names):
        families[family(name)].append(i)
    naming.join_equal(families["country"], lambda i: naming.names[i].code, "name of the same country")
    naming.join_equal(families["people"], lambda i: naming.names[i].code, "name of the same people")
    join_stated(naming)
    join_persons(naming, families["person"])
    join_places(naming, families["place"])
    join_acronyms(naming, families["place"])
    join_bodies(naming, families["body"])
    return naming


def coded(name: Name) -> Name:
    """A place of no narrower kind that bears a country's name, with that country's code."""
    plain = name.type == "Place" and name.code is None and name.subtype is None and name.form == "name"
    return replace(name, code=code_of(name.text)) if plain else name


def family(name: Name) -> Family:
    """Which names this one may be joined to."""
    if name.code and name.type in ("Place", "Organization"):
        return "country"
    if name.code and name.type == "Group":
        return "people"
    if name.type == "Person":
        return "person"
    return "place" if name.type == "Place" else "body"


def join_stated(naming: Naming) -> None:
    """Joins names that the text itself equates, as an alias in parentheses."""
    for i, name in enumerate(naming.names):
        earlier = naming.index.get(name.alias_of) if name.alias_of else None
        if earlier is not None and family(naming.names[earlier]) == family(name):
            naming.join(i, earlier, f"stated beside “{naming.names[earlier].text}”")


def join_places(naming: Naming, members: list[int]) -> None:
    """Joins spellings of one place, and its adjective."""
    naming.join_equal(members, lambda i: normalised(naming.names[i].text), "same name")
    known = [i for i in members if region_of(naming.names[i].text)]
    naming.join_equal(known, lambda i: region_of(naming.names[i].text), "names of one region in the register")
    leaders = sorted({naming.sets.find(i) for i in members})
    for n, later in enumerate(leaders):
        for earlier in leaders[:n]:
            if same_place(naming.names[earlier], naming.names[later]):
                naming.join(later, earlier, f"another spelling of “{naming.names[earlier].text}”")
                break


def same_place(one: Name, other: Name) -> bool:
    """Whether two names of places are spellings of one, or one is the adjective of the other."""
    a, b = words(one.text), words(other.text)
    if "adjective" in (one.form, other.form):
        stem, longer = sorted(("".join(a), "".join(b)), key=len)
        return (
            one.form != other.form
            and len(stem) >= ADJECTIVE_STEM
            and longer.startswith(stem[: max(ADJECTIVE_STEM, len(stem) - 1)])
        )
    a, b = tuple(w for w in a if w not in rules().particles), tuple(w for w in b if w not in rules().particles)
    return (
        len(a) == len(b)
        and bool(a)
        and all(alike(x, y) and sounds(x)[0] == sounds(y)[0] for x, y in zip(a, b, strict=True))
    )
