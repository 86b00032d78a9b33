"""Two short articles that tell of one meeting on two days, as records: what the questions and consumers are tried on."""

from __future__ import annotations

import datetime as dt
import hashlib

from pipeline.records import (
    Dataset,
    Document,
    Entity,
    Event,
    Evidence,
    Mention,
    Participant,
    Passage,
    Statement,
    Time,
)  # fmt: skip
from pipeline.records.identity import DEFAULT_BASE, make_id, passage_id
from pipeline.records.span import Span

TEXTS = {
    "court.txt": "Flavia Elphberg met Duke Michael in Strelsau on 4 January 2021. “Strelsau is ours,” Elphberg said.",
    "gazette.txt": "Flavia Elphberg met Duke Michael in Strelsau on 6 January 2021. “We were not told,” Elphberg said.",
}
SAID = {"court.txt": "Strelsau is ours,", "gazette.txt": "We were not told,"}
KINDS = {"Flavia Elphberg": "Person", "Duke Michael": "Person", "Strelsau": "Place"}
ENTITY = {name: make_id(DEFAULT_BASE, "entity", kind, name.casefold()) for name, kind in KINDS.items()}


def two_articles() -> Dataset:
    """Both articles, their events in one cluster."""
    parts = [article(source, text) for source, text in TEXTS.items()]
    cluster = min(part.events[0].id for part in parts)
    mentions = [mention for part in parts for mention in part.mentions]
    entities = tuple(
        Entity(
            id=ENTITY[name],
            type=kind,  # type: ignore[arg-type]
            name=name,
            alternate_names=("Elphberg",) if name == "Flavia Elphberg" else (),
            mention_count=sum(mention.entity_id == ENTITY[name] for mention in mentions),
            document_count=len({mention.document_id for mention in mentions if mention.entity_id == ENTITY[name]}),
        )
        for name, kind in KINDS.items()
    )
    return Dataset(
        documents=tuple(document for part in parts for document in part.documents),
        entities=entities,
        mentions=tuple(mentions),
        times=tuple(time for part in parts for time in part.times),
        events=tuple(e.model_copy(update={"cluster_id": cluster}) for part in parts for e in part.events),
        statements=tuple(statement for part in parts for statement in part.statements),
    )


def article(source: str, text: str) -> Dataset:
    """The records of one article."""
    own = make_id(DEFAULT_BASE, "document", source)

    def place(words: str, start: int = 0) -> Span:
        at = text.index(words, start)
        return Span(at, at + len(words))

    def mention(span: Span, name: str) -> Mention:
        return Mention(
            id=make_id(DEFAULT_BASE, "mention", own, span.start, span.end), document_id=own, entity_id=ENTITY[name],
            start=span.start, end=span.end, text=span.of(text), form="name", link_reason="its full name", confidence=0.9,
        )  # fmt: skip

    def evidence(record: str, span: Span) -> Evidence:
        return Evidence(
            record_id=record, document_id=own, start=span.start, end=span.end, text=span.of(text), part="body"
        )

    sentence = Span(0, text.index(".") + 1)
    when = place(text[text.index(" on ") + 4 : sentence.end - 1])
    day = dt.date(2021, 1, int(when.of(text).split()[0]))
    said = place(SAID[source])
    mentions = [mention(place(name), name) for name in KINDS]
    if "Strelsau" in SAID[source]:
        mentions.append(mention(place("Strelsau", said.start), "Strelsau"))
    mentions.append(mention(place("Elphberg", said.end), "Flavia Elphberg"))
    passage = passage_id(own, 0, len(text))
    document = Document(
        id=own, source=source, media_type="text/plain", sha256=hashlib.sha256(text.encode()).hexdigest(), text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(), words=len(text.split()),
        passages=(Passage(id=passage, document_id=own, position=0, kind="paragraph", start=0, end=len(text)),),
    )  # fmt: skip
    time = Time(
        id=make_id(DEFAULT_BASE, "time", own, when.start, when.end), document_id=own, start=when.start, end=when.end,
        text=when.of(text), kind="date", edtf=day.isoformat(), earliest=day, latest=day, granularity="day",
    basis="stated")  # fmt: skip
    event_id = make_id(DEFAULT_BASE, "event", own, "CONSULT", sentence.start, sentence.end)
    trigger = place("met")
    event = Event(
        id=event_id, document_id=own, type="CONSULT", quad=1, intensity=2.5, label="Flavia Elphberg meets Duke Michael",
        status="happened", start=sentence.start, end=sentence.end, text=sentence.of(text), trigger_start=trigger.start,
        trigger_end=trigger.end, trigger_source="lexicon: meet.v", edtf=day.isoformat(), earliest=day, latest=day,
        time_basis="governed", time_id=time.id, place_id=ENTITY["Strelsau"], cluster_id=event_id, confidence=0.8,
        participants=tuple(
            Participant(
                event_id=event_id, document_id=own, start=m.start, end=m.end, entity_id=m.entity_id, mention_id=m.id,
                role=role, text=m.text,
            )
            for m, role in zip(mentions, ("actor", "recipient"), strict=False)
        ),
        evidence=(evidence(event_id, sentence),),
    )  # fmt: skip
    number = make_id(DEFAULT_BASE, "statement", own, "direct", said.start, said.end)
    cue = place("said", said.end)
    statement = Statement(
        id=number, document_id=own, speaker_id=ENTITY["Flavia Elphberg"], kind="direct", start=said.start, end=said.end,
        text=said.of(text), cue="said", cue_start=cue.start, cue_end=cue.end, evidence=(evidence(number, said),),
    )  # fmt: skip
    return Dataset(
        documents=(document,), mentions=tuple(mentions), times=(time,), events=(event,), statements=(statement,)
    )
