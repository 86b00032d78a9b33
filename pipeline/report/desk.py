"""One document's records on a reviewer's desk: looked up by place and name, changed, and put back whole."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TypeVar

from pipeline.records import Dataset, Entity, Event, Finding, Mention, Record, Relation, Span, Statement, Time
from pipeline.records.entity import SUBTYPES, EntityType
from pipeline.records.identity import normalised
from pipeline.resolve.contradictions import contradictions
from pipeline.resolve.keys import entity_id

R = TypeVar("R", bound=Record)

#: Findings that are worked out anew once records have changed.
RENEWED = ("resolve.two-dates", "resolve.two-counts", "resolve.two-holders", "resolve.reversed-interval")
#: Share of the wider of two spans that both must cover to be about the same words.
SAME = 0.5


class Desk:
    """The records of one document by id. Whatever is done, `dataset` gives records that refer to nothing that is gone."""

    def __init__(self, dataset: Dataset, base_iri: str) -> None:
        self.before, self.base = dataset, base_iri
        self.document = dataset.documents[0]
        self.entities = {entity.id: entity for entity in dataset.entities}
        self.mentions = {mention.id: mention for mention in dataset.mentions}
        self.times = {time.id: time for time in dataset.times}
        self.events = {event.id: event for event in dataset.events}
        self.statements = {statement.id: statement for statement in dataset.statements}
        self.relations = {relation.id: relation for relation in dataset.relations}
        #: Entities that were decided to be different ones, by id.
        self.different: list[tuple[str, str]] = []

    def mention_at(self, span: Span) -> Mention | None:
        """The mention of these words."""
        return best(span, [(Span(m.start, m.end), m) for m in self.mentions.values()])

    def time_at(self, span: Span) -> Time | None:
        """The time expression of these words."""
        return best(span, [(Span(t.start, t.end), t) for t in self.times.values()])

    def event_at(self, span: Span, type: str | None) -> Event | None:
        """The event whose trigger these words are; among several the one of the type that the reviewer saw."""
        near = [(Span(e.trigger_start, e.trigger_end), e) for e in self.events.values()]
        return best(span, [pair for pair in near if pair[1].type == type]) or best(span, near)

    def statement_at(self, span: Span) -> Statement | None:
        """The statement with this content."""
        return best(span, [(Span(s.start, s.end), s) for s in self.statements.values()])

    def relation_at(self, span: Span) -> Relation | None:
        """The relation that these words state."""
        return best(span, [(Span(r.start, r.end), r) for r in self.relations.values()])

    def named(self, name: str, type: str | None = None) -> Entity | None:
        """The entity that bears the name or alias here: its own name before an alias, the most mentioned before others."""
        wanted = normalised(name)
        ranked = sorted(
            (normalised(entity.name) != wanted, -entity.mention_count, entity.id)
            for entity in self.entities.values()
            if wanted in map(normalised, (entity.name, *entity.alternate_names)) and type in (None, entity.type)
        )
        return self.entities[ranked[0][2]] if ranked else None

    def new_id(self, type: EntityType, name: str, country: str | None) -> str:
        """The id of an entity of this document."""
        return entity_id(self.base, type, name, country, self.document.id, by_code=False)

    def retype(self, entity: Entity, type: EntityType) -> Entity:
        """The entity as one of another type, joined to the one of that type and name if there is one."""
        kept = entity.subtype if entity.subtype in SUBTYPES.get(type, ()) else None
        placed = type == "Place"
        changed = entity.model_copy(update={
            "id": self.new_id(type, entity.name, None if type == "Group" else entity.country), "type": type, "subtype": kept, "same_as": (),
            "country": None if type == "Group" else entity.country, "latitude": entity.latitude if placed else None,
            "longitude": entity.longitude if placed else None,
        })  # fmt: skip
        known = self.named(entity.name, type)
        if known:
            return self.merge(entity, known)
        self.entities[changed.id] = changed
        self.move(entity.id, changed.id)
        return changed

    def merge(self, entity: Entity, target: Entity) -> Entity:
        """All that is said of `entity` said of `target`."""
        others = {entity.name, *entity.alternate_names, *target.alternate_names} - {target.name}
        joined = target.model_copy(update={"alternate_names": tuple(sorted(others))})
        self.entities[target.id] = joined
        self.move(entity.id, target.id)
        return joined

    def move(self, old: str, new: str) -> None:
        """Every reference to an entity turned to another one."""
        if old == new:
            return
        del self.entities[old]
        self.different = [(new if a == old else a, new if b == old else b) for a, b in self.different]
        for key, mention in self.mentions.items():
            if mention.entity_id == old:
                self.mentions[key] = mention.model_copy(update={"entity_id": new})
        for group in (self.statements, self.relations, self.events):
            for key, record in group.items():
                group[key] = referring(record, old, new)  # type: ignore[assignment]
        for key, event in self.events.items():
            parties = tuple(referring(party, old, new) for party in event.participants)
            self.events[key] = event.model_copy(update={"participants": parties})

    def drop_mention(self, mention: Mention) -> None:
        """A mention gone, and with it who the participant of those words is."""
        del self.mentions[mention.id]
        for key, event in self.events.items():
            parties = tuple(
                p.model_copy(update={"mention_id": None, "entity_id": None}) if p.mention_id == mention.id else p
                for p in event.participants
            )
            if parties != event.participants:
                self.events[key] = event.model_copy(update={"participants": parties})

    def dataset(self, findings: list[Finding]) -> Dataset:
        """The records as they are now, consistent, with contradictions worked out anew."""
        counted = Counter(mention.entity_id for mention in self.mentions.values())
        # Entities without mentions are kept where the build had them so: titles may stand for a body that is not named.
        born = {entity.id for entity in self.before.entities if entity.mention_count == 0}
        entities = {
            key: entity.model_copy(update={"mention_count": counted[key]})
            for key, entity in self.entities.items()
            if counted[key] or key in born
        }
        alive = {*entities, *self.times, *self.events, *self.mentions}
        relations = [
            living(r, alive) for r in self.relations.values() if r.subject_id in alive and (r.object_id is None or r.object_id in alive or r.object_text)
        ]  # fmt: skip
        events = [
            living(e, alive).model_copy(update={"participants": tuple(living(p, alive) for p in e.participants)})
            for e in self.events.values()
        ]
        statements = [living(s, alive) for s in self.statements.values()]
        times = [
            t.model_copy(update={"anchor_id": None}) if t.anchor_id not in (None, self.document.id, *self.times) else t
            for t in self.times.values()
        ]
        before = self.before
        gone = {e.id for e in before.events} | {r.id for r in before.relations}
        gone |= {s.id for s in before.statements} | {t.id for t in before.times}
        gone -= {*self.events, *(r.id for r in relations), *self.statements, *self.times}
        kept = [
            f
            for f in self.before.findings
            if f.rule not in RENEWED and f.pointer not in gone and not gone & {*f.related}
        ]
        kept += contradictions(events, relations, list(entities.values()), times, self.document.text)
        return replace(
            self.before, entities=tuple(entities.values()), mentions=tuple(sorted(self.mentions.values(), key=lambda m: (m.start, m.end))),
            times=tuple(times), events=tuple(events), statements=tuple(statements), relations=tuple(relations),
            findings=(*kept, *findings),
        )  # fmt: skip


def best(span: Span, near: list[tuple[Span, R]]) -> R | None:
    """The record whose words are these, or the one that shares the most with them, if that is at least half."""
    ranked = sorted(near, key=lambda pair: (-overlap(span, pair[0]), pair[0]))
    return ranked[0][1] if ranked and overlap(span, ranked[0][0]) >= SAME else None


def overlap(one: Span, other: Span) -> float:
    """Share of the code points of both spans that are in both, 0 to 1."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0, common) / (max(one.end, other.end) - min(one.start, other.start))


def referring(record: R, old: str, new: str) -> R:
    """The record with references to entity `old` turned to `new`."""
    update = {c: new for c, table in record.references.items() if table == "entities" and getattr(record, c) == old}
    return record.model_copy(update=update) if update else record


def living(record: R, alive: set[str]) -> R:
    """The record without references to what is gone."""
    update = {
        column: None
        for column, table in record.references.items()
        if table in ("entities", "times", "events", "mentions") and column not in ("event_id", "subject_id")
        and (value := getattr(record, column)) is not None and value not in alive
    }  # fmt: skip
    if isinstance(record, Statement) and record.event_id is not None and record.event_id not in alive:
        update["event_id"] = None
    return record.model_copy(update=update) if update else record
