"""A candidate event with its spans resolved: who, when, where, and in which part of the article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.extract.extraction import Argument, EventCandidate
from pipeline.records import Span, Time
from pipeline.records.edtf import Edtf, parse
from pipeline.records.participant import ParticipantRole
from pipeline.records.passage import Part
from pipeline.resolve.cast import Cast, Stand, opening, reference_words
from pipeline.resolve.spelling import words
from pipeline.resolve.story import Story

SIDES: tuple[ParticipantRole, ...] = ("actor", "recipient")


@dataclass(frozen=True, slots=True)
class Party:
    """A participant as told: the argument and the entity it stands for, None for the unnamed."""

    argument: Argument
    stand: Stand | None

    @property
    def key(self) -> tuple[object, ...]:
        """What is one participant in two tellings: the entity, else the words."""
        return (self.stand.figure,) if self.stand else ("said", *content_words(self.argument.text))


@dataclass(frozen=True, slots=True)
class Telling:
    """One mention of an event."""

    candidate: EventCandidate
    parties: tuple[Party, ...]
    time: Time | None
    place: int | None
    part: Part
    sentence: int
    paragraph: int
    #: Its date, where its own clause gives one.
    when: Edtf | None
    #: Keys of the participants by role.
    sides: Mapping[ParticipantRole, frozenset[tuple[object, ...]]]
    #: Numbers of the entities that take part.
    figures: frozenset[int]
    #: Whether a noun with a definite article or a headline's noun tells it, as what is known already.
    definite: bool = False

    def of(self, role: ParticipantRole) -> frozenset[tuple[object, ...]]:
        """Keys of the participants in a role."""
        return self.sides.get(role, frozenset())


def tellings(
    candidates: Sequence[EventCandidate], cast: Cast, story: Story, times: Mapping[Span, Time]
) -> list[Telling]:
    """The candidates with their spans resolved, in text order; two of one type at one trigger are told once."""
    found: dict[tuple[object, ...], Telling] = {}
    for candidate in sorted(candidates, key=lambda c: (c.trigger, c.type, -c.confidence)):
        stand = cast.at(candidate.place)
        place = stand.figure if stand and cast.figures[stand.figure].type == "Place" else None
        unique = {(a.role, a.span): a for a in reversed(candidate.arguments)}
        parties = settled(tuple(Party(a, cast.at(a.span)) for _, a in sorted(unique.items())), cast.text)
        parties = one_sided(parties, candidate.mode)
        time = times.get(candidate.time) if candidate.time else None
        telling = Telling(
            candidate, parties, time, place, story.part(candidate.trigger), story.sentence(candidate.trigger.start),
            story.paragraph(candidate.trigger.start), parse(time.edtf) if time and time.edtf else None,
            {role: frozenset(p.key for p in parties if p.argument.role == role) for role in {p.argument.role for p in parties}},
            frozenset(p.stand.figure for p in parties if p.stand), definite(candidate, story),
        )  # fmt: skip
        found.setdefault((candidate.trigger, candidate.type), telling)
    return list(found.values())


#: Characters of a title at most.
LONGEST = 40
#: What stands before a noun that points back, with two words between at most.
POINTING = re.compile(r"\b(?:the|this|that|these|those)\s+(?:[\w’'-]+\s+){0,2}$", re.IGNORECASE)


def definite(candidate: EventCandidate, story: Story) -> bool:
    """Whether the trigger is a noun that points at what is known already: "the strike", or any noun of a headline."""
    if not candidate.source.endswith(".n"):
        return False
    start = candidate.trigger.start
    return (
        story.part(candidate.trigger) == "headline"
        or POINTING.search(story.text[max(0, start - 60) : start]) is not None
    )


def settled(parties: Sequence[Party], text: str) -> tuple[Party, ...]:
    """The parties with "his counterpart, NAME" as one: the named, in the part that the description plays."""
    named = [p for p in parties if p.stand is not None and p.stand.form == "name"]
    roles: dict[Span, ParticipantRole] = {}
    dropped: set[Span] = set()
    for party in parties:
        if party.stand is None and singular(party.argument):
            said = party.argument.span
            twin = next((p for p in named if _names(text[said.end : max(said.end, p.argument.span.start)])), None)
            if twin is not None:
                dropped.add(said)
                roles[twin.argument.span] = party.argument.role
    kept = (p for p in parties if p.argument.span not in dropped)
    told = [replace(p, argument=replace(p.argument, role=roles.get(p.argument.span, p.argument.role))) for p in kept]
    unique = {(p.argument.role, p.argument.span): p for p in told}
    return tuple(p for _, p in sorted(unique.items(), key=lambda item: item[0]))


def _names(between: str) -> bool:
    """Whether words between a description and a name make the name that of who is described: a comma, or a title."""
    return between == ", " or (
        len(between) < LONGEST and bool(between.strip()) and "," not in between and opening(between)
    )


def one_sided(parties: Sequence[Party], mode: str | None) -> tuple[Party, ...]:
    """The parties with nobody on both sides: who acts is not acted on, and who is visited is no visitor."""
    sides = {role: {p.stand.figure for p in parties if p.stand and p.argument.role == role} for role in SIDES}
    both = sides["actor"] & sides["recipient"]
    wrong = "actor" if mode == "visit" else "recipient"
    return tuple(p for p in parties if p.argument.role != wrong or p.stand is None or p.stand.figure not in both)


def singular(argument: Argument) -> bool:
    """Whether a description is of one: no number with it, and no plural at its end."""
    last = argument.text.rsplit(" ", 1)[-1]
    return argument.count is None and not (last.endswith("s") and not last.endswith("ss"))


def content_words(text: str) -> tuple[str, ...]:
    """Words of a description without articles."""
    return tuple(word for word in words(text) if word not in ("a", "an", *reference_words().small["definite"]))
