"""Lemmas by rule: exceptions first, then endings by tag, chosen among known words."""

import re
from collections.abc import Mapping

from pipeline.analyse.package import Package

# Stems that, unknown as they are, have most likely lost an e: raz-, hon-, preclud-.
_SHORT_SYLLABLE = re.compile(r"^[^aeiou]{0,2}[aeiou][dklmnprtz]$|[aiou]d$")
_LOST_E = (
    "at",
    "iz",
    "is",
    "us",
    "as",
    "os",
    "ag",
    "rg",
    "ng",
    "dg",
    "bl",
    "pl",
    "tl",
    "gl",
    "ar",
    "ir",
    "ur",
    "or",
)
_VOWELS = frozenset("aeiou")
_AS_WRITTEN = frozenset({"NNP", "NNPS", "FW", "ADD", "SYM", "LS", "GW", "NFP"})


class Lemmatizer:
    """Lemmas of words with Penn tags. `exceptions` maps a tag to forms (lower case) and their lemmas."""

    def __init__(self, exceptions: Mapping[str, Mapping[str, str]], known: frozenset[str]) -> None:
        self._exceptions = exceptions
        self._known = known
        self._seen: dict[tuple[str, str], str] = {}

    @classmethod
    def of(cls, package: Package) -> "Lemmatizer":
        """The lemmatizer of a package."""
        return cls(package.lemmas, package.known_words)

    def __call__(self, word: str, tag: str) -> str:
        """The lemma of `word` as `tag`."""
        key = (word, tag)
        lemma = self._seen.get(key)
        if lemma is None:
            lemma = self._lemma(word, tag)
            if len(self._seen) < 200_000:
                self._seen[key] = lemma
        return lemma

    def _lemma(self, word: str, tag: str) -> str:
        if tag in _AS_WRITTEN:
            return word
        form = word.lower().replace("’", "'")
        exception = self._exceptions.get(tag, {}).get(form)
        if exception is not None:
            return exception
        if tag in ("VBD", "VBN") and form.endswith("ed") and len(form) > 3:
            return self._stem(form[:-2], "ied", form)
        if tag == "VBG" and form.endswith("ing") and len(form) > 4:
            return self._stem(form[:-3], "", form)
        if tag in ("VBZ", "NNS") and form.endswith("s") and len(form) > 2:
            return self._without_s(form, verb=tag == "VBZ")
        if tag in ("JJR", "RBR") and form.endswith("er") and len(form) > 4:
            return self._stem(form[:-2], "ier", form)
        if tag in ("JJS", "RBS") and form.endswith("est") and len(form) > 5:
            return self._stem(form[:-3], "iest", form)
        return form

    def _stem(self, stem: str, with_i: str, form: str) -> str:
        """What is left of an ending, with the e, the y or the single consonant that the ending took away."""
        if with_i and form.endswith(with_i):
            return form[: -len(with_i)] + "y" if len(form) > len(with_i) + 1 else stem + "e"
        doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS
        candidates = [stem, stem + "e", *([stem[:-1]] if doubled else [])]
        if doubled and stem[-1] not in "lsz":
            candidates = [stem[:-1], stem]
        elif self._wants_e(stem):
            candidates = [stem + "e", stem]
        for candidate in candidates:
            if candidate in self._known:
                return candidate
        if not doubled and _SHORT_SYLLABLE.search(stem):
            return stem + "e"
        return candidates[0]

    @staticmethod
    def _wants_e(stem: str) -> bool:
        """Whether English spelling makes a final e likely: accus-, danc-, chang-, believ-, negotiat-."""
        if len(stem) < 2 or stem[-1] in _VOWELS:
            return stem[-1:] in ("u", "e")
        return stem[-1] in "vc" or stem.endswith(_LOST_E)

    def _without_s(self, form: str, *, verb: bool) -> str:
        if form.endswith("ies") and len(form) > 4:
            return form[:-3] + "y" if form[:-1] not in self._known or form[:-3] + "y" in self._known else form[:-1]
        if form.endswith(("sses", "shes", "ches", "xes", "zzes")) or (
            form.endswith("oes") and (verb or form[:-1] not in self._known)
        ):
            return form[:-2]
        if form.endswith("ss") or (not verb and form.endswith(("us", "is"))):
            return form
        return form[:-1]
