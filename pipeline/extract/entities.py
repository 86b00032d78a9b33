"""The model's entities, their edges corrected, and how they join with what the rules found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from spacy.tokens import Doc

from pipeline.extract.candidate import Candidate, Scores
from pipeline.extract.segments import KNOWN, title_length
from pipeline.extract.words import Word
from pipeline.knowledge.titles import titles
from pipeline.knowledge.words import given_names
from pipeline.records.document import Document
from pipeline.records.entity import EntityType

#: Probability taken for entities of a pipeline that gives none.
DEFAULT = 0.7


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity of the model over words `first` to `last` (exclusive) of a passage."""

    passage: tuple[Word, ...]
    first: int
    last: int
    label: EntityType
    probability: float


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
        first, last = _trimmed(passage, first, _unbroken(passage, first, first + len(inside)), label)
        if not _a_name(passage[first:last], label):
            continue
        probability = ent._.confidence if ent.has_extension("confidence") else None
        entity = Entity(passage, first, last, label, DEFAULT if probability is None else float(probability))
        found[passage[first].start, passage[last - 1].end] = entity
    return found


def _between(starts: Sequence[int], low: int, high: int) -> list[int]:
    return list(starts[bisect_left(starts, low) : bisect_left(starts, high)])


def _unbroken(passage: tuple[Word, ...], first: int, last: int) -> int:
    """Where the entity really ends: no name goes on over a line or takes in a footnote's number."""
    for at in range(first + 1, last):
        glue = passage[at].glue
        if "\n" in glue or (passage[at].text.isdigit() and glue.strip() in {".", ",", "”", '"', ".”", '."', ")"}):
            return at
    return last


def _a_name(words: tuple[Word, ...], label: EntityType) -> bool:
    """Whether the words can be a name at all: a capital or a digit in them, and more than a title."""
    if not any(word.capital or word.text[0].isdigit() for word in words):
        return False
    return not (
        label == "Person" and all(word.bare in titles().before for word in words) and words[0].text not in given_names()
    )


def _trimmed(passage: tuple[Word, ...], first: int, last: int, label: EntityType) -> tuple[int, int]:
    """The entity without article, titles of a person, and letters of honour behind."""
    while first + 1 < last and passage[first].lower in {"the", "a", "an"} and label != "CreativeWork":
        first += 1
    if label == "Person":
        while first + 1 < last:
            title = title_length(passage, first, last)
            if not title or first + title >= last:
                break
            first += title
        while last - 1 > first and passage[last - 1].text in titles().after:
            last -= 1
    if label in {"Person", "Organization", "Place"}:
        # "Trump administration", "Kabul government": what is written small is no part of the name.
        while last - 1 > first and passage[last - 1].text.islower() and passage[last - 1].text.isalpha():
            last -= 1
    return first, last


def merged(candidates: Sequence[Candidate], found: Mapping[tuple[int, int], Entity]) -> list[Candidate]:
    """Rules' candidates and the model's entities as one list in text order, by the policy of `names`."""
    if not found:
        return list(candidates)
    kept: list[Candidate] = []
    claimed: set[tuple[int, int]] = set()
    keys = {_key(entity): entity.label for entity in found.values()}
    for candidate in candidates:
        rivals = [span for span in found if span[0] < candidate.end and candidate.start < span[1]]
        if not rivals:
            if candidate.key in keys and not candidate.weak:
                label = keys[candidate.key]
                candidate = replace(candidate.weighed(Scores({label: candidate.score})), source="model elsewhere")
            kept.append(candidate)
            continue
        same = (candidate.start, candidate.end) in rivals
        listed = candidate.source == "gazetteer" and candidate.score >= KNOWN
        covers = all(candidate.start <= a and b <= candidate.end for a, b in rivals)
        if same and not listed:
            entity = found[candidate.start, candidate.end]
            kept.append(_typed(candidate, entity))
            claimed.update(rivals)
        elif (same or (covers and len(candidate.words) > 1)) and listed:
            kept.append(candidate)
            claimed.update(rivals)
        elif covers and candidate.source == "head" and _rejoins(candidate, [found[span] for span in rivals]):
            kept.append(replace(candidate, source="model, head"))
            claimed.update(rivals)
    kept += [_alone(entity) for span, entity in found.items() if span not in claimed]
    return sorted(kept, key=lambda candidate: candidate.start)


def _rejoins(candidate: Candidate, parts: Sequence[Entity]) -> bool:
    """Whether the model cut a body's name in two: "Afghan" + "Foreign Ministry"; the noun at its end types the whole."""
    return any(part.label == candidate.type and part.passage[part.last - 1].end == candidate.end for part in parts)


def _typed(candidate: Candidate, entity: Entity) -> Candidate:
    if candidate.type == entity.label:
        return replace(candidate, source=f"model, {candidate.source}")
    return replace(_alone(entity), titled=candidate.titled)


def _alone(entity: Entity) -> Candidate:
    weight = (entity.probability - 0.4) / 0.09
    return Candidate(
        entity.passage, entity.first, entity.last, Scores({entity.label: max(0.5, weight)}), source="model"
    )


def _key(entity: Entity) -> str:
    return Candidate(entity.passage, entity.first, entity.last).key
