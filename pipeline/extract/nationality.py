"""Nationalities: adjective of a place ("Iranian diplomats"), or a noun for people ("the Iranians", "two Somalis")."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from pipeline.extract.candidate import Candidate, Scores
from pipeline.extract.gazetteer import Entry, matches
from pipeline.extract.words import Word
from pipeline.knowledge.wordsets import wordset

#: Words before which a nationality stands alone, as a noun.


def resolved(candidate: Candidate, doc: Doc) -> Candidate:
    """The candidate with the reading that its place asks for, where its words have both; others unchanged."""
    found = matches(candidate.words) if len(candidate.words) <= 3 else []
    if len(found) != 1 or found[0].last != len(candidate.words):
        return candidate
    adjective = found[0].reading("adjective")
    noun = found[0].reading("name", "Group")
    if adjective is None and noun is None:
        return candidate
    proper = found[0].reading("name", "Place") or found[0].reading("acronym", "Place")
    body = found[0].reading("name", "Organization") or found[0].reading("acronym", "Organization")
    if body is not None or (proper is not None and adjective is None):
        return candidate
    if proper is not None and adjective is not None and proper.code == adjective.code:
        return _as(candidate, proper)
    if adjective is not None and adjective.type == "Place" and _spoken(candidate):
        return replace(candidate.weighed(Scores({"Other": candidate.score})), subtype=None, form="name", code=None)
    if adjective is not None and (noun is None or modifies(candidate, doc) or _predicated(candidate)):
        return _as(candidate, adjective, found[0].entries)
    return _as(candidate, noun, found[0].entries) if noun is not None else candidate


def _as(candidate: Candidate, entry: Entry, readings: tuple[Entry, ...] = ()) -> Candidate:
    codes = {reading.code for reading in readings if reading.form == entry.form and reading.type == entry.type}
    weighed = candidate.weighed(Scores({entry.type: candidate.score}))
    return replace(weighed, subtype=entry.subtype, form=entry.form, code=entry.code if len(codes) < 2 else None)


def modifies(candidate: Candidate, doc: Doc) -> bool:
    """Whether the words stand before the noun they belong to."""
    if doc.has_annotation("DEP"):
        span = doc.char_span(candidate.start, candidate.end, alignment_mode="expand")
        if span is not None and span.root.dep_ in {"amod", "compound", "nmod:poss", "flat"}:
            return True
        if span is not None and span.root.dep_ in {"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "root", "ROOT"}:
            return False
    after = candidate.after
    if after is None or after.glue not in {" ", "-", "‑", "–", " “", ' "'}:
        return False
    if after.glue in {"-", "‑", "–"}:
        return after.lower not in {"and"}
    left = candidate.before
    if left is not None and left.lower == "the" and after.lower.endswith("ed"):
        return False
    if after.lower in {"and", "or"}:
        return _coordinated(candidate)
    return after.lower not in wordset("after a noun for people")


def _predicated(candidate: Candidate) -> bool:
    """ "He is Norwegian"."""
    before = candidate.before
    return (
        before is not None
        and candidate.words[0].glue == " "
        and before.lower in wordset("copulas") | {"not", "were", "are"}
    )


def _spoken(candidate: Candidate) -> bool:
    """Whether the word names a language: "in Russian", "speaks Georgian"."""
    before, after = candidate.before, candidate.after
    if before is None or candidate.words[0].glue != " ":
        return False
    alone = after is None or after.glue != " " or after.lower in wordset("after a noun for people")
    return before.lower in wordset("verbs of speech in a language") or (before.lower in {"in", "into"} and alone)


def _coordinated(candidate: Candidate) -> bool:
    """Whether the other side of "and" is an adjective before a noun: "Iranian and Afghan officials"."""
    rest: tuple[Word, ...] = candidate.passage[candidate.last + 1 : candidate.last + 4]
    if rest and rest[0].lower == "other":
        return True
    if not rest or not rest[0].capital:
        return False
    found = matches(rest[:1])
    if not found or found[0].reading("adjective") is None:
        return False
    return len(rest) > 1 and rest[1].glue == " " and rest[1].lower not in wordset("after a noun for people")
