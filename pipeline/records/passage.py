"""A block of the article as it was laid out."""

from __future__ import annotations

from typing import ClassVar, Literal

from pipeline.records.column import Id, Offset, Record, column

PassageKind = Literal["title", "heading", "paragraph", "caption", "alt", "list", "note", "boilerplate"]
#: The part of an article that evidence lies in.
Part = Literal["headline", "body", "caption", "note"]


class Passage(Record):
    """One block of a document's text; a document's passages stand in order and never overlap."""

    table: ClassVar[str] = "passages"
    references: ClassVar[dict[str, str]] = {"document_id": "documents"}

    id: Id = column("The passage: its document's id with #char=START,END (RFC 5147)")
    document_id: Id = column("The document that the passage belongs to")
    position: int = column("Place among the document's passages, from 0", example=4)
    kind: PassageKind = column("What the block is in the article's layout", example="paragraph")
    level: int | None = column("Depth of a heading, from 1; null for all else", example=2, default=None)
    section: str | None = column("Heading that the passage stands under", example="Changing times", default=None)
    start: Offset = column("First code point of the passage in documents.text", unit="code points")
    end: Offset = column("Code point after the passage's last", unit="code points")

    @property
    def part(self) -> Part:
        """The part of the article that evidence from this passage is filed under."""
        return PARTS[self.kind]


PARTS: dict[str, Part] = {
    "title": "headline",
    "heading": "headline",
    "alt": "caption",
    "caption": "caption",
    "note": "note",
    "paragraph": "body",
    "list": "body",
    "boilerplate": "note",
}
