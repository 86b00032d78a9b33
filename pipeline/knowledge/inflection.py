"""Forms of English verbs and nouns, for looking words up where no lemma is known."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

_VOWELS = frozenset("aeiou")
_PRESENT = {"be": ("is", "are", "am"), "have": ("has",), "do": ("does",)}
_ES = ("s", "x", "z", "ch", "sh")


class VerbForm(StrEnum):
    """What the ending of a verb says: the past is also a participle with regular verbs."""

    BASE = "base"
    PRESENT = "present"
    PAST = "past"
    PARTICIPLE = "participle"
    ING = "ing"


@cache
def _irregular() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    lines = files("pipeline.knowledge").joinpath("irregular_verbs.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {base: (tuple(past.split("/")), tuple(participle.split("/"))) for base, past, participle in rows}


def verb_forms(base: str) -> Iterator[tuple[str, VerbForm]]:
    """Every form of the verb; where a consonant may be doubled ("travelled", "traveled") both spellings."""
    yield base, VerbForm.BASE
    yield from ((form, VerbForm.PRESENT) for form in _PRESENT.get(base, (_with_s(base),)))
    mute = base.endswith("e") and len(base) > 2 and not base.endswith(("ee", "oe", "ye"))
    stems = {base[:-1] if mute else base}
    if (
        len(base) > 2
        and base[-1] not in "aeiouwxyh"
        and base[-2] in _VOWELS
        and (base[-3] not in _VOWELS or base[-4:-2] == "qu")
    ):
        stems.add(base + base[-1])
    if base == "quit":
        stems = {"quitt"}
    for stem in sorted(stems):
        yield (f"{base[:-2]}ying" if base.endswith("ie") else f"{stem}ing"), VerbForm.ING
    if base in _irregular():
        past, participle = _irregular()[base]
        yield from ((form, VerbForm.PAST) for form in past)
        yield from ((form, VerbForm.PARTICIPLE) for form in participle)
        return
    ends = {f"{base[:-1]}ied"} if base.endswith("y") and base[-2:-1] not in _VOWELS else {
        f"{base}d" if base.endswith("e") else f"{stem}ed" for stem in stems
    }  # fmt: skip
    for form in sorted(ends):
        yield form, VerbForm.PAST
        yield form, VerbForm.PARTICIPLE


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith((*_ES, "o")) else f"{word}s"


@lru_cache(maxsize=50_000)
def singular(word: str) -> str:
    """The noun's likely singular, lower case; only good for comparing two words that went through it."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return _OTHER_PLURALS.get(word, word)
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word[:-1]


_OTHER_PLURALS = {"men": "man", "women": "woman", "children": "child", "people": "person", "policemen": "policeman"}
