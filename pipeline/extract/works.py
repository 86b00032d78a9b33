"""Titles of works in quotation marks: the film “Snow Without Witnesses”."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.candidate import Candidate, Scores
from pipeline.extract.words import Word
from pipeline.knowledge.wordsets import wordset

_OPENS = ("“", '"', "‘", "«")
_CLOSES = ("”", '"', "’", "»")
_LONGEST = 12
_SMALL = 4


def works(passage: tuple[Word, ...]) -> Iterator[Candidate]:
    """Quoted stretches in title case that a noun such as "film" announces or explains."""
    for first, word in enumerate(passage):
        opened = word.glue.rstrip()[-1:] if not word.glue.endswith(" ") else word.glue[-1:]
        if not word.capital or opened not in _OPENS:
            continue
        last = _closing(passage, first)
        if last is None or not (_announced(passage, first) or _explained(passage, last)):
            continue
        if _titled(passage[first:last]):
            yield Candidate(passage, first, last, Scores({"CreativeWork": 5.0}), source="quoted title")


def _announced(passage: tuple[Word, ...], first: int) -> bool:
    return any(word.lower in wordset("kinds of works") for word in passage[max(0, first - 3) : first])


def _explained(passage: tuple[Word, ...], last: int) -> bool:
    """Whether the words right behind say what kind of work it is: "“…”, his second novel"."""
    after = passage[last : last + 5]
    if not after or "," not in after[0].glue or after[0].lower not in wordset("before a title"):
        return False
    return any(word.lower in wordset("kinds of works") for word in after[1:])


def _closing(passage: tuple[Word, ...], first: int) -> int | None:
    for last in range(first + 1, min(len(passage), first + _LONGEST) + 1):
        after = passage[last].glue if last < len(passage) else ""
        if after.lstrip(",.?!")[:1] in _CLOSES and after:
            return last
    return None


def _titled(words: tuple[Word, ...]) -> bool:
    return len(words) > 1 and all(word.capital or len(word.text) <= _SMALL for word in words) and words[-1].capital
