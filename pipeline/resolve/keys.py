"""Ids of entities: of the kind of thing and its name, and of the document where a name alone would not tell who is meant."""

from __future__ import annotations

from pipeline.records.entity import EntityType
from pipeline.records.identity import make_id, normalised
from pipeline.resolve.known import entry_of
from pipeline.resolve.organisations import content, generic, nations
from pipeline.resolve.persons import parse

BODIES = ("Organization", "Agreement", "Event")


def entity_id(
    base: str,
    type: EntityType,
    name: str,
    country: str | None,
    document: str,
    *,
    by_code: bool,
    register: str | None = None,
) -> str:
    """The IRI of an entity.

    A country or people is told by its code alone (`by_code`), a place by its GeoNames IRI (`register`); anything else by type and normalised name. A name that many
    bear ("Ghani", "Ministry of Justice") is told apart by the country it belongs to, else by the document it stands in.
    """
    if by_code and country:
        return make_id(base, "entity", type, country)
    if register:
        return make_id(base, "entity", type, register)
    parts = [type, normalised(name) or name]
    if is_weak(type, name):
        parts += ["country", country] if country and type != "Person" else ["document", document]
    return make_id(base, "entity", *parts)


def is_weak(type: EntityType, name: str) -> bool:
    """Whether a name says too little by itself to mean the same in two documents: one word of a person's name, or only
    common words ("Foreign Ministry", "the Agreement")."""
    if type == "Person":
        return not parse(name).is_full
    if type not in BODIES or entry_of(name) or nations(name):
        return False
    return generic(content(name))
