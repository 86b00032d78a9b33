"""What the look of a capitalised stretch says of its type."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.candidate import Scores
from pipeline.extract.gazetteer import Entry, city
from pipeline.extract.words import Word
from pipeline.knowledge.titles import titles
from pipeline.knowledge.words import common_words, given_names, particles
from pipeline.knowledge.wordsets import wordset
from pipeline.records.entity import Subtype

#: Weights in rough log odds. A listed name with one bearer outweighs every look of a stretch.
KNOWN, HEADED, TITLED, SUPPORTED = 7.0, 5.0, 5.0, 2.0
#: Particles that join a given name to the next ("Ayman al-", "Said bin"), and those that open a surname by themselves.
_OF_FAMILY = frozenset({"al", "el", "bin", "ibn", "bint", "ben", "ould", "ag"})
_SON_OF = frozenset({"bin", "ibn", "bint"})


def look(words: Sequence[Word]) -> Scores:
    """What the look of a stretch says of its type."""
    scores: Scores = Scores()
    plain = [word for word in words if word.text not in particles()]
    place = city(words) if len(words) <= 4 else None
    if len(words) == 1 and words[0].acronym and not (place and place.sure and len(words[0].text) > 3):
        scores["Organization"] += 2.0
        return scores
    if any(word.glue == " & " for word in words):
        scores["Organization"] += 3.0
    if words[0].acronym and len(words) > 1 and not words[0].text.endswith("."):
        scores["Organization"] += 1.5
    given = sum(word.text in given_names() and word.lower not in common_words() for word in plain)
    if given and len(plain) > 1:
        scores["Person"] += 3.0 if plain[0].text in given_names() else 2.0
    if len(plain) > 1 and any(word.text in wordset("particles of persons") for word in words[1:-1]):
        scores["Person"] += 1.5
    if given and words[0].text in given_names() and len(words) > 2 and words[1].lower in _OF_FAMILY:
        scores["Person"] += 1.5
    if len(words) == 2 and words[0].lower in _SON_OF and place is None:
        scores["Person"] += 3.0
    if any(word.text.endswith(".") and len(word.text) == 2 for word in words):
        scores["Person"] += 2.0
    if len(plain) in (2, 3):
        scores["Person"] += 1.0
    elif len(plain) > 4:
        scores["Organization"] += 1.0
    if any(word.glue in {" “", ' "'} for word in words[1:]):
        scores["Person"] += 2.0
    if words[-1].text in titles().suffixes:
        scores["Person"] += 3.0
    if place is not None:
        scores["Place"] += 4.0 if place.sure else 1.5 if len(words) == 1 else 2.5
    if sum(word.lower in common_words() for word in plain) > 1 and not given:
        scores["Person"] -= 2.0
        scores["Organization"] += 0.5
    return scores


def subtype_of_city(words: Sequence[Word]) -> Subtype | None:
    place: Entry | None = city(words) if len(words) <= 4 else None
    return place.subtype if place else None
