"""Words in somebody's mouth."""

from __future__ import annotations

from typing import ClassVar, Literal

from pipeline.records.column import Id, Offset, Record, children, column
from pipeline.records.evidence import Evidence

StatementKind = Literal["direct", "indirect", "mixed"]


class Statement(Record):
    """What a text quotes or reports somebody as saying."""

    table: ClassVar[str] = "statements"
    classes: ClassVar[tuple[str, ...]] = ("schema:Quotation",)
    references: ClassVar[dict[str, str]] = {
        "document_id": "documents", "speaker_id": "entities", "addressee_id": "entities", "event_id": "events",
    }  # fmt: skip

    id: Id = column("The statement; derived from document and content span")
    document_id: Id = column("The document", term="schema:isPartOf", coerce="@id")
    speaker_id: Id | None = column(
        "Who says it; null where the text leaves it open",
        term="schema:spokenByCharacter",
        coerce="@id",
        default=None,
    )
    addressee_id: Id | None = column("To whom", term="dl:addressee", coerce="@id", default=None)
    kind: StatementKind = column("Quoted, reported, or reported with quoted words", term="dl:statementKind")
    start: Offset = column("First code point of the content", unit="code points")
    end: Offset = column("Code point after the content's last", unit="code points")
    text: str = column("The content, exactly, without the outer quotation marks", term="schema:text")
    cue: str | None = column("The word that marks the speech", term="dl:cue", example="said", default=None)
    cue_start: Offset | None = column(
        "First code point of the cue", term="dl:cueStart", unit="code points", default=None
    )
    cue_end: Offset | None = column(
        "Code point after the cue's last", term="dl:cueEnd", unit="code points", default=None
    )
    edtf: str | None = column("When it was said, EDTF level 1", term="dl:saidOn", coerce="edtf", default=None)
    medium: str | None = column("How it was said", term="dl:medium", example="tweet", default=None)
    event_id: Id | None = column("The event that saying it is", term="schema:about", coerce="@id", default=None)

    evidence: tuple[Evidence, ...] = children("Every passage that gives it", term="dl:evidence")
