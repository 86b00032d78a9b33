"""Carries out reviewers' decisions on what the extractor made of one document, and says which no longer apply."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

from pipeline.records import Dataset, Entity, Finding, Mention, Record, Span
from pipeline.records.edtf import parse
from pipeline.records.entity import EntityType
from pipeline.records.identity import make_id
from pipeline.report.amend_event import amended
from pipeline.report.anchors import anchored
from pipeline.report.decisions import Decision, decisions_of
from pipeline.report.desk import Desk


class Unfit(Exception):
    """A decision cannot be carried out; the message says why and what to do."""


def with_reviews(articles: Iterable[tuple[Path, Dataset]], base_iri: str) -> Iterator[Dataset]:
    """The records of each article with what is decided beside it carried out: between `within` and `across`, and the only call a build needs.

    Args:
        articles: the file of each article, and its records as `within` gives them.
    """
    for path, dataset in articles:
        decisions, problems = decisions_of(path, dataset.documents[0].source)
        made = reviewed(dataset, decisions, base_iri)
        yield replace(made, findings=(*made.findings, *problems)) if problems else made


def reviewed(dataset: Dataset, decisions: Sequence[Decision], base_iri: str) -> Dataset:
    """The records of one document (as `within` gives them) with the decisions carried out.

    Every decision leaves a finding: `review.applied` (note), or a warning: `review.lost` where its words are no longer in the text,
    `review.unmet` where no record of its kind is over them any more, `review.unfit` where what it sets cannot be.
    """
    if not decisions:
        return dataset
    desk = Desk(dataset, base_iri)
    findings = []
    for decision in decisions:
        span = anchored(decision, desk.document.text)
        if span is None:
            said = f"“{shown(decision.exact)}” is no longer in the text; {verdict_on(decision)} is void."
            findings.append(finding(desk, "review.lost", said, None, None))
            continue
        try:
            record = HANDLERS[decision.kind](desk, decision, span)
        except (Unfit, ValueError) as problem:
            said = f"{verdict_on(decision)} on “{shown(decision.exact)}” cannot be carried out: {problem}"
            findings.append(finding(desk, "review.unfit", said, None, span))
            continue
        if record is None and decision.verdict == "reject":
            # What was rejected is not found any more: the extractor has come to agree.
            said = f"{verdict_on(decision)} on “{shown(decision.exact)}” holds: no {decision.kind} is there any more."
            findings.append(finding(desk, "review.applied", said, None, span))
        elif record is None:
            said = f"No {decision.kind} is at “{shown(decision.exact)}” any more; {verdict_on(decision)} waits for one."
            findings.append(finding(desk, "review.unmet", said, None, span))
        else:
            said = f"{verdict_on(decision)} on “{shown(decision.exact)}” carried out, {decision.source}."
            pointer = None if decision.verdict == "reject" else str(getattr(record, "id"))  # noqa: B009
            findings.append(finding(desk, "review.applied", said, pointer, span))
    return desk.dataset(findings)


def on_mention(desk: Desk, decision: Decision, span: Span) -> Record | None:
    """A verdict on a name. One that was accepted or corrected and is found no more is put back."""
    mention = desk.mention_at(span)
    if decision.verdict == "reject":
        if mention:
            desk.drop_mention(mention)
        return mention
    if mention is None:
        mention = added(desk, decision, span)
        if mention is None:
            return None
    elif decision.verdict == "accept":
        desk.mentions[mention.id] = mention.model_copy(
            update={"link_reason": f"{mention.link_reason}; {decision.source}"}
        )
        return mention
    entity, change = desk.entities[mention.entity_id], decision.set
    if change.type is not None and change.type != entity.type:
        entity = desk.retype(entity, entity_type(change.type))
    if change.same_as:
        target = desk.named(change.same_as)
        if target is None:
            raise Unfit(f"no entity of the article is called “{change.same_as}”; name one as the article does.")
        entity = entity if target.id == entity.id else desk.merge(entity, target)
    if change.apart:
        entity = apart(desk, mention, entity, change.name)
    elif change.name and change.name != entity.name:
        others = tuple(sorted({entity.name, *entity.alternate_names} - {change.name}))
        entity = desk.entities[entity.id] = entity.model_copy(update={"name": change.name, "alternate_names": others})
    moved = {"entity_id": entity.id, "link_reason": decision.source, "confidence": 1.0}
    desk.mentions[mention.id] = desk.mentions[mention.id].model_copy(update=moved)
    return desk.mentions[mention.id]


def added(desk: Desk, decision: Decision, span: Span) -> Mention | None:
    """A name that the extractor missed; None where the decision does not say of what type it is."""
    said = decision.set.type or decision.was.get("type")
    if said is None:
        return None
    type, words = entity_type(said), span.of(desk.document.text)
    name = " ".join((decision.set.same_as or decision.set.name or decision.was.get("name") or words).split())
    entity = desk.named(name, None if decision.set.same_as else type) or new_entity(desk, type, name)
    number = make_id(desk.base, "mention", desk.document.id, span.start, span.end, "name")
    mention = Mention(
        id=number, document_id=desk.document.id, entity_id=entity.id, start=span.start, end=span.end, text=words, form="name",
        link_reason=decision.source, confidence=1.0,
    )  # fmt: skip
    desk.mentions[number] = mention
    return mention


def new_entity(desk: Desk, type: EntityType, name: str) -> Entity:
    """An entity that only a reviewer knows so far."""
    entity = Entity(id=desk.new_id(type, name, None), type=type, name=name, mention_count=1, document_count=1)
    return desk.entities.setdefault(entity.id, entity)


def apart(desk: Desk, mention: Mention, entity: Entity, name: str | None) -> Entity:
    """The entity of a mention that was joined to the wrong one; the same spelling elsewhere goes with it."""
    name = name or " ".join(mention.text.split())
    if desk.new_id(entity.type, name, entity.country) == entity.id or name == entity.name:
        raise Unfit("it needs a name that tells it from the other; set name to the fuller one.")
    made = new_entity(desk, entity.type, name)
    for key, other in desk.mentions.items():
        if other.entity_id == entity.id and other.text == mention.text:
            desk.mentions[key] = other.model_copy(update={"entity_id": made.id})
    moved = {key for key, other in desk.mentions.items() if other.entity_id == made.id}
    for key, event in desk.events.items():
        parties = tuple(
            p.model_copy(update={"entity_id": made.id}) if p.mention_id in moved else p for p in event.participants
        )
        desk.events[key] = event.model_copy(update={"participants": parties})
    left = tuple(n for n in entity.alternate_names if n not in (mention.text, name))
    desk.entities[entity.id] = entity.model_copy(update={"alternate_names": left})
    return made


def entity_type(said: str) -> EntityType:
    """The type as an entity's."""
    if said not in get_args(EntityType):
        raise Unfit(f"{said} is no type of entity; there are {', '.join(get_args(EntityType))}.")
    return said  # type: ignore[return-value]


