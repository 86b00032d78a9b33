"""Whether "it" means nothing: "it is clear that", "it was reported that", "it rained", "it took years", "made it possible"."""

from __future__ import annotations

from pipeline.extract.events.words import Words
from pipeline.knowledge import grammar

#: What a filling "it" stands in for, behind it.
_CLAUSES = frozenset({"ccomp", "csubj", "csubj:pass", "xcomp", "advcl", "acl", "acl:relcl"})
_THAT, _TO = frozenset({"that", "whether", "how", "why"}), frozenset({"to"})


def empty(index: int, words: Words) -> bool:
    """Whether the word is an "it" that points at nothing; needs the tree."""
    if words.lower[index] != "it":
        return False
    label, verb = words.dep[index], words.head[index]
    behind = [child for child in words.children[verb] if child > index]
    if label == "obj" or (label == "nsubj" and index > verb):
        stands = any(words.tag[child].startswith("JJ") and words.dep[child] in _CLAUSES for child in behind)
        return stands and words.lower[verb] in grammar.verb_words("filling.before")
    if label not in {"nsubj", "nsubj:pass"}:
        return label == "expl"
    if words.lower[verb] in grammar.verb_words("filling.alone"):
        return True
    took = words.lower[verb] in grammar.verb_words("filling.taking")
    if took and any(words.dep[c] == "obj" and words.lower[c] in grammar.words("filling.times") for c in behind):
        return True
    clauses = [child for child in behind if words.dep[child] in _CLAUSES]
    that = any(_marked(clause, _THAT, words) for clause in clauses)
    labels = {words.dep[child] for child in words.children[verb]}
    if "cop" in labels:
        adjective = words.tag[verb].startswith("JJ")
        return that or (adjective and any(_marked(clause, _TO, words) for clause in clauses))
    if label == "nsubj:pass" or "aux:pass" in labels:
        return that or any(words.dep[child] == "ccomp" for child in behind)
    return that and words.lower[verb] in grammar.verb_words("filling.seeming")


def _marked(clause: int, marks: frozenset[str], words: Words) -> bool:
    """Whether a clause opens with one of the words."""
    return any(words.lower[c] in marks for c in words.children[clause] if words.dep[c] in {"mark", "advmod"})
