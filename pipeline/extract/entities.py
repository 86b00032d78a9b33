"""The model's entities, their edges corrected."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import get_args

from spacy.tokens import Doc

from pipeline.extract.gazetteer import city, matches
from pipeline.extract.leading_titles import title_length
from pipeline.extract.words import Word
from pipeline.knowledge.organisations import heads
from pipeline.knowledge.titles import titles
from pipeline.knowledge.words import capitalised_words, common_words, given_names, joiners
from pipeline.knowledge.wordsets import wordset
from pipeline.records.document import Document
from pipeline.records.entity import EntityType

#: Probability taken for entities of a pipeline that gives none.
DEFAULT = 0.7
#: Probability that one everyday word needs to be a name.
SURE = 0.8
#: The same for words without any capital: what people type in haste ("tampa bay").
_SURE_SMALL = 0.9
#: A number, or one with its unit ("42C"): no name.
_MEASURE = re.compile(r"[\d.,]+[A-Za-z°%]?")
STROKES, _POSSESSIVES = frozenset("-‑–—/"), frozenset({"'s ", "’s ", "' ", "’ "})
_BEFORE_MARK, _NUMBER = frozenset({".", ",", "”", '"', ".”", '."', ")"}), frozenset({"no", "nos", "nr"})
_SIGNS, _ENDINGS = frozenset("@#"), frozenset({"'s", "’s", " 's", " ’s", " s"})
_INITIAL = re.compile(r"[^\W\d_]\.")


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity of the model over words `first` to `last` (exclusive) of a passage."""

    passage: tuple[Word, ...]
    first: int
    last: int
    label: EntityType
    probability: float
    #: Code points that the name has before its first word ("@") and behind its last ("Moody's", "Josef K.").
    lead: int = 0
    tail: int = 0


def entities(document: Document, doc: Doc, passages: Sequence[tuple[Word, ...]]) -> dict[tuple[int, int], Entity]:
    """Entities by their corrected start and end; those outside every passage, or of an unknown label, are left out."""
    found: dict[tuple[int, int], Entity] = {}
    place = {word.start: (passage, index) for passage in passages for index, word in enumerate(passage)}
    ends = {word.start: word.end for passage in passages for word in passage}
    starts = sorted(place)
    for ent in doc.ents:
        label = next((kind for kind in get_args(EntityType) if kind == ent.label_), None)
        inside = [start for start in _between(starts, ent.start_char, ent.end_char) if ends[start] <= ent.end_char + 1]
        if label is None or not inside:
            continue
        passage, first = place[inside[0]]
        if any(place[start][0] is not passage for start in inside):
            continue
        stated = ent._.confidence if ent.has_extension("confidence") else None
        probability = DEFAULT if stated is None else float(stated)
        last = _unbroken(passage, first, first + len(inside))
        label = _relabelled(passage, first, last, label)
        first, last = _trimmed(passage, first, last, label, sure=probability >= SURE)
        for entity in _pair(Entity(passage, first, last, label, probability)):
            shown = passage[entity.first : entity.last]
            if _a_name(shown, entity.label, probability) and (probability >= SURE or not _ordinary(shown)):
                start, end = shown[0].start, shown[-1].end
                lead, tail = document.text[ent.start_char : start], document.text[end : ent.end_char]
                found[start, end] = replace(
                    entity,
                    lead=len(lead) if lead in _SIGNS else 0,
                    tail=len(tail) if _belongs(tail, shown[-1], label, sure=probability >= SURE) else 0,
                )
    return found


def _belongs(tail: str, last: Word, label: EntityType, *, sure: bool) -> bool:
    """Whether what the model takes in behind the last word is the name's: "Moody's", "Josef K."."""
    if label == "Person":
        return tail == "." and len(last.text) == 1
    return sure and label in {"Organization", "Place"} and tail in _ENDINGS


def _pair(entity: Entity) -> tuple[Entity, ...]:
    """The entity, or the two that it takes for one: "Iran-Russia", "Revolutionary Guards' Quds Force"."""
    words = entity.passage[entity.first : entity.last]
    known = matches(words)
    if len(known) < 2 or sum(match.last - match.first for match in known) != len(words):
        return (entity,)
    kind: EntityType
    for kind, glues in (("Place", STROKES), ("Organization", _POSSESSIVES)):
        apart = all(words[match.first].glue in glues for match in known[1:])
        if apart and all(match.reading("name", kind) or match.reading("acronym", kind) for match in known):
            return tuple(
                replace(entity, first=entity.first + match.first, last=entity.first + match.last, label=kind)
                for match in known
            )
    return (entity,)


