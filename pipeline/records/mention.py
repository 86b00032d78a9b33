"""One place where a text names an entity."""

from __future__ import annotations

from typing import ClassVar, Literal

from pipeline.records.column import Confidence, Id, Offset, Record, column

MentionForm = Literal["name", "adjective", "acronym", "nominal", "pronoun"]


class Mention(Record):
    """The words that stand for an entity at one place of one document."""

    table: ClassVar[str] = "mentions"
    references: ClassVar[dict[str, str]] = {"document_id": "documents", "entity_id": "entities"}

    id: Id = column("The mention; derived from document and span")
    document_id: Id = column("The document")
    entity_id: Id = column("The entity that the words stand for")
    start: Offset = column("First code point in documents.text", unit="code points")
    end: Offset = column("Code point after the last", unit="code points")
    text: str = column("The exact words", example="Zarif")
    form: MentionForm = column("How the words refer", example="name")
    link_reason: str = column(
        "Why the mention belongs to the entity", example="surname of the only Zarif in the document"
    )
    confidence: Confidence = column("Probability that span and type are right", example=0.97)
