"""Where one article says two things that cannot both be so. Precision before all: what may be two events is not reported.

Rules: `resolve.two-dates` (one signing, visit or attack on two days), `resolve.two-counts` (two numbers of dead, wounded or
arrested in one event), `resolve.reversed-interval` (an interval that ends before it starts), `resolve.two-holders` (one office
held by two persons at once).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.records import Entity, Event, Finding, Relation, Time
from pipeline.records.identity import normalised

#: Acts that happen once between the same parties in a while, and days within which two dates of one are a contradiction.
SINGULAR = {"AGREE": 45, "SUPPORT": 45}
SIGNING = ("sign", "ratif", "conclud", "seal", "initial")
#: Offices that one person at a time holds.
SOLE = (
    "president",
    "prime minister",
    "foreign minister",
    "defence minister",
    "defense minister",
    "finance minister",
    "interior minister",
    "king",
    "pope",
    "chancellor",
)


def contradictions(
    events: Sequence[Event], relations: Sequence[Relation], entities: Sequence[Entity], times: Sequence[Time]
) -> list[Finding]:
    """Warnings about one document, in text order."""
    found = [
        *two_dates(events),
        *two_counts(events),
        *two_holders(relations, {e.id: e.name for e in entities}),
        *reversed_intervals(times),
    ]
    return sorted(found, key=lambda f: (f.start or 0, f.rule, f.message))


def two_dates(events: Sequence[Event]) -> Iterator[Finding]:
    """One and the same signing on two days."""
    signed = [e for e in events if is_signing(e) and exact(e) and e.time_basis == "governed"]
    for n, one in enumerate(signed):
        for other in signed[n + 1 :]:
            assert one.earliest
            assert other.earliest
            apart = abs((one.earliest - other.earliest).days)
            if 0 < apart <= SINGULAR[one.type] and one.type == other.type and same_parties(one, other):
                yield warning(
                    "resolve.two-dates", one, other,
                    f"“{one.label}” is dated {one.edtf} in “{shortened(one.text)}” but {other.edtf} in “{shortened(other.text)}”.",
                )  # fmt: skip


def is_signing(event: Event) -> bool:
    """Whether it is the signing of something, and happened."""
    trigger = event.text[event.trigger_start - event.start : event.trigger_end - event.start].lower()
    return event.type in SINGULAR and event.status == "happened" and trigger.startswith(SIGNING)


def exact(event: Event) -> bool:
    """Whether it is dated to the day."""
    return event.earliest is not None and event.earliest == event.latest


def same_parties(one: Event, other: Event) -> bool:
    """Whether both name at least two participants in common, or all of the lesser one's."""
    ours = {p.entity_id for p in one.participants if p.entity_id}
    theirs = {p.entity_id for p in other.participants if p.entity_id}
    shared = ours & theirs
    return len(shared) >= 2 or (bool(shared) and len(shared) == min(len(ours), len(theirs)) and one.text != other.text)


def two_counts(events: Sequence[Event]) -> Iterator[Finding]:
    """Two numbers of victims in one event: same type and mode, same day, same place, same victims' description."""
    for n, one in enumerate(events):
        for other in events[n + 1 :]:
            if not same_occasion(one, other):
                continue
            for ours, theirs in ((a, b) for a in one.participants for b in other.participants):
                alike = ours.role == theirs.role in ("victim", "recipient") and kind_of(ours.text) == kind_of(
                    theirs.text
                )
                if alike and ours.count and theirs.count and ours.count != theirs.count:
                    yield warning(
                        "resolve.two-counts", one, other,
                        f"“{ours.text}” in “{shortened(one.text)}” but “{theirs.text}” in “{shortened(other.text)}”.",
                    )  # fmt: skip


def same_occasion(one: Event, other: Event) -> bool:
    """Whether two events of one document are evidently one occasion but for their numbers."""
    same = (one.type, one.mode, one.place_id, one.edtf, one.status) == (
        other.type,
        other.mode,
        other.place_id,
        other.edtf,
        other.status,
    )
    return same and exact(one) and one.place_id is not None and one.attributed_to == other.attributed_to


def kind_of(words: str) -> str:
    """The last word of a description: what is counted."""
    return normalised(words).split(" ")[-1]


def two_holders(relations: Sequence[Relation], names: dict[str, str]) -> Iterator[Finding]:
    """One sole office of one body or country, held now by two persons."""
    sole = [
        r for r in relations
        if r.predicate == "holds_office" and r.status == "current" and r.object_id and normalised(r.object_text or "") in SOLE
    ]  # fmt: skip
    for n, one in enumerate(sole):
        for other in sole[n + 1 :]:
            same = one.object_id == other.object_id and normalised(one.object_text or "") == normalised(
                other.object_text or ""
            )
            if same and one.subject_id != other.subject_id:
                a, b = names.get(one.subject_id, one.subject_id), names.get(other.subject_id, other.subject_id)
                yield warning(
                    "resolve.two-holders", one, other,
                    f"{a} and {b} are both called {one.object_text}: “{shortened(one.text)}” and “{shortened(other.text)}”.",
                )  # fmt: skip


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
