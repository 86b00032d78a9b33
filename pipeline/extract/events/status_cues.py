"""What single words say of whether an event happened: governors, modals and negations."""

from __future__ import annotations

from pipeline.extract.events.words import Words
from pipeline.knowledge import grammar
from pipeline.records.event import EventStatus

_PHRASES: tuple[tuple[str, EventStatus], ...] = (
    ("status.negated_phrases", "negated"),
    ("status.planned_phrases", "planned"),
)
_VERBS: tuple[tuple[str, EventStatus], ...] = (
    ("status.negated_by", "negated"), ("status.hypothetical_by", "hypothetical"), ("status.lessened_by", "hypothetical"), ("status.planned_by", "planned"),
)  # fmt: skip
_NOUNS: tuple[tuple[str, EventStatus], ...] = (
    ("status.negated_nouns", "negated"), ("status.hypothetical_nouns", "hypothetical"), ("status.planned_nouns", "planned"),
)  # fmt: skip
#: Types that a noun of speech reports: the act was made, whatever became of it.
SPEECH = frozenset({"ACCUSE", "AGREE", "REQUEST", "REJECT", "THREATEN", "CONCEDE"})
#: Whoever is none of these has no part in what they take part in: "was not a party to the signing".
PARTIES = frozenset({"party", "signatory", "participant", "partner", "witness"})
# Steps from a trigger up to them: "a party to the signing of the agreement".
_STEPS = 3
#: Subjects and objects that deny their verb.
NOBODY = frozenset({"no", "nobody", "nothing", "none", "neither"})


def governor(words: Words, index: int, speech: bool) -> EventStatus | None:
    """What the governing verb or noun at `index` makes of what depends on it; `speech` is a noun of speech: an offer that is refused was made."""
    word = words.lower[index]
    if word in grammar.verb_words_of("commit") and words.after(index) != "to":
        return None  # "committed acts of violence"
    if speech:
        return "hypothetical" if word in grammar.verb_words("status.requested_by") else None
    for name, verdict in _PHRASES:
        if any(
            word in grammar.verb_words_of(first) and words.after(index) == particle
            for first, particle in grammar.pairs(name)
        ):
            return verdict
    for name, verdict in _VERBS:
        if word in grammar.verb_words(name):
            return verdict
    for name, verdict in _NOUNS:
        if word in grammar.words(name) and words.tag[index][:1] != "V":
            return verdict
    return None


def modal(words: list[str]) -> EventStatus | None:
    """What the modals among the words make of their verb."""
    if any(word in grammar.words("status.modal_hypothetical") for word in words):
        return "hypothetical"
    if any(word in grammar.words("status.modal_planned") for word in words):
        return "planned"
    return None


def negated(words: list[str]) -> bool:
    """Whether one of the words denies."""
    return any(word in {"not", "n't", "never", "cannot", "no", "without", "nor", "neither"} for word in words)


def no_party(head: int, words: Words) -> set[int]:
    """The words of whoever is said to be no party to what the trigger is part of: "X was not a party to the signing of the agreement".

    What X was itself no party to is negated, with X as its actor.
    """
    node = head
    for step in range(_STEPS if words.parsed else 0):
        if words.dep[node] != "nmod":
            return set()
        node = words.head[node]
        if step and words.lower[node] in PARTIES and negated([words.lower[child] for child in words.children[node]]):
            subjects = {child for child in words.children[node] if words.dep[child].startswith("nsubj")}
            return subjects | {owner for subject in subjects for owner in words.children[subject]}
    return set()
