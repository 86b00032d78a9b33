"""Who says that an event happened, where the author does not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.events.mentions import Mentions
from pipeline.extract.events.proposals import Proposal
from pipeline.extract.events.slots import Slots
from pipeline.extract.events.words import Words
from pipeline.extract.extraction import Quote
from pipeline.knowledge import grammar
from pipeline.records.span import Span

# Words between "accused" and what somebody is accused of.
REACH = 14
# Steps up the tree to the verb of saying.
DEPTH = 8


def quoted(trigger: Span, quotes: Sequence[Quote], text: str, noun: bool = False) -> Span | None:
    """Span of the innermost quotation that the trigger stands in.

    What somebody says of himself inside his own quotation ("I told them") is that quotation's. A noun behind a verb that takes it for a
    fact ("blamed them for the looting") is no reported event.
    """
    around = [
        quote
        for quote in quotes
        if quote.span.contains(trigger)
        and not (
            noun and quote.kind == "indirect" and _said(quote.cue, text) in grammar.verb_words("reporting.factive")
        )
    ]
    around.sort(key=lambda quote: quote.span.end - quote.span.start)
    for quote, outer in pairwise(around):
        if outer.speaker is None or _said(quote.speaker, text) not in grammar.words("reporting.self"):
            return quote.span
    return around[-1].span if around else None


def _said(span: Span | None, text: str) -> str:
    return "" if span is None else span.of(text).lower()


def attributed(proposal: Proposal, words: Words, mentions: Mentions, slots: Slots) -> Span | None:
    """Span of the accuser in "X accused Y of …", or of a word of hearsay in the clause; None where neither is there."""
    first, _ = words.sentence(proposal.head)
    start = min(proposal.start, proposal.head)
    accusing = grammar.verb_words("reporting.accusing")
    for index in range(start - 1, max(first, start - REACH) - 1, -1):
        word = words.lower[index]
        if word in grammar.words("clause_marks"):
            break
        if word in accusing and _complement(words.lower[index + 1 : start]) and _verbal(words, index):
            return _who(slots.slot(index, "v", "subj"), mentions)
        if word in grammar.words("reporting.nouns") and _complement(words.lower[index + 1 : start]):
            return _who([h for slot in ("poss", "by", "from", "supp") for h in slots.slot(index, "n", slot)], mentions)
    if words.parsed and (teller := _teller(proposal, words)) is not None:
        return _who(slots.slot(teller, "v", "subj"), mentions)
    for index in range(max(first, start - 3), min(len(words), proposal.end + 3)):
        if words.lower[index] in grammar.words("reporting.hearsay"):
            return words.span(index, index + 1)
    return None


def _teller(proposal: Proposal, words: Words) -> int | None:
    """The verb of saying in whose clause or infinitive the trigger stands ("said that X", "X, she said", "threatened to X"), or None."""
    telling = grammar.verb_words("reporting.telling")
    asking = grammar.verb_words("reporting.asking")
    clausal = telling | asking | grammar.verb_words("reporting.clause_only")
    below = node = proposal.head
    added = False
    for _ in range(DEPTH):
        for child in words.children[node]:
            if (
                child != below
                and words.dep[child] == "parataxis"
                and words.lower[child] in telling
                and _aside(child, words)
            ):
                return child
        governor = words.head[node]
        if governor == node:
            return None
        label = words.dep[node]
        reported = label in {"ccomp", "xcomp"} and words.lower[governor] in (clausal if label == "ccomp" else asking)
        if reported and not proposal.start <= governor < proposal.end:
            # "Urged them to resume the talks, which broke down on Friday": what is added to a wish is the author's.
            return None if added and label == "xcomp" else governor
        added = added or (label == "acl:relcl" and _set_off(node, words))
        below, node = node, governor
    return None


def _set_off(verb: int, words: Words) -> bool:
    """Whether a relative clause stands behind a comma."""
    return any(
        words.lower[child] in grammar.words("relatives") and words.before(child) == ","
        for child in words.children[verb]
    )


def _aside(verb: int, words: Words) -> bool:
    """Whether a verb of saying has a subject and reports nothing but what it stands in: ", she said"."""
    labels = {words.dep[child] for child in words.children[verb]}
    return "nsubj" in labels and not labels & {"ccomp", "xcomp", "obj"}


def _verbal(words: Words, index: int) -> bool:
    return not words.tagged or words.tag[index].startswith("V")


def _complement(between: list[str]) -> bool:
    return any(word in {"of", "for", "that", "over"} for word in between) and len(between) <= REACH


def _who(heads: list[int], mentions: Mentions) -> Span | None:
    found = [phrase for head in heads if (phrase := mentions.phrase(head)) is not None]
    return found[0].span if found else None
