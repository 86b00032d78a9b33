"""Whether an event happened: tense, modals, negation, conditions, and the verb or noun that governs the trigger."""

from __future__ import annotations

from pipeline.extract.events.lasting import ended
from pipeline.extract.events.proposals import Proposal
from pipeline.extract.events.status_by_order import status_by_order
from pipeline.extract.events.status_by_tree import status_by_tree
from pipeline.extract.events.status_cues import PARTIES, SPEECH
from pipeline.extract.events.words import Words
from pipeline.knowledge import grammar
from pipeline.knowledge.inflection import VerbForm
from pipeline.records.event import EventStatus

# Below this probability the model's verdict on a verb is no better than what the rules read of its tense and modals.
SURE = 0.65


def status(proposal: Proposal, words: Words) -> EventStatus:
    """The verdict of the model: of a noun always, of a verb from `SURE` on (picked on held-out articles); else that of the rules.

    What the words beside the trigger say outright stands: that it is to be ended, that "not" denies it, that "might" leaves it open. Of an
    infinitive, of which one in ten came to pass, whoever of the two sees why it did not is likelier to be right.
    """
    head = proposal.head
    if words.parsed and proposal.part == "n" and (over := ended(head, words)) is not None:
        return over
    found = status_by_tree(proposal, words) if words.parsed else status_by_order(proposal, words)
    told = proposal.status
    if told is None or found == told or _outright(found, proposal, words):
        return found
    if "happened" in {found, told} and _infinitive(head, words):
        return told if found == "happened" else found
    return found if proposal.part == "v" and proposal.status_chance < SURE else told


def _outright(found: EventStatus, proposal: Proposal, words: Words) -> bool:
    """Whether words beside the trigger leave no doubt: "may widen the list", "has not met them", "no party to the signing"."""
    if not words.parsed:
        return False
    head = proposal.head
    if proposal.part == "n":
        above = words.head[head]
        if found == "planned" and any(
            words.lower[child] in grammar.words("status.planned_adjectives")
            for child in words.children[head]
            if words.dep[child] == "amod"
        ):
            return True
        return found == "negated" and words.dep[head] == "nmod" and words.lower[above] in PARTIES
    if found == "planned" and _infinitive(head, words) and _given_word(head, words):
        return True
    said = {"hypothetical": "status.modal_open", "negated": "status.denying"}.get(found)
    return said is not None and any(
        words.lower[child] in grammar.words(said)
        for child in words.children[head]
        if words.dep[child] in {"aux", "advmod"}
    )


def _given_word(head: int, words: Words) -> bool:
    """Whether the infinitive is what somebody gave his word on: "pledged to", "its commitment to"."""
    above = words.lower[words.head[head]]
    return words.dep[head] in {"acl", "xcomp"} and (
        above in grammar.words("status.word_given") or above in grammar.verb_words("status.giving_word")
    )


def _infinitive(head: int, words: Words) -> bool:
    return (
        words.parsed and words.tag[head] == "VB" and any(words.lower[child] == "to" for child in words.children[head])
    )


def past(proposal: Proposal, words: Words) -> bool:
    """Whether no later date can move the trigger into the future: a verb in a past form, or an act of speech, whose date may be what it speaks of."""
    if proposal.type in SPEECH:
        return True
    if proposal.part != "v":
        return False
    if words.tagged:
        return words.tag[proposal.head] in {"VBD", "VBN"}
    return proposal.hit is not None and proposal.hit.form in {VerbForm.PAST, VerbForm.PARTICIPLE}
