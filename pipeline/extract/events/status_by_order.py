"""An event's status read from the words before its trigger, where there is no tree."""

from __future__ import annotations

from pipeline.extract.events.proposals import Proposal
from pipeline.extract.events.status_cues import NOBODY, SPEECH, governor, modal, negated
from pipeline.extract.events.words import Words
from pipeline.knowledge import grammar
from pipeline.records.event import EventStatus

# Words before the trigger that a governor is looked for in.
WINDOW = 9


def status_by_order(proposal: Proposal, words: Words) -> EventStatus:
    """The verdict of the words before the trigger in its clause."""
    first, last = words.sentence(proposal.head)
    start = min(proposal.start, proposal.head)
    low = max(first, start - WINDOW)
    for index in range(start - 1, low - 1, -1):
        if words.lower[index] in {
            ";",
            ":",
            "“",
            "”",
            '"',
            "(",
            ")",
            "—",
            "–",
            "but",
            "while",
            "because",
            "who",
            "which",
        }:
            low = index + 1
            break
    before = words.lower[low:start]
    near = before[-4:]
    verb = proposal.part == "v"
    if (
        negated(near[-3:])
        or (verb and before and before[0] in NOBODY)
        or (verb and words.after(proposal.end - 1) == "nothing")
    ):
        return "hypothetical" if any(word in grammar.words("status.modal_open") for word in near) else "negated"
    if any(word in grammar.words("status.conditionals") for word in before):
        return "hypothetical"
    speech = not verb and proposal.type in SPEECH
    for index in range(start - 1, low - 1, -1):
        verdict = governor(words, index, speech)
        if verdict is not None and _reaches(words.lower[index + 1 : start], verb):
            return verdict
    verdict = modal(near)
    if (
        verdict == "hypothetical"
        and "would" in near
        and any(word in grammar.verb_words("reporting.telling") for word in words.lower[first:start])
    ):
        verdict = "planned"
    if verdict is not None:
        return verdict
    if any(word in grammar.words("status.hypothetical_adjectives") for word in near[-3:]):
        return "hypothetical"
    if any(word in grammar.words("status.planned_adjectives") for word in near[-3:]):
        return "planned"
    word = words.lower[proposal.head]
    progressive = word.endswith("ing") and any(w in {"is", "are", "'s", "'re", "been"} for w in near[-2:])
    if progressive or any(w in grammar.words("status.ongoing_adverbs") for w in near):
        return "ongoing"
    return "hypothetical" if verb and words.lower[last - 1] == "?" and start - first < 6 else "happened"


def _reaches(between: list[str], verb: bool) -> bool:
    """Whether a governor's complement can be what follows: an infinitive or gerund for verbs, an object for nouns."""
    if verb:
        return any(word in {"to", "from", "of", "for", "against"} or word.endswith("ing") for word in between[-3:])
    return len(between) <= 4 and not any(
        word in {"after", "during", "before", "in", "at", "by", ","} for word in between
    )
