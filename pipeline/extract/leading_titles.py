"""Titles that a capitalised stretch opens with."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pipeline.extract.headed import personal
from pipeline.extract.words import Word
from pipeline.knowledge.organisations import heads
from pipeline.knowledge.titles import titles
from pipeline.knowledge.words import given_names

_LONGEST_TITLE = 6
#: Words that a title holds besides those with capitals.
LINKS = frozenset({"of", "for", "the", "and"})


def runs_on(between: Iterable[str]) -> bool:
    """Whether words after the first of a title carry it on: "of State" between "Secretary" and a name."""
    return all(word in LINKS or (word[:1].isupper() and word.isalpha()) for word in between)


def title_length(passage: tuple[Word, ...], first: int, last: int) -> int:
    """Number of words of title that the stretch opens with; 0 where it opens with none."""
    best, at = 0, first
    while at < min(last, first + _LONGEST_TITLE):
        word = passage[at]
        phrase = " ".join(w.shown for w in passage[first : at + 1])
        closes = (
            phrase in titles().before
            or word.shown in titles().before
            or word.lower in titles().offices
            or phrase.lower() in titles().offices
        )
        if closes and not (at + 1 < last and passage[at + 1].text in {"of", "for"}):
            best = at - first + 1
        opens = phrase in title_prefixes()
        known = closes or opens or word.lower in titles().modifiers or word.lower in titles().status
        if not known and phrase not in titles().before:
            break
        at += 1
    if (
        best
        and first + best < last
        and passage[last - 1].text in heads()
        and passage[last - 1].text not in given_names()
    ):
        rest = passage[first + best : last]
        # "General Assembly", "Chief Justice Warren Court" name bodies; "General Joseph Post" does not.
        if len(rest) == 1 or not personal(rest):
            return 0
    return best


@cache
def title_prefixes() -> frozenset[str]:
    """Beginnings of titles of several words: "Secretary", "Secretary of"."""
    return frozenset(
        " ".join(parts[:length]) for parts in map(str.split, titles().before) for length in range(1, len(parts))
    )
