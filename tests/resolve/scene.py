"""Small articles marked up in line, as input of this room: `scene("{p:Ali Larijani} met {c:Iran}.")`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

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
from pipeline.knowledge.nominals import singular
from pipeline.records import Dataset, Document, Entity, Span
from pipeline.resolve import resolve
from pipeline.resolve.decisions import Decisions
from pipeline.resolve.known import code_of
from pipeline.resolve.register import Register
from tests.resolve.annotated import BASE, document, head_of
from tests.resolve.integrity import assert_whole

#: Mark to type of name, subtype and form.
KINDS = {
    "p": ("Person", None, "name"), "o": ("Organization", None, "name"), "n": ("Organization", "Ministry", "name"),
    "g": ("Group", None, "name"), "l": ("Place", None, "name"), "a": ("Place", None, "adjective"), "t": ("Agreement", None, "name"),
    "m": ("Place", None, "metonym"), "k": ("Organization", "ArmedGroup", "name"), "w": ("Organization", "NewsMedia", "name"),
}  # fmt: skip
MARK = re.compile(r"\{(\w+):([^{}]*)\}")


@dataclass
class Scene:
    """An article with its marks; `at` finds a span by its words (the nth time they stand in the text)."""

    document: Document
    extraction: Extraction = field(default_factory=Extraction)

    @property
    def text(self) -> str:
        return self.document.text

    def at(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))

    def clause(self, words: str) -> Span:
        """The sentence that words stand in."""
        at = self.at(words)
        start = max(self.text.rfind(". ", 0, at.start) + 2, self.text.rfind("\n", 0, at.start) + 1, 0)
        end = self.text.find(".", at.end)
        return Span(start if start > 1 else 0, end if end > 0 else len(self.text))

    def event(self, trigger: str, type: str, nth: int = 0, **more: object) -> Scene:
        """The scene with an event; `actor`, `recipient`, `time`, `place` are words."""
        at = self.at(trigger, nth)
        start = max(self.text.rfind(". ", 0, at.start) + 2, self.text.rfind("\n", 0, at.start) + 1)
        end = self.text.find(".", at.end)
        clause = Span(start if start > 1 else 0, end if end > 0 else len(self.text))

        def inside(words: str) -> Span:
            found = self.text.find(words, clause.start, clause.end)
            return Span(found, found + len(words)) if found >= 0 else self.at(words)

        arguments = tuple(
            Argument(role, span, span.of(self.text), count=more.get("count"))  # type: ignore[arg-type]
            for role in ("actor", "recipient", "victim")
            for words in ([more[role]] if isinstance(more.get(role), str) else more.get(role) or ())  # type: ignore[attr-defined]
            for span in [inside(words)]
        )
        candidate = EventCandidate(
            at, clause, str(more.get("lemma", trigger)), type, more.get("mode"), more.get("status", "happened"), arguments,  # type: ignore[arg-type]
            inside(str(more["time"])) if more.get("time") else None, inside(str(more["place"])) if more.get("place") else None,
            more.get("quote"), more.get("attribution"), confidence=0.8, source=str(more.get("source", "lexicon")),  # type: ignore[arg-type]
        )  # fmt: skip
        return self.having(events=(*self.extraction.events, candidate))

    def having(self, **more: object) -> Scene:
        """The scene with fields of its extraction exchanged."""
        return replace(self, extraction=replace(self.extraction, **more))  # type: ignore[arg-type]

    def quote(self, words: str, speaker: str | None, cue: str | None = None, kind: str = "direct") -> Scene:
        """The scene with a quotation."""
        found = Quote(self.at(words), words, kind, self.at(cue) if cue else None, self.at(speaker) if speaker else None)  # type: ignore[arg-type]
        return self.having(quotes=(*self.extraction.quotes, found))

    def role(
        self, title: str, holder: str, body: str | None = None, status: str = "current", predicate: str = "holds_office"
    ) -> Scene:
        """The scene with a role."""
        found = Role(self.at(title), title, self.at(holder), self.at(body) if body else None, status, predicate)  # type: ignore[arg-type]
        return self.having(roles=(*self.extraction.roles, found))


def scene(marked: str, source: str = "scene.txt") -> Scene:
    """An article from its marked text. Marks: the names of `KINDS`, `r` a noun phrase, `he` a pronoun, `d` a date in ISO form."""
    text, names, references, times = "", [], [], []
    last = 0
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        mark, words = match[1], match[2]
        span = Span(len(text), len(text) + len(words))
        text += words
        last = match.end()
        if mark in KINDS:
            kind, subtype, form = KINDS[mark]
            code = code_of(words) if kind in ("Place", "Group") else None
            if form == "metonym":
                names.append(Name(span, words, "Place", None, "name", 0.9, code=CAPITALS[words], metonym=True))
            else:
                names.append(Name(span, words, kind, subtype, form, 0.9, code=code))  # type: ignore[arg-type]
        elif mark in ("r", "he"):
            head = head_of(words)
            references.append(Reference(span, words, singular(head) or head, "pronoun" if mark == "he" else "nominal"))
        else:
            times.append(TimeExpression(span, words, "date", words))
    text += marked[last:]
    return Scene(document(source, text, "2021-02-08"), Extraction(tuple(names), tuple(references), tuple(times)))


CAPITALS = {"Tehran": "IRN", "Washington": "USA", "Moscow": "RUS", "Kabul": "AFG"}


def built(*scenes: Scene, decisions: Decisions = (), known: Register | None = None) -> Dataset:
    """The scenes resolved under decisions and with a register, proven whole."""
    found = resolve([(s.document, s.extraction) for s in scenes], BASE, decisions, known)
    assert_whole(found)
    return found


def named(dataset: Dataset, name: str, type: str | None = None) -> Entity:
    """The one entity of a name."""
    (found,) = (e for e in dataset.entities if e.name == name and type in (None, e.type))
    return found
