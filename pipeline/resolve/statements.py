"""Quoted and reported speech as statements of entities."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.extraction import Quote
from pipeline.records import Event, Span, Statement, Time
from pipeline.records.identity import make_id, normalised
from pipeline.resolve.cast import Cast
from pipeline.resolve.relations import BEST
from pipeline.resolve.story import Story

#: Code points between a cue and the day that it was said on.
BESIDE = 25
#: Letters from which the same words by the same speaker are one statement told twice.
LONG = 15


def statements(
    quotes: Sequence[Quote], cast: Cast, story: Story, events: Sequence[Event], times: Sequence[Time], ids: Sequence[str],
    base: str,
) -> list[Statement]:  # fmt: skip
    """One statement a quotation; one repeated in a headline or caption is one, with evidence for each place.

    `ids` are the entities' ids by number. The saying's event is the one that its cue triggers, its date that event's or
    the day named right beside the cue.
    """
    grouped: dict[tuple[object, ...], list[Quote]] = {}
    seen: set[tuple[Span, str]] = set()
    for quote in quotes:
        if (quote.span, quote.kind) in seen:
            continue
        seen.add((quote.span, quote.kind))
        words = normalised(quote.span.of(story.text))
        speaker = cast.voice(quote.speaker)
        key = (words, speaker.figure if speaker else None) if len(words) >= LONG else (quote.span,)
        grouped.setdefault(key, []).append(quote)
    found = []
    for told in grouped.values():
        told.sort(key=lambda q: (BEST[story.part(q.span)], q.span))
        dates = [date for q in told if (date := said_on(q, quotes, times, story))]
        found.append(made(told, cast, story, events, dates[0] if dates else None, ids, base))
    return found


def made(
    told: Sequence[Quote],
    cast: Cast,
    story: Story,
    events: Sequence[Event],
    date: str | None,
    ids: Sequence[str],
    base: str,
) -> Statement:
    """The statement that several quotations give, the first of them best; `date` is the day beside its cue."""
    best = told[0]
    speaker = next((stand for q in told if (stand := cast.voice(q.speaker))), None)
    addressee = next((stand for q in told if (stand := cast.at(q.addressee))), None)
    saying = said_in(best, events)
    number = make_id(base, "statement", story.document.id, best.kind, best.span.start, best.span.end)
    return Statement(
        id=number, document_id=story.document.id, speaker_id=ids[speaker.figure] if speaker else None,
        addressee_id=ids[addressee.figure] if addressee else None, kind=best.kind, start=best.span.start, end=best.span.end,
        text=best.span.of(story.text), cue=best.cue.of(story.text) if best.cue else None,
        cue_start=best.cue.start if best.cue else None, cue_end=best.cue.end if best.cue else None,
        edtf=(saying.edtf if saying and saying.time_basis == "governed" else None) or date, medium=best.medium, event_id=saying.id if saying else None,
        evidence=tuple(story.evidence(number, span) for span in sorted({q.span for q in told})),
    )  # fmt: skip


def said_on(quote: Quote, quotes: Sequence[Quote], times: Sequence[Time], story: Story) -> str | None:
    """EDTF of the one day that stands beside a quotation's cue, in its sentence and in no quotation; None if none does."""
    if quote.cue is None:
        return None
    cue, found = quote.cue, []
    for time in times:
        at = Span(time.start, time.end)
        day = time.edtf is not None and time.earliest is not None and time.earliest == time.latest
        beside = at.distance(cue) <= BESIDE and story.sentence(at.start) == story.sentence(cue.start)
        if day and beside and not any(q.span.overlaps(at) for q in quotes):
            found.append(time.edtf)
    return found[0] if len(set(found)) == 1 else None


def said_in(quote: Quote, events: Sequence[Event]) -> Event | None:
    """The event whose trigger is the quotation's cue ("urged", "accused"); None where the cue is no event."""
    if quote.cue is None:
        return None
    cue = quote.cue
    found = [e for e in events if e.trigger_start < cue.end and cue.start < e.trigger_end]
    return found[0] if found else None
