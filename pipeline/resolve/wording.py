"""When two triggers say one thing in two forms: "peace agreement" and "agree to"."""

from __future__ import annotations

from functools import lru_cache

from pipeline.knowledge.triggers import PREPOSITIONS

#: Endings that part a noun from its verb, longest first, and letters of a word that are compared without them.
ENDINGS = ("ation", "ment", "ing", "ion", "al", "ed", "s")
STEM = 5


@lru_cache(maxsize=16384)
def stems(lemma: str) -> frozenset[str]:
    """What the words of a trigger share with other forms of them: "peace agreement" and "agree to" share "agree"."""
    words = [word for word in lemma.lower().split() if len(word) > SHORTEST and word not in PREPOSITIONS] or [
        lemma.lower()
    ]
    return frozenset(stem(word) for word in words)


#: Letters that a word of a trigger must have more than to be no preposition.
SHORTEST = 3


def stem(word: str) -> str:
    """A word without its ending, cut short."""
    ending = next((e for e in ENDINGS if word.endswith(e) and len(word) - len(e) > SHORTEST), "")
    return word.removesuffix(ending)[:STEM]


def same_words(one: str, other: str) -> bool:
    """Whether two triggers have a word in common, in whatever form."""
    return bool(stems(one) & stems(other))
