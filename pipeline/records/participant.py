"""Who takes part in an event, and as what."""

from __future__ import annotations

from typing import ClassVar, Literal

from pipeline.records.column import Id, Offset, Record, column

ParticipantRole = Literal["actor", "recipient", "beneficiary", "instrument", "topic", "victim"]


class Participant(Record):
    """One participant of one event, named or only described."""

    table: ClassVar[str] = "participants"
    classes: ClassVar[tuple[str, ...]] = ("dl:Participation",)
    order: ClassVar[tuple[str, ...]] = ("event_id", "role", "document_id", "start")
    key: ClassVar[tuple[str, ...]] = ("event_id", "role", "document_id", "start", "end")
    references: ClassVar[dict[str, str]] = {
        "event_id": "events", "document_id": "documents", "entity_id": "entities", "mention_id": "mentions",
    }  # fmt: skip

    event_id: Id = column("The event")
    document_id: Id = column("The document")
    start: Offset = column("First code point of the participant's words", term="dl:spanStart", unit="code points")
    end: Offset = column("Code point after the last", term="dl:spanEnd", unit="code points")
    entity_id: Id | None = column("The entity; null for the unnamed", term="dl:entity", coerce="@id", default=None)
    mention_id: Id | None = column("The mention; null for the unnamed", term="dl:mention", coerce="@id", default=None)
    role: ParticipantRole = column("Part played in the event", term="dl:participantRole", example="actor")
    text: str = column("The exact words", term="dl:phrase", example="eleven diplomats")
    count: int | None = column(
        "How many, where the text says so", term="dl:count", unit="persons or things", default=None
    )
