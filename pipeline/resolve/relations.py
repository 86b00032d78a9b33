"""Offices, memberships, family and other ties as relations between entities."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, get_args

from pipeline.extract.extraction import Role
from pipeline.knowledge.wordsets import wordset
from pipeline.records import Relation, Span, Time
from pipeline.records.entity import EntityType
from pipeline.records.identity import make_id, normalised
from pipeline.records.relation import Predicate
from pipeline.resolve.cast import Cast
from pipeline.resolve.spelling import words
from pipeline.resolve.story import Story

PREDICATES = frozenset(get_args(Predicate))
#: Types of those who hold an office or belong to a body, and of what they hold it at.
HOLDERS = {
    "holds_office": ("Person",),
    "spokesperson_of": ("Person",),
    "family_of": ("Person",),
    "succeeds": ("Person",),
    "member_of": ("Person", "Organization", "Group", "Place"),
    "part_of": ("Organization", "Place"),
    "located_in": ("Place", "Organization", "Event"),
    "designated_as": ("Person", "Organization", "Group", "Place"),
    "party_to": ("Person", "Organization", "Group", "Place"),
    "alias_of": get_args(EntityType),
}
BODIES = {
    "holds_office": ("Organization", "Place", "Group", "Event"),
    "spokesperson_of": ("Organization", "Place", "Group", "Person"),
    "family_of": ("Person",),
    "succeeds": ("Person",),
    "part_of": ("Organization", "Place"),
    "designated_as": ("Organization", "Place"),
    "located_in": ("Place",),
    "party_to": ("Agreement", "Event", "Organization"),
    "member_of": ("Organization", "Group", "Place", "Agreement"),
}
#: Ties that say nothing without their other side.
TWO_SIDED = ("family_of", "succeeds", "part_of", "located_in", "party_to")
#: Parts of an article by how well they state a fact.
BEST = {"body": 0, "note": 1, "caption": 2, "headline": 3}


def relations(
    roles: Sequence[Role], cast: Cast, story: Story, dates: Mapping[Span, Time], ids: Sequence[str], base: str
) -> list[Relation]:
    """One relation for each office that the text gives a person, however often it says so; roles of nobody known are left out.

    `ids` are the entities' ids by number.
    """
    grouped: dict[Office, list[Role]] = {}
    for role in roles:
        predicate = role.predicate if role.predicate in PREDICATES else "holds_office"
        if predicate == "holds_office" and (words(role.text) or ("",))[-1] in wordset("no offices"):
            continue
        holder, body = cast.at(role.holder), cast.at(role.organisation)
        if holder is None or cast.figures[holder.figure].type not in HOLDERS.get(predicate, HOLDERS["member_of"]):
            continue
        fits = (
            body
            and body.figure != holder.figure
            and cast.figures[body.figure].type in BODIES.get(predicate, BODIES["member_of"])
        )
        other = body.figure if body and fits and not lies_there(role, cast) else None
        if other is None and predicate in TWO_SIDED:
            continue
        office = Office(holder.figure, predicate, other, normalised(role.text), role.status)
        grouped.setdefault(office, []).append(role)
    found: dict[str, Relation] = {}
    for office, told in with_bodies(grouped).items():
        told.sort(key=lambda role: (BEST[story.part(role.title)], role.title))
        record = made(told, office, story, dates, ids, base)
        found.setdefault(record.id, record)
    return list(found.values())


def lies_there(role: Role, cast: Cast) -> bool:
    """Whether the place named with an office is only where it lies: "a lawyer in Accra", "its bureau chief in Qatar"."""
    at, body = role.organisation, cast.at(role.organisation)
    if at is None or body is None or role.predicate != "holds_office":
        return False
    return cast.figures[body.figure].type == "Place" and cast.text[: at.start].removesuffix("the ").endswith(" in ")


class Office(NamedTuple):
    """What makes two roles one: holder and body by number, the title's normalised words, and whether it holds."""

    holder: int
    predicate: str
    body: int | None
    title: str
    status: str


def with_bodies(grouped: dict[Office, list[Role]]) -> dict[Office, list[Role]]:
    """The groups, a title told once with and once without its body made one."""
    merged: dict[Office, list[Role]] = {}
    for office, told in grouped.items():
        same = [o for o in grouped if o.body is not None and o._replace(body=None) == office]
        merged.setdefault(same[0] if len(same) == 1 else office, []).extend(told)
    return merged


def made(
    told: Sequence[Role], office: Office, story: Story, dates: Mapping[Span, Time], ids: Sequence[str], base: str
) -> Relation:
    """The relation that several roles tell, the first of them best."""
    best = told[0]
    span = stretch(best, story)
    number = make_id(
        base, "relation", story.document.id, office.predicate, span.start, span.end, best.holder.start, best.title.start
    )
    spans = sorted({stretch(role, story) for role in told})
    return Relation(
        id=number, document_id=story.document.id, subject_id=ids[office.holder], predicate=office.predicate,  # type: ignore[arg-type]
        object_id=None if office.body is None else ids[office.body], object_text=best.title.of(story.text).removeprefix("who "), status=best.status,
        edtf=next((when for role in told if (when := held(role, story, dates))), None),
        start=span.start, end=span.end, text=span.of(story.text),
        evidence=tuple(story.evidence(number, s) for s in spans),
    )  # fmt: skip


def stretch(role: Role, story: Story) -> Span:
    """The words from title to holder, if they stand in one sentence; else the title's."""
    covered = role.title.cover(role.holder)
    same = story.sentence(role.title.start) == story.sentence(role.holder.start)
    return covered if same else role.title


#: What stands between the words of a relation and its date: the kind of date, by the last word.
SINCE = re.compile(
    r",? (?:\()?(?:who )?(?:has |had )?(?:been )?(?:(?:in office|the post|the job) )?(since|until|from|in|on|as of) (?:the |early |late |mid-)?|,? \("
)


def held(role: Role, story: Story, dates: Mapping[Span, Time]) -> str | None:
    """When a relation held, by the date right behind its words: "mayor of Qarn since 2019", "(2001-2009)"; else None."""
    end = max(at.end for at in (role.title, role.holder, *((role.organisation,) if role.organisation else ())))
    for span in sorted(span for span in dates if end < span.start <= end + NEAR):
        found = SINCE.fullmatch(story.text, end, span.start)
        value = dates[span].edtf
        if found is None or value is None:
            continue
        if found[1] in ("since", "from", "as of"):
            return value if "/" in value else f"{value}/.."
        return f"../{value}" if found[1] == "until" and "/" not in value else value
    return None


#: Code points that may stand between the words of a relation and its date.
NEAR = 30
