"""What the words around a name say of its type."""

from __future__ import annotations

from pipeline.extract.candidate import Candidate, Scores
from pipeline.extract.gazetteer import city
from pipeline.extract.words import Word
from pipeline.knowledge.titles import titles
from pipeline.knowledge.words import calendar_words
from pipeline.knowledge.wordsets import wordset

#: "the Trump administration".
_PLACE_TRAIL = frozenset({"where"})


def context(candidate: Candidate) -> Scores:
    """Weights for each type, in rough log odds, from the neighbouring words."""
    scores: Scores = Scores()
    before, after = candidate.before, candidate.after
    glue = candidate.words[0].glue
    left = before.lower if before is not None and glue in {" ", " “", ' "', " ‘"} else ""
    two = _second_before(candidate)
    if left in wordset("before a place") and not candidate.words[0].acronym:
        scores["Place"] += 2.0 if left in wordset("right before a place") else 1.0
    if left == "the" and two in wordset("right before a place"):
        scores["Place"] += 0.8
    lower_after = (
        after is not None
        and after.glue in {" ", "-"}
        and after.text.islower()
        and after.lower not in wordset("after a noun phrase")
    )
    if lower_after and after is not None and after.lower in wordset("what a person leads") and left == "the":
        scores["Person"] += 3.0
    elif left == "the" and not lower_after:
        scores["Person"] -= 2.0
        scores["Organization"] += 1.0
    if left == "of" and two in wordset("nouns after a place") | {
        "villages",
        "towns",
        "cities",
        "suburbs",
        "people",
        "outskirts",
        "mayor",
        "governor",
        "port",
        "residents",
    }:
        scores["Place"] += 3.0
    if left in wordset("nouns before a ship"):
        scores["Other"] += 4.0
    if left in wordset("nouns before a body"):
        scores["Organization"] += 2.5
    if left in wordset("nouns before a person") or left in wordset("verbs of persons"):
        scores["Person"] += 1.5
    if left in titles().offices or (
        before is not None and glue == ", " and left == "" and before.lower in titles().offices
    ):
        scores["Person"] += 2.0
    if before is not None and before.bare in titles().before:
        scores["Person"] += 4.0
    opening = "\n" in glue or candidate.first == 0
    if opening and after is not None and candidate.words[0].text.isupper() and not candidate.words[0].text.isdigit():
        if after.glue.startswith((" –", " —", " -", ". ", ", ")) and len(candidate.words[-1].text) > 3:
            scores["Place"] += 4.0  # a dateline
        if after.glue.startswith(":") and len(candidate.words) == 1:
            scores["Person"] += 3.0  # the speaker of an interview
    if after is not None:
        _after(scores, candidate, after)
    return scores


def is_dateline(candidate: Candidate) -> bool:
    """Whether a city's name has a line to itself, or opens one before a date: "Samarkand, 2 May", "Marawi" below a letter."""
    at_start = candidate.first == 0 or "\n" in candidate.words[0].glue
    if not at_start or candidate.subtype != "City":
        return False
    place, after = city(candidate.words), candidate.after
    if place is None or not place.sure:
        return False
    if after is None or "\n" in after.glue:
        return True
    return after.glue == ", " and (after.text.isdigit() or after.text in calendar_words())


def leads_government(candidate: Candidate) -> bool:
    """Whether an administration is named after the words: "the Bush administration"."""
    before, after = candidate.before, candidate.after
    return (
        candidate.type == "Person"
        and before is not None
        and after is not None
        and before.lower == "the"
        and after.glue == " "
        and after.text in {"administration", "presidency"}
    )


def _second_before(candidate: Candidate) -> str:
    return candidate.passage[candidate.first - 2].lower if candidate.first > 1 else ""


def _after(scores: Scores, candidate: Candidate, after: Word) -> None:
    right = after.lower
    if after.glue == " ":
        if right in wordset("verbs of persons"):
            scores["Person"] += 1.5
        if right in wordset("nouns after a place") and not after.capital:
            scores["Place"] += 2.5
        if right in wordset("nouns after a body") and not after.capital:
            scores["Organization"] += 1.5
    if after.glue in {", ", " – ", " — "}:
        following = candidate.passage[candidate.last : candidate.last + 4]
        if right in {"who", "whose", "aged"} or (after.text.isdigit() and len(after.text) == 2):
            scores["Person"] += 2.5
        elif right in _PLACE_TRAIL:
            scores["Place"] += 2.0
        elif any(word.lower in titles().offices for word in following) and right in {
            "a",
            "an",
            "the",
            "its",
            "their",
            "his",
            "her",
            *titles().offices,
            *titles().modifiers,
        }:
            scores["Person"] += 2.0
    if after.glue in {" (", " ["} and after.acronym:
        scores["Organization"] += 1.5
