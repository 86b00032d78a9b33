"""Event candidates as events: tellings of one event joined, dated, placed, attributed and named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.extract.extraction import Extraction
from pipeline.knowledge import plover
from pipeline.records import Event, Finding, Mention, Participant, Span, Time
from pipeline.records.identity import make_id
from pipeline.resolve.cast import Cast
from pipeline.resolve.dating import dated
from pipeline.resolve.kinship import kinship
from pipeline.resolve.labels import label
from pipeline.resolve.sameness import same_events
from pipeline.resolve.story import Story
from pipeline.resolve.telling import SIDES, Party, Telling, one_sided, tellings

PARTS = {"body": 0, "caption": 1, "headline": 2, "note": 3}


def events(
    extraction: Extraction, cast: Cast, story: Story, times: Mapping[Span, Time], ids: Sequence[str],
    mentions: Mapping[Span, Mention], base: str,
) -> tuple[list[Event], list[Finding]]:  # fmt: skip
    """The events of a document in text order, and a note for each whose type asks for a recipient that the text does not give.

    `ids` are the entities' ids by number, `mentions` the published mentions by span.
    """
    told = tellings(extraction.events, cast, story, times)
    found: list[Event] = []
    notes: list[Finding] = []
    for group in same_events(told, cast.figures, kinship(extraction.roles, cast)):
        group = sorted(group, key=rank)
        event = made(group, told, cast, story, ids, mentions, base)
        found.append(event)
        if plover.kind(event.type).needs_recipient and not any(p.role == "recipient" for p in event.participants):
            notes.append(no_recipient(event))
    return found, notes


def rank(telling: Telling) -> tuple[object, ...]:
    """Order of tellings, the best first: in running text, with most participants, dated, sure, early."""
    known = sum(p.stand is not None for p in telling.parties)
    return (PARTS[telling.part], -known, telling.time is None, -telling.candidate.confidence, telling.candidate.trigger)


def made(
    group: Sequence[Telling], told: Sequence[Telling], cast: Cast, story: Story, ids: Sequence[str],
    mentions: Mapping[Span, Mention], base: str,
) -> Event:  # fmt: skip
    """The event that a group of tellings tells, its best first."""
    best = group[0]
    candidate, document = best.candidate, story.document
    number = make_id(
        base, "event", document.id, candidate.type, candidate.clause.start, candidate.clause.end,
        candidate.trigger.start, candidate.trigger.end,
    )  # fmt: skip
    parties = merged_parties(group)
    when = dated(group, told, story.text)
    place = next((t.place for t in group if t.place is not None), None)
    time = when.time if when else None
    return Event(
        id=number, document_id=document.id, type=candidate.type, mode=candidate.mode,
        contexts=tuple(sorted({c for t in group for c in t.candidate.contexts})),
        quad=plover.quad(candidate.type), intensity=plover.intensity(candidate.type, candidate.mode),
        label=label(best, parties, cast.figures, place, story.text), status=candidate.status,
        attributed_to=attributed(group, cast, ids), start=candidate.clause.start, end=candidate.clause.end,
        text=candidate.clause.of(story.text), trigger_start=candidate.trigger.start, trigger_end=candidate.trigger.end,
        trigger_source=candidate.source, edtf=time.edtf if time else None, earliest=time.earliest if time else None,
        latest=time.latest if time else None, time_basis=when.basis if when else None, time_id=time.id if time else None,
        place_id=None if place is None else ids[place], cluster_id=number, confidence=round(max(t.candidate.confidence for t in group), 2),
        participants=tuple(participant(number, document.id, party, story.text, ids, mentions) for party in parties),
        evidence=tuple(story.evidence(number, span) for span in sorted({t.candidate.clause for t in group})),
    )  # fmt: skip


def merged_parties(group: Sequence[Telling]) -> list[Party]:
    """Participants of all tellings, each once a role.

    The unnamed come only from the best telling that has the role, and from no telling that shares no known participant with those
    before it: "the deal with the terrorists" does not make terrorists a party to what two governments signed. A noun that points back adds
    nobody to a role that is filled.
    """
    kept: dict[tuple[object, ...], Party] = {}
    filled: set[str] = set()
    known: set[int] = set()
    for telling in group:
        unlike = bool(known) and not known & telling.figures
        here = set()
        before = dict.fromkeys(kept)
        for party in telling.parties:
            role = party.argument.role
            if (party.stand is None and (role in filled or unlike)) or (telling.definite and role in filled):
                continue
            if role in SIDES and any((side, *party.key) in before for side in SIDES if side != role):
                continue
            kept.setdefault((role, *party.key), party)
            here.add(role)
        filled |= here
        known |= telling.figures
    unique: dict[tuple[str, Span], Party] = {}
    for party in kept.values():
        unique.setdefault((party.argument.role, party.argument.span), party)
    parties = sorted(unique.values(), key=lambda p: (p.argument.role, p.argument.span))
    return list(one_sided(parties, group[0].candidate.mode))


def participant(
    event: str, document: str, party: Party, text: str, ids: Sequence[str], mentions: Mapping[Span, Mention]
) -> Participant:
    """One participant as a record."""
    argument, stand = party.argument, party.stand
    mention = mentions.get(stand.span) if stand else None
    return Participant(
        event_id=event, document_id=document, start=argument.span.start, end=argument.span.end,
        entity_id=ids[stand.figure] if stand else None, mention_id=mention.id if mention else None, role=argument.role,
        text=argument.span.of(text), count=argument.count,
    )  # fmt: skip


def attributed(group: Sequence[Telling], cast: Cast, ids: Sequence[str]) -> str | None:
    """Who says that the event happened; None if the text itself does in any telling, or names nobody."""
    said: list[str | None] = []
    for telling in group:
        quote, accuser = telling.candidate.quote, telling.candidate.attribution
        speakers = [cast.speaker_of(quote), cast.voice(accuser)]
        # Who accuses inside a quotation is nearer to the event than whose words they are.
        if quote and accuser and quote.contains(accuser):
            speakers.reverse()
        stand = speakers[0] or speakers[1]
        # A noun that points back repeats what has been said, whoever said it.
        outside = quote is None and accuser is None and (telling is group[0] or not telling.definite)
        if outside and telling.part == "body":
            return None
        said.append(ids[stand.figure] if stand else None)
    return next((speaker for speaker in said if speaker), None)


def no_recipient(event: Event) -> Finding:
    """The note that an event lacks the recipient its type asks for."""
    return Finding(
        document_id=event.document_id, rule="resolve.no-recipient", severity="note",
        message=f"The text gives no recipient for {event.type} (“{event.label}”); the recipient is left empty.",
        pointer=event.id, start=event.start, end=event.end, related=(event.id,),
    )  # fmt: skip
