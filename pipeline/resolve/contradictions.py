"""Where one article says two things that cannot both be so. Precision before all: what may be two events is not reported.

Rules: `resolve.two-dates` (one signing on two days), `resolve.two-counts` (two numbers of dead, wounded or
arrested in one event), `resolve.reversed-interval` (an interval that ends before it starts), `resolve.two-holders` (one office
held by two persons at once).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from pipeline.records import Entity, Event, Finding, Relation, Time
from pipeline.records.identity import normalised
from pipeline.resolve.known import nationality_words
from pipeline.resolve.spelling import words
from pipeline.resolve.telling import content_words

#: Types that the signing of one text is coded as, and days within which two dates of one are a contradiction.
SIGNINGS = ("AGREE", "SUPPORT")
CLOSE = 45
#: How the trigger of a signing begins, and the texts that are signed.
SIGNED = ("sign", "ratif", "conclu", "seal", "agreement", "accord", "deal", "treaty", "pact")
#: Words that tell a second text from the first.
AGAIN = re.compile(
    r"\b(?:second|third|another|new|renewed|extended|further|later|earlier|annual|separate)\s+(?:[\w-]+\s+){0,2}"
    r"(?:deal|agreement|accord|pact|treaty|truce|ceasefire|memorandum|document)",
    re.IGNORECASE,
)
#: Offices that one person at a time holds, by the words of a title.
SOLE = frozenset({
    "president", "king", "pope", "chancellor", "prime minister", "foreign minister", "defence minister", "defense minister",
    "finance minister", "interior minister",
})  # fmt: skip


def contradictions(
    events: Sequence[Event],
    relations: Sequence[Relation],
    entities: Sequence[Entity],
    times: Sequence[Time],
    text: str,
) -> list[Finding]:
    """Warnings about one document, in text order."""
    names = {entity.id: entity.name for entity in entities}
    found = [
        *two_dates(events, relations, {time.id: time for time in times}, text), *two_counts(events), *two_holders(relations, names, times), *reversed_intervals(times),
    ]  # fmt: skip
    return sorted(found, key=lambda f: (f.start or 0, f.rule, f.message))


def two_dates(
    events: Sequence[Event], relations: Sequence[Relation], times: Mapping[str, Time], text: str
) -> Iterator[Finding]:
    """One and the same signing on two days."""
    bodies: dict[str, set[str]] = {}
    for relation in relations:
        if relation.object_id and relation.status != "former":
            bodies.setdefault(relation.subject_id, set()).add(relation.object_id)
    signed = [e for e in events if is_signing(e)]
    found: dict[frozenset[str | None], list[tuple[Event, Event]]] = {}
    for n, one in enumerate(signed):
        for other in signed[n + 1 :]:
            if 0 < days_apart(one, other) <= CLOSE and same_parties(one, other, bodies):
                found.setdefault(frozenset((one.edtf, other.edtf)), []).append((one, other))
    for pairs in found.values():
        one, other = min(pairs, key=lambda pair: [event.type != "SUPPORT" for event in pair])
        one, other = sorted((one, other), key=lambda event: event.start)
        message = f"“{one.label}” is dated {one.edtf} in “{dating(one, times, text)}” but {other.edtf} in “{dating(other, times, text)}”."
        first = warning("resolve.two-dates", one, other, message)
        yield first.model_copy(update={"related": tuple(sorted({event.id for pair in pairs for event in pair}))})


def dating(event: Event, times: Mapping[str, Time], text: str) -> str:
    """The words of an event from its trigger to its date, or the other way round, with the clause they stand in."""
    time = times.get(event.time_id or "")
    spans = [(e.start, e.end) for e in event.evidence if time and e.start <= time.start and time.end <= e.end]
    if not spans and time and max(event.end, time.end) - min(event.start, time.start) <= LONGEST:
        spans = [(min(event.start, time.start), max(event.end, time.end))]
    return shortened(text[spans[0][0] : spans[0][1]] if spans else event.text)


#: Code points from a clause to its date that are quoted as one passage.
LONGEST = 300


def is_signing(event: Event) -> bool:
    """Whether it is the signing of a text that happened on a day that its own clause gives."""
    trigger = event.text[event.trigger_start - event.start : event.trigger_end - event.start].lower()
    told = event.type in SIGNINGS and event.status == "happened" and event.time_basis == "governed" and exact(event)
    return told and any(word.startswith(SIGNED) for word in words(trigger)) and not AGAIN.search(event.text)


def exact(event: Event) -> bool:
    """Whether it is dated to the day."""
    return event.earliest is not None and event.earliest == event.latest


def days_apart(one: Event, other: Event) -> int:
    """Days between two events that are dated to the day; 0 where one is not."""
    return abs((one.earliest - other.earliest).days) if one.earliest and other.earliest else 0


def same_parties(one: Event, other: Event, bodies: Mapping[str, set[str]]) -> bool:
    """Whether two participants are in both events, or the only one of either is in both.

    Bodies that somebody acts for count as taking part.
    """
    ours, theirs = parties(one), parties(other)
    shared = [key for key in ours if any(acts_for(key, bodies) & acts_for(k, bodies) for k in theirs)]
    return len(shared) >= 2 or (len(shared) == 1 and 1 in (len(ours), len(theirs)))


def parties(event: Event) -> set[str]:
    """Those who sign: entities, or the words that describe them."""
    return {
        p.entity_id or " ".join(content_words(p.text)) for p in event.participants if p.role in ("actor", "recipient")
    }  # fmt: skip


def acts_for(key: str, bodies: Mapping[str, set[str]]) -> set[str]:
    """A participant with the bodies it acts for."""
    return {key} | bodies.get(key, set())


def two_counts(events: Sequence[Event]) -> Iterator[Finding]:
    """Two numbers of victims in one event: same type and mode, same day, same place, same victims' description."""
    occasions: dict[tuple[object, ...], list[Event]] = {}
    for event in events:
        if exact(event) and event.place_id is not None:
            occasions.setdefault(
                (event.type, event.mode, event.place_id, event.edtf, event.status, event.attributed_to), []
            ).append(event)
    for one, other in (pair for group in occasions.values() for pair in combinations(group, 2)):
        for ours, theirs in product(one.participants, other.participants):
            alike = ours.role == theirs.role in ("victim", "recipient") and kind_of(ours.text) == kind_of(theirs.text)
            if alike and ours.count and theirs.count and ours.count != theirs.count:
                message = f"“{ours.text}” in “{shortened(one.text)}” but “{theirs.text}” in “{shortened(other.text)}”."
                yield warning("resolve.two-counts", one, other, message)


