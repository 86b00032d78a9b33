"""The cast of one document: its entities, and who stands at any span of its text."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from pipeline.extract.extraction import Quote
from pipeline.knowledge.countries import capitals
from pipeline.knowledge.wordsets import wordset
from pipeline.records.mention import MentionForm
from pipeline.records.span import Span
from pipeline.resolve.figures import Figure
from pipeline.resolve.spelling import rules as spelling
from pipeline.resolve.spelling import words


@dataclass(frozen=True, slots=True)
class Words:
    """`references.toml`."""

    pronouns: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]
    bodies: dict[str, frozenset[str]]
    small: dict[str, frozenset[str]]


@cache
def reference_words() -> Words:
    """The data, read once."""
    data = tomllib.loads(files("pipeline.resolve").joinpath("references.toml").read_text("utf-8"))
    tables = (
        {key: frozenset(value) for key, value in data[name].items()}
        for name in ("pronouns", "nouns", "bodies", "small")
    )
    return Words(*tables)


@dataclass(frozen=True, slots=True)
class Stand:
    """An entity that stands at a span: `figure` is its number; `span`, `form` and `reason` are the mention's."""

    figure: int
    span: Span
    form: MentionForm
    reason: str
    confidence: float


#: Types that can speak; of places only countries.
VOICES = ("Person", "Organization", "Group", "Place")


class Cast:
    """Entities by number and their mentions by span. Mentions are added as references are resolved."""

    def __init__(self, text: str, figures: Sequence[Figure], quotes: Iterable[Quote] = ()) -> None:
        self.text = text
        self._speakers = {quote.span: quote.speaker for quote in quotes}
        self.figures = list(figures)
        self.mentions: dict[Span, Stand] = {}
        for number, figure in enumerate(figures):
            for name, reason in zip(figure.cluster.names, figure.cluster.reasons, strict=True):
                self.mentions.setdefault(name.span, Stand(number, name.span, name.form, reason, name.confidence))
        self._names = sorted(self.mentions)
        self._order = list(self._names)
        self._ends: dict[int, list[Span]] = {}
        for span in self._names:
            self._ends.setdefault(span.end, []).append(span)

    def add(self, stand: Stand) -> Stand:
        """Keeps a mention unless the span has one; returns the one that the span has."""
        if stand.span not in self.mentions:
            self.mentions[stand.span] = stand
            insort(self._order, stand.span)
            self._ends.setdefault(stand.span.end, []).append(stand.span)
        return self.mentions[stand.span]

    def between(self, start: int, end: int) -> list[Stand]:
        """Mentions that start at `start` or after and end at `end` or before, in order."""
        first, last = (bisect_left(self._order, Span(at, at + 1)) for at in (start, end))
        return [self.mentions[span] for span in self._order[first:last] if span.end <= end]

    def speaker_of(self, quote: Span | None) -> Stand | None:
        """Who speaks the quotation at a span."""
        return self.voice(self._speakers.get(quote)) if quote else None

    def voice(self, span: Span | None) -> Stand | None:
        """Who stands at a span, if they can speak: for a capital its country, nobody for any other place or thing."""
        stand = self.at(span)
        number = self._state(stand.figure) if stand else None
        if stand is None or number is None or self.figures[number].type not in VOICES:
            return None
        named = self.figures[number]
        return replace(stand, figure=number) if named.type != "Place" or named.subtype == "Country" else None

    def names_in(self, span: Span) -> list[Stand]:
        """Named mentions that lie inside a span, in order."""
        found = []
        for at in range(bisect_left(self._names, Span(span.start, span.start + 1)), len(self._names)):
            if self._names[at].start >= span.end:
                break
            if span.contains(self._names[at]):
                found.append(self.mentions[self._names[at]])
        return found

    def at(self, span: Span | None) -> Stand | None:
        """Who stands at a span: by the mention there, by the name that its words end in, or by what they stand for."""
        if span is None:
            return None
        if found := self.mentions.get(span):
            return found
        names = self.names_in(span)
        if names:
            return self._by_name(span, names)
        inside = [self.mentions[at] for at in self._ends.get(span.end, ()) if span.contains(at)]
        return inside[0] if len(inside) == 1 and opening(self.text[span.start : inside[0].span.start]) else None

    def _by_name(self, span: Span, names: list[Stand]) -> Stand | None:
        """`at` for words that hold a name."""
        for stand in names:
            before, after = self.text[span.start : stand.span.start], self.text[stand.span.end : span.end]
            ends = (
                not after.strip(" .”’\"')")
                or after.lstrip()[:1] in ",(–—-"
                or re.match(r"\s+(?:who|which|that|and|or)\b", after)
            )
            if ends and stand.form != "adjective" and opening(before):
                return stand
        last = names[-1]
        if self.text[last.span.end : span.end].strip(" .”’\"')") == "" and last.form != "adjective":
            start = names[0].span.start if len(names) > 1 else span.start
            said = set(words(self.text[start : last.span.start]))
            if self.figures[last.figure].type == "Person" and not said & reference_words().small["ties"]:
                return last
        return self._standing(span, names)

    def _standing(self, span: Span, names: list[Stand]) -> Stand | None:
        """The one body or country that "the X delegation" or "members of X" stands for; None where it is no such phrase."""
        first = names[0]
        nouns, small = reference_words().nouns, reference_words().small
        listed = nouns["standing"] | (
            wordset("kinds beside a name") if self.figures[first.figure].type == "Organization" else frozenset()
        )
        after = words(self.text[first.span.end : span.end].partition(",")[0])
        before = words(self.text[span.start : first.span.start])
        kinds = ("Organization", "Place", "Group")
        if self.figures[first.figure].type not in kinds or len({n.figure for n in names}) > 1:
            return None
        head = None
        if after and "of" not in after and after[-1] in listed:
            head = after[-1]
        elif "of" in before and (at := before.index("of")) and _only_its_kind(before[at + 1 :]):
            head = before[at - 1] if before[at - 1] in listed else None
        number = self._state(first.figure)
        # A delegation speaks for all that sent it; "a group of X" is not X.
        counted = small["numbers"] - small["single"] if head in nouns["standing"] else small["numbers"]
        if head is None or number is None or any(word in counted or word.isdigit() for word in before):
            return None
        reason = f"{head} stands for {self.figures[number].name}"
        return self.add(Stand(number, span, "nominal", reason, round(first.confidence * 0.9, 2)))

    def _state(self, number: int) -> int | None:
        """The entity itself, or for a capital its country ("the Kabul government"); None for any other town."""
        figure = self.figures[number]
        if figure.type != "Place" or figure.subtype not in ("City", None):
            return number
        code = capitals().get(figure.name)
        return next((n for n, f in enumerate(self.figures) if code and f.subtype == "Country" and f.code == code), None)


def _only_its_kind(before: Sequence[str]) -> bool:
    """Whether the words before a name are no more than an article or its kind: "the", "the armed group"."""
    return set(before) <= {"the"} or before[-1] in wordset("kinds beside a name")


def opening(before: str) -> bool:
    """Whether words before a name are only articles and titles."""
    return all(word in reference_words().small["opening"] or word in spelling().titles for word in words(before))
