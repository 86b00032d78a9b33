"""An event's status read from the dependency tree."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.events.lasting import lasting, progressive
from pipeline.extract.events.proposals import Proposal
from pipeline.extract.events.status_cues import NOBODY, PARTIES, SPEECH, governor, modal, negated
from pipeline.extract.events.unreal import (
    ahead,
    announced,
    asked,
    bare,
    conditional,
    perhaps,
    question,
    supposing,
    unproven,
)
from pipeline.extract.events.words import Words
from pipeline.knowledge import grammar
from pipeline.records.event import EventStatus

# Governors are climbed at most this often.
DEPTH = 4


def status_by_tree(proposal: Proposal, words: Words) -> EventStatus:
    """The verdict of the trigger's own auxiliaries and of what it depends on."""
    ongoing = False
    speech = proposal.part == "n" and proposal.type in SPEECH and proposal.mode != "investigate"
    if (verdict := announced(proposal.head, words)) is not None:
        return verdict
    if proposal.part == "n" and ahead(proposal.head, words):
        return "planned"
    for step, (node, link) in enumerate(_chain(proposal.head, words)):
        noun = words.tag[node][:1] == "N"
        around = [
            words.lower[child]
            for child in words.children[node]
            if words.dep[child] in _MARKS or (words.dep[child] == "cc" and words.lower[child] == "nor")
        ]
        adjectives = [words.lower[child] for child in words.children[node] if words.dep[child] in {"amod", "compound"}]
        if step and link is not None and words.dep[link] == "nsubj" and words.lower[node] in {"due", "imminent"}:
            return "planned"
        if step and link is not None and _links(link, words):
            verdict = governor(words, node, speech)
            if verdict is not None:
                return "hypothetical" if verdict == "negated" and negated(around) else verdict
        definite = noun and any(word in grammar.words("status.definite") for word in around)
        own = step == 0 or _carries(link, words, next_above=step == 1)
        if own and negated([word for word in around if not (definite and word == "without")]):
            return "hypothetical" if _open(node, around, words) else "negated"
        if (step == 0 or words.dep[link or node] in {"xcomp", "conj"}) and any(
            word in NOBODY for word in _core_words(node, words, shared=words.dep[link or node] == "conj" and step > 0)
        ):
            return "negated"
        if any(word in grammar.words("status.conditionals") for word in around) and not (speech and step):
            return "hypothetical"
        if own and (perhaps(around) or bare(node, words)):
            return "hypothetical"
        verdict = modal(around)
        if verdict == "hypothetical" and _told(node, around, words):
            verdict = "planned"
        if verdict == "planned" and (supposing(node, words) or question(node, words)):
            verdict = "hypothetical"
        if verdict is not None and own:
            return verdict
        if any(word in grammar.words("status.hypothetical_adjectives") for word in adjectives):
            return "hypothetical"
        if step == 0 and any(word in grammar.words("status.planned_adjectives") for word in adjectives):
            return "planned"
        ongoing = (
            ongoing
            or (step == 0 and progressive(node, around, words))
            or any(w in grammar.words("status.ongoing_adverbs") for w in around + adjectives)
        )
    if asked(proposal.head, words):
        return "hypothetical"
    if unproven(proposal.head, words):
        return "negated"
    ongoing = ongoing or lasting(proposal.head, proposal.type, words)
    return "ongoing" if ongoing else "happened"


_MARKS = frozenset({"aux", "aux:pass", "advmod", "mark", "det", "cc:preconj", "cop", "case"})


def _open(node: int, around: list[str], words: Words) -> bool:
    """Whether a negation leaves it open: "may not", "unless it is not", "do not"."""
    if any(
        word in grammar.words("status.conditionals") or word in grammar.words("status.modal_open") for word in around
    ):
        return True
    subject = any(words.dep[child].startswith("nsubj") for child in words.children[node])
    return "do" in around and not subject and words.dep[node] == "root"


