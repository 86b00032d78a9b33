"""Agreements without a proper name that a text refers to again and again: "the peace agreement", "the draft accord".

Each that is described alike `LEAST` times at least counts as an entity; its mentions are the nominal phrases without their article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from pipeline.extract.extraction import Name
from pipeline.knowledge.wordsets import wordset
from pipeline.records.document import Document
from pipeline.records.span import Span

#: Times that a text describes an agreement alike until it is one that it speaks of, rather than any.
LEAST = 3
CONFIDENCE = 0.6


def unnamed(document: Document, names: Sequence[Name]) -> tuple[Name, ...]:
    """The mentions of such agreements in text order; none overlaps a name or stands in boilerplate."""
    taken = sorted(name.span for name in names)
    found: dict[str, list[Span]] = defaultdict(list)
    introduced: dict[str, Span] = {}
    for passage in document.passages:
        if passage.kind == "boilerplate":
            continue
        for match in _described().finditer(document.text, passage.start, passage.end):
            span = Span(match.start("said"), match.end("said"))
            before = set(match["said"].lower().split()[:-1])
            if before & _vague() or any(span.overlaps(other) for other in taken):
                continue
            said = match["said"].lower()
            if match["article"].lower() in {"a", "an"}:
                if said not in found:
                    introduced[said] = span
            else:
                found[said].append(span)
    for said, span in introduced.items():
        found[said].append(span)
    spans = sorted(span for same in found.values() if len(same) >= LEAST for span in same)
    return tuple(
        Name(span, span.of(document.text), "Agreement", form="nominal", confidence=CONFIDENCE, sources=("described",))
        for span in spans
    )


@cache
def _described() -> re.Pattern[str]:
    """An article, one or two small words that say which agreement, and its kind. "A" introduces what "the" then refers to."""
    kinds = "|".join(sorted(wordset("agreements")))
    return re.compile(rf"\b(?P<article>[Tt]h(?:e|is|at)|[Aa]n?) (?P<said>(?:[a-z]+(?:-[a-z]+)* ){{1,2}}(?:{kinds}))\b")


@cache
def _vague() -> frozenset[str]:
    """Words that do not tell one agreement from another, or are no part of the phrase."""
    return wordset("vague before an agreement") | wordset("outside a noun phrase")
