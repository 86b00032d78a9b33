"""The project's own annotated articles as input of this room: what a perfect `extract` would hand over."""

from __future__ import annotations

import hashlib
import re
import xml.etree.ElementTree as ET
from pathlib import Path

from pipeline.extract.extraction import (
    Argument,
    EventCandidate,
    Extraction,
    Name,
    Quote,
    Reference,
    Role,
    TimeExpression,
)
from pipeline.records import Document, Passage, Span
from pipeline.records.edtf import parse
from pipeline.records.identity import make_id, passage_id
from pipeline.resolve.known import code_of
from pipeline.resolve.spelling import words

BASE = "https://dateline.example/"
PRONOUNS = frozenset(
    [
        "he",
        "him",
        "his",
        "she",
        "her",
        "hers",
        "i",
        "me",
        "my",
        "we",
        "us",
        "our",
        "it",
        "its",
        "itself",
        "they",
        "them",
        "themselves",
        "their",
        "who",
        "whom",
        "which",
        "you",
        "your",
        "himself",
        "herself",
    ]
)

Spans = list[tuple[int, int, ET.Element]]


def annotated(path: Path) -> tuple[str, ET.Element, Spans]:
    """An article's text, its root element and its spans in text order."""
    root = ET.parse(path).getroot()
    parts: list[str] = []
    spans: Spans = []
    _walk(root, parts, spans)
    return "".join(parts), root, sorted((s for s in spans if s[2] is not root), key=lambda s: (s[0], -s[1]))


def _walk(element: ET.Element, parts: list[str], spans: Spans) -> None:
    start = sum(map(len, parts))
    parts.append(element.text or "")
    for child in element:
        _walk(child, parts, spans)
        parts.append(child.tail or "")
    spans.append((start, sum(map(len, parts)), element))


def article(path: Path) -> tuple[Document, Extraction]:
    """An annotated article as a document and what a perfect extraction says of it."""
    text, root, spans = annotated(path)
    return document(f"{path.parent.name}/{path.name}", text, root.get("published")), extraction(text, spans)


def document(source: str, text: str, published: str | None = None) -> Document:
    """A document of paragraphs parted by line breaks."""
    number = make_id(BASE, "document", source)
    titled = len(re.findall(r"[^\n]*\S[^\n]*", text)) > 1
    passages = tuple(
        Passage(
            id=passage_id(number, m.start(), m.end()), document_id=number, position=n, kind="title" if titled and not n else "paragraph",
            start=m.start(), end=m.end(),
        )
        for n, m in enumerate(re.finditer(r"[^\n]*\S[^\n]*", text))
    )  # fmt: skip
    sha = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        id=number, source=source, media_type="text/plain", sha256=sha, text=text, text_sha256=sha,
        published_edtf=published, published_basis="stated" if published else None,
        reference_date=parse(published).earliest if published else None, words=len(text.split()), passages=passages,
    )  # fmt: skip


def extraction(text: str, spans: Spans) -> Extraction:
    """What the annotation says, in the terms of the room before."""
    by_tag: dict[str, list[tuple[Span, ET.Element]]] = {}
    for a, b, element in spans:
        by_tag.setdefault(element.tag, []).append((Span(a, b), element))
    countries = {
        e.get("e"): code for s, e in by_tag.get("n", []) if e.get("t") == "Place" and (code := code_of(s.of(text)))
    }
    names = tuple(_name(span, element, text, countries) for span, element in by_tag.get("n", []))
    mentions = [(span, e.get("e")) for tag in ("n", "r") for span, e in by_tag.get(tag, [])]

    def near(entity: str | None, at: Span) -> Span | None:
        found = [span for span, other in mentions if other == entity]
        found = [span for span in found if not at.contains(span)] or found
        return min(found, key=lambda span: (span.distance(at), span.start), default=None)

    times = tuple(_time(span, e, text) for span, e in by_tag.get("time", []))
    quotes = tuple(
        Quote(span, span.of(text), e.get("k", "direct"), None, near(e.get("s"), span))
        for span, e in by_tag.get("q", [])  # type: ignore[arg-type]
    )
    roles = tuple(
        Role(span, span.of(text), holder, near(e.get("o"), span), e.get("st", "current"))  # type: ignore[arg-type]
        for span, e in by_tag.get("role", [])
        if (holder := near(e.get("e"), span))
    )
    events = tuple(_event(span, e, text, near, times, quotes) for span, e in by_tag.get("ev", []))
    references = tuple(
        Reference(
            span, span.of(text), head_of(span.of(text)), "pronoun" if span.of(text).lower() in PRONOUNS else "nominal"
        )
        for span, _ in by_tag.get("r", [])
    )
    return Extraction(names, references, times, quotes, roles, events)


def head_of(phrase: str) -> str:
    """The last word of a noun phrase before what modifies it."""
    said = re.split(r"\s+(?:of|in|from|who|for|with|to|at|on)\s+|,", phrase)[0]
    return (words(said) or (phrase,))[-1]


def _name(span: Span, element: ET.Element, text: str, countries: dict[str | None, str]) -> Name:
    kind = element.get("t", "Other")
    code = code_of(span.of(text)) if kind in ("Place", "Group") else None
    metonym = code is None and kind == "Place" and element.get("e") in countries
    return Name(
        span, span.of(text), kind, element.get("s"), element.get("f", "name"), 0.9,  # type: ignore[arg-type]
        code=countries[element.get("e")] if metonym else code, metonym=metonym,
    )  # fmt: skip


def _time(span: Span, element: ET.Element, text: str) -> TimeExpression:
    value = element.get("v") or None
    kind = "interval" if value and "/" in value else "date" if value else "duration"
    basis = "vague" if element.get("k") == "vague" else "stated"
    return TimeExpression(span, span.of(text), kind, value, basis=basis)  # type: ignore[arg-type]


def _event(span, e, text, near, times, quotes) -> EventCandidate:  # type: ignore[no-untyped-def]
    start = max(text.rfind(mark, 0, span.start) + len(mark) for mark in (". ", "\n", "” "))
    end = min(i for mark in (".", "\n") if (i := text.find(mark, span.end)) > 0 or (i := len(text)))
    clause = Span(max(0, start), max(end, span.end))
    arguments = tuple(
        Argument(role, at, at.of(text))
        for key, role in (("a", "actor"), ("r", "recipient"))
        for entity in (e.get(key) or "").split()
        if (at := near(entity, span)) and at.distance(span) < 400
    )
    dated = [t for t in times if t.edtf and t.edtf == e.get("d") and clause.contains(t.span)]
    place = near(e.get("p"), span) if e.get("p") else None
    around = [q.span for q in quotes if q.span.contains(span)] if e.get("by") else []
    return EventCandidate(
        span, clause, span.of(text).lower(), e.get("t"), e.get("m"), e.get("st"), arguments,
        dated[0].span if dated else None, place if place and place.distance(span) < 400 else None,
        min(around, key=lambda s: s.end - s.start) if around else None, confidence=0.8,
    )  # fmt: skip
