"""Capitals that stand for their governments: "Tehran said", "talks with Moscow", but not "in Tehran"."""

from __future__ import annotations

from spacy.tokens import Doc

from pipeline.extract.candidate import Candidate
from pipeline.knowledge.countries import capitals
from pipeline.knowledge.spelling import folded

_PLACE_BEFORE = frozenset("in at from to into near outside inside across around via through towards toward of between leaving reached left visited".split())
_PARTNER = frozenset("with against by between on".split())
_PARTNER_NOUNS = frozenset("talks negotiations relations ties dialogue agreement deal war peace pressure sanctions alliance contacts cooperation tensions rift rapprochement border".split())
_ACTS = frozenset(
    "said says has had have is was will would could may might must should denies denied accused accuses insists insisted rejected rejects "
    "wants wanted agreed agrees refused refuses sees saw fears feared believes believed hopes hoped expects expected sent backed supports supported warned "
    "warns demands demanded announced claims claimed considers considered recalled expelled summoned threatened promised called calls seeks sought did does "
    "blames blamed condemned welcomed criticised criticized protested responded replied offered pledged continues continued decided".split()
)


def seat_of(candidate: Candidate) -> str | None:
    """Alpha-3 code of the country whose capital the words name, else None."""
    text = " ".join(word.text for word in candidate.words)
    codes = {code for name, code in capitals().items() if folded(name) == folded(text)}
    return codes.pop() if len(codes) == 1 else None


def is_metonym(candidate: Candidate, doc: Doc) -> bool:
    """Whether a capital's name acts or is dealt with as a government is."""
    if candidate.subtype != "City" or seat_of(candidate) is None:
        return False
    if doc.has_annotation("DEP"):
        span = doc.char_span(candidate.start, candidate.end, alignment_mode="expand")
        if span is not None and span.root.dep_ in {"nsubj", "obl:agent"}:
            return span.root.head.lemma_ not in {"be", "lie", "fall"} or span.root.head.pos_ == "AUX"
    before, after = candidate.before, candidate.after
    glue = candidate.words[0].glue
    left = before.lower if before is not None and glue == " " else ""
    if left in _PLACE_BEFORE:
        return left == "between" and _second_before(candidate) in _PARTNER_NOUNS
    if left in _PARTNER:
        return left == "against" or _second_before(candidate) in _PARTNER_NOUNS
    return after is not None and after.glue == " " and after.lower in _ACTS


def _second_before(candidate: Candidate) -> str:
    return candidate.passage[candidate.first - 2].lower if candidate.first > 1 else ""
