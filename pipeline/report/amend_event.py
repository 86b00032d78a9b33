"""An event as a reviewer corrects it: its coding, time, place and participants, and the label that follows from them."""

from __future__ import annotations

import re
from typing import Any, get_args

from pipeline.knowledge import plover
from pipeline.records import Event, Evidence, Participant, Span
from pipeline.records.edtf import parse
from pipeline.records.event import EventStatus, EventType
from pipeline.records.identity import make_id
from pipeline.report.decisions import Change, Decision, Party
from pipeline.report.desk import Desk
from pipeline.resolve.labels import inflected, joined, unacted, wordings

#: Where a sentence ends, its closing quotation marks with it.
SENTENCE_END = re.compile(r"[.!?…]+[\"”’»)]*\s+|\n+")


def amended(desk: Desk, event: Event, change: Change) -> Event:
    """The event with what the reviewer set; its id stays, since it is the promise that others hold.

    Raises:
        ValueError: for a type, mode, status, date or name that cannot be.
    """
    given, update = change.model_fields_set, dict[str, Any]()
    if ("type" in given and change.type != event.type) or "mode" in given:
        update |= coded(change.type or event.type, change.mode if "mode" in given else None)
    if change.status is not None:
        if change.status not in get_args(EventStatus):
            raise ValueError(f"{change.status} is no status of an event")
        update["status"] = change.status
    if "edtf" in given and change.edtf != event.edtf:
        value = parse(change.edtf) if change.edtf else None
        time = next((t for t in desk.times.values() if change.edtf and t.edtf == change.edtf), None)
        update |= {
            "edtf": change.edtf, "earliest": value.earliest if value else None, "latest": value.latest if value else None,
            "time_id": time.id if time else None, "time_basis": "inherited" if time else None,
        }  # fmt: skip
    if "place" in given:
        place = desk.named(change.place) if change.place else None
        if change.place and place is None:
            raise ValueError(f"no entity of the article is called “{change.place}”; mark the name first")
        update["place_id"] = place.id if place else None
    if change.participants is not None:
        parties = {
            (p.role, p.start, p.end): p for p in (participant(desk, event, party) for party in change.participants)
        }
        update["participants"] = tuple(parties[key] for key in sorted(parties))
    changed = event.model_copy(update=update)
    if update.keys() & {"type", "mode", "status", "participants", "place_id"}:
        changed = changed.model_copy(update={"label": label(desk, changed)})
    return changed


def missed(desk: Desk, decision: Decision, trigger: Span) -> Event:
    """An event that only a reviewer knows so far: its clause is the sentence of its trigger, since nobody parsed it.

    Raises:
        ValueError: if the decision does not say of what type it is.
    """
    type = decision.set.type
    if type is None:
        raise ValueError("an added event needs a type")
    coding = coded(type, None)
    text = desk.document.text
    passage = next((p for p in desk.document.passages if p.start <= trigger.start < p.end), None)
    whole = Span(passage.start, max(passage.end, trigger.end)) if passage else trigger
    ends = [whole.start + m.end() for m in SENTENCE_END.finditer(text[whole.start : whole.end])]
    start = max((end for end in ends if end <= trigger.start), default=whole.start)
    end = min((end for end in ends if end >= trigger.end), default=whole.end)
    found = text[start:end]
    clause = Span(start + len(found) - len(found.lstrip()), start + len(found.rstrip()))
    number = make_id(desk.base, "event", desk.document.id, type, clause.start, clause.end, trigger.start, trigger.end)
    evidence = Evidence(
        record_id=number, document_id=desk.document.id, start=clause.start, end=clause.end, text=clause.of(text),
        part=passage.part if passage else "body",
    )  # fmt: skip
    event = Event.model_validate({
        **coding, "id": number, "document_id": desk.document.id, "label": "-", "status": "happened", "start": clause.start, "end": clause.end,
        "text": clause.of(text), "trigger_start": trigger.start, "trigger_end": trigger.end, "trigger_source": decision.source,
        "cluster_id": number, "confidence": 1.0, "evidence": (evidence,),
    })  # fmt: skip
    desk.events[number] = event = event.model_copy(update={"label": label(desk, event)})
    return event


