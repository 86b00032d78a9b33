"""Whether two names are of one organisation (or agreement, or named thing): full forms, short forms, acronyms.

A bare name inside a longer one is not enough: a movement and a party named after it are two. What may be set aside is data,
`organisations.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from pipeline.knowledge.words import common_words
from pipeline.resolve.known import code_of, entry_of, nationality_words
from pipeline.resolve.spelling import alike, words

#: "same": one body. "head": the shorter is only the kind of body ("the Council"). "prefix": a company called by its first
#: word. "different": two bodies.
Verdict = Literal["same", "head", "prefix", "different"]


@dataclass(frozen=True, slots=True)
class Shortening:
    """`organisations.toml`."""

    minor: frozenset[str]
    legal: frozenset[str]
    kinds: frozenset[str]
    qualifiers: frozenset[str]
    heads: frozenset[str]
    organs: frozenset[str]
    same: dict[str, str]


@cache
def rules() -> Shortening:
    """The data, read once."""
    data = tomllib.loads(files("pipeline.resolve").joinpath("organisations.toml").read_text("utf-8"))
    sets = {key: frozenset(data[key]) for key in ("minor", "legal", "kinds", "qualifiers", "heads", "organs")}
    return Shortening(**sets, same=data["same"])


def nation(word: str) -> str | None:
    """Code of the country that a word of a name speaks of, so that "of Iran" and "Iranian" are one; None if it speaks of none."""
    return nationality_words().get(word) or (code_of(word) if word in ("us", "uk", "uae") else None)


@lru_cache(maxsize=65536)
def content(name: str) -> tuple[str, ...]:
    """The words of a name that say something, in order, words of one meaning written alike."""
    data = rules()
    kept = tuple(nation(w) or data.same.get(w, w) for w in words(name) if w not in data.minor)
    return kept or words(name)


@lru_cache(maxsize=65536)
def head(name: str) -> str | None:
    """The word that says what kind of body it is, or None if the name has none."""
    data = rules()
    tokens = words(name)
    cut = next(
        (i for i, w in enumerate(tokens) if i and w in ("of", "for", "on", "to", "de", "du", "des", "del")), len(tokens)
    )
    for end in (cut, len(tokens)):
        word = tokens[end - 1] if end else ""
        if word in data.heads:
            return data.same.get(word, word)
    return next((data.same.get(w, w) for w in tokens if w in data.heads), None)


@lru_cache(maxsize=65536)
def nations(name: str) -> frozenset[str]:
    """Countries that the words of a name speak of, as alpha-3."""
    return frozenset(code for w in words(name) if (code := nation(w)))


@lru_cache(maxsize=65536)
def core(name: str) -> tuple[str, ...]:
    """The words that say which body it is: without country, legal form and kind; all words if nothing is left."""
    data = rules()
    return tuple(w for w in content(name) if not w.isupper() and w not in data.legal | data.kinds) or content(name)


def generic(plain: Sequence[str]) -> bool:
    """Whether words say only what kind of body it is, as many have: "foreign ministry"."""
    data = rules()
    known = data.heads | data.qualifiers | data.legal
    return all(w in known or w in common_words() for w in plain)


def compare(one: str, other: str) -> Verdict:
    """Whether two names are of one body, judged by the names alone; symmetric."""
    a, b = content(one), content(other)
    if (len(a), a) > (len(b), b):
        a, b, one, other = b, a, other, one
    if a == b or sorted(a) == sorted(b):
        return "same"
    if not a:
        return "different"
    mine, theirs = nations(one), nations(other)
    if mine and theirs and mine != theirs:
        return "different"
    return shortened(a, b, one, other)


def shortened(a: tuple[str, ...], b: tuple[str, ...], one: str, other: str) -> Verdict:
    """`compare` for names with different words, `a` being the shorter one's."""
    data = rules()
    left = list(b)
    for word in a:
        found = next((w for w in left if w == word), None) or next(
            (w for w in left if len(w) > 3 and alike(word, w)), None
        )
        if found is None:
            return "different"
        left.remove(found)
    if len(left) == 0:
        return "same"
    if all(w in data.legal for w in left) or (len(a) > 1 and all(w in data.legal | data.kinds for w in left)):
        return "same"
    if len(a) == 1:
        if a[0] in data.heads:
            return "head" if head(other) == a[0] else "different"
        if all(w in data.legal | data.kinds for w in left):
            return "same"
        return "prefix" if opens(a, b, left) and not entry_of(one) else "different"
    if opens(a, b, left) and not entry_of(one) and not any(w in data.heads for w in a) and b[: len(a)] == a:
        return "prefix"
    bare = [w for w in a if w not in data.heads | data.qualifiers]
    extras = all(w in data.qualifiers or w.isupper() for w in left)
    kin = head(one) == head(other) or (head(one) in a and head(other) in data.qualifiers)
    if extras and kin and (bare or any(w.isupper() or w in data.qualifiers for w in left)):
        return "same"
    return "different"


def opens(a: tuple[str, ...], b: tuple[str, ...], left: list[str]) -> bool:
    """Whether `a` opens `b` and what is left of it names no country, organ or quality: then it may be a company's short name."""
    data = rules()
    plain = not any(w in data.organs | data.qualifiers or w.isupper() for w in left)
    return plain and b[0] == a[0] and not a[0].isupper()


@lru_cache(maxsize=65536)
def acronyms(name: str) -> frozenset[str]:
    """Acronyms that the name may be known by, folded: its initials with and without its minor words; none under two letters."""
    data = rules()
    tokens = words(name)
    if len(tokens) < 2 or (len(tokens) < 3 and is_acronym(name.split()[0])):
        return frozenset()
    grammar = data.minor - {"affairs"}
    long = "".join(w[0] for w in tokens)
    short = "".join(w[0] for w in tokens if w not in grammar)
    mixed = "".join(w[0] for w in tokens if w not in grammar - {"and", "for", "of"})
    return frozenset(x for x in (long, short, mixed) if len(x) > 1)


@lru_cache(maxsize=65536)
def is_acronym(name: str) -> bool:
    """Whether the name looks like an acronym: one word of two to eight letters, mostly capitals ("SNSC", "U.N.", "MoFA")."""
    plain = name.replace(".", "")
    capitals = sum(c.isupper() for c in plain)
    return plain.isalnum() and 2 <= len(plain) <= 8 and capitals >= 2 and capitals * 2 > len(plain)
