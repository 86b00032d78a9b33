"""How alike two words of a name are, across scripts' transliterations: sounds, consonant skeleton, weighed edits.

Words are compared as sounds (`kh` and `q` as k, `ph` as f). Equal skeletons of consonants are required; then the edits
between the sounds are weighed: a traded vowel (a-e, e-i, o-u) or a doubled one is cheap, any other is dear. The
figures were set on name pairs of the project's own (tests/cases/resolve/pairs.tsv holds the like).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

VOWELS = frozenset("aeiouy")
#: Cost of an edit, in letters: a trade within a group, a doubled letter, an unstable h, a vowel beside a vowel,
#: a vowel between consonants, and everything else.
TRADE, DOUBLE, ASPIRATE, GLIDE, INSERTED_VOWEL, OTHER = 0.3, 0.15, 0.3, 0.3, 0.6, 1.5
#: Highest cost per letter of the longer word at which two words are one.
TOLERANCE = 0.16
#: Words this short must agree all but exactly.
SHORT, SHORT_COST = 3, 0.15


@dataclass(frozen=True, slots=True)
class Spelling:
    """`spelling.toml`."""

    letters: dict[int, str]
    particles: frozenset[str]
    titles: frozenset[str]
    suffixes: frozenset[str]
    common: frozenset[str]
    family_first: frozenset[str]
    gendered: tuple[tuple[str, str], ...]
    nicknames: frozenset[frozenset[str]]
    sounds: tuple[tuple[str, str], ...]
    near: tuple[frozenset[str], ...]


@cache
def rules() -> Spelling:
    """The data, read once."""
    data = tomllib.loads(files("pipeline.resolve").joinpath("spelling.toml").read_text("utf-8"))
    words = data["words"]
    sounds = [(group, row["to"]) for row in data["sounds"] for group in row["from"]]
    return Spelling(
        letters=str.maketrans(data["letters"]),
        particles=frozenset(words["particles"]),
        titles=frozenset(words["titles"]),
        suffixes=frozenset(words["suffixes"]),
        common=frozenset(words["common"]),
        family_first=frozenset(words["family_first"]),
        gendered=tuple((man, woman) for man, woman in words["gendered"]),
        nicknames=frozenset(frozenset(pair) for pair in words["nicknames"]),
        sounds=tuple(sorted(sounds, key=lambda pair: -len(pair[0]))),
        near=tuple(frozenset(group) for group in data["trades"]["near"]),
    )


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The words of a name, folded: no case, diacritics, apostrophes or dots; hyphens part words, initials keep one letter."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(rules().letters))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"[’‘'ʼʿʾ`´]s\b", "", plain)
    plain = re.sub(r"(?<=\w)[’‘'ʼʿʾ`´ʻ](?=\w)|[ʿʾʻ]", "", plain)
    plain = re.sub(r"\b(?:\w\.){2,}", lambda match: match[0].replace(".", ""), plain)
    return tuple(re.findall(r"[^\W_]+", plain))


@lru_cache(maxsize=65536)
def sounds(word: str) -> str:
    """A folded word as the sounds it is compared by."""
    word = re.sub(r"[aou]ll?ah$", "ulah", word)
    word = re.sub(r"ic$", "iC", word)
    word = re.sub(r"(?<=[aeo])w(?=[^aeiouy])", "u", word)
    for group, sound in rules().sounds:
        word = word.replace(group, sound)
    word = re.sub(r"c(?=[eiy])", "s", word)
    return word.replace("c", "k").replace("q", "k")


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a folded word, those that transliterations trade folded into one, h, j and y left out."""
    letters = re.sub(r"[aeiouyhjX]", "", sounds(word))
    letters = letters.translate(str.maketrans("gqcszSwf", "kkksssvv"))
    return re.sub(r"(.)\1+", r"\1", letters)


@lru_cache(maxsize=65536)
def cost(one: str, other: str) -> float:
    """Weighed edits between two folded words, in letters."""
    a, b = sounds(one), sounds(other)
    row = [0.0]
    for j in range(len(b)):
        row.append(row[-1] + gap(b, j))
    for i in range(len(a)):
        before, row = row, [row[0] + gap(a, i)]
        for j in range(len(b)):
            row.append(min(before[j] + swap(a[i], b[j]), before[j + 1] + gap(a, i), row[j] + gap(b, j)))
    return round(row[-1], 2)


def swap(a: str, b: str) -> float:
    """Cost of one sound in place of another."""
    if a == b or {a, b} == {"i", "y"}:
        return 0.0
    return TRADE if any(a in group and b in group for group in rules().near) else OTHER


def gap(word: str, i: int) -> float:
    """Cost of leaving out the sound at `i`."""
    sound, before = word[i], word[i - 1] if i else ""
    if sound == before:
        return DOUBLE
    if sound == "h":
        return ASPIRATE
    if sound == "y" and not i and word[1:2] in ("e", "i"):
        return GLIDE
    if sound in VOWELS:
        after = word[i + 1] if i + 1 < len(word) else ""
        if before in VOWELS or (before and after in VOWELS):
            return GLIDE
        # A final vowel tells Karim from Karimi; a final e tells little.
        return INSERTED_VOWEL if (after and before) or sound == "e" else OTHER
    return OTHER


@lru_cache(maxsize=65536)
def alike(one: str, other: str) -> bool:
    """Whether two folded words may be spellings of one name."""
    if one == other:
        return True
    if frozenset((one, other)) in rules().nicknames:
        return True
    if skeleton(one) != skeleton(other):
        return False
    if min(len(one), len(other)) > SHORT and two_genders(one, other):
        return False
    weight = cost(one, other)
    if min(len(one), len(other)) <= SHORT:
        return weight <= SHORT_COST
    return weight <= TOLERANCE * max(len(one), len(other))


def two_genders(one: str, other: str) -> bool:
    """Whether the words differ only as a man's and a woman's form of one surname."""
    for man, woman in rules().gendered:
        for a, b in ((one, other), (other, one)):
            if a.endswith(man) and b.endswith(woman) and a[: -len(man)] == b[: -len(woman)]:
                return True
    return False