def kind_of(words: str) -> str:
    """The last word of a description: what is counted."""
    return normalised(words).split(" ")[-1]


def two_holders(relations: Sequence[Relation], names: dict[str, str], times: Sequence[Time]) -> Iterator[Finding]:
    """One sole office of one body or country, held now by two persons; not where a date stands by either."""
    sole = [
        r for r in relations
        if r.predicate == "holds_office" and r.status == "current" and r.object_id and office(r) in SOLE
    ]  # fmt: skip
    sole = [r for r in sole if not any(t.edtf and abs(t.start - r.start) <= NEARBY for t in times)]
    for one, other in combinations(sole, 2):
        if one.object_id == other.object_id and office(one) == office(other) and one.subject_id != other.subject_id:
            a, b = names.get(one.subject_id, one.subject_id), names.get(other.subject_id, other.subject_id)
            told = f"“{shortened(one.text)}” and “{shortened(other.text)}”"
            yield warning("resolve.two-holders", one, other, f"{a} and {b} are both called {office(one)}: {told}.")


#: Code points around an office within which a date may say that it was held at another time.
NEARBY = 150


def office(relation: Relation) -> str:
    """The office of a relation without nationality words: "Iranian foreign minister" as "foreign minister"."""
    return " ".join(w for w in words(relation.object_text or "") if w not in nationality_words() and w != "s")


def reversed_intervals(times: Sequence[Time]) -> Iterator[Finding]:
    """Intervals that end before they start."""
    for time in times:
        if time.earliest and time.latest and time.latest < time.earliest:
            yield Finding(
                document_id=time.document_id, rule="resolve.reversed-interval", severity="warning",
                message=f"“{time.text}” ends before it starts.", pointer=time.id, start=time.start, end=time.end, related=(time.id,),
            )  # fmt: skip


def warning(rule: str, one: Event | Relation, other: Event | Relation, message: str) -> Finding:
    """A contradiction between two records."""
    return Finding(
        document_id=one.document_id, rule=rule, severity="warning", message=message, pointer=one.id, start=one.start,
        end=one.end, related=tuple(sorted((one.id, other.id))),
    )  # fmt: skip


def shortened(text: str, limit: int = 160) -> str:
    """Words of a passage, cut at a space."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[:limit].rsplit(" ", 1)[0] + " …"
