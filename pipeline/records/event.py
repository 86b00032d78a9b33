"""Who did what to whom, when and where, and whether it happened."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from pipeline.records.column import Confidence, Id, Offset, Record, children, column
from pipeline.records.evidence import Evidence
from pipeline.records.participant import Participant

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "SANCTION", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
EventStatus = Literal["happened", "ongoing", "planned", "hypothetical", "negated"]


class Event(Record):
    """One political event that one document reports, coded in PLOVER 2.0."""

    table: ClassVar[str] = "events"
    classes: ClassVar[tuple[str, ...]] = ("schema:Event",)
    references: ClassVar[dict[str, str]] = {
        "document_id": "documents", "attributed_to": "entities", "time_id": "times", "place_id": "entities",
    }  # fmt: skip

    id: Id = column("The event; derived from document, kind and best span")
    document_id: Id = column("The document that reports it", term="schema:subjectOf", coerce="@id")
    type: EventType = column("PLOVER event type", term="dl:eventType", example="CONSULT")
    mode: str | None = column("PLOVER mode", term="dl:mode", example="visit", default=None)
    contexts: tuple[str, ...] = column("PLOVER contexts", term="dl:context", example=("diplomatic",), default=())
    quad: Annotated[int, Field(ge=1, le=4)] = column(
        "Quad class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict",
        term="dl:quadClass",
    )
    intensity: Annotated[float, Field(ge=-10, le=10)] = column("PLOVER intensity, -10 to 10", term="dl:intensity")
    label: str = column(
        "A short line that a person would write", term="schema:name", example="Zarif meets Lavrov in Moscow"
    )
    status: EventStatus = column("Whether it happened", term="dl:status", example="happened")
    attributed_to: Id | None = column(
        "Who says so, when the text does not say it itself",
        term="dl:attributedTo",
        coerce="@id",
        default=None,
    )
    start: Offset = column("First code point of the clause that tells it", unit="code points")
    end: Offset = column("Code point after the clause's last", unit="code points")
    text: str = column("The clause, exactly")
    trigger_start: Offset = column("First code point of the trigger", term="dl:triggerStart", unit="code points")
    trigger_end: Offset = column("Code point after the trigger's last", term="dl:triggerEnd", unit="code points")
    trigger_source: str = column(
        "What proposed the trigger: lexicon, model or both, and the rule", term="dl:triggerSource"
    )
    edtf: str | None = column("When, EDTF level 1", term="schema:startDate", coerce="edtf", default=None)
    earliest: dt.date | None = column("First day it may be", term="dl:earliest", coerce="date", default=None)
    latest: dt.date | None = column("Last day it may be", term="dl:latest", coerce="date", default=None)
    time_basis: Literal["governed", "inherited"] | None = column(
        "Whether the time is in the event's own clause or inherited from one nearby",
        term="dl:timeBasis",
        default=None,
    )
    time_id: Id | None = column("The time expression that dates it", term="dl:time", coerce="@id", default=None)
    place_id: Id | None = column("Where, as an entity", term="schema:location", coerce="@id", default=None)
    cluster_id: Id = column("Shared by the reports of one event in several documents", term="dl:cluster", coerce="@id")
    confidence: Confidence = column("Probability that type and trigger are right", term="dl:confidence")

    participants: tuple[Participant, ...] = children("Who took part", term="dl:participant")
    evidence: tuple[Evidence, ...] = children("Every passage that tells of it", term="dl:evidence")
