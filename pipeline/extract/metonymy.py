"""Capitals that stand for their governments: "Tehran said", "talks with Moscow", but not "in Tehran"."""

from __future__ import annotations

from spacy.tokens import Doc

from pipeline.extract.candidate import Candidate
from pipeline.knowledge.countries import capitals
from pipeline.knowledge.spelling import folded
from pipeline.knowledge.wordsets import wordset


def seat_of(candidate: Candidate) -> str | None:
    """Alpha-3 code of the country whose capital the words name, else None."""
    text = " ".join(word.text for word in candidate.words)
    codes = {code for name, code in capitals().items() if folded(name) == folded(text)}
    return codes.pop() if len(codes) == 1 else None


def is_metonym(candidate: Candidate, doc: Doc) -> bool:
    """Whether a capital's name acts or is dealt with as a government is."""
    dateline = candidate.first == 0 and candidate.words[0].text.isupper()
    if candidate.subtype != "City" or dateline or seat_of(candidate) is None:
        return False
    if doc.has_annotation("DEP"):
        span = doc.char_span(candidate.start, candidate.end, alignment_mode="expand")
        root = span.root if span is not None else None
        while root is not None and root.dep_ == "conj" and root.head.pos_ == "PROPN" and root.head != root:
            root = root.head  # "Oslo and Madrid object"
        if root is not None and root.dep_ in {"nsubj", "obl:agent"}:
            if root.head.pos_ in {"NOUN", "PROPN"} and any(child.dep_ == "cop" for child in root.head.children):
                return False  # "Oslo is a port"
            return root.head.lemma_ not in {"be", "lie", "fall"} or root.head.pos_ == "AUX"
        if root is not None and root.dep_ in {"obj", "nsubj:pass"}:
            return root.head.lemma_ in wordset("done to governments")
    before, after = candidate.before, candidate.after
    glue = candidate.words[0].glue
    left = before.lower if before is not None and glue == " " else ""
    if left in wordset("before a city as a place"):
        return left == "between" and _second_before(candidate) in wordset("dealings")
    if left in wordset("before a partner"):
        return left == "against" or _second_before(candidate) in wordset("dealings")
    return after is not None and after.glue == " " and after.lower in wordset("acts of governments")


def _second_before(candidate: Candidate) -> str:
    return candidate.passage[candidate.first - 2].lower if candidate.first > 1 else ""
