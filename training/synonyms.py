"""Triggers exchanged for others of their class, so that the model learns from what stands around a trigger and not its sound alone.

The classes are the rows of the project's trigger lexicon: words of one type, mode and frame.
"""

from collections import defaultdict
from dataclasses import replace
from functools import cache
from importlib.resources import files
from random import Random

from training.example import Example
from training.lemmas import irregular

VERB_TAGS, NOUN_TAGS = ("VB", "VBZ", "VBG", "VBD", "VBN"), ("NN", "NNS")
_AUXILIARIES = frozenset("have has had was were been be is are being get got 's 've".split())  # noqa: SIM905
_VOWELS = frozenset("aeiou")


@cache
def _irregular_forms() -> dict[tuple[str, str], str]:
    """Irregular form of each lemma and tag."""
    return {(lemma, tag): form for tag, forms in irregular().items() for form, lemma in reversed(forms.items())}


def inflected(lemma: str, tag: str) -> str:
    """The form of `lemma` that has this Penn tag."""
    if (lemma, tag) in _irregular_forms():
        return _irregular_forms()[lemma, tag]
    doubled = len(lemma) in (3, 4) and lemma[-1] not in "aeiouwxy" and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS
    consonant_y = lemma.endswith("y") and len(lemma) > 1 and lemma[-2] not in _VOWELS
    if tag in ("VBZ", "NNS"):
        if consonant_y:
            return lemma[:-1] + "ies"
        return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")
    if tag in ("VBD", "VBN"):
        if consonant_y:
            return lemma[:-1] + "ied"
        return lemma + ("d" if lemma.endswith("e") else lemma[-1] + "ed" if doubled else "ed")
    if tag == "VBG":
        if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe")):
            return lemma[:-1] + "ing"
        return lemma + (lemma[-1] + "ing" if doubled else "ing")
    return lemma


@cache
def _lexicon() -> dict[str, list[tuple[str, str, str, tuple[str, ...]]]]:
    """For each form: type, mode, tag and the single-word triggers of every row that holds it."""
    found = defaultdict(list)
    text = files("pipeline.knowledge").joinpath("triggers.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        cells = line.split("\t")
        if line.startswith("#") or len(cells) < 7 or cells[2] not in ("v", "n"):
            continue
        words = tuple(word for item in cells[6].split(",") if (word := item.strip()).isalpha())
        for lemma in words if len(words) > 1 else ():
            for tag in VERB_TAGS if cells[2] == "v" else NOUN_TAGS:
                found[inflected(lemma, tag)].append((cells[0], cells[1], tag, words))
    return dict(found)


def exchanged(example: Example, random: Random, chance: float) -> Example:
    """The example with each of its one-word triggers exchanged with this chance, where the lexicon knows its class."""
    targets = example.targets.get("events")
    if targets is None or not any(targets):
        return example
    words = list(example.words)
    for index, target in enumerate(targets):
        if not target.startswith("B-") or random.random() >= chance:
            continue
        if index + 1 < len(targets) and targets[index + 1].startswith("I-"):
            continue
        mode = example.targets["mode"][index]
        classes = [
            (tag, lemmas)
            for kind, of_class, tag, lemmas in _lexicon().get(words[index].lower(), ())
            if kind == target[2:] and of_class in ("-", mode)
        ]
        if classes:
            after_auxiliary = index > 0 and words[index - 1].lower() in _AUXILIARIES
            fitting = [item for item in classes if (item[0] == "VBN") == after_auxiliary] or classes
            tag, lemmas = random.choice(fitting)
            form = inflected(random.choice(lemmas), tag)
            words[index] = form.capitalize() if words[index][:1].isupper() else form
    return replace(example, words=words)
