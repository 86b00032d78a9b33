"""An article as read."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from pipeline.records.citation import Citation
from pipeline.records.column import Id, Record, children, column
from pipeline.records.passage import Passage


class Document(Record):
    """One article: its text, its layout, and what it says of itself."""

    table: ClassVar[str] = "documents"
    classes: ClassVar[tuple[str, ...]] = ("schema:NewsArticle",)

    id: Id = column("The document; derived from `source`")
    source: str = column("Path below the folder given, with /", term="dl:source", example="visit.txt")
    media_type: str = column("Media type of the input", term="schema:encodingFormat", example="text/html")
    sha256: str = column("SHA-256 of the input's bytes, hexadecimal", term="dl:sha256")
    text: str = column("The text that all offsets count in", term="schema:text")
    text_sha256: str = column("SHA-256 of `text` in UTF-8, hexadecimal", term="dl:textSha256")
    title: str | None = column("Headline", term="schema:headline", default=None)
    publisher: str | None = column("Name of the publisher", term="dl:publisherName", default=None)
    authors: tuple[str, ...] = column("Names of the authors", term="dl:authorName", default=())
    section: str | None = column("Section or rubric", term="schema:articleSection", default=None)
    language: str | None = column("BCP 47 language tag", term="schema:inLanguage", example="en", default=None)
    url: str | None = column("Address the article was published at", term="schema:url", coerce="@id", default=None)
    published_edtf: str | None = column(
        "Publication date, EDTF level 1",
        term="schema:datePublished",
        coerce="edtf",
        example="2021-02-08",
        default=None,
    )
    published_basis: Literal["stated", "metadata", "inferred"] | None = column(
        "Where the publication date comes from", term="dl:publishedBasis", default=None
    )
    reference_date: dt.date | None = column(
        "Day that relative expressions are counted from", term="dl:referenceDate", coerce="date", default=None
    )
    reference_basis: Literal["stated", "metadata", "inferred"] | None = column(
        "Where the reference date comes from; inferred ones were read off the text",
        term="dl:referenceBasis",
        default=None,
    )
    words: int = column("Words in the text, boilerplate left out", term="schema:wordCount")

    passages: tuple[Passage, ...] = children("The article's blocks, in order")
    citations: tuple[Citation, ...] = children("Footnote markers, in order")
