"""A reading to the contract's `Document`: ids, passages under their headings, citations, dates, language, words."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Sequence

from pipeline.read.citing import markers
from pipeline.read.dates import exact_day
from pipeline.read.language import SAMPLE, language_of
from pipeline.read.reading import Block, Marker, PublishedBasis, Reading
from pipeline.read.reference import inferred_reference
from pipeline.read.row import word_count
from pipeline.records.citation import Citation
from pipeline.records.document import Document
from pipeline.records.identity import make_id, passage_id
from pipeline.records.passage import Passage


def document(reading: Reading, *, raw: bytes, source: str, media_type: str, base_iri: str) -> Document:
    """The document of one reading. `raw` are the input's bytes; `source` its path below the folder given."""
    text, said = reading.text, reading.metadata
    own = make_id(base_iri, "document", source)
    found = reading.markers if reading.markers is not None else markers(text, reading.blocks)
    published = exact_day(said.published)
    reference = published or inferred_reference(text, reading.blocks)
    return Document(
        id=own,
        source=source,
        media_type=media_type,
        sha256=hashlib.sha256(raw).hexdigest(),
        text=text,
        text_sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        title=said.title,
        publisher=said.publisher,
        authors=said.authors,
        section=said.section,
        language=said.language or language_of(_running(text, reading.blocks)),
        url=said.url,
        published_edtf=said.published,
        published_basis=said.published_basis if said.published else None,
        reference_date=reference,
        reference_basis=_basis(reading, published, reference),
        words=sum(word_count(text[b.start : b.end]) for b in reading.blocks if b.kind not in ("boilerplate", "note")),
        passages=tuple(_passages(text, reading.blocks, own)),
        citations=tuple(_citation(marker, own, base_iri) for marker in found),
    )


def _basis(reading: Reading, published: dt.date | None, reference: dt.date | None) -> PublishedBasis | None:
    if reference is None:
        return None
    return reading.metadata.published_basis if published else "inferred"


def _passages(text: str, blocks: Sequence[Block], own: str) -> Iterator[Passage]:
    """Passages in order, each under the nearest heading above it; a heading under the nearest one of lesser depth."""
    open_headings: list[tuple[int, str]] = []
    for position, block in enumerate(blocks):
        if block.kind == "heading":
            depth = block.level or 2
            while open_headings and open_headings[-1][0] >= depth:
                open_headings.pop()
        outside = block.kind in ("title", "note", "boilerplate") or not open_headings
        yield Passage(
            id=passage_id(own, block.start, block.end),
            document_id=own,
            position=position,
            kind=block.kind,
            level=block.level,
            section=None if outside else open_headings[-1][1],
            start=block.start,
            end=block.end,
        )
        if block.kind == "heading":
            open_headings.append((block.level or 2, heading_text(text[block.start : block.end])))


def heading_text(printed: str) -> str:
    """A heading's words without the marks of Markdown around them and with single spaces."""
    bare = re.sub(r"^#{1,6}\s+|\s+#+\s*$|\n\s*[=-]+\s*$", "", printed.strip())
    return re.sub(r"\s+", " ", bare).strip("*_ ") or printed


def _citation(marker: Marker, own: str, base_iri: str) -> Citation:
    return Citation(
        id=make_id(base_iri, "citation", own, marker.start, marker.end),
        document_id=own,
        marker=marker.label,
        start=marker.start,
        end=marker.end,
        note=marker.note,
        url=marker.url,
    )


def _running(text: str, blocks: Sequence[Block]) -> str:
    """Enough running text to tell the language by."""
    parts: list[str] = []
    for block in blocks:
        if block.kind not in ("boilerplate", "note"):
            parts.append(text[block.start : min(block.end, block.start + SAMPLE)])
        if sum(map(len, parts)) > SAMPLE:
            break
    return "\n".join(parts)
