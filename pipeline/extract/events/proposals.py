"""Which triggers count: the model's proposals and the lexicon's, combined.

Policy. Both agree on a type: kept from `AGREED` on, confidence 1 − (1 − model)(1 − weight / 2). They differ: the lexicon decides if it
weighs more than the model's probability or its trigger is specific ("cancel debt"), else the model. The model alone: kept from
`MODEL_ALONE` on. The lexicon alone: kept from `LEXICON_BESIDE_MODEL` on where a model has read the text too, from `LEXICON_ALONE` on
where none has. What only one of the two proposes is right about half as often as either claims (`ALONE`, measured on held-out articles).
Weights and probabilities are lowered in texts of a domain that borrows the language of politics (`domain.py`). `source` names who
proposed, and the sense.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import get_args

from spacy.tokens import Doc, Span

from pipeline.extract.events.conditions import Conditions
from pipeline.extract.events.domain import Trust
from pipeline.extract.events.lexicon import Hit, hits
from pipeline.extract.events.lookalikes import mistaken, shown, turned
from pipeline.extract.events.words import Words
from pipeline.knowledge import plover
from pipeline.knowledge.triggers import PREPOSITIONS, Frame, default_frame
from pipeline.records.event import EventStatus, EventType

TRUSTED = 0.5
AGREED = 0.5
MODEL_ALONE = 0.6
LEXICON_ALONE = 0.55
LEXICON_BESIDE_MODEL = 0.66
#: Share of its claimed probability that a proposal of one source alone earns.
ALONE = 0.6


@dataclass(frozen=True, slots=True)
class Proposal:
    """A trigger that counts: tokens `start` to `end`, governed by `head`; `hit` is the lexicon's sense where it has one."""

    start: int
    end: int
    head: int
    part: str
    type: EventType
    mode: str | None
    frame: Frame
    source: str
    confidence: float
    hit: Hit | None = None
    status: EventStatus | None = None
    #: The model's probability of its status; 1 where it gives none.
    status_chance: float = 1.0
    arguments: tuple[tuple[int, str, float], ...] = ()


def proposals(doc: Doc, words: Words, conditions: Conditions, skipped: list[bool], trust: Trust) -> list[Proposal]:
    """Triggers in text order, no two overlapping; `trust` says what a lexicon weight is multiplied with (0–1)."""
    chosen = list(_chosen(hits(words, skipped), conditions))
    seen = [span for span in doc.spans["events"] if not skipped[span.start]] if "events" in doc.spans else None
    if seen is None:
        found = [
            _from_lexicon(hit, weight)
            for hit in chosen
            if (weight := hit.sense.weight * trust.at(hit.head)) >= LEXICON_ALONE
        ]
    else:
        found = list(_combined(seen, chosen, words, trust))
    return sorted(found, key=lambda proposal: proposal.start)


def _chosen(found: Iterable[Hit], conditions: Conditions) -> Iterator[Hit]:
    """The hits whose conditions hold, the longest trigger and then the heaviest sense at each place."""
    passing = [hit for hit in found if conditions.hold(hit)]
    passing.sort(key=lambda hit: (-hit.size, -hit.sense.weight, hit.start))
    taken: set[int] = set()
    nouns = _by_token(hit for hit in passing if hit.sense.part == "n")
    for hit in passing:
        placed = _placed(hit, nouns)
        own = {*range(placed.start, placed.end), placed.head}
        if placed.noun is not None and hit.noun == placed.noun:
            own.add(placed.noun)
        if not own & taken:
            taken |= own
            yield placed


def _by_token(hits: Iterable[Hit]) -> dict[int, list[Hit]]:
    """The hits by every token of theirs, governing words and object nouns too, in order."""
    found: dict[int, list[Hit]] = {}
    for hit in hits:
        for token in {*range(hit.start, hit.end), hit.head, *(() if hit.noun is None else (hit.noun,))}:
            found.setdefault(token, []).append(hit)
    return found


def _placed(hit: Hit, nouns_at: Mapping[int, Sequence[Hit]]) -> Hit:
    """ "Hold talks" is triggered by its noun where that is a trigger of the same type; "demanded talks" leaves the noun to another event."""
    if hit.noun is None:
        return hit
    nouns = [o for o in nouns_at.get(hit.noun, ()) if o.start <= hit.noun < o.end]
    same = next((o for o in nouns if o.sense.type == hit.sense.type), None)
    if same is not None:
        return replace(hit, start=same.start, end=same.end)
    if nouns:
        return replace(hit, end=max(hit.start + 1, min(hit.end, nouns[0].start)), noun=None)
    return hit


def _from_lexicon(hit: Hit, confidence: float) -> Proposal:
    sense = hit.sense
    return Proposal(
        hit.start, hit.end, hit.head, sense.part, sense.type, sense.mode, sense.frame,
        f"lexicon: {sense.name}", round(min(confidence, 0.99), 2), hit,
    )  # fmt: skip