def on_time(desk: Desk, decision: Decision, span: Span) -> Record | None:
    """A verdict on a time expression; events that it dates go with it."""
    time = desk.time_at(span)
    if time is None or decision.verdict == "accept":
        return time
    if decision.verdict == "reject":
        del desk.times[time.id]
        dates: dict[str, object] = {"edtf": None, "earliest": None, "latest": None, "time_basis": None, "time_id": None}
    else:
        value = parse(decision.set.edtf) if decision.set.edtf else None
        days = {
            "edtf": decision.set.edtf,
            "earliest": value.earliest if value else None,
            "latest": value.latest if value else None,
        }
        unit = {"granularity": value.granularity} if value else {}
        time = desk.times[time.id] = time.model_copy(update={**days, **unit})
        dates = dict(days)
    for key, event in desk.events.items():
        if event.time_id == time.id:
            desk.events[key] = event.model_copy(update=dates)
    return time


def on_event(desk: Desk, decision: Decision, span: Span) -> Record | None:
    """A verdict on an event."""
    event = desk.event_at(span, decision.was.get("type"))
    if event is None:
        return None
    if decision.verdict == "reject":
        return desk.events.pop(event.id)
    changed = amended(desk, event, decision.set) if decision.verdict == "correct" else event
    source = f"{changed.trigger_source}; {decision.source}"
    desk.events[event.id] = changed.model_copy(update={"trigger_source": source, "confidence": 1.0})
    return changed


def on_statement(desk: Desk, decision: Decision, span: Span) -> Record | None:
    """A verdict on a statement."""
    statement = desk.statement_at(span)
    if statement is None or decision.verdict == "accept":
        return statement
    if decision.verdict == "reject":
        return desk.statements.pop(statement.id)
    if "speaker" in decision.set.model_fields_set:
        speaker = desk.named(decision.set.speaker) if decision.set.speaker else None
        if decision.set.speaker and speaker is None:
            raise Unfit(f"no entity of the article is called “{decision.set.speaker}”; mark the name first.")
        statement = statement.model_copy(update={"speaker_id": speaker.id if speaker else None})
        desk.statements[statement.id] = statement
    return statement


def on_relation(desk: Desk, decision: Decision, span: Span) -> Record | None:
    """A verdict on a relation."""
    relation = desk.relation_at(span)
    if relation is None or decision.verdict == "accept":
        return relation
    if decision.verdict == "reject":
        return desk.relations.pop(relation.id)
    if decision.set.status not in ("current", "former", "acting", "designate"):
        raise Unfit("a relation is current, former, acting or designate.")
    relation = desk.relations[relation.id] = relation.model_copy(update={"status": decision.set.status})
    return relation


HANDLERS: dict[str, Callable[[Desk, Decision, Span], Record | None]] = {
    "mention": on_mention, "time": on_time, "event": on_event, "statement": on_statement, "relation": on_relation,
}  # fmt: skip


def verdict_on(decision: Decision) -> str:
    """The decision in two words."""
    words = {"accept": "Acceptance", "reject": "Rejection", "correct": "Correction", "add": "Addition"}[
        decision.verdict
    ]
    return f"{words} of the {decision.kind}"


def shown(words: str) -> str:
    """Words on one line, cut at 80."""
    flat = " ".join(words.split())
    return flat if len(flat) <= 80 else flat[:79] + "…"


def finding(desk: Desk, rule: str, message: str, pointer: str | None, span: Span | None) -> Finding:
    """What became of a decision: a note where it was carried out, else a warning."""
    return Finding(
        document_id=desk.document.id, rule=rule, severity="note" if rule == "review.applied" else "warning", message=message,
        pointer=pointer, start=span.start if span else None, end=span.end if span else None,
    )  # fmt: skip
