"""Carries out decisions: on the names of one document, and on the entities of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.records import Entity, Finding
from pipeline.records.identity import make_id
from pipeline.resolve.decisions import FILE, Decision, Decisions, Party, unused
from pipeline.resolve.known import key
from pipeline.resolve.naming import Naming
from pipeline.resolve.partition import Partition


def decide_names(naming: Naming, decisions: Decisions, source: str) -> None:
    """Joins and keeps apart the names of one document, in place, before any rule does."""
    for decision in sorted(decisions, key=lambda d: not d.same):
        found = [
            (i, party)
            for i, name in enumerate(naming.names)
            if decision.type in (None, name.type) and name.form != "adjective"
            for party in decision.parties
            if party.spells(name.text, source)
        ]
        for n, (later, of) in enumerate(found):
            for earlier, other in found[:n]:
                if decision.same and naming.join(later, earlier, decision.reason(of)):
                    break
                if not decision.same and of != other:
                    naming.sets.forbid(earlier, later)


@dataclass(slots=True)
class Decided:
    """What decisions did to the entities of all documents: numbers by why they moved, pairs kept apart, and what people should know."""

    reasons: dict[int, str] = field(default_factory=dict)
    apart: list[tuple[int, int]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def decide_entities(
    decisions: Decisions, everyone: Sequence[tuple[Entity, str]], sets: Partition, final: Mapping[int, str]
) -> Decided:
    """Joins and keeps apart entities, each given with the source of its document, in place, before any rule does.

    Sameness is settled first, so that no article that comes later can split what was joined. `final` has the ids that entities would
    have without decisions, by number; it may be empty where no decision names an id.
    """
    decided = Decided()
    met: set[Party] = set()
    by_name: dict[str, list[int]] = defaultdict(list)
    if decisions:
        for number, (entity, _) in enumerate(everyone):
            for name in {entity.id, final.get(number, entity.id), *map(key, (entity.name, *entity.alternate_names))}:
                by_name[name].append(number)
    for decision in sorted(decisions, key=lambda d: not d.same):
        found = members(decision, everyone, by_name)
        met.update(party for _, party in found)
        if decision.same:
            for number, party in found[1:]:
                sets.join(found[0][0], number)
                decided.reasons.setdefault(number, decision.reason(party))
            continue
        sides: dict[int, set[Party]] = defaultdict(set)
        for number, party in found:
            sides[number].add(party)
        clear = [(number, side) for number, parties in sides.items() if (side := side_of(everyone[number][0], parties))]
        for n, (a, one) in enumerate(clear):
            for b, other in clear[n + 1 :]:
                if one == other:
                    continue
                if sets.forbid(a, b):
                    decided.apart.append((a, b))
                else:
                    decided.findings.append(conflict(one, other))
    decided.findings = [*dict.fromkeys(decided.findings), *unused(decisions, met)]
    return decided


def side_of(entity: Entity, parties: set[Party]) -> Party | None:
    """The side that an entity is on: that which gives its own id, else the only one; None if it could be on several."""
    own = [party for party in parties if party.name == entity.id]
    return own[0] if own else min(parties, key=repr) if len(parties) == 1 else None


def members(
    decision: Decision, everyone: Sequence[tuple[Entity, str]], by_name: Mapping[str, Sequence[int]]
) -> list[tuple[int, Party]]:
    """Numbers of the entities that a decision is about, each with its side, in order."""
    found = [
        (number, party)
        for party in decision.parties
        for number in (*by_name.get(party.name, ()), *by_name.get(key(party.name), ()))
        if decision.type in (None, everyone[number][0].type) and party.source in (None, everyone[number][1])
    ]
    return sorted(dict.fromkeys(found), key=lambda pair: (pair[0], decision.parties.index(pair[1])))


def conflict(one: Party, other: Party) -> Finding:
    """The finding for two names that a chain of decisions joins and another keeps apart."""
    message = f"“{one.name}” and “{other.name}” are decided to be different, but other decisions make them one; they stay one until {FILE} agrees with itself."
    return Finding(
        document_id=None, rule="resolve.decision-conflict", severity="warning", message=message, pointer=FILE
    )


def told_apart(base: str, entity: Entity, document: str) -> Entity:
    """An entity that a decision keeps from another of the same name: its id is of its first document too."""
    number = make_id(base, "entity", entity.type, key(entity.name), "decided", document)
    return entity.model_copy(update={"id": number})
