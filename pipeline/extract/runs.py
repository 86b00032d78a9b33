"""Capitalised sequences: which neighbouring words belong to one stretch of names."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.capitals import ELIDED, Capitals
from pipeline.extract.joins import joined, numbered, syllable
from pipeline.extract.words import Word, adjacent
from pipeline.knowledge.organisations import heads
from pipeline.knowledge.words import calendar_words, capitalised_words, common_words, particles
from pipeline.knowledge.wordsets import wordset

_OPENS_QUOTE, _CLOSES_QUOTE = frozenset({" “", ' "', " ‘", " ("}), frozenset({"” ", '" ', "’ ", ") "})


def runs(passage: tuple[Word, ...], capitals: Capitals) -> Iterator[tuple[int, int]]:
    """First and last (exclusive) word of every stretch of names, left to right."""
    at = 0
    while at < len(passage):
        start = _opening(passage, at, capitals)
        if start is None:
            at += 1
            continue
        end = start + 1
        while end < len(passage):
            step = _step(passage, at, end, capitals)
            if not step:
                break
            end += step
        yield at, end
        at = end


def _opening(passage: tuple[Word, ...], at: int, capitals: Capitals) -> int | None:
    """Index of the last word that the opening at `at` takes: the word itself, or the capital behind its particles."""
    word = passage[at]
    if capitals.nameish(word):
        return at
    if word.weak and word.capital and at + 1 < len(passage):
        following = passage[at + 1]
        # "National Assembly", "Armed Forces" at the start of a sentence.
        if (
            adjacent(word, following)
            and following.capital
            and not following.weak
            and _adjectival(word)
            and capitals.nameish(following)
        ):
            return at
    if word.text in wordset("opening particles") or word.text in wordset("opening particles with a hyphen"):
        following_at = at + 1
        while (
            following_at < len(passage)
            and passage[following_at].text in particles()
            and adjacent(passage[following_at - 1], passage[following_at])
        ):
            following_at += 1
        if following_at < len(passage):
            following = passage[following_at]
            hyphened = following.glue == "-"
            if (
                adjacent(passage[following_at - 1], following)
                and following.capital
                and (hyphened or word.text in wordset("opening particles"))
            ):
                return following_at
    return None


def _adjectival(word: Word) -> bool:
    return word.text not in capitalised_words() or word.text in wordset("adjectives of bodies")  # fmt: skip


def _step(passage: tuple[Word, ...], start: int, end: int, capitals: Capitals) -> int:
    """How many words the stretch grows by at `end`; 0 where it stops."""
    left, word = passage[end - 1], passage[end]
    following = passage[end + 1] if end + 1 < len(passage) else None
    if (
        adjacent(left, word)
        and word.capital
        and (capitals.nameish(word) or not word.weak)
        and word.text not in calendar_words()
    ):
        return 1
    if adjacent(left, word) and word.text.isdigit() and numbered(left):
        return 1
    if word.glue == "-" and word.text.islower() and syllable(passage, start, end):
        return 1
    if adjacent(left, word) and ELIDED.match(word.text) and not word.weak:
        return 1
    if (
        word.glue in {"'s ", "’s ", "' ", "’ "}
        and word.capital
        and left.text not in heads()
        and left.lower in common_words()
    ):
        return 1  # People's Liberation Army
    if (
        word.glue in _OPENS_QUOTE
        and word.capital
        and following
        and following.glue in _CLOSES_QUOTE
        and following.capital
        and word.glue != " ("
    ):
        return 2  # Jean “Ti” Roe
    if word.glue == " & " and word.capital:
        return 1
    return joined(passage, start, end)
