"""Words that mark speech, read from `cues.toml`: what each takes as content, and how it words its hearer."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.knowledge.inflection import VerbForm, verb_forms


@dataclass(frozen=True, slots=True)
class CueWord:
    """One cue: its base form, the class of the act, and the contents that it takes (see `cues.toml`)."""

    lemma: str
    kind: str
    takes: frozenset[str]
    factive: bool = False
    addressee: str = ""
    noun: bool = False
    #: Words after the first, for cues such as "call on".
    rest: tuple[str, ...] = ()
    form: VerbForm | None = None
    weak: bool = False


@dataclass(frozen=True, slots=True)
class CueWords:
    """Every cue by its first word as inflected, the longest first; fixed phrases by their first word; words of media."""

    first: dict[str, tuple[CueWord, ...]]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    media: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    #: Closed classes of words, by name.
    classes: dict[str, frozenset[str]]


@cache
def cue_words() -> CueWords:
    """The packaged lexicon, verbs inflected; a verb of several groups has the sum of what they take."""
    data = tomllib.loads(files("pipeline.knowledge").joinpath("cues.toml").read_text("utf-8"))
    weak = frozenset(data["weak"]["words"].split())
    entries: dict[tuple[str, tuple[str, ...]], dict[str, CueWord]] = {}
    for group in data["verbs"]:
        for word in group["words"].split():
            base, *rest = word.split("_")
            for form, kind in verb_forms(base):
                cue = CueWord(
                    lemma=word.replace("_", " "), kind=group["class"], takes=frozenset(group["takes"]), factive=group.get("factive", False),
                    addressee=group["addressee"], rest=tuple(rest), form=kind, weak=base in weak and not rest,
                )  # fmt: skip
                add(entries, (form, tuple(rest)), cue)
    for group in data["nouns"]:
        for word in group["words"].split():
            for form in (word, word + "s"):
                add(entries, (form, ()), CueWord(word, group["class"], frozenset(group["takes"]), noun=True))
    first: dict[str, list[CueWord]] = {}
    for (form, _), cues in entries.items():
        first.setdefault(form, []).extend(cues.values())
    ranked = {form: tuple(sorted(cues, key=lambda c: (-len(c.rest), c.noun))) for form, cues in first.items()}
    classes = {name: frozenset(words.split()) for name, words in data["classes"].items()}
    return CueWords(ranked, by_first(data["phrases"]["before"]), media(data["medium"]), classes)


def add(
    entries: dict[tuple[str, tuple[str, ...]], dict[str, CueWord]], key: tuple[str, tuple[str, ...]], cue: CueWord
) -> None:
    """Enter a cue; the same word again widens what it takes, and the first class stays."""
    here = entries.setdefault(key, {})
    name = f"{cue.lemma}/{cue.noun}"
    old = here.get(name)
    if old is None:
        here[name] = cue
        return
    here[name] = CueWord(
        cue.lemma, old.kind, old.takes | cue.takes, old.factive or cue.factive, old.addressee or cue.addressee, cue.noun, cue.rest,
        old.form, cue.weak,
    )  # fmt: skip


def by_first(phrases: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases by their first word."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        out.setdefault(words[0], []).append(words)
    return {word: tuple(sorted(found, key=len, reverse=True)) for word, found in out.items()}


def media(table: dict[str, str]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Words of media by their first word, with the name of the medium."""
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, words in table.items():
        for word in words.split():
            parts = tuple(word.split("_"))
            out.setdefault(parts[0], []).append((parts, name))
    return {word: tuple(sorted(found, key=lambda f: -len(f[0]))) for word, found in out.items()}
