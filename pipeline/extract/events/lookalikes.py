"""What looks like a trigger and is none: a word that tells what something is like, what somebody thinks over, what merely may come."""

from __future__ import annotations

from pipeline.extract.events.words import Words
from pipeline.knowledge import grammar, plover

#: Words on either side of a trigger among which its means is told.
NEAR = 50


def shown(mode: str, head: int, words: Words) -> bool:
    """Whether the words around bear out what the model makes of a death: of those it has shot with no shooting near, most were not."""
    near = words.lower[max(0, head - NEAR) : head + NEAR]
    return mode != "firearms" or not grammar.words("gunfire").isdisjoint(near)


def turned(verb: int, type: str, words: Words) -> bool:
    """Whether "against" makes a contest of what the model took for help: "was working against the government"."""
    behind = next((word for word in words.lower[verb + 1 : words.sentence(verb)[1]] if not word.endswith("ly")), "")
    return (
        plover.kind(type).quad in {1, 2}
        and behind == "against"
        and words.lower[verb] in grammar.verb_words("turned_against")
    )


def mistaken(head: int, type: str, words: Words) -> bool:
    """Whether the tree shows that the word tells of no event of the type."""
    return (
        _still(head, words)
        or (type == "ACCUSE" and _weighed(head, words))
        or (type == "THREATEN" and _foreseen(head, words))
    )


def _still(head: int, words: Words) -> bool:
    """Whether the word only says how something is: "a highly trained force", "heavily armed men", "posed a threat"."""
    if words.dep[head] == "obj" and words.lower[words.head[head]] in grammar.verb_words("amounting"):
        return words.lower[head] in {"threat", "threats"}
    return words.dep[head] == "amod" and any(
        words.lower[child] in grammar.words("degrees_of_quality")
        for child in words.children[head]
        if words.dep[child] == "advmod"
    )


def _weighed(head: int, words: Words) -> bool:
    """Whether somebody thinks over what to do, and looks into nobody's doings: "examined the possibility of", "reviewing its options"."""
    return words.lower[head] in grammar.verb_words("weighing") and any(
        words.lower[child] in grammar.words("prospects") for child in words.children[head] if words.dep[child] == "obj"
    )


def _foreseen(head: int, words: Words) -> bool:
    """Whether the warning is of those who can only foresee harm, and do none: "the report warned", "economists warn"."""
    return words.lower[head] in grammar.verb_words_of("warn") and any(
        words.lower[child] in grammar.words("observers")
        for child in words.children[head]
        if words.dep[child] == "nsubj"
    )
