"""Resolves pronouns and noun phrases that events, statements and roles need, and leaves open what two could be meant by.

By recency and agreement, after the long practice of salience rankings: candidates in nearer sentences first, the first
named of a sentence (mostly its subject) before others, known gender and office agreeing.
"""

from __future__ import annotations

from pipeline.extract.extraction import Extraction
from pipeline.records.span import Span
from pipeline.resolve.cast import Cast, reference_words
from pipeline.resolve.descriptions import description, is_definite
from pipeline.resolve.pronouns import pronoun
from pipeline.resolve.search import Search
from pipeline.resolve.story import Story


def needed(extraction: Extraction) -> set[Span]:
    """Spans that some other record must know the bearer of."""
    spans: set[Span | None] = {span for q in extraction.quotes for span in (q.speaker, q.addressee)}
    spans |= {span for r in (*extraction.roles, *extraction.ties) for span in (r.holder, r.organisation)}
    spans |= {argument.span for event in extraction.events for argument in event.arguments}
    spans |= {span for event in extraction.events for span in (event.attribution, event.place)}
    return {span for span in spans if span is not None}


def acting(extraction: Extraction) -> frozenset[Span]:
    """Spans of those who speak or act."""
    spoke = {quote.speaker for quote in extraction.quotes if quote.speaker}
    acted = {a.span for e in extraction.events for a in e.arguments if a.role == "actor"}
    return frozenset(spoke | acted)


def resolve_references(extraction: Extraction, cast: Cast, story: Story) -> tuple[int, int]:
    """Adds mentions for the references that can be resolved.

    Returns how many pronouns and definite noun phrases were needed and how many of them stay open.
    """
    wanted = needed(extraction)
    starts, ends = {span.start for span in wanted}, {span.end for span in wanted}
    references = tuple(sorted(extraction.references, key=lambda reference: reference.span))
    tasks = [r for r in references if r.span.start in starts or r.span.end in ends]
    search = Search(extraction.quotes, references, extraction.roles, cast, story, acting(extraction))
    first_person = reference_words().pronouns["speaker"] | reference_words().pronouns["speakers"]
    asked = left = 0
    # What "I" means is asked last, when the speakers are known.
    for reference in sorted(tasks, key=lambda r: r.text.lower() in first_person):
        if reference.span in cast.mentions:
            continue
        if reference.form == "pronoun":
            found = pronoun(search, reference)
        else:
            found = None if reference.count is not None else description(search, reference)
        if found is not None:
            cast.add(found)
        if reference.form == "pronoun" or is_definite(reference):
            asked += 1
            left += found is None
    return asked, left