def _told(node: int, around: list[str], words: Words) -> bool:
    """Whether "would" is a future told of in the past: "said it would withdraw"."""
    if not any(word in {"would", "'d"} for word in around) or any(
        words.dep[child] == "advcl" and conditional(child, words) for child in words.children[node]
    ):
        return False
    while words.dep[node] == "conj":
        node = words.head[node]
    governor = words.head[node]
    return words.dep[node] == "ccomp" and words.lower[governor] in grammar.verb_words("reporting.telling")


def _core_words(node: int, words: Words, shared: bool) -> list[str]:
    """The verb's subjects and objects with their determiners; of what a later verb shares with it ("nothing was asked or offered") only the subjects."""
    labels = {"nsubj", "nsubj:pass"} if shared else {"nsubj", "nsubj:pass", "obj"}
    return [
        words.lower[inner]
        for child in words.children[node]
        if words.dep[child] in labels
        for inner in (child, *words.children[child])
        if inner == child or words.dep[inner] == "det"
    ]


def _carries(link: int | None, words: Words, *, next_above: bool) -> bool:
    """Whether the verb above only carries the trigger: its negation or modal is the trigger's own ("did not hold talks")."""
    if link is None:
        return False
    if words.dep[link] in {"xcomp", "conj"}:
        return True
    verb = words.lower[words.head[link]]
    if words.dep[link] == "nmod" and verb in PARTIES:
        return next_above  # the accord that somebody was no party to the signing of is there all the same
    if words.dep[link] in {"obj", "nsubj:pass"}:
        return verb in grammar.verb_words("support")
    return words.dep[link] == "nsubj" and (
        verb in grammar.verb_words("support") or verb in grammar.verb_words("status.occurring")
    )


def _chain(head: int, words: Words) -> Iterator[tuple[int, int | None]]:
    """The trigger and what it depends on with the token below, up to the verb of its clause; coordination shares the first one's place."""
    node, below = head, None
    for _ in range(DEPTH):
        yield node, below
        label, governor = words.dep[node], words.head[node]
        while label == "conj":
            finite = words.tag[node] in {"VBD", "VBZ", "VBP"} or any(
                words.dep[c] in {"nsubj", "nsubj:pass", "aux"} for c in words.children[node]
            )
            if finite or governor == node:
                return
            contrast = any(words.lower[c] == "but" for c in words.children[node])
            if words.tag[node] == words.tag[governor] and words.tag[node] in {"VB", "VBN"} and not contrast:
                yield governor, node
            node = governor
            label, governor = words.dep[node], words.head[node]
        if governor == node or (label in {"root", "parataxis", "acl:relcl", "advcl"} and not _infinitive(node, words)):
            return
        if label == "acl":
            if _infinitive(node, words):
                yield governor, node
            return
        if (
            label == "ccomp"
            and not _infinitive(node, words)
            and not (words.tag[node] == "VB" and not _has_modal(node, words))
            and words.lower[governor] not in grammar.verb_words("status.requested_by")
        ):
            return
        node, below = governor, node


def _has_modal(node: int, words: Words) -> bool:
    return any(
        words.tag[child] == "MD" or words.lower[child] in {"did", "do", "does"} for child in words.children[node]
    )


def _infinitive(node: int, words: Words) -> bool:
    return (
        any(words.dep[c] == "mark" and words.lower[c] == "to" for c in words.children[node]) or words.tag[node] == "VBG"
    )


def _links(node: int, words: Words) -> bool:
    """Whether the node stands where its governor's meaning reaches it (not in "refused during the talks")."""
    label = words.dep[node]
    if label in {"obj", "xcomp", "ccomp", "acl", "nsubj:pass", "csubj"}:
        return True
    if label in {"obl", "nmod", "advcl"}:
        cases = [words.lower[c] for c in words.children[node] if words.dep[c] in {"case", "mark"}]
        return bool(cases) and cases[0] in {"to", "of", "for", "on", "from", "against", "with", "including"}
    return False
