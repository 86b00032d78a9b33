"""Event candidates: who did what to whom, when, where, and whether it happened, as one text says it.

Triggers come from the model and from the lexicon (`proposals.py`), participants from the trigger's frame (`arguments.py`) over
the dependency tree (`tree.py`) or, without one, over word order (`surface.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc

from pipeline.extract.events.arguments import arguments
from pipeline.extract.events.attribution import attributed, quoted
from pipeline.extract.events.clause import clause
from pipeline.extract.events.conditions import Conditions
from pipeline.extract.events.contexts import contexts
from pipeline.extract.events.domain import Trust
from pipeline.extract.events.labels import mend
from pipeline.extract.events.mentions import Mentions
from pipeline.extract.events.proposals import Proposal, proposals
from pipeline.extract.events.slots import Slots, slots
from pipeline.extract.events.status import past, status
from pipeline.extract.events.when import Times
from pipeline.extract.events.where import place
from pipeline.extract.events.words import Words
from pipeline.extract.extraction import EventCandidate, Name, Quote, Reference, TimeExpression
from pipeline.knowledge import grammar
from pipeline.records.document import Document
from pipeline.records.span import Span

#: Passages that report nothing of their own.
SKIPPED = frozenset({"boilerplate", "note"})

__all__ = ["events"]


def events(
    document: Document,
    doc: Doc,
    names: Sequence[Name],
    references: Sequence[Reference],
    times: Sequence[TimeExpression],
    quotes: Sequence[Quote],
) -> tuple[EventCandidate, ...]:
    """Every mention of a political event, in text order; boilerplate and notes are left out."""
    words = Words(doc)
    mend(words, times)
    mentions = Mentions(words, names, references, times)
    grammars = slots(words, mentions)
    grammar = grammars[0]
    conditions = Conditions(words, mentions, grammar)
    found = proposals(doc, words, conditions, _skipped(document, words, names, times), Trust(words, names))
    dated = Times(words, times, document.reference_date)
    return tuple(_candidate(proposal, document.text, words, mentions, grammars, dated, quotes) for proposal in found)


def _candidate(
    proposal: Proposal,
    text: str,
    words: Words,
    mentions: Mentions,
    grammars: Sequence[Slots],
    times: Times,
    quotes: Sequence[Quote],
) -> EventCandidate:
    grammar = grammars[0]
    trigger = words.span(proposal.start, proposal.end)
    participants = arguments(proposal, words, mentions, grammars, text)
    quote = quoted(trigger, quotes, text, proposal.part == "n")
    verdict = status(proposal, words)
    time = times.of(proposal, words)
    return EventCandidate(
        trigger=trigger,
        clause=words.span(*clause(words, proposal.head)).cover(trigger),
        lemma=" ".join(words.lemma[proposal.start : proposal.end])
        if proposal.hit is None
        else " ".join(proposal.hit.sense.words),
        type=proposal.type,
        mode=proposal.mode,
        status="planned" if verdict == "happened" and times.future(time) and not past(proposal, words) else verdict,
        arguments=participants,
        time=time,
        place=place(proposal, words, mentions, grammar, [argument.span for argument in participants]),
        quote=quote,
        attribution=attributed(proposal, words, mentions, grammar),
        contexts=contexts(words, proposal.head, proposal.type, proposal.mode),
        source=proposal.source,
        confidence=proposal.confidence,
    )


def _skipped(document: Document, words: Words, names: Sequence[Name], times: Sequence[TimeExpression]) -> list[bool]:
    """Tokens that are no trigger: in boilerplate, notes and idioms, inside names ("Doha Accord") and times ("March")."""
    closed = [Span(p.start, p.end) for p in document.passages if p.kind in SKIPPED]
    closed += [name.span for name in names] + [time.span for time in times]
    marks = [False] * len(words)
    for span in closed:
        for token in range(*words.covered(span)):
            marks[token] = True
    idioms = set(grammar.pairs("idioms.pairs"))
    for index, pair in enumerate(pairwise(words.lower)):
        if pair in idioms:
            marks[index] = marks[index + 1] = True
    return marks
