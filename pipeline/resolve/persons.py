"""Whether two names are of one person: titles and particles aside, words aligned one to one, rare words weighing more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal

from pipeline.resolve.spelling import alike, rules, skeleton, words

#: "same": one person. "part": one name is a part of the other and says too little alone. "different": two persons.
Verdict = Literal["same", "part", "different"]

COMMON_WEIGHT, RARE_WEIGHT = 0.4, 1.0
#: Weight of matched words from which the shorter name is enough by itself.
ENOUGH = 1.3

ABD = re.compile(r"abd[aeou]?[lrsztnd]?(?=[a-z]{4,}$)")
DIN = re.compile(r"(?<=[a-z]{3})(?:[aeiou]d?d|add)[ie]e?n$")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name, taken apart: `core` are the folded words that identify, in order."""

    core: tuple[str, ...]
    initials: tuple[str, ...]
    titles: frozenset[str]
    suffixes: frozenset[str]

    @property
    def is_full(self) -> bool:
        """Whether it has at least two words that identify, or one and an initial."""
        return len(self.core) + bool(self.initials) >= 2


@lru_cache(maxsize=65536)
def parse(text: str) -> PersonName:
    """A person's name taken apart."""
    data = rules()
    tokens = list(words(text))
    titles: list[str] = []
    while len(tokens) > 1 and tokens[0] in data.titles:
        titles.append(tokens.pop(0))
    suffixes = frozenset(t for t in tokens[1:] if t in data.suffixes)
    tokens = [t for i, t in enumerate(tokens) if not i or t not in suffixes]
    core: list[str] = []
    initials: list[str] = []
    for i, token in enumerate(tokens):
        last = i == len(tokens) - 1
        if token in data.particles and not last:
            continue
        if len(token) == 1 and len(tokens) > 1:
            initials.append(token)
        elif token in ("ullah", "allah", "ollah") and core:
            core[-1] += "ullah"
        else:
            core.extend(parted(token))
    return PersonName(tuple(core or tokens), tuple(initials), frozenset(titles), suffixes)


def parted(word: str) -> list[str]:
    """Compounds of Arabic origin in their parts: Abdulaziz as abd, aziz; Salahuddin as salah, din."""
    if word in ("abd", "abdul", "abdel", "abdal", "abdol", "abdur", "abdus", "abdil"):
        return ["abd"]
    if word.startswith("abd") and not word.startswith("abdulla") and not word.startswith("abdalla"):
        found = re.match(r"abd[aeou](?:l(?=.)|([rsztnd])(?=\1))(.{3,})$", word)
        if found:
            return ["abd", found[2]]
    if len(word) > 6 and (found := DIN.search(word)):
        return [word[: found.start()], "din"]
    return [word]


def weight(word: str) -> float:
    """How much agreement on a word says."""
    return COMMON_WEIGHT if word in rules().common else RARE_WEIGHT


def compare(one: PersonName, other: PersonName) -> Verdict:
    """Whether two names are of one person, judged by the names alone; symmetric."""
    if one.core == other.core and one.suffixes == other.suffixes and not clash(one.initials, other.initials):
        return "same"
    if len(one.core) > len(other.core) or (len(one.core) == len(other.core) and one.core > other.core):
        one, other = other, one
    pairs = aligned(one.core, other.core)
    if pairs is None:
        return "different"
    if one.is_full and other.is_full and one.suffixes != other.suffixes:
        return "different"
    if clash(one.initials, other.initials):
        return "different"
    spare = [word for i, word in enumerate(other.core) if i not in pairs]
    open_initials = [letter for letter in one.initials if letter not in other.initials]
    if open_initials and not other.initials:
        before = other.core[: pairs[0]]
        if before and not any(word.startswith(letter) for letter in open_initials for word in before):
            return "different"
        return "same" if before else "part"
    enough = sum(weight(word) for word in one.core) >= ENOUGH and len(one.core) >= 2
    return "same" if enough or (not spare and len(one.core) >= 2) else "part"


def aligned(short: tuple[str, ...], long: tuple[str, ...]) -> list[int] | None:
    """For each word of `short`, the place of its like in `long`, in order (or turned round, surname first); None if one has none."""
    in_order: list[int] = []
    at = 0
    for word in short:
        found = next((i for i in range(at, len(long)) if alike(word, long[i])), None)
        if found is None:
            break
        in_order.append(found)
        at = found + 1
    if len(in_order) == len(short):
        return in_order
    if len(short) == len(long) == 2 and short == long[::-1] and not any(w in rules().common for w in short):
        return [1, 0]
    return parted_alike(short, long)


def parted_alike(short: tuple[str, ...], long: tuple[str, ...]) -> list[int] | None:
    """`aligned` where one side writes two words as one: Mirhashemi, Mir-Hashemi."""
    word = "".join(short)
    if len(word) < GLUED:
        return None
    if len(short) > 1:
        return list(range(len(long))) if len(short) != len(long) and alike(word, "".join(long)) else None
    pairs = (i for i in range(len(long) - 1) if alike(word, long[i] + long[i + 1]))
    return next(([i, i + 1] for i in pairs), None)


#: Letters from which a word may be two words written as one.
GLUED = 6


def misspelt(one: PersonName, other: PersonName) -> bool:
    """Whether two full names differ by one vowel inside one word, their last words being equal: Javad and Javid Zarif.

    Too little to join them by itself.
    """
    size = min(len(one.core), len(other.core))
    if size < 2 or one.core[-1] != other.core[-1]:
        return False
    changed = [(a, b) for a, b in zip(one.core[-size:], other.core[-size:], strict=True) if not alike(a, b)]
    if len(changed) != 1:
        return False
    a, b = changed[0]
    slips = sum(x != y for x, y in zip(a, b, strict=False))
    return len(a) == len(b) > SHORTEST and a[-1] == b[-1] and skeleton(a) == skeleton(b) and slips == 1


#: Letters that a word must have more than for one vowel in it to be taken for a slip.
SHORTEST = 4


def clash(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether both have middle initials and they differ."""
    return bool(one and other) and one != other


def pair_blocks(name: PersonName) -> frozenset[tuple[str, str]]:
    """Keys of which two full names of one person share at least one: the skeletons of two of their words.

    Few names share a pair, so that a build of many documents never compares all with all.
    """
    skeletons = sorted({skeleton(word) or word for word in name.core})
    glued = ("".join(name.core), "")
    return frozenset((*combinations(skeletons, 2), (skeleton(glued[0]) or glued[0], "")))


def blocks(name: PersonName) -> frozenset[str]:
    """Keys of which two names of one person share at least one: the skeletons of their words."""
    glued = ("".join(pair) for pair in zip(name.core, name.core[1:], strict=False))
    return frozenset(skeleton(word) or word for word in (*name.core, *glued, "".join(name.core)))