def _relabelled(passage: tuple[Word, ...], first: int, last: int, label: EntityType) -> EntityType:
    """The label, a titled person's put right: "President Biden" is no event, nor is "Biden Administration" a body; so a town's of no kind."""
    if label in {"Event", "Other", "CreativeWork"}:
        title = title_length(passage, first, last)
        rest = passage[first + title : last]
        if title and 0 < len(rest) <= 3 and all(word.capital and word.shown not in heads() for word in rest):
            return "Person"
    words = passage[first:last]
    if label == "Organization" and len(words) == 2 and words[1].lower == "administration":
        own = words[0].lower in common_words() or words[0].acronym or matches(words[:1])
        return label if own else "Person"
    plain = not any(word.shown in heads() or word.lower in common_words() or word.acronym for word in words)
    if label == "Other" and plain and words[0].text not in given_names() and len(words) < 4 and city(words):
        return "Place"
    return label


def _between(starts: Sequence[int], low: int, high: int) -> list[int]:
    return list(starts[bisect_left(starts, low) : bisect_left(starts, high)])


def _unbroken(passage: tuple[Word, ...], first: int, last: int) -> int:
    """Where the entity really ends: no name goes on over a line or a dash, or takes in a footnote's number."""
    for at in range(first + 1, last):
        glue = passage[at].glue
        if (
            "\n" in glue
            or glue in {" - ", " – ", " — "}
            or (passage[at].text.isdigit() and glue.strip() in _BEFORE_MARK and passage[at - 1].lower not in _NUMBER)
        ):
            return at
    return last


def _a_name(words: tuple[Word, ...], label: EntityType, probability: float) -> bool:
    """Whether the words can be a name at all: a capital or a digit in them, or a model that is very sure, and more than a title."""
    if not any(word.capital or word.text[0].isdigit() for word in words) and probability < _SURE_SMALL:
        return False
    if all(_MEASURE.fullmatch(word.text) for word in words):
        return False
    if len(words) == 1 and words[0].shown in capitalised_words() and words[0].shown not in heads():
        return False
    return not (
        label in {"Person", "Organization"}
        and all(word.bare in titles().before for word in words)
        and words[0].text not in given_names()
    )


def _ordinary(words: tuple[Word, ...]) -> bool:
    """Whether the entity is one everyday word: "Security"."""
    return len(words) == 1 and words[0].lower in common_words() and words[0].shown not in heads() and not matches(words)


def _trimmed(passage: tuple[Word, ...], first: int, last: int, label: EntityType, *, sure: bool) -> tuple[int, int]:
    """The entity without article, titles of a person, and letters of honour behind; `sure` says that the model is."""
    while first + 1 < last and passage[first].lower in {"the", "a", "an"} and label != "CreativeWork":
        first += 1
    if label in {"Event", "Agreement"}:
        # "first Africa Climate Summit"
        while first + 1 < last and passage[first].lower in titles().modifiers and passage[first].text.islower():
            first += 1
    if label == "Person":
        if passage[last - 1].lower == "administration" and last - first > 1:
            last -= 1
        while first + 1 < last:
            title = title_length(passage, first, last)
            given = title == 1 and sure and passage[first].text in wordset("titles that are given names")
            if not title or first + title >= last or given:
                break
            first += title
        while last - 1 > first and passage[last - 1].text in titles().after:
            last -= 1
        while first and _cut_short(passage[first - 1], passage[first]):
            first -= 1
    if label == "Organization" and last - first > 1:
        # "Sunni Taliban": the name is whole without its description.
        found = matches(passage[first:last])
        description = found[0].reading("adjective") if found else None
        described = description is not None and description.type == "Group"
        if described and len(found) == 2 and found[1].first == found[0].last and first + found[1].last == last:
            first += found[1].first
    # "Trump administration", "Agreement for Peace in": what is written small is no part of the name's end,
    # but for the noun that says what bears it ("Goma airport"), and where nothing is written large.
    small = joiners() if label not in {"Person", "Organization", "Place"} else None
    while last - 1 > first and _lower(passage[last - 1], small):
        if not any(word.capital for word in passage[first:last]):
            break
        if sure and label in {"Organization", "Place"} and passage[last - 1].text.capitalize() in heads():
            break
        if passage[last - 1].glue == "-" and passage[last - 1].lower not in wordset("after a hyphen"):
            break  # Suigetsu-kai, but U.S.-led
        last -= 1
    return first, last


def _cut_short(left: Word, word: Word) -> bool:
    """Whether a person's name begins a word earlier, with an initial or a given name cut short: "A. Rahman", "Ma. Luisa"."""
    if word.glue == " ":
        return bool(_INITIAL.fullmatch(left.text))
    return word.glue == ". " and left.text in wordset("given names cut short")


def _lower(word: Word, among: frozenset[str] | None) -> bool:
    return word.text.islower() and word.text.isalpha() and (among is None or word.text in among)
