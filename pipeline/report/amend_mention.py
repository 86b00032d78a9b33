"""A name as a reviewer corrects it: of another type, the same as another, not the same, missed, or none."""

from __future__ import annotations

from typing import get_args

from pipeline.records import Entity, Mention, Record, Span
from pipeline.records.entity import EntityType
from pipeline.records.identity import make_id, normalised
from pipeline.report.decisions import Decision
from pipeline.report.desk import Desk


class Unfit(Exception):
    """A decision cannot be carried out; the message says why and what to do."""


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
        entity = apart(desk, decision, mention, entity)
    elif change.name and change.name != entity.name:
        others = tuple(sorted({entity.name, *entity.alternate_names} - {change.name}))
        entity = desk.entities[entity.id] = entity.model_copy(update={"name": change.name, "alternate_names": others})
    moved = {"entity_id": entity.id, "link_reason": decision.source, "confidence": 1.0}
    desk.mentions[mention.id] = desk.mentions[mention.id].model_copy(update=moved)
    return desk.mentions[mention.id]


def added(desk: Desk, decision: Decision, span: Span) -> Mention | None:
    """A name that the extractor missed; None where the decision does not say of what type it is."""
    said = decision.set.type or decision.was.type
    if said is None:
        return None
    type, words = entity_type(said), span.of(desk.document.text)
    name = " ".join((decision.set.same_as or decision.set.name or decision.was.name or words).split())
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


def apart(desk: Desk, decision: Decision, mention: Mention, entity: Entity) -> Entity:
    """The entity of a mention that was joined to the wrong one, of the same name or another; if so decided, all mentions
    of the wrong one that are spelt alike go with it. Where nobody gives it another name, where the words stood when this
    was decided tells it apart, so that the same decision makes the same entity in every build."""
    name = decision.set.name or " ".join(mention.text.split())
    made = desk.named(name, entity.type)
    if made is None or made.id == entity.id:
        number = desk.new_id(entity.type, name, entity.country)
        if number in desk.entities:
            number = make_id(
                desk.base, "entity", entity.type, normalised(name), "apart", desk.document.id, decision.start
            )
        made = Entity(id=number, type=entity.type, name=name, mention_count=1, document_count=1)
        desk.entities[number] = made
    desk.different.append((entity.id, made.id))
    moved = {
        key for key, other in desk.mentions.items()
        if key == mention.id or (decision.set.alike and other.entity_id == entity.id and other.text == mention.text)
    }  # fmt: skip
    for key in moved:
        desk.mentions[key] = desk.mentions[key].model_copy(update={"entity_id": made.id})
    for key, event in desk.events.items():
        parties = tuple(
            p.model_copy(update={"entity_id": made.id}) if p.mention_id in moved else p for p in event.participants
        )
        desk.events[key] = event.model_copy(update={"participants": parties})
    borne = {" ".join(other.text.split()) for other in desk.mentions.values() if other.entity_id == entity.id}
    left = tuple(n for n in entity.alternate_names if n in borne or n not in (mention.text, name))
    desk.entities[entity.id] = entity.model_copy(update={"alternate_names": left})
    return made


def entity_type(said: str) -> EntityType:
    """The type as an entity's."""
    if said not in get_args(EntityType):
        raise Unfit(f"{said} is no type of entity; there are {', '.join(get_args(EntityType))}.")
    return said  # type: ignore[return-value]
