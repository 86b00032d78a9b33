"""Labels and tags of the tree that contradict what stands in the text, set right: attachments are surer than labels.

A noun behind a preposition is no object, and a noun without one is no oblique, unless it is a time.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.events.words import Words
from pipeline.extract.extraction import TimeExpression
from pipeline.knowledge.inflection import VerbForm
from pipeline.knowledge.triggers import verbs

_CORE = frozenset({"obj", "iobj"})
_LOOSE = frozenset({"obl", "nmod", "dep", "obl:unmarked", "nmod:unmarked", "nmod:desc", "list"})
# What stands behind one of these is the subject of nothing (others count: "over 20 people", "up to 20").
_NO_SUBJECTS = frozenset({"with", "by", "against"})
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "nsubj:outer", "expl")


def mend(words: Words, times: Sequence[TimeExpression]) -> None:
    """Relabels the nominal children of verbs in place: obliques, objects and subjects; a text without a tree is left alone."""
    if not words.parsed:
        return
    timed = {token for time in times for token in range(*words.covered(time.span))}
    for verb, tag in enumerate(words.tag):
        if tag[:1] != "V" and _participle(verb, words):
            words.tag[verb] = tag = "VBN"
        if tag[:2] == "VB":
            _around(verb, words, timed)


def _participle(word: int, words: Words) -> bool:
    """Whether what carries the auxiliary of a passive was tagged as a noun or adjective: "will be freed"."""
    forms = {form for _, form in verbs().get(words.lower[word], ())}
    return VerbForm.PARTICIPLE in forms and any(words.dep[child] == "aux:pass" for child in words.children[word])


def _around(verb: int, words: Words, timed: set[int]) -> None:
    nominal = [child for child in words.children[verb] if words.tag[child][:2] in {"NN", "PR"} and child not in timed]
    for child in nominal:
        if words.dep[child] in _CORE and _marked(child, words):
            words.dep[child] = "obl"
        if words.dep[child] in {"nsubj", "nsubj:pass"} and child < verb and _accompanied(child, words):
            _back(child, words)
    labels = {words.dep[child] for child in words.children[verb]}
    loose = [child for child in nominal if words.dep[child] in _LOOSE and not _marked(child, words)]
    if not labels & {*_SUBJECTS} and (words.tag[verb] in {"VBD", "VBZ", "VBP"} or labels & {"aux", "aux:pass"}):
        before = [child for child in loose if child < verb]
        if before:
            words.dep[before[-1]] = "nsubj:pass" if "aux:pass" in labels else "nsubj"
    if not labels & {"obj", "ccomp", "aux:pass", "nsubj:pass"}:
        behind = next((child for child in loose if child > verb), None)
        if behind is not None and not any(words.lower[at] in {",", ";", ":"} for at in range(verb, behind)):
            words.dep[behind] = "obj"


def _back(noun: int, words: Words) -> None:
    """Hangs a noun behind a preposition on the verb before it: "met on Friday, with the envoy, who complained, saying that"."""
    first, _ = words.sentence(noun)
    verb = next((at for at in range(noun - 1, first - 1, -1) if words.tag[at][:2] == "VB"), None)
    words.dep[noun] = "obl"
    if verb is not None:
        words.children[words.head[noun]].remove(noun)
        words.head[noun] = verb
        words.children[verb] = sorted([*words.children[verb], noun])


def _accompanied(noun: int, words: Words) -> bool:
    return any(
        words.dep[child] == "case" and child < noun and words.lower[child] in _NO_SUBJECTS
        for child in words.children[noun]
    )


def _marked(noun: int, words: Words) -> bool:
    return any(words.dep[child] in {"case", "mark"} and child < noun for child in words.children[noun])
