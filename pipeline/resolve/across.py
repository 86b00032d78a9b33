"""Entities of all documents put together: the reduce step.

A country or people joins by its code; a person by a full name that is compatible; anything else by type and normalised name or alias.
What is told apart within a document never becomes one here, and a document that has nothing to do with the rest changes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.records import Dataset, Entity, Finding
from pipeline.records.entity import SUBTYPES, EntityType, Subtype
from pipeline.resolve import persons
from pipeline.resolve.deciding import decide_entities, told_apart
from pipeline.resolve.decisions import Decisions
from pipeline.resolve.figures import fullest
from pipeline.resolve.keys import entity_id, is_weak
from pipeline.resolve.known import entry_of, key
from pipeline.resolve.linking import link
from pipeline.resolve.local import Local, akin, locals_of
from pipeline.resolve.partition import Partition
from pipeline.resolve.persons import parse
from pipeline.resolve.register import Register

#: Letters from which an alias joins two entities of different documents; shorter ones (acronyms) mean many things.
ALIAS = 6


@dataclass(frozen=True, slots=True)
class Joined:
    """Entities of all documents; final ids by (document id, entity id there); why a decision moved an entity of a document, likewise."""

    entities: tuple[Entity, ...]
    ids: dict[tuple[str, str], str]
    reasons: dict[tuple[str, str], str]
    findings: tuple[Finding, ...]


def joined(
    datasets: Iterable[Dataset], base: str, decisions: Decisions = (), register: Register | None = None
) -> Joined:
    """Entities of all documents, joined by decisions first and rules then, and linked to a register."""
    everyone = sorted((local for dataset in datasets for local in locals_of(dataset)), key=lambda local: local.place)
    sets = Partition(len(everyone))
    plain = joined_ids(everyone, base) if any("/" in p.name for d in decisions for p in d.parties) else {}
    decided = decide_entities(decisions, [(local.entity, local.source) for local in everyone], sets, plain)
    join_by_rules(everyone, sets)
    groups = sets.sets()
    made = {members[0]: entity_of([everyone[i] for i in members], base) for members in groups}
    for pair in decided.apart:
        one, other = (sets.find(number) for number in pair)
        if made[one].id == made[other].id:
            for root in (one, other):
                made[root] = told_apart(base, made[root], everyone[root].document)
            if made[one].id == made[other].id:
                made[other] = told_apart(base, made[other], everyone[other].entity.id)
    linked, notes = link(made, register, base, [(sets.find(a), sets.find(b)) for a, b in decided.apart])
    entities: dict[str, Entity] = {}
    ids: dict[tuple[str, str], str] = {}
    for members in groups:
        entity = linked[members[0]]
        entities[entity.id] = combined(entities[entity.id], entity) if entity.id in entities else entity
        ids.update({everyone[i].place: entity.id for i in members})
    reasons = {everyone[number].place: reason for number, reason in decided.reasons.items()}
    return Joined(tuple(entities.values()), ids, reasons, (*decided.findings, *notes))


def join_by_rules(everyone: Sequence[Local], sets: Partition) -> None:
    """Joins entities, in place, by what the documents themselves say."""
    keep_apart(everyone, sets)
    join_by_key(everyone, sets)
    join_persons(everyone, sets)


def joined_ids(everyone: Sequence[Local], base: str) -> dict[int, str]:
    """Ids that entities have, by number, where nobody decided anything."""
    sets = Partition(len(everyone))
    join_by_rules(everyone, sets)
    return {i: entity_of([everyone[n] for n in members], base).id for members in sets.sets() for i in members}


def keep_apart(everyone: Sequence[Local], sets: Partition) -> None:
    """Forbids joining persons of one document that share a word of their name: that document tells them apart."""
    by_block: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, local in enumerate(everyone):
        if local.entity.type == "Person":
            for block in persons.blocks(parse(local.entity.name)):
                by_block[local.document, block].append(number)
    for group in by_block.values():
        for n, a in enumerate(group):
            for b in group[n + 1 :]:
                sets.forbid(a, b)


def join_by_key(everyone: Sequence[Local], sets: Partition) -> None:
    """Joins what shares a code, a register entry, a name or a long alias; bodies of two countries stay two."""
    by_key: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, local in enumerate(everyone):
        entity = local.entity
        if local.by_code:
            by_key["code", entity.type, entity.country].append(number)
            continue
        for iri in entity.same_as:
            by_key["linked", entity.type, iri].append(number)
        if entity.type != "Person" and (entry := next((e for n in names(entity) if (e := entry_of(n))), None)):
            by_key["register", entity.type, entry.names[0]].append(number)
        own = "" if not is_weak(entity.type, entity.name) else entity.country if entity.type != "Person" else None
        if own is None:
            continue
        by_key["name", entity.type, key(entity.name), own].append(number)
        if entity.type != "Person":
            for alias in entity.alternate_names:
                if len(alias) >= ALIAS and not is_weak(entity.type, alias):
                    by_key["name", entity.type, key(alias), ""].append(number)
    for _, group in sorted(by_key.items(), key=lambda item: repr(item[0])):
        for number in group[1:]:
            if agree(everyone[group[0]].entity, everyone[number].entity):
                sets.join(group[0], number)


def agree(one: Entity, other: Entity) -> bool:
    """Whether two entities of one name may be one: not of two countries, not two places far apart."""
    if one.type == "Place":
        return one.same_as == other.same_as or not (one.same_as and other.same_as)
    return one.country == other.country or one.country is None or other.country is None or one.type == "Person"


def names(entity: Entity) -> tuple[str, ...]:
    """All names of an entity."""
    return (entity.name, *entity.alternate_names)


def join_persons(everyone: Sequence[Local], sets: Partition) -> None:
    """Joins compatible full names, then a lone surname to the one compatible bearer of the same country and sector."""
    of_persons = [n for n, local in enumerate(everyone) if local.entity.type == "Person"]
    full = [n for n in of_persons if len(parse(everyone[n].entity.name).core) > 1]
    lone = [n for n in of_persons if len(parse(everyone[n].entity.name).core) == 1]
    by_pair: dict[tuple[str, str], list[int]] = defaultdict(list)
    by_block: dict[str, list[int]] = defaultdict(list)
    for number in full:
        for pair in persons.pair_blocks(parse(everyone[number].entity.name)):
            by_pair[pair].append(number)
        for block in persons.blocks(parse(everyone[number].entity.name)):
            by_block[block].append(number)
    same: set[tuple[int, int]] = set()
    for group in by_pair.values():
        leaders = list({parse(everyone[n].entity.name): n for n in reversed(group)}.values())
        for n, a in enumerate(leaders):
            for b in leaders[n + 1 :]:
                verdict = persons.compare(parse(everyone[a].entity.name), parse(everyone[b].entity.name))
                if verdict == "same" or (
                    persons.misspelt(parse(everyone[a].entity.name), parse(everyone[b].entity.name))
                    and akin(everyone[a], everyone[b])
                ):
                    same.add((min(a, b), max(a, b)))
                elif verdict == "different":
                    sets.forbid(a, b)
    for a, b in sorted(same):
        if agree(everyone[a].entity, everyone[b].entity):
            sets.join(a, b)
    for number in lone:
        entity = everyone[number].entity
        bearers = {
            sets.find(n) for block in persons.blocks(parse(entity.name)) for n in by_block.get(block, ())
            if akin(everyone[number], everyone[n]) and persons.compare(parse(entity.name), parse(everyone[n].entity.name)) != "different"
        }  # fmt: skip
        if len(bearers) == 1:
            sets.join(number, min(bearers))


def entity_of(group: Sequence[Local], base: str) -> Entity:
    """One entity as all its documents know it."""
    kind: EntityType = Counter(local.entity.type for local in group).most_common(1)[0][0]
    spelt: Counter[str] = Counter()
    for local in group:
        spelt[local.entity.name] += local.spellings[local.entity.name]
    best = max(group, key=lambda local: (local.entity.country is not None, local.entity.subtype is not None))
    by_code = any(local.by_code for local in group)
    name = group[0].entity.name if by_code and kind == "Place" else fullest(spelt, kind)
    country = common(local.entity.country for local in group)
    document = min(local.document for local in group)
    fitting = SUBTYPES.get(kind, frozenset())
    subtypes: Counter[Subtype] = Counter(s for local in group if (s := local.entity.subtype) in fitting and s)
    others = {n for local in group for n in names(local.entity)} - {name}
    linked = sorted({iri for local in group for iri in local.entity.same_as})
    placed = next((local.entity for local in group if local.entity.latitude is not None), best.entity)
    return Entity(
        id=entity_id(base, kind, name, country, document, by_code=by_code, register=linked[0] if linked else None), type=kind,
        subtype=subtypes.most_common(1)[0][0] if subtypes else None, name=name, alternate_names=tuple(sorted(others)),
        same_as=tuple(linked), country=country,
        sector=common(local.entity.sector for local in group), latitude=placed.latitude, longitude=placed.longitude,
        mention_count=sum(local.entity.mention_count for local in group), document_count=len({local.document for local in group}),
    )  # fmt: skip


def common(values: Iterable[str | None]) -> str | None:
    """The most frequent value given, the first in order among equals; None if none is."""
    counted = Counter(value for value in values if value)
    return min(counted, key=lambda value: (-counted[value], value)) if counted else None


def combined(one: Entity, other: Entity) -> Entity:
    """Two entities that came to one id as one."""
    return one.model_copy(
        update={
            "alternate_names": tuple(sorted({*one.alternate_names, *names(other)} - {one.name})),
            "same_as": tuple(sorted({*one.same_as, *other.same_as})),
            "mention_count": one.mention_count + other.mention_count,
            "document_count": one.document_count + other.document_count,
        }
    )
