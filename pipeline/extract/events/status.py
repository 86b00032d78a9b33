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
_PHRASES: tuple[tuple[str, EventStatus], ...] = (("status.negated_phrases", "negated"), ("status.planned_phrases", "planned"))
_VERBS: tuple[tuple[str, EventStatus], ...] = (
    ("status.negated_by", "negated"), ("status.hypothetical_by", "hypothetical"), ("status.planned_by", "planned"),
)  # fmt: skip
_NOUNS: tuple[tuple[str, EventStatus], ...] = (
    ("status.negated_nouns", "negated"), ("status.hypothetical_nouns", "hypothetical"), ("status.planned_nouns", "planned"),
)  # fmt: skip
_SPEECH = frozenset({"ACCUSE", "AGREE", "REQUEST", "REJECT", "THREATEN", "CONCEDE"})
_NOBODY = frozenset({"no", "nobody", "nothing", "none", "neither"})


def status(proposal: Proposal, words: Words) -> EventStatus:
    """The rules' verdict, and the model's where it sees more.

    Of a verb the rules read tense and modals surely: the model only turns what they take for a plain fact. Of a noun they see less: the
    model decides unless they see a negation, or unless it calls merely hypothetical what they take for a fact.
    """
    found = _by_tree(proposal, words) if words.parsed else _by_order(proposal, words)
    told = proposal.status
    if told is None or found == "negated" or (proposal.part == "v" and (found != "happened" or told == "ongoing")):
        return found
    if proposal.part == "n" and (found == "happened" and told == "hypothetical" or _requested(proposal.head, words)):
        return found
    return told


def _requested(head: int, words: Words) -> bool:
    """Whether the noun is what somebody asks for: "demanded the release", "called for talks"."""
    verb = words.head[head] if words.parsed and words.dep[head] in {"obj", "obl", "nmod"} else head - 1
    return any(words.lower[index] in grammar.verb_words("status.requested_by") for index in {verb, max(verb - 1, 0)} if index != head)


def _governor(words: Words, index: int, speech: bool) -> EventStatus | None:
    """What the governing verb or noun at `index` makes of what depends on it; `speech` is a noun of speech: an offer that is refused was made."""
    word = words.lower[index]
    if speech:
        return "hypothetical" if word in grammar.verb_words("status.requested_by") else None
    for name, verdict in _PHRASES:
        if any(word in grammar.verb_words_of(first) and words.after(index) == particle for first, particle in grammar.pairs(name)):
            return verdict
    for name, verdict in _VERBS:
        if word in grammar.verb_words(name):
            return verdict
    for name, verdict in _NOUNS:
        if word in grammar.words(name):
            return verdict
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
    speech = proposal.part == "n" and proposal.type in _SPEECH
    for step, (node, link) in enumerate(_chain(proposal.head, words)):
        noun = words.tag[node][:1] == "N"
        around = [words.lower[child] for child in words.children[node] if words.dep[child] in _MARKS]
        adjectives = [words.lower[child] for child in words.children[node] if words.dep[child] in {"amod", "compound"}]
        if step and link is not None and _links(link, words):
            verdict = _governor(words, node, speech)
            if verdict is not None:
                return verdict
        definite = noun and any(word in {"the", "this", "that", "these", "those", "his", "her", "its", "their"} for word in around)
        if _negated([word for word in around if not (definite and word == "without")]) and (step == 0 or _carries(link, words)):
            return "negated"
        if step == 0 and any(word in _NOBODY for word in _core_words(node, words)):
            return "negated"
        if any(word in grammar.words("status.conditionals") for word in around) and not (speech and step):
            return "hypothetical"
        verdict = _modal(around)
        if verdict == "hypothetical" and _told(node, around, words):
            verdict = "planned"
        if verdict is not None and (step == 0 or _carries(link, words)):
            return verdict
        if any(word in grammar.words("status.hypothetical_adjectives") for word in adjectives):
            return "hypothetical"
        if step == 0 and any(word in grammar.words("status.planned_adjectives") for word in adjectives):
            return "planned"
        progressive = words.tag[node] == "VBG" and any(w in {"is", "are", "'s", "'re", "am", "been"} for w in around)
        ongoing = ongoing or (step == 0 and progressive) or any(w in grammar.words("status.ongoing_adverbs") for w in around + adjectives)
    if _asked(proposal.head, words):
        return "hypothetical"
    return "ongoing" if ongoing else "happened"


_MARKS = frozenset({"aux", "aux:pass", "advmod", "mark", "det", "cc:preconj", "cop", "case"})


def _told(node: int, around: list[str], words: Words) -> bool:
    """Whether "would" is a future told of in the past: "said it would withdraw"."""
    if not any(word in {"would", "'d"} for word in around) or any(words.dep[child] == "advcl" and _conditional(child, words) for child in words.children[node]):
        return False
    while words.dep[node] == "conj":
        node = words.head[node]
    governor = words.head[node]
    return words.dep[node] == "ccomp" and words.lower[governor] in grammar.verb_words("reporting.telling")


