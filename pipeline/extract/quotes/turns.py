"""Turns of a transcript or interview: "MR WATERS: …", "Q: …", "D.Y.: …", where no quotation marks stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.quotes.word_sets import NOT_PEOPLE
from pipeline.records.span import Span, trimmed

#: A label at the start of a passage or line: at most six words, the first a capital, closed by a colon; an aside in
#: parentheses ("Q (Reuters):") may stand in it.
LABEL = re.compile(
    r"(?m)^[ \t]*([^\W\d_][\w.’'-]*(?:[ \t]+[\w.’'-]+){0,6}(?:[ \t]*\([^()\n]{1,80}\))?)[ \t]*:[ \t]+(?=\S)"
)
#: How many labelled turns make a transcript; a lone "Caption: …" is none.
ENOUGH = 3
#: A stage direction at the end of a turn.
ASIDE = re.compile(r"\s*[(\[][A-Z][\w ,.’'-]{1,40}[)\]]$")
PARTICLES = frozenset({"de", "von", "van", "al", "bin", "el", "of", "the", "da", "der", "for", "in", "studio)", "and"})


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: the words that name its speaker, if any do, and what is said."""

    speaker: Span | None
    words: Span
    passage: int


def turns(text: str, passages: Sequence[tuple[int, int]]) -> list[Turn]:
    """The turns of a document, if it has enough of them from recurring speakers to be a transcript; else none."""
    found: list[Turn] = []
    for number, (start, end) in enumerate(passages):
        heads = [m for m in LABEL.finditer(text, start, end) if names_somebody(m[1])]
        for i, match in enumerate(heads):
            stop = heads[i + 1].start() if i + 1 < len(heads) else end
            words = without_asides(text, trimmed(text, match.end(), stop))
            if words:
                found.append(Turn(Span(match.start(1), match.start(1) + len(plain(match[1]))), words, number))
    labels = [turn.speaker.of(text) for turn in found if turn.speaker]
    seen = Counter(labels)
    recurring = [label for label in labels if seen[label] > 1 or label.isupper()]
    if len(recurring) < ENOUGH or len(recurring) * 2 < len(found):
        return []
    return [turn for turn in found if text[turn.words.start] not in '“"‘«„']


def without_asides(text: str, words: Span | None) -> Span | None:
    """A turn without the stage direction that closes it: "(Applause.)"."""
    aside = ASIDE.search(words.of(text)) if words else None
    return trimmed(text, words.start, words.start + aside.start()) if words and aside else words


def plain(label: str) -> str:
    """A label without its aside in parentheses."""
    return label.partition("(")[0].strip()


def names_somebody(label: str) -> bool:
    """Whether a label may name a speaker: every word of it begins with a capital or is a particle."""
    words = plain(label).split()
    if not words or words[0].lower().strip(".") in NOT_PEOPLE:
        return False
    return all(word[0].isupper() or word in PARTICLES for word in words)