def _combined(seen: list[Span], chosen: list[Hit], words: Words, trust: Trust) -> Iterator[Proposal]:
    used: set[int] = set()
    at = _by_token(chosen)
    labels = {token: span.label_ for span in seen for token in range(span.start, span.end)}
    triggers = labels.keys()
    for span in seen:
        told = _extension(span, "confidence")
        probability = told if isinstance(told, float) else TRUSTED
        near = {id(hit): hit for token in range(span.start, span.end) for hit in at.get(token, ())}
        beside = [hit for hit in near.values() if _touches(hit, span)]
        if (
            any(_only_carries(hit, span, triggers) for hit in beside)
            or (words.parsed and mistaken(span.root.i, span.label_, words))
            or turned(span.root.i if words.parsed else span.start, span.label_, words)
        ):
            continue
        hit = next((hit for hit in beside if hit.sense.type == span.label_), beside[0] if beside else None)
        weight = hit.sense.weight if hit is not None else 0.0
        if hit is not None and hit.sense.type != span.label_:
            if weight > probability or (_specific(hit) and weight > TRUSTED):
                used |= {id(other) for other in beside}
                if (trusted := weight * trust.at(hit.head)) >= LEXICON_BESIDE_MODEL:
                    yield _from_lexicon(hit, trusted * ALONE)
                continue
            hit, weight = None, 0.0
        used |= {id(other) for other in beside}
        if hit is not None and hit.start <= span.start < span.end <= hit.head and labels.get(hit.head) == span.label_:
            continue  # the model saw "peace" and "talks" as two
        combined = trust.at(span.start) * (1 - (1 - probability) * (1 - weight / 2))
        if hit is not None and combined >= AGREED:
            yield _of_model(span, words, hit, combined)
        elif hit is None and combined >= MODEL_ALONE:
            yield _of_model(span, words, hit, combined * ALONE)
    for hit in chosen:
        if id(hit) in used or (
            words.parsed and (_names_the_kind(hit, words) or mistaken(hit.head, hit.sense.type, words))
        ):
            continue
        if (trusted := hit.sense.weight * trust.at(hit.head)) >= LEXICON_BESIDE_MODEL:
            yield _from_lexicon(hit, trusted * ALONE)


def _specific(hit: Hit) -> bool:
    """Whether the trigger says what is done to what ("cancel debt"), so that its type and mode are not in doubt."""
    return hit.size > 1 and any(word not in PREPOSITIONS for word in hit.sense.words[1:])


def _only_carries(hit: Hit, span: Span, triggers: Set[int]) -> bool:
    """Whether the span is the verb of "hold talks" and the model has a trigger on the noun as well."""
    noun = hit.noun
    return noun is not None and not span.start <= noun < span.end and noun in triggers


def _names_the_kind(hit: Hit, words: Words) -> bool:
    """Whether the trigger only says of what kind something is: "reconciliation talks", "an appeals court"."""
    return words.dep[hit.head] == "compound" and words.head[hit.head] > hit.head


def _touches(hit: Hit, span: Span) -> bool:
    if (hit.start < span.end and span.start < hit.end) or span.start <= hit.head < span.end:
        return True
    return hit.noun is not None and span.start <= hit.noun < span.end and hit.sense.type == span.label_


def _of_model(span: Span, words: Words, hit: Hit | None, confidence: float) -> Proposal:
    head = span.root.i if words.parsed else span.start
    part = "v" if (words.tag[head][:1] == "V" or not words.tagged) else "n"
    type: EventType = span.label_  # type: ignore[assignment]
    told = _extension(span, "mode")
    mode = told if isinstance(told, str) and plover.is_valid(type, told) and shown(told, head, words) else None
    start, end = span.start, span.end
    if hit is not None:
        mode = hit.sense.mode or mode
        head, part = hit.head, hit.sense.part
        if end <= hit.start or hit.end <= start:
            start, end = hit.start, hit.end
    status = _extension(span, "status")
    chances = _extension(span, "statuses")
    scores = _extension(span, "arguments")
    return Proposal(
        start, end, head, part, type, mode,
        hit.sense.frame if hit is not None else default_frame(type, part),
        f"both: {hit.sense.name}" if hit is not None else f"model: {words.lower[head]}.{part}",
        round(min(confidence, 0.99), 2), hit,
        status if status in get_args(EventStatus) else None,  # type: ignore[arg-type]
        float(dict(chances).get(status, 1.0)) if isinstance(chances, tuple) else 1.0,
        tuple((int(i), str(role), float(score)) for i, role, score in scores) if isinstance(scores, (list, tuple)) else (),
    )  # fmt: skip


def _extension(span: Span, name: str) -> object:
    return getattr(span._, name) if Span.has_extension(name) else None
