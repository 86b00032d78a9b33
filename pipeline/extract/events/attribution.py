"""Who says that an event happened, where the author does not."""

from __future__ import annotations

from collections.abc import Sequence

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


def quoted(trigger: Span, quotes: Sequence[Quote]) -> Span | None:
    """Span of the innermost quotation that the trigger stands in."""
    around = [quote.span for quote in quotes if quote.span.contains(trigger)]
    return min(around, key=lambda span: span.end - span.start, default=None)


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
    if words.parsed and (teller := _teller(proposal.head, words)) is not None:
        return _who(slots.slot(teller, "v", "subj"), mentions)
    for index in range(max(first, start - 3), min(len(words), proposal.end + 3)):
        if words.lower[index] in grammar.words("reporting.hearsay"):
            return words.span(index, index + 1)
    return None


def _teller(node: int, words: Words) -> int | None:
    """The verb of saying in whose reported clause the token stands ("said that X", "X, she said"), or None."""
    telling = grammar.verb_words("reporting.telling")
    for _ in range(DEPTH):
        for child in words.children[node]:
            if words.dep[child] == "parataxis" and words.lower[child] in telling and _has_subject(child, words):
                return child
        governor = words.head[node]
        if governor == node:
            return None
        if words.dep[node] == "ccomp" and words.lower[governor] in telling and _has_subject(governor, words):
            return governor
        node = governor
    return None


def _has_subject(verb: int, words: Words) -> bool:
    return any(words.dep[child] == "nsubj" for child in words.children[verb])


def _verbal(words: Words, index: int) -> bool:
    return not words.tagged or words.tag[index].startswith("V")


def _complement(between: list[str]) -> bool:
    return any(word in {"of", "for", "that", "over"} for word in between) and len(between) <= REACH


def _who(heads: list[int], mentions: Mentions) -> Span | None:
    found = [phrase for head in heads if (phrase := mentions.phrase(head)) is not None]
    return found[0].span if found else None
