"""Something a person should know about an input or an output."""

from __future__ import annotations

from typing import ClassVar, Literal

from pipeline.records.column import Id, Offset, Record, column

Severity = Literal["error", "warning", "note"]


class Finding(Record):
    """A rule's verdict on one place."""

    table: ClassVar[str] = "findings"
    order: ClassVar[tuple[str, ...]] = ("document_id", "rule", "start")
    key: ClassVar[tuple[str, ...]] = ()
    references: ClassVar[dict[str, str]] = {}

    document_id: Id | None = column("The document; null for what concerns the whole build", default=None)
    rule: str = column("Id of the rule", example="read.encoding")
    severity: Severity = column("error: invalid or quarantined; warning: look at it; note: for information")
    message: str = column("One sentence: what, where, and the cure")
    pointer: str | None = column("File, table row or record that it concerns", example="visit.txt", default=None)
    start: Offset | None = column("First code point in documents.text", unit="code points", default=None)
    end: Offset | None = column("Code point after the last", unit="code points", default=None)
    related: tuple[str, ...] = column("Ids of other records concerned", default=())