def _conditional(node: int, words: Words) -> bool:
    return any(words.dep[child] == "mark" and words.lower[child] in {"if", "should", "were", "provided"} for child in words.children[node])


def _asked(head: int, words: Words) -> bool:
    """Whether the trigger is the verb of a question that does not take its happening for granted ("Has X agreed?")."""
    first, last = words.sentence(head)
    if not any(word == "?" for word in words.lower[max(head, last - 3) : last]):
        return False
    return words.dep[head] == "root" and not any(words.lower[i] in {"why", "how", "when", "where", "who", "what"} for i in range(first, head))


def _core_words(node: int, words: Words) -> list[str]:
    return [
        words.lower[inner]
        for child in words.children[node]
        if words.dep[child] in {"nsubj", "nsubj:pass", "obj"}
        for inner in (child, *words.children[child])
        if inner == child or words.dep[inner] == "det"
    ]


def _carries(link: int | None, words: Words) -> bool:
    """Whether the verb above only carries the trigger: its negation or modal is the trigger's own ("did not hold talks")."""
    if link is None:
        return False
    if words.dep[link] in {"xcomp", "conj"}:
        return True
    verb = words.lower[words.head[link]]
    if words.dep[link] in {"obj", "nsubj:pass"}:
        return verb in grammar.verb_words("support")
    return words.dep[link] == "nsubj" and (verb in grammar.verb_words("support") or verb in grammar.verb_words("status.occurring"))


def _chain(head: int, words: Words) -> Iterator[tuple[int, int | None]]:
    """The trigger and what it depends on with the token below, up to the verb of its clause; coordination shares the first one's place."""
    node, below = head, None
    for _ in range(DEPTH):
        yield node, below
        label, governor = words.dep[node], words.head[node]
        while label == "conj":
            finite = words.tag[node] in {"VBD", "VBZ", "VBP"} or any(words.dep[c] in {"nsubj", "nsubj:pass", "aux"} for c in words.children[node])
            if finite or governor == node:
                return
            if words.tag[node] == words.tag[governor] == "VB":
                yield governor, node
            node = governor
            label, governor = words.dep[node], words.head[node]
        if governor == node or (label in {"root", "parataxis", "acl:relcl", "advcl"} and not _infinitive(node, words)):
            return
        if label == "acl":
            if _infinitive(node, words):
                yield governor, node
            return
        if label == "ccomp" and not _infinitive(node, words) and not (words.tag[node] == "VB" and not _has_modal(node, words)):
            return
        node, below = governor, node


def _has_modal(node: int, words: Words) -> bool:
    return any(words.tag[child] == "MD" or words.lower[child] in {"did", "do", "does"} for child in words.children[node])


def _infinitive(node: int, words: Words) -> bool:
    return any(words.dep[c] == "mark" and words.lower[c] == "to" for c in words.children[node]) or words.tag[node] == "VBG"


def _links(node: int, words: Words) -> bool:
    """Whether the node stands where its governor's meaning reaches it (not in "refused during the talks")."""
    label = words.dep[node]
    if label in {"obj", "xcomp", "ccomp", "acl", "nsubj:pass", "csubj"}:
        return True
    if label in {"obl", "nmod", "advcl"}:
        cases = [words.lower[c] for c in words.children[node] if words.dep[c] in {"case", "mark"}]
        return bool(cases) and cases[0] in {"to", "of", "for", "on", "from", "against", "with"}
    return False


def _by_order(proposal: Proposal, words: Words) -> EventStatus:
    first, last = words.sentence(proposal.head)
    start = min(proposal.start, proposal.head)
    low = max(first, start - WINDOW)
    for index in range(start - 1, low - 1, -1):
        if words.lower[index] in {";", ":", "“", "”", '"', "(", ")", "—", "–", "but", "while", "because", "who", "which"}:
            low = index + 1
            break
    before = words.lower[low:start]
    near = before[-4:]
    verb = proposal.part == "v"
    if _negated(near[-3:]) or (verb and before and before[0] in _NOBODY) or (verb and words.after(proposal.end - 1) == "nothing"):
        return "negated"
    if any(word in grammar.words("status.conditionals") for word in before):
        return "hypothetical"
    speech = not verb and proposal.type in _SPEECH
    for index in range(start - 1, low - 1, -1):
        verdict = _governor(words, index, speech)
        if verdict is not None and _reaches(words.lower[index + 1 : start], verb):
            return verdict
    verdict = _modal(near)
    if verdict == "hypothetical" and "would" in near and any(word in grammar.verb_words("reporting.telling") for word in words.lower[first:start]):
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
    return len(between) <= 4 and not any(word in {"after", "during", "before", "in", "at", "by", ","} for word in between)
