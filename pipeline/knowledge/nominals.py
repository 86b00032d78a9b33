"""Nouns that refer to actors without naming them, and number words."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pipeline.knowledge.table import settings, table, words
from pipeline.knowledge.titles import titles

#: Plurals that no rule makes.
_IRREGULAR = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "police": "police",
    "media": "media",
}


@cache
def referring_nouns() -> frozenset[str]:
    """Singular nouns for persons and bodies, lower case."""
    data = settings("nominals.toml")
    return frozenset(words(data["people"])) | frozenset(words(data["bodies"])) | titles().offices


def kind_of(word: str) -> Literal["people", "body"] | None:
    """Whether a noun (lower case) means people or a body, None for things; one that may mean either ("party") is a body."""
    noun = singular(word)
    if noun is None or noun in _told("things"):
        return None
    return "body" if noun in _told("bodies") | _told("either") else "people"


@cache
def _told(key: str) -> frozenset[str]:
    return frozenset(words(settings("nominals.toml")[key]))


@cache
def bare_nouns() -> frozenset[str]:
    """Nouns that refer without an article: "police", "parliament"."""
    return frozenset(words(settings("nominals.toml")["bare"]))


@cache
def numbers() -> dict[str, int]:
    """Number words to values."""
    data = settings("nominals.toml")
    return {word: value for word, value in table(data, "numbers").items() if isinstance(value, int)}


def singular(word: str) -> str | None:
    """The referring noun that `word` (lower case) is a form of, or None."""
    for form in (*_stems(word), _IRREGULAR.get(word, ""), word):
        if form in referring_nouns():
            return _IRREGULAR.get(form, form)
    return None


def _stems(word: str) -> tuple[str, ...]:
    if word.endswith("men"):
        return (f"{word[:-3]}man",)
    if word.endswith("ies"):
        return (f"{word[:-3]}y",)
    if word.endswith("es"):
        return (word[:-1], word[:-2])
    return (word[:-1],) if word.endswith("s") else ()