def upheld(desk: Desk, decision: Decision, trigger: Span, event: Event | None) -> Event | None:
    """The event that a reviewer found to be one, coded as the reviewer saw it, whatever another model makes of its trigger.

    One that is found no more is put back with all that the decision tells of it; None where it does not even tell the type.
    """
    was = decision.was
    if was.type is None:
        return event
    if event is None:
        event = missed(desk, decision.model_copy(update={"set": was}), trigger)
        known = was.model_fields_set - ({"place"} if was.place and not desk.named(was.place) else set())
        return amended(desk, event, Change.model_validate(was.model_dump(include=known)))
    if event.type == was.type:
        return event
    return amended(desk, event, Change.model_validate(was.model_dump(include=was.model_fields_set & {"type", "mode"})))


def coded(type: str, mode: str | None) -> dict[str, Any]:
    """Type, mode, quad class and intensity, which go together."""
    kind = plover.profile().events.get(type)
    if kind is None or type not in get_args(EventType):
        raise ValueError(f"{type} is no event type of PLOVER; there are {', '.join(get_args(EventType))}")
    if mode is not None and mode not in kind.modes:
        raise ValueError(f"{type} has no mode {mode}; it has {', '.join(kind.modes) or 'none'}")
    return {"type": type, "mode": mode, "quad": plover.quad(type), "intensity": plover.intensity(type, mode)}


def participant(desk: Desk, event: Event, party: Party) -> Participant:
    """A participant as named by a reviewer: one the event has, else an entity by its mention nearest to the trigger, else words of the clause."""
    entity = desk.named(party.name)
    for known in event.participants:
        if (entity and known.entity_id == entity.id) or known.text == party.name:
            return known.model_copy(update={"role": party.role})
    trigger = Span(event.trigger_start, event.trigger_end)
    if entity:
        near = [m for m in desk.mentions.values() if m.entity_id == entity.id]
        if near:
            mention = min(near, key=lambda m: (trigger.distance(Span(m.start, m.end)), m.start))
            return Participant(
                event_id=event.id, document_id=event.document_id, start=mention.start, end=mention.end, entity_id=entity.id,
                mention_id=mention.id, role=party.role, text=mention.text,
            )  # fmt: skip
    found = [Span(*m.span()) for m in re.finditer(re.escape(party.name.strip()), desk.document.text)]
    if not found or not party.name.strip():
        raise ValueError(f"“{party.name}” is neither an entity nor words of the article")
    span = min(found, key=lambda s: (trigger.distance(s), s.start))
    return Participant(
        event_id=event.id, document_id=event.document_id, start=span.start, end=span.end, role=party.role,
        text=span.of(desk.document.text),
    )  # fmt: skip


def label(desk: Desk, event: Event) -> str:
    """The line for a corrected event, in the words that its type and mode are told with."""
    words = wordings().get((event.type, event.mode)) or wordings()[event.type, None]
    actors = names(desk, event, ("actor",))
    recipients = [name for name in names(desk, event, ("recipient", "victim")) if name not in actors]
    object = joined(recipients)
    if actors:
        phrase = words.verb.replace("{r}", object) if object else words.alone
        line = f"{joined(actors)} {inflected(phrase, event.status, plural=len(actors) > 1)}"
    else:
        line = unacted(event.status, words.noun.replace("{r}", object) if object else words.bare)
    place = desk.entities.get(event.place_id or "")
    if place and place.name not in (*actors, *recipients):
        line += f" in {place.name}"
    return line[0].upper() + line[1:]


def names(desk: Desk, event: Event, roles: tuple[str, ...]) -> list[str]:
    """Names of the participants in these roles, each once, the unnamed by their words."""
    found = [
        desk.entities[p.entity_id].name if p.entity_id in desk.entities else " ".join(p.text.split())
        for p in event.participants
        if p.role in roles
    ]
    return list(dict.fromkeys(found))
