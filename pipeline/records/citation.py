"""A footnote marker and what it points to."""

from __future__ import annotations

from typing import ClassVar

from pipeline.records.column import Id, Offset, Record, column


class Citation(Record):
    """A footnote marker in the running text, joined to its note where the article has it."""

    table: ClassVar[str] = "citations"
    references: ClassVar[dict[str, str]] = {"document_id": "documents"}

    id: Id = column("The citation")
    document_id: Id = column("The document that the marker stands in")
    marker: str = column("The marker as printed, without brackets", example="4")
    start: Offset = column("First code point of the marker in documents.text", unit="code points")
    end: Offset = column("Code point after the marker's last", unit="code points")
    note: str | None = column("Text of the note; null where the article leaves it out", default=None)
    url: str | None = column("First link of the note", default=None)
