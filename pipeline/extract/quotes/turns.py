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
PARTICLES = frozenset({"de", "von", "van", "al", "bin", "el", "of", "the", "da", "der", "for", "in", "studio)", "and"})


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: the label's words and what is said."""

    speaker: Span
    words: Span
    passage: int


def turns(text: str, passages: Sequence[tuple[int, int]]) -> list[Turn]:
    """The turns of a document, if it has enough of them from recurring speakers to be a transcript; else none."""
    found: list[Turn] = []
    for number, (start, end) in enumerate(passages):
        labels = [m for m in LABEL.finditer(text, start, end) if names_somebody(m[1])]
        for i, match in enumerate(labels):
            stop = labels[i + 1].start() if i + 1 < len(labels) else end
            words = trimmed(text, match.end(), stop)
            if words:
                found.append(Turn(Span(match.start(1), match.end(1)), words, number))
    labels_seen = Counter(plain(turn.speaker.of(text)) for turn in found)
    recurring = [
        turn
        for turn in found
        if labels_seen[plain(turn.speaker.of(text))] > 1 or plain(turn.speaker.of(text)).isupper()
    ]
    if len(recurring) < ENOUGH or len(recurring) * 2 < len(found):
        return []
    return [turn for turn in found if text[turn.words.start] not in '“"‘«„']


def plain(label: str) -> str:
    """A label without its aside in parentheses."""
    return label.partition("(")[0].strip()


def names_somebody(label: str) -> bool:
    """Whether a label may name a speaker: every word of it begins with a capital or is a particle."""
    words = plain(label).split()
    if not words or words[0].lower().strip(".") in NOT_PEOPLE:
        return False
    return all(word[0].isupper() or word in PARTICLES for word in words)
