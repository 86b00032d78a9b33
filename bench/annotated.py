"""The project's annotated articles as documents: text, one paragraph a passage, and the spans of every tag."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from pipeline.records.citation import Citation
from pipeline.records.document import Document
from pipeline.records.passage import Passage


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of an annotated article: its name, offsets into the text, and attributes."""

    name: str
    start: int
    end: int
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Annotated:
    """One annotated article."""

    path: Path
    document: Document
    tags: tuple[Tag, ...]


def development(corpora: Path) -> Iterator[Annotated]:
    """The articles of `own/` whose numbers are divisible by six, by path.

    Raises:
        FileNotFoundError: if there are none.
    """
    yield from (a for a in articles(corpora) if int(a.path.stem) % 6 == 0)


def articles(corpora: Path) -> Iterator[Annotated]:
    """Every article of `own/`, by path.

    Raises:
        FileNotFoundError: if there are none.
    """
    paths = sorted((corpora / "own").glob("*/*.xml"))
    if not paths:
        raise FileNotFoundError(f"no annotated articles under {corpora / 'own'}")
    for path in paths:
        yield read(path)


def read(path: Path) -> Annotated:
    """One annotated article; offsets are into the text without tags and outer blank lines."""
    root = ElementTree.parse(path).getroot()
    pieces: list[str] = []
    tags: list[Tag] = []
    length = 0

    def walk(node: ElementTree.Element) -> None:
        nonlocal length
        start = length
        for piece in (node.text or "",):
            pieces.append(piece)
            length += len(piece)
        for child in node:
            walk(child)
            pieces.append(child.tail or "")
            length += len(child.tail or "")
        if node is not root:
            tags.append(Tag(node.tag, start, length, dict(node.attrib)))

    walk(root)
    raw = "".join(pieces)
    lead = len(raw) - len(raw.lstrip("\n"))
    text = raw.strip("\n")
    moved = tuple(Tag(t.name, t.start - lead, t.end - lead, t.attributes) for t in tags)
    return Annotated(
        path,
        document(text, root.attrib.get("published"), path.stem),
        tuple(sorted(moved, key=lambda t: (t.start, -t.end))),
    )


def document(text: str, published: str | None, name: str) -> Document:
    """A text as a document of plain paragraphs."""
    ident = f"https://dateline.example/document/{name}"
    passages = tuple(
        Passage(
            id=f"{ident}#char={m.start()},{m.end()}", document_id=ident, position=i, kind="paragraph", start=m.start(), end=m.end()
        )
        for i, m in enumerate(re.finditer(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*\Z)", text, re.S))
    )  # fmt: skip
    day = dt.date.fromisoformat(published) if published and re.fullmatch(r"\d{4}-\d\d-\d\d", published) else None
    return Document(
        id=ident, source=name, media_type="text/plain", sha256="0" * 64, text=text, text_sha256="0" * 64,
        published_edtf=published if day else None, published_basis="stated" if day else None, reference_date=day,
        reference_basis="stated" if day else None, words=len(text.split()), passages=passages, citations=citations(text, ident),
    )  # fmt: skip


def citations(text: str, ident: str) -> tuple[Citation, ...]:
    """Footnote digits stuck to a stop or closing mark, as `read` would find them."""
    return tuple(
        Citation(id=f"{ident}#c{m.start()}", document_id=ident, marker=m[0], start=m.start(), end=m.end())
        for m in re.finditer(r"(?:(?<=[^\W\d][.,;:!?”’\")])|(?<=\d{4}[.,]))\d{1,2}(?=\s|$)", text)
    )
