"""How the arguments of a verb are turned round: passives, and subjects behind a verb of speech."""

from __future__ import annotations

from functools import cache

from pipeline.extract.events.words import Words
from pipeline.knowledge import grammar

# Signs behind which a verb of speech may stand before its subject.
_CLOSING = frozenset({",", '"', "”", "'", "’", "?", "!"})


def passive(verb: int, words: Words) -> bool:
    """Whether the verb is a passive or a participle that modifies its object; the parser's labels alone do not decide it."""
    labels = {words.dep[child] for child in words.children[verb]}
    if "aux:pass" in labels:
        return True
    if "obj" in labels or any(
        words.lower[child] in grammar.words("have") for child in words.children[verb] if words.dep[child] == "aux"
    ):
        return False
    if "nsubj:pass" in labels or "obl:agent" in labels:
        return True
    if words.dep[verb] in {"conj", "advcl"} and not labels & {"nsubj", "mark"} and _joined(verb, words):
        return passive(words.head[verb], words)
    if words.dep[verb] == "acl" and words.tag[verb] == "VBD" and "nsubj" not in labels:
        return True  # "the men led away": no finite verb describes a noun without a relative
    return words.tag[verb] == "VBN" and words.dep[verb] in {"acl", "advcl", "root"}


def _joined(verb: int, words: Words) -> bool:
    """Whether the verb shares what its governor has: "was arrested and charged", where "charged" alone could be a past tense."""
    return words.tag[verb] in {"VBN", "VBD"} and any(
        words.lower[at] in {"and", "or", "but", "then", ","} for at in range(max(verb - 2, words.head[verb]), verb)
    )


def inverted(verb: int, words: Words) -> list[int]:
    """The subject of "…”, warned the prefect"; empty where the verb has none behind it."""
    if verb == 0 or words.lower[verb - 1] not in _CLOSING or words.lower[verb] not in _speech():
        return []
    return [child for child in words.children[verb] if words.dep[child] in {"nsubj", "obj"} and child > verb][:1]


@cache
def _speech() -> frozenset[str]:
    """Every form of a verb that reports speech."""
    return frozenset(
        word
        for name in ("telling", "clause_only", "asking", "accusing")
        for word in grammar.verb_words(f"reporting.{name}")
    )
