"""A passage of text on which a record rests."""

from __future__ import annotations

from typing import ClassVar

from pipeline.records.column import Id, Offset, Record, column
from pipeline.records.passage import Part


class Evidence(Record):
    """The exact words that support an event, statement or relation."""

    table: ClassVar[str] = "evidence"
    classes: ClassVar[tuple[str, ...]] = ("oa:SpecificResource",)
    order: ClassVar[tuple[str, ...]] = ("record_id", "document_id", "start")
    key: ClassVar[tuple[str, ...]] = ("record_id", "document_id", "start", "end")
    references: ClassVar[dict[str, str]] = {"document_id": "documents"}

    record_id: Id = column("The event, statement or relation supported")
    document_id: Id = column("The document that the words stand in")
    start: Offset = column("First code point in documents.text", unit="code points")
    end: Offset = column("Code point after the last", unit="code points")
    text: str = column("The exact words")
    part: Part = column("Part of the article", example="body")
