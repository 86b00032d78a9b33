"""The trigger lexicon: which words report which event, in which frame, on which conditions.

`triggers.tsv` holds one class of triggers a row. A frame is `ACTOR > RECIPIENT : TOPIC @ PLACE ! VICTIM`; each part is a list of slots
that are tried in order: `subj` and `obj` (logical: a passive's subject is `obj`), `poss` (Iran's attack), `adj` (the Iranian
attack), `owner` (of the object: rejected Iran's offer), `by`, `supp` (subject of the verb that carries the noun: X held talks), `own` (those four), and prepositions.

Conditions, separated by blanks: `obj=`, `subj=`, `near=` (anywhere in the sentence), `next=` (the next word), each with words joined by | or a
list of `trigger_lists.toml` named with @, a leading ! turns it round; `comp=inf,for` (what must follow the verb's object); `who=`
`subj`, `obj` or `near`: a participant must be found in one of these.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from pipeline.knowledge import grammar
from pipeline.knowledge.inflection import VerbForm, singular, verb_forms
from pipeline.records.event import EventType

_TOKEN = re.compile(r"'s\b|[^\W_]+(?:'(?!s\b)\w+)?|[-'’]")


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a trigger's participants stand: for each part the slots to be tried, in order."""

    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    victim: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """`key` is what is looked at, `words` what must (or, `negated`, must not) be there."""

    key: str
    words: frozenset[str]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of one trigger. `words` are its tokens, lower case, the first one the head of a verb."""

    words: tuple[str, ...]
    type: EventType
    mode: str | None
    part: Literal["v", "n"]
    weight: float
    frame: Frame
    conditions: tuple[Condition, ...]

    @property
    def name(self) -> str:
        """The trigger as people write it, with its part of speech: "hold talks.v"."""
        return f"{' '.join(self.words)}.{self.part}"


#: Words of a trigger that are prepositions or particles rather than its object.
PREPOSITIONS = grammar.words("adpositions")


@cache
def senses() -> tuple[Sense, ...]:
    """Every sense of the lexicon, in the order of the file."""
    found: list[Sense] = []
    for line in files("pipeline.knowledge").joinpath("triggers.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            type, mode, part, weight, frame, conditions, triggers = line.split("\t")
            row = (None if mode == "-" else mode, part, float(weight), _frame(frame), _conditions(conditions))
            found += (Sense(tuple(_TOKEN.findall(words)), type, *row) for words in triggers.split(", "))  # type: ignore[arg-type]
    return tuple(found)


@cache
def verbs() -> Mapping[str, tuple[tuple[Sense, VerbForm], ...]]:
    """Form of a head verb, lower case, to the senses it may begin, longest trigger first."""
    index: dict[str, list[tuple[Sense, VerbForm]]] = {}
    for sense in senses():
        if sense.part == "v":
            for form, kind in verb_forms(sense.words[0]):
                index.setdefault(form, []).append((sense, kind))
    return {form: tuple(sorted(row, key=lambda pair: -len(pair[0].words))) for form, row in index.items()}


@cache
def nouns() -> Mapping[str, tuple[Sense, ...]]:
    """Singular of a nominal trigger's first word to the senses it may begin, longest trigger first."""
    index: dict[str, list[Sense]] = {}
    for sense in senses():
        if sense.part == "n":
            index.setdefault(singular(sense.words[0]), []).append(sense)
    return {form: tuple(sorted(row, key=lambda sense: -len(sense.words))) for form, row in index.items()}


@cache
def default_frame(type: str, part: str) -> Frame:
    """The frame of a trigger that no sense describes, by event type and part of speech ("v" or "n")."""
    frames = _lists()["frames"]
    return _frame(frames.get(f"{type} {part}", frames[part]))


@cache
def actor_words() -> frozenset[str]:
    """Heads of noun phrases that can act or be acted on in politics, lower case."""
    return frozenset(_lists()["actors"]["words"].split())


@cache
def thing_words() -> frozenset[str]:
    """Heads of noun phrases for buildings, belongings, vessels and routes that force is used on, lower case."""
    lists = _lists()["lists"]
    return frozenset(word for name in ("buildings", "routes", "vessels", "works") for word in lists[name].split())


@cache
def _lists() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = tomllib.loads(
        files("pipeline.knowledge").joinpath("trigger_lists.toml").read_text("utf-8")
    )
    return loaded


@cache
def _frame(words: str) -> Frame:
    parts = {">": "", ":": "", "@": "", "!": "", "": ""}
    key = ""
    for piece in re.split(r"([>:@!])", words):
        if piece in parts and piece:
            key = piece
        else:
            parts[key] += piece
    slots = [_slots(parts[key]) for key in ("", ">", ":", "@", "!")]
    return Frame(*slots)


def _slots(words: str) -> tuple[str, ...]:
    named = (slot.strip() for slot in words.split(","))
    return tuple(
        part for slot in named if slot for part in (("poss", "by", "adj", "supp") if slot == "own" else (slot,))
    )


@cache
def _conditions(words: str) -> tuple[Condition, ...]:
    found: list[Condition] = []
    for item in words.split():
        if item != "-":
            key, _, values = item.partition("=")
            found.append(Condition(key.lstrip("!"), _values(values), key.startswith("!")))
    return tuple(found)


def _values(words: str) -> frozenset[str]:
    if words.startswith("@"):
        return frozenset(_lists()["lists"][words[1:]].split())
    return frozenset(re.split(r"[|,]", words))
