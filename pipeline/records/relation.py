"""How two entities stand to each other."""

from __future__ import annotations

from typing import ClassVar, Literal

from pipeline.records.column import Id, Offset, Record, children, column
from pipeline.records.evidence import Evidence

Predicate = Literal[
    "holds_office", "member_of", "spokesperson_of", "family_of", "alias_of", "part_of",
    "located_in", "designated_as", "succeeds", "party_to",
]  # fmt: skip
RelationStatus = Literal["current", "former", "acting", "designate"]


class Relation(Record):
    """An office, membership or other tie that a text states."""

    table: ClassVar[str] = "relations"
    classes: ClassVar[tuple[str, ...]] = ("schema:OrganizationRole", "schema:Role")
    references: ClassVar[dict[str, str]] = {
        "document_id": "documents", "subject_id": "entities", "object_id": "entities",
    }  # fmt: skip

    id: Id = column("The relation; derived from document, predicate and span")
    document_id: Id = column("The document", term="schema:subjectOf", coerce="@id")
    subject_id: Id = column("Whom it is said of", term="dl:subject", coerce="@id")
    predicate: Predicate = column("What is said", term="dl:predicate", example="holds_office")
    object_id: Id | None = column("The other side, if it is an entity", term="dl:object", coerce="@id", default=None)
    object_text: str | None = column(
        "The other side in words, such as the office",
        term="schema:roleName",
        example="Foreign Minister",
        default=None,
    )
    status: RelationStatus = column("Whether it holds", term="dl:relationStatus", example="current")
    edtf: str | None = column("When it holds or held, EDTF level 1", term="dl:heldDuring", coerce="edtf", default=None)
    start: Offset = column("First code point of the words that say so", unit="code points")
    end: Offset = column("Code point after the last", unit="code points")
    text: str = column("The exact words")

    evidence: tuple[Evidence, ...] = children("Every passage that says so", term="dl:evidence")

    @property
    def linked_class(self) -> str:
        """An office or membership is an OrganizationRole, any other tie a Role."""
        office = self.predicate in ("holds_office", "member_of", "spokesperson_of")
        return "schema:OrganizationRole" if office else "schema:Role"
