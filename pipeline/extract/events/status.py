"""Whether an event happened: tense, modals, negation, conditions, and the verb or noun that governs the trigger (GUIDE 19)."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.events.proposals import Proposal
from pipeline.extract.events.words import Words
from pipeline.knowledge import grammar
from pipeline.records.event import EventStatus

# Words before the trigger that a governor is looked for in, where there is no tree.
WINDOW = 9
DEPTH = 4


def status(proposal: Proposal, words: Words) -> EventStatus:
    """The rules' verdict; the model's only where the rules see nothing."""
    found = _by_tree(proposal, words) if words.parsed else _by_order(proposal, words)
    if found != "happened" or proposal.status is None:
        return found
    return proposal.status  # type: ignore[return-value]


def _governor(word: str, noun: bool) -> EventStatus | None:
    if word in grammar.verb_words("status.negated_by"):
        return "negated"
    if word in grammar.verb_words("status.hypothetical_by"):
        return "hypothetical"
    if word in grammar.verb_words("status.planned_by"):
        return "planned"
    if noun:
        for name, verdict in (("negated_nouns", "negated"), ("hypothetical_nouns", "hypothetical"), ("planned_nouns", "planned")):
            if word in grammar.words(f"status.{name}"):
                return verdict  # type: ignore[return-value]
    return None


def _modal(words: list[str]) -> EventStatus | None:
    if any(word in grammar.words("status.modal_hypothetical") for word in words):
        return "hypothetical"
    if any(word in grammar.words("status.modal_planned") for word in words):
        return "planned"
    return None


def _negated(words: list[str]) -> bool:
    return any(word in {"not", "n't", "never", "cannot", "no", "without", "nor", "neither"} for word in words)


def _by_tree(proposal: Proposal, words: Words) -> EventStatus:
    ongoing = False
    previous = None
    for step, node in enumerate(_chain(proposal.head, words)):
        around = [words.lower[child] for child in words.children[node] if words.dep[child] in {"aux", "aux:pass", "advmod", "mark", "det", "cc:preconj", "cop", "case"}]
        adjectives = [words.lower[child] for child in words.children[node] if words.dep[child] in {"amod", "compound"}]
        if _negated(around) or (step == 0 and any(w in {"no", "nobody"} for w in _subject_words(node, words))):
            return "negated"
        if step and previous is not None and _links(previous, words):
            verdict = _governor(words.lower[node], words.tag[node][:1] == "N")
            if verdict is not None:
                return verdict
        if any(word in grammar.words("status.conditionals") for word in around if word != "until"):
            return "hypothetical"
        verdict = _modal(around)
        if verdict is not None:
            return verdict
        if any(word in grammar.words("status.hypothetical_adjectives") for word in adjectives):
            return "hypothetical"
        if step == 0 and any(word in grammar.words("status.planned_adjectives") for word in adjectives):
            return "planned"
        progressive = words.tag[node] == "VBG" and any(w in {"is", "are", "'s", "'re", "am", "been"} for w in around)
        ongoing = ongoing or progressive or any(w in grammar.words("status.ongoing_adverbs") for w in around + adjectives)
        previous = node
    return "ongoing" if ongoing else "happened"


def _subject_words(node: int, words: Words) -> list[str]:
    return [
        words.lower[inner]
        for child in words.children[node]
        if words.dep[child] in {"nsubj", "nsubj:pass", "obj"}
        for inner in (child, *words.children[child])
        if inner == child or words.dep[inner] == "det"
    ]


def _chain(head: int, words: Words) -> Iterator[int]:
    """The trigger and what it depends on, up to the verb of a finite main clause."""
    node = head
    for _ in range(DEPTH):
        yield node
        label, governor = words.dep[node], words.head[node]
        if governor == node or label in {"root", "parataxis", "acl:relcl", "advcl"} and not _infinitive(node, words):
            return
        if label == "ccomp" and not _infinitive(node, words) and words.lower[governor] not in grammar.verb_words("status.hypothetical_by"):
            return
        if label == "conj" and any(words.dep[c] in {"nsubj", "nsubj:pass", "aux"} for c in words.children[node]):
            return
        node = governor


def _infinitive(node: int, words: Words) -> bool:
    return any(words.dep[c] == "mark" and words.lower[c] == "to" for c in words.children[node]) or words.tag[node] == "VBG"


def _links(node: int, words: Words) -> bool:
    """Whether the node stands where its governor's meaning reaches it (not in "refused during the talks")."""
    label = words.dep[node]
    if label in {"obj", "xcomp", "ccomp", "acl", "nsubj:pass", "csubj", "conj"}:
        return True
    if label in {"obl", "nmod", "advcl"}:
        cases = [words.lower[c] for c in words.children[node] if words.dep[c] in {"case", "mark"}]
        return bool(cases) and cases[0] in {"to", "of", "for", "on", "from", "against", "with"}
    return False


def _by_order(proposal: Proposal, words: Words) -> EventStatus:
    first, _ = words.sentence(proposal.head)
    start = min(proposal.start, proposal.head)
    before = words.lower[max(first, start - WINDOW) : start]
    for index in range(len(before) - 1, -1, -1):
        if before[index] in {";", ":", "“", "”", '"', "(", ")", "—", "–"} or before[index] in {"but", "while", "because", "who", "which"}:
            before = before[index + 1 :]
            break
    near = before[-4:]
    if proposal.part == "v":
        if _negated(near[-3:]) or (before[-1:] and before[0] in {"nobody", "none"}):
            return "negated"
    elif _negated(near) and not any(word in grammar.words("be") for word in near[-1:]):
        return "negated"
    if any(word in {"if", "unless", "whether", "lest"} for word in before):
        return "hypothetical"
    for index in range(len(before) - 1, -1, -1):
        verdict = _governor(before[index], True)
        if verdict is not None and _reaches(before[index + 1 :], proposal.part):
            return verdict
    verdict = _modal(near)
    if verdict is not None:
        return verdict
    if any(word in grammar.words("status.hypothetical_adjectives") for word in near[-3:]):
        return "hypothetical"
    if any(word in grammar.words("status.planned_adjectives") for word in near[-3:]):
        return "planned"
    word = words.lower[proposal.head]
    progressive = word.endswith("ing") and any(w in {"is", "are", "'s", "'re", "been"} for w in near[-2:])
    return "ongoing" if progressive or any(w in grammar.words("status.ongoing_adverbs") for w in near) else "happened"


def _reaches(between: list[str], part: str) -> bool:
    """Whether a governor's complement can be what follows: an infinitive or gerund for verbs, an object for nouns."""
    if part == "v":
        return any(word in {"to", "from", "of", "for", "against"} or word.endswith("ing") for word in between[-3:])
    return len(between) <= 4 and not any(word in {"after", "during", "before", "in", "at", "by", ","} for word in between)
