"""Data sets made by hand: records of one article by their words, for rooms that are tested without the language model."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records import (
    Dataset,
    Document,
    Entity,
    Event,
    Evidence,
    Mention,
    Participant,
    Relation,
    Span,
    Statement,
    Time,
)
from pipeline.records.edtf import parse
from pipeline.records.entity import EntityType
from pipeline.records.identity import DEFAULT_BASE, make_id
from pipeline.resolve.contradictions import contradictions


class Maker:
    """Records of one article; `nth` chooses among occurrences of the words, from 0."""

    def __init__(self, document: Document, base: str = DEFAULT_BASE) -> None:
        self.document, self.base = document, base
        self.entities: dict[str, Entity] = {}
        self.mentions: list[Mention] = []
        self.times: list[Time] = []
        self.events: list[Event] = []
        self.statements: list[Statement] = []
        self.relations: list[Relation] = []

    def span(self, words: str, nth: int = 0) -> Span:
        """Where words stand."""
        at = -1
        for _ in range(nth + 1):
            at = self.document.text.index(words, at + 1)
        return Span(at, at + len(words))

    def number(self, kind: str, *parts: str | int) -> str:
        """An id of a record of this article."""
        return make_id(self.base, kind, self.document.id, *parts)

    def evidence(self, record: str, span: Span) -> tuple[Evidence]:
        """The one passage that a record rests on."""
        part = next(p.part for p in self.document.passages if p.start <= span.start < p.end)
        text = span.of(self.document.text)
        return (
            Evidence(
                record_id=record, document_id=self.document.id, start=span.start, end=span.end, text=text, part=part
            ),
        )

    def entity(self, type: EntityType, name: str, *alternate: str, **more: object) -> Entity:
        """An entity, not yet mentioned."""
        made = Entity.model_validate({
            "id": make_id(self.base, "entity", type, name.casefold()), "type": type, "name": name,
            "alternate_names": alternate, "document_count": 1, **more,
        })  # fmt: skip
        self.entities[made.id] = made
        return made

    def mention(self, entity: Entity, words: str, nth: int = 0) -> Mention:
        """A mention by name."""
        span = self.span(words, nth)
        made = Mention(
            id=self.number("mention", span.start, span.end, "name"), document_id=self.document.id, entity_id=entity.id,
            start=span.start, end=span.end, text=words, form="name", link_reason="its own name", confidence=0.9,
        )  # fmt: skip
        self.mentions.append(made)
        return made

    def time(self, words: str, edtf: str) -> Time:
        """A date or an interval, as stated."""
        span, value = self.span(words), parse(edtf)
        kind = "interval" if value.is_interval else "date"
        made = Time(
            id=self.number("time", span.start, span.end, kind), document_id=self.document.id, start=span.start, end=span.end,
            text=words, kind=kind, edtf=edtf, earliest=value.earliest, latest=value.latest, granularity=value.granularity,
            basis="stated",
        )  # fmt: skip
        self.times.append(made)
        return made

    def event(
        self, clause: str, trigger: str, type: str, time: Time | None, *parties: tuple[str, Mention], **more: object
    ) -> Event:
        """An event that happened, a verbal and friendly one unless told otherwise."""
        span = self.span(clause)
        at = self.document.text.index(trigger, span.start)
        number = self.number("event", type, span.start, span.end)
        made = Event.model_validate({
            "id": number, "document_id": self.document.id, "type": type, "quad": 1, "intensity": 2.0, "label": clause[:60], "status": "happened",
            "start": span.start, "end": span.end, "text": clause, "trigger_start": at, "trigger_end": at + len(trigger),
            "trigger_source": "lexicon", "edtf": time and time.edtf, "earliest": time and time.earliest, "latest": time and time.latest,
            "time_basis": time and "governed", "time_id": time and time.id, "cluster_id": number, "confidence": 0.8,
            "participants": tuple(
                Participant(
                    event_id=number, document_id=self.document.id, start=m.start, end=m.end, entity_id=m.entity_id, mention_id=m.id,
                    role=role, text=m.text,  # type: ignore[arg-type]
                )
                for role, m in parties
            ),
            "evidence": self.evidence(number, span), **more,
        })  # fmt: skip
        self.events.append(made)
        return made

    def statement(self, words: str, speaker: Entity, cue: str, **more: object) -> Statement:
        """A direct quotation."""
        span, at = self.span(words), self.span(cue)
        number = self.number("statement", "direct", span.start, span.end)
        made = Statement.model_validate({
            "id": number, "document_id": self.document.id, "speaker_id": speaker.id, "kind": "direct", "start": span.start, "end": span.end,
            "text": words, "cue": cue, "cue_start": at.start, "cue_end": at.end, "evidence": self.evidence(number, span), **more,
        })  # fmt: skip
        self.statements.append(made)
        return made

    def office(self, holder: Entity, words: str) -> Relation:
        """An office that somebody holds."""
        span = self.span(words)
        number = self.number("relation", "holds_office", span.start, span.end)
        made = Relation(
            id=number, document_id=self.document.id, subject_id=holder.id, predicate="holds_office", object_text=words, status="current",
            start=span.start, end=span.end, text=words, evidence=self.evidence(number, span),
        )  # fmt: skip
        self.relations.append(made)
        return made

    def dataset(self) -> Dataset:
        """All of it, with mentions counted and contradictions found."""
        counted = {iri: sum(m.entity_id == iri for m in self.mentions) for iri in self.entities}
        entities = tuple(e.model_copy(update={"mention_count": counted[e.id]}) for e in self.entities.values())
        found = contradictions(self.events, self.relations, entities, self.times, self.document.text)
        return Dataset(
            documents=(self.document,), entities=entities, mentions=tuple(self.mentions), times=tuple(self.times), events=tuple(self.events),
            statements=tuple(self.statements), relations=tuple(self.relations), findings=tuple(found),
        )  # fmt: skip


def joined(*datasets: Dataset) -> Dataset:
    """Builds of single articles as one; an entity of several is counted over all of them."""
    whole = Dataset()
    for one in datasets:
        whole = replace(whole, **{name: (*getattr(whole, name), *getattr(one, name)) for name in Dataset.__slots__})
    entities: dict[str, Entity] = {}
    for entity in whole.entities:
        before = entities.get(entity.id)
        counts = {
            name: getattr(entity, name) + getattr(before, name, 0) for name in ("mention_count", "document_count")
        }
        entities[entity.id] = (before or entity).model_copy(update=counts)
    return replace(whole, entities=tuple(entities.values()))
