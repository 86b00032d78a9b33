"""How the model's entities join with what the rules found: each side's weight, and who prevails where they overlap."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.extract.candidate import Candidate, Scores
from pipeline.extract.entities import STROKES, SURE, Entity
from pipeline.extract.gazetteer import city, matches
from pipeline.knowledge.spelling import folded

#: Below this an entity that nothing else speaks for is let go: fewer than half of such are right.
_UNSURE = 0.45
#: From here on the model's person, named in full elsewhere, is none of the places of the same name.
_VERY_SURE = 0.85
_SEEN = 2.5


def merged(candidates: Sequence[Candidate], found: Mapping[tuple[int, int], Entity]) -> list[Candidate]:
    """Rules' candidates and the model's entities as one list in text order, by the policy of `names`."""
    if not found:
        return list(candidates)
    kept: list[Candidate] = []
    claimed: set[tuple[int, int]] = set()
    keys = {_key(entity): entity.label for entity in found.values() if entity.probability >= _UNSURE}
    full = [entity for entity in found.values() if _in_full(entity)]
    bearers = frozenset(folded(entity.passage[entity.last - 1].bare) for entity in full)
    parts = frozenset(folded(word.bare) for entity in full for word in entity.passage[entity.first : entity.last])
    spans = sorted(found)
    ends = [end for _, end in spans]
    for candidate in candidates:
        rivals = spans[bisect_right(ends, candidate.start) : bisect_left(spans, (candidate.end, 0))]
        rivals = [span for span in rivals if found[span].probability >= _UNSURE or _within(candidate, found[span])]
        if not rivals:
            kind = keys.get(candidate.key) if not candidate.weak else None
            if kind is None and candidate.source == "shape" and candidate.key in bearers:
                kind = "Person"
            if kind is not None:
                candidate = replace(candidate.weighed(Scores({kind: candidate.score})), source="elsewhere")
            kept.append(candidate)
        elif _prevails(candidate, [found[span] for span in rivals]):
            combined = _combined(candidate, [found[span] for span in rivals])
            borne = candidate.key in parts and _surely_person(found[rivals[0]])
            kept.append(_alone(found[rivals[0]]) if borne else combined)
            claimed.update(rivals)
    kept += [_alone(entity) for span, entity in found.items() if span not in claimed and entity.probability >= _UNSURE]
    return sorted(kept, key=lambda candidate: candidate.start)


def _within(candidate: Candidate, entity: Entity) -> bool:
    """Whether the entity lies in the candidate's stretch."""
    return (
        candidate.start <= entity.passage[entity.first].start and entity.passage[entity.last - 1].end <= candidate.end
    )


def _in_full(entity: Entity) -> bool:
    """Whether the entity is surely a person with a given name."""
    return entity.label == "Person" and entity.last - entity.first > 1 and entity.probability >= SURE


def _prevails(candidate: Candidate, rivals: Sequence[Entity]) -> bool:
    """Whether the rules' stretch is the name's, rather than the model's that it overlaps."""
    if not all(_within(candidate, part) for part in rivals):
        return False
    if len(rivals) == 1 and (rivals[0].last - rivals[0].first) == len(candidate.words):
        return True
    if _parted(rivals):
        return False
    known = candidate.source in {"gazetteer", "head"} or candidate.titled
    # The model cut one name in two, or lost the second half of a hyphened one.
    whole = sum(part.last - part.first for part in rivals) == len(candidate.words)
    hyphened = candidate.passage[rivals[-1].last].glue == "-" if rivals[-1].last < candidate.last else False
    return len(candidate.words) > 1 and (known or whole or hyphened)


def _surely_person(entity: Entity) -> bool:
    """Whether one word is surely a person to the model, who may bear a place's name: "Washington said she …"."""
    return entity.label == "Person" and entity.last - entity.first == 1 and entity.probability >= _VERY_SURE


def _parted(rivals: Sequence[Entity]) -> bool:
    """Whether the model surely sees several names where one stretch runs on: "John Roe Acme Ltd", "Cotonou–Niamey"."""
    if len(rivals) < 2 or any(part.probability < SURE for part in rivals):
        return False
    stroke = all(part.label == "Place" and part.passage[part.first].glue in STROKES for part in rivals[1:])
    return stroke or len({part.label for part in rivals}) > 1


def _combined(candidate: Candidate, rivals: Sequence[Entity]) -> Candidate:
    """The rules' stretch with both sides' weights; a part of it counts by its share of the words."""
    scores = Scores(candidate.scores)
    for part in rivals:
        scores[part.label] += weight(part.probability) * (part.last - part.first) / len(candidate.words)
    both = replace(candidate.weighed(scores), source=f"model, {candidate.source}")
    return both if both.type == candidate.type else replace(both, subtype=None, code=None, form="name")


def weight(probability: float) -> float:
    """The model's say in the rules' currency: log odds, and a little more for having seen the whole sentence."""
    odds = min(max(probability, 0.02), 0.98)
    return max(0.5, _SEEN + math.log(odds / (1 - odds)))


def _alone(entity: Entity) -> Candidate:
    """The entity as a candidate, with what the lists know of a name of its type."""
    scores = Scores({entity.label: weight(entity.probability)})
    candidate = Candidate(entity.passage, entity.first, entity.last, scores, source="model")
    found = matches(candidate.words)
    whole = found[0].entries if found and len(candidate.words) == found[0].last - found[0].first else ()
    entry = next((entry for entry in whole if entry.type == entity.label), None)
    if entry is None and entity.label == "Place" and len(candidate.words) < 5:
        entry = city(candidate.words)
    return candidate if entry is None else replace(candidate, subtype=entry.subtype, form=entry.form, code=entry.code)


def _key(entity: Entity) -> str:
    return Candidate(entity.passage, entity.first, entity.last).key
