"""Whether an event happened: tense, modals, negation, conditions, and the verb or noun that governs the trigger."""

from __future__ import annotations

from pipeline.extract.events.lasting import ended
from pipeline.extract.events.proposals import Proposal
from pipeline.extract.events.status_by_order import status_by_order
from pipeline.extract.events.status_by_tree import status_by_tree
from pipeline.extract.events.words import Words
from pipeline.knowledge import grammar
from pipeline.knowledge.inflection import VerbForm
from pipeline.records.event import EventStatus

# Below this probability the model's verdict is no better than the rules'.
UNSURE = 0.65
# What it needs against what the rules read of a verb: its tense and modals.
SURE = 0.7


def status(proposal: Proposal, words: Words) -> EventStatus:
    """The verdict of the rules or of the model, by how sure each is (fitted on held-out articles). A negation that the rules read stands.

    Of a verb the rules read tense and modals well: a model that is not sure only turns what they take for a plain fact, a plan that is
    none, and what they take to go on or to be open. Of a noun they see less: the model decides unless somebody asks
    for it.
    """
    if words.parsed and proposal.part == "n" and (over := ended(proposal.head, words)) is not None:
        return over
    found = status_by_tree(proposal, words) if words.parsed else status_by_order(proposal, words)
    told, chance = proposal.status, proposal.status_chance
    if told is not None and "happened" in {found, told} and _infinitive(proposal.head, words):
        return told if found == "happened" else found
    if (
        told is None
        or chance < UNSURE
        or found == "negated"
        or (found == "hypothetical" and _may(proposal.head, words))
    ):
        return found
    if proposal.part == "v":
        weak = (found, told) in _TURNED or (found == "happened" and told != "ongoing")
        return told if weak or chance >= SURE else found
    return found if _requested(proposal.head, words) else told


# Verdicts of the rules on a verb that the model's is better than: what it is told under a condition, and what ended or came to pass.
_TURNED = frozenset(
    {
        ("planned", "hypothetical"),
        ("planned", "negated"),
        ("planned", "happened"),
        ("ongoing", "happened"),
        ("hypothetical", "happened"),
    }
)


def past(proposal: Proposal, words: Words) -> bool:
    """Whether the trigger is a verb in a past form, which no later date can move into the future."""
    if proposal.part != "v":
        return False
    if words.tagged:
        return words.tag[proposal.head] in {"VBD", "VBN"}
    return proposal.hit is not None and proposal.hit.form in {VerbForm.PAST, VerbForm.PARTICIPLE}


def _infinitive(head: int, words: Words) -> bool:
    """Whether it is a verb behind "to", of which one in ten came to pass: whoever of rules and model sees why it did not is likelier to be right."""
    return (
        words.parsed and words.tag[head] == "VB" and any(words.lower[child] == "to" for child in words.children[head])
    )


def _may(head: int, words: Words) -> bool:
    """Whether a modal before the verb leaves it open: "may widen the list", "should be released"."""
    return words.parsed and any(
        words.lower[child] in grammar.words("status.modal_open")
        for child in words.children[head]
        if words.dep[child] == "aux"
    )


def _requested(head: int, words: Words) -> bool:
    """Whether the noun is what somebody asks for: "demanded the release", "called for talks"."""
    verb = words.head[head] if words.parsed and words.dep[head] in {"obj", "obl", "nmod"} else head - 1
    return any(
        words.lower[index] in grammar.verb_words("status.requested_by")
        for index in {verb, max(verb - 1, 0)}
        if index != head
    )
