"""The place that an event's own clause gives it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.events.mentions import Filler, Mentions
from pipeline.extract.events.proposals import Proposal
from pipeline.extract.events.slots import Slots
from pipeline.extract.events.words import Words
from pipeline.knowledge import grammar
from pipeline.records.span import Span

_IN = ("in", "at", "near", "outside", "inside", "on", "off", "around", "across", "throughout")
# Types in which what is acted on may be the place.
_FORCE = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
# Types of what is done in words, whose object is a topic rather than a thing at the place.
_WORDS = frozenset({"ACCUSE", "AGREE", "CONCEDE", "CONSULT", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
# Probability from which a place that the model ties to a trigger is taken.
SURE = 0.4


def place(proposal: Proposal, words: Words, mentions: Mentions, slots: Slots, used: Sequence[Span]) -> Span | None:
    """Span of the name of the place where it happened; `used` are the participants', who are not also places."""
    noun = proposal.hit.noun if proposal.hit is not None else None
    for name in dict.fromkeys((*proposal.frame.place, *_IN)):
        for head in slots.slot(proposal.head, proposal.part, name, noun):
            found = mentions.at(head)
            if found is not None and _stands(found, name, proposal, used) and not _of_topic(head, proposal, words):
                return found.span
    return (
        _scored(proposal, words, mentions)
        or _of_target(proposal, words, mentions, slots)
        or _at_the_start(proposal, words, mentions)
    )


def _scored(proposal: Proposal, words: Words, mentions: Mentions) -> Span | None:
    """The place that the model ties to the trigger, if it is sure and the place stands in the sentence."""
    first, last = words.sentence(proposal.head)
    for token, role, score in proposal.arguments:
        found = mentions.at(token) if role == "place" and score >= SURE and first <= token < last else None
        if found is not None and found.place and not found.adjective:
            return found.span
    return None


def _of_target(proposal: Proposal, words: Words, mentions: Mentions, slots: Slots) -> Span | None:
    """A place that force is used on, or where its target stands: "bombed workshops in Sanaa"."""
    if proposal.type not in _FORCE:
        return None
    for target in slots.slot(proposal.head, proposal.part, "obj" if proposal.part == "v" else "on"):
        found = mentions.at(target)
        if found is not None and found.place and not found.able and not found.adjective:
            return found.span
        for name in _IN:
            for head in slots.slot(target, "n", name):
                inside = mentions.at(head)
                if inside is not None and inside.place and not inside.adjective:
                    return inside.span
    return None


def _at_the_start(proposal: Proposal, words: Words, mentions: Mentions) -> Span | None:
    """The place of "In Lima, …"."""
    first, last = words.sentence(proposal.head)
    if words.lower[first] in _IN:
        for index in range(first + 1, min(first + 6, proposal.start, last)):
            found = mentions.at(index)
            if found is not None and found.place and not found.adjective and not _of_a_thing(found.head, words):
                return found.span
    return None


def _of_a_thing(place: int, words: Words) -> bool:
    """Whether the name only says which thing is meant: "in his Lima interview"; "in Lima province" is a place."""
    return (
        words.parsed
        and words.dep[place] == "compound"
        and words.text[words.head[place]].islower()
        and words.lower[words.head[place]] not in grammar.words("venues")
    )


def _of_topic(head: int, proposal: Proposal, words: Words) -> bool:
    """Whether the place is that of what is spoken about, not of the speaking: "discussed the situation in Kyrgyzstan"."""
    if not words.parsed:
        return False
    above = words.head[head]
    noun = proposal.hit.noun if proposal.hit is not None else None
    inside = above == noun or proposal.start <= above < proposal.end
    return (
        proposal.part == "v"
        and proposal.type in _WORDS
        and not inside
        and words.dep[above] == "obj"
        and words.head[above] == proposal.head
    )


def _stands(found: Filler, name: str, proposal: Proposal, used: Sequence[Span]) -> bool:
    if not found.place or found.adjective:
        return False
    return name in proposal.frame.place or found.span not in used
