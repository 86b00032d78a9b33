"""Reads the event cases: sentences with their names and references marked in place, and what is expected of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.extract.extraction import Name, Reference
from pipeline.records.document import Document
from pipeline.records.passage import Passage
from pipeline.records.span import Span

CASES = Path(__file__).parents[1] / "cases" / "extract" / "events"
_MARK = re.compile(r"\[([^]|]+)\|(\w)\]|\{([^}]+)\}")
_TYPES = {"c": "Place", "a": "Place", "l": "Place", "p": "Person", "o": "Organization", "g": "Group"}


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence and its expected event; `wanted` holds mode, actor, recipient, victim, place where the case says so."""

    type: str
    text: str
    names: tuple[Name, ...]
    references: tuple[Reference, ...]
    status: str
    trigger: str
    wanted: dict[str, str]
    needs_model: bool


def cases() -> Iterator[Case]:
    """Every case of `types/`, by file and line."""
    for path in sorted((CASES / "types").glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if "=>" in line:
                yield _case(path.stem.upper(), line)


def _case(type: str, line: str) -> Case:
    needs_model = line.startswith("model: ")
    marked, _, expected = line.removeprefix("model: ").partition(" => ")
    text, names, references = _unmarked(marked)
    wanted = {m[1]: m[2] for m in re.finditer(r"(\w+)=(.+?)(?= \w+=|$)", expected)}
    status, _, trigger = re.sub(r" ?\w+=.*$", "", expected).partition(" ")
    return Case(type, text, names, references, status, trigger.strip(), wanted, needs_model)


def _unmarked(marked: str) -> tuple[str, tuple[Name, ...], tuple[Reference, ...]]:
    text, last = "", 0
    names: list[Name] = []
    references: list[Reference] = []
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        words = match[1] or match[3]
        span = Span(len(text), len(text) + len(words))
        text += words
        last = match.end()
        if match[3]:
            references.append(Reference(span, words, words.split()[-1]))
        else:
            kind = match[2]
            form = "adjective" if kind == "a" else "name"
            code = "XXX" if kind in "ca" else None
            names.append(Name(span, words, _TYPES[kind], form=form, code=code))  # type: ignore[arg-type]
    return text + marked[last:], tuple(names), tuple(references)


def document(text: str) -> Document:
    """The text as a document of one paragraph."""
    ident = "https://dateline.example/document/case"
    passage = Passage(
        id=f"{ident}#char=0,{len(text)}", document_id=ident, position=0, kind="paragraph", start=0, end=len(text)
    )
    return Document(
        id=ident, source="case.txt", media_type="text/plain", sha256="0" * 64, text=text, text_sha256="0" * 64,
        words=len(text.split()), passages=(passage,),
    )  # fmt: skip
