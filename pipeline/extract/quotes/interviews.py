"""Interviews printed without names: questions and answers as paragraphs by turns, told apart by whom they address.

A list of questions that the author answers (“How many died?”) is no interview: there, nobody says "you" and is answered with "I".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from pipeline.extract.extraction import Name
from pipeline.extract.quotes.turns import Turn
from pipeline.records.span import Span

#: Words of the longest question, and of the longest one without a question mark.
LONGEST, LONGEST_PLAIN = 60, 35
#: Words of the longest passage between two answers that is taken for a prompt.
PROMPT = 20
#: Questions that make an interview, and the share of them that must end in a question mark.
ENOUGH, ASKED = 3, 0.6
#: Share of the questions that must address somebody, and of the answers that must be in the first person.
ADDRESSED, FIRST = 0.3, 0.3
#: Words of the shortest passage that may introduce whom the interview is with: a byline has fewer.
INTRODUCES = 8
YOU = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
ME = re.compile(r"\b(?:I|me|my|mine|myself|we|us|our)\b")
MARKS = '“"‘«„'


def interview(text: str, passages: Sequence[tuple[int, int]], names: Sequence[Name]) -> list[Turn]:
    """The turns of an interview without labels, the questions without a speaker; none if the text is no interview."""
    asked = [number for number, (start, end) in enumerate(passages) if asks(text[start:end])]
    asked = [n for n in asked if n + 1 < len(passages) and n + 1 not in asked]
    if len(asked) < ENOUGH:
        return []
    asked = sorted({*asked, *between_answers(text, passages, asked)})
    answers = [n for n in range(asked[0] + 1, len(passages)) if n not in asked]
    questions = [text[slice(*passages[n])] for n in asked]
    replies = [text[slice(*passages[n])] for n in answers]
    if (
        len(answers) > 2 * len(asked)
        or share(questions, lambda q: q.rstrip().endswith("?")) < ASKED
        or share(questions, lambda q: YOU.search(q) is not None) < ADDRESSED
        or share(replies, lambda r: ME.search(r) is not None) < FIRST
        or share(replies, lambda r: r[:1] in MARKS) > 0
    ):
        return []
    guest, host = introduced(text, passages[: asked[0]], names), byline(text, passages[: asked[0]], names)
    return [
        Turn(guest if number in answers else host, Span(*passages[number]), number)
        for number in range(asked[0], len(passages))
    ]


def between_answers(text: str, passages: Sequence[tuple[int, int]], asked: Sequence[int]) -> list[int]:
    """Short passages, not in the first person, that part two answers: prompts that ask nothing."""
    return [
        a + 2
        for a, b in zip(asked, [*asked[1:], len(passages)], strict=True)
        if b == a + 4
        and len(words := text[slice(*passages[a + 2])].split()) <= PROMPT
        and not ME.search(" ".join(words))
    ]


def asks(words: str) -> bool:
    """Whether a passage may be a question: short, without marks, and asking or telling the hearer something of himself."""
    size = len(words.split())
    if size > LONGEST or words[:1] in MARKS:
        return False
    return words.rstrip().endswith("?") or (
        size <= LONGEST_PLAIN and YOU.search(words) is not None and ME.search(words) is None
    )


def share(items: Sequence[str], holds: Callable[[str], bool]) -> float:
    """Share of the items of which something holds."""
    return sum(holds(item) for item in items) / max(1, len(items))


def byline(text: str, passages: Sequence[tuple[int, int]], names: Sequence[Name]) -> Span | None:
    """The person who opens a passage too short to tell of anybody: who asks."""
    short = {start for start, end in passages if len(text[start:end].split()) < INTRODUCES}
    return next((n.span for n in names if n.type == "Person" and n.span.start in short), None)


def introduced(text: str, passages: Sequence[tuple[int, int]], names: Sequence[Name]) -> Span | None:
    """The person whom the passages before the first question tell most of, bylines aside; the first of equals."""
    told = [(start, end) for start, end in passages if len(text[start:end].split()) >= INTRODUCES]
    people = [n for n in names if n.type == "Person" and any(a <= n.span.start < b for a, b in told)]
    known = Counter(n.text.split()[-1] for n in people)
    return max(people, key=lambda n: (known[n.text.split()[-1]], -n.span.start)).span if people else None
