"""Articles for tests: text as a document of paragraphs, and the blank analysis that every rule must cope with."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extract.extraction import Name
from pipeline.records.citation import Citation
from pipeline.records.document import Document
from pipeline.records.passage import Passage
from pipeline.records.span import Span

CASES = Path(__file__).parents[1] / "cases" / "extract"


def article(text: str, marks: tuple[tuple[int, int], ...] = (), kinds: dict[int, str] | None = None) -> Document:
    """The text with one passage a block; `marks` are spans of citation markers, `kinds` the passages that are no paragraphs."""
    passages = tuple(
        Passage.model_validate(
            {
                "id": f"x:d#char={m.start()},{m.end()}",
                "document_id": "x:d",
                "position": position,
                "kind": (kinds or {}).get(position, "paragraph"),
                "start": m.start(),
                "end": m.end(),
            }
        )
        for position, m in enumerate(re.finditer(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*\Z)", text, re.S))
    )
    citations = tuple(
        Citation(id=f"x:c{start}", document_id="x:d", marker=text[start:end], start=start, end=end)
        for start, end in marks
    )
    return Document(
        id="x:d", source="article.txt", media_type="text/plain", sha256="0" * 64, text=text, text_sha256="0" * 64,
        words=len(text.split()), passages=passages, citations=citations,
    )  # fmt: skip


@cache
def _blank() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def blank(document: Document) -> Doc:
    """The document's words and sentences, without tags, heads or entities."""
    return _blank()(document.text)


def cases(kind: str) -> list[Path]:
    """Case files of one kind, by name."""
    return sorted((CASES / kind).glob("*.toml"))


def case(path: Path) -> dict[str, Any]:
    """One case; its text without the outer line breaks."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return data | {"text": data["text"].strip("\n")}


def stated_names(text: str, lines: list[str]) -> tuple[Name, ...]:
    """Names that a case states as "words = Type [form]", each at its next place in the text."""
    found: list[Name] = []
    at = 0
    for line in lines:
        words, _, rest = line.partition(" = ")
        start = text.index(words, at)
        at = start + len(words)
        form = "adjective" if "adjective" in rest else "name"
        found.append(Name(Span(start, at), words, rest.split()[0], form=form))  # type: ignore[arg-type]
    return tuple(found)
