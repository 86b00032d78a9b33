"""How a document's text runs: its sentences, its paragraphs, and the part of the article that a span lies in."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from pipeline.records.document import Document
from pipeline.records.evidence import Evidence
from pipeline.records.passage import Part
from pipeline.records.span import Span

#: A sentence's end: a stop, then perhaps a closing mark or a footnote digit, then a space and a new start.
BREAK = re.compile(
    r"(?<![A-Z]\.)(?<!\b[A-Z])(?<!\b(?:Mr|Dr|St|Lt|No))(?<!\b(?:Mrs|Gen|Col|Sen|Gov|Rep|Rev|Hon))[.!?…]+[”’\"')\]]*\d*\s+(?=[“‘\"'(\[]*[A-Z0-9])|\n+"
)


@dataclass(frozen=True, slots=True)
class Story:
    """A document with the starts of its sentences, paragraphs and passages, in code points."""

    document: Document
    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]
    passages: tuple[int, ...]

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    def sentence(self, offset: int) -> int:
        """Number of the sentence that an offset lies in."""
        return bisect_right(self.sentences, offset) - 1

    def paragraph(self, offset: int) -> int:
        """Number of the paragraph that an offset lies in."""
        return bisect_right(self.paragraphs, offset) - 1

    def part(self, span: Span) -> Part:
        """The part of the article that a span starts in; body where no passage covers it."""
        passages = self.document.passages
        at = bisect_right(self.passages, span.start) - 1
        return passages[at].part if at >= 0 and span.start < passages[at].end else "body"

    def evidence(self, record_id: str, span: Span) -> Evidence:
        """A span as evidence of a record."""
        return Evidence(
            record_id=record_id, document_id=self.document.id, start=span.start, end=span.end,
            text=span.of(self.text), part=self.part(span),
        )  # fmt: skip


def story_of(document: Document) -> Story:
    """The story that a document's text tells."""
    text = document.text
    starts = {0, *(match.end() for match in BREAK.finditer(text)), *(p.start for p in document.passages)}
    paragraphs = (
        {0, *(p.start for p in document.passages)}
        if document.passages
        else {0, *(m.end() for m in re.finditer(r"\n+", text))}
    )
    return Story(document, tuple(sorted(starts)), tuple(sorted(paragraphs)), tuple(p.start for p in document.passages))
