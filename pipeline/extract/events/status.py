"""Whether an event happened: tense, modals, negation, conditions, and the verb or noun that governs the trigger."""

from __future__ import annotations

from pipeline.extract.events.lasting import ended
from pipeline.extract.events.proposals import Proposal
from pipeline.extract.events.status_by_order import status_by_order
from pipeline.extract.events.status_by_tree import status_by_tree
from pipeline.extract.events.status_cues import SPEECH
from pipeline.extract.events.words import Words
from pipeline.knowledge import grammar
from pipeline.knowledge.inflection import VerbForm
from pipeline.records.event import EventStatus

# Below this probability the model's verdict on a verb is no better than what the rules read of its tense and modals.
SURE = 0.65


def status(proposal: Proposal, words: Words) -> EventStatus:
    """The verdict of the model: of a noun always, of a verb from `SURE` on (picked on held-out articles); else that of the rules.

    What the words beside the trigger say outright stands: that it is to be ended, that "not" denies it, that "might" leaves it open.
    """
    if words.parsed and proposal.part == "n" and (over := ended(proposal.head, words)) is not None:
        return over
    found = status_by_tree(proposal, words) if words.parsed else status_by_order(proposal, words)
    if proposal.status is None:
        return found
    said = {"hypothetical": "status.modal_open", "negated": "status.denying"}.get(found)
    outright = said is not None and _beside(proposal.head, words, said)
    return found if proposal.part == "v" and (proposal.status_chance < SURE or outright) else proposal.status


def past(proposal: Proposal, words: Words) -> bool:
    """Whether no later date can move the trigger into the future: a verb in a past form, or an act of speech, whose date may be what it speaks of."""
    if proposal.type in SPEECH:
        return True
    if proposal.part != "v":
        return False
    if words.tagged:
        return words.tag[proposal.head] in {"VBD", "VBN"}
    return proposal.hit is not None and proposal.hit.form in {VerbForm.PAST, VerbForm.PARTICIPLE}


def _beside(verb: int, words: Words, name: str) -> bool:
    """Whether one of the words stands among the verb's auxiliaries and adverbs: "may widen the list", "has not met them"."""
    return words.parsed and any(
        words.lower[child] in grammar.words(name)
        for child in words.children[verb]
        if words.dep[child] in {"aux", "advmod"}
    )
