"""What the words around a name say of its type."""

from __future__ import annotations

from collections import Counter

from pipeline.extract.candidate import Candidate
from pipeline.extract.words import Word
from pipeline.knowledge.titles import titles
from pipeline.records.entity import EntityType

_PLACE_BEFORE = frozenset({"in", "near", "outside", "across", "throughout", "around", "towards", "toward", "inside", "via", "north", "south", "east", "west", "at", "from", "to", "into", "between"})
_SURE_PLACE = frozenset({"in", "at", "near", "outside", "inside", "across", "throughout", "around"})
_PERSON_VERBS = frozenset(
    "said says told tells added adds asked replied answered argued explained recalled insisted conceded wrote writes "
    "tweeted laughed smiled shrugged nodded resigned replies joked sighed whispered remembered recalls thinks believes "
    "knows admits admitted acknowledged concedes complained met meets declined spoke speaks noted notes observed".split()
)
_CITY_NOUNS = frozenset({"province", "region", "district", "valley", "county", "city", "town", "village", "airport", "prison", "port", "camp", "river", "island", "peninsula", "border", "suburb", "neighbourhood", "governorate", "state", "oblast", "coast", "area", "triangle", "harbour", "basin", "island's", "municipality"})  # fmt: skip
_BODY_NOUNS = frozenset({"party", "group", "newspaper", "daily", "agency", "company", "militia", "fighters", "rebels", "newspaper", "magazine", "movement", "militants", "officials", "spokesman", "spokeswoman", "members", "guerrillas", "forces", "troops", "faction", "delegation", "lawmakers", "website", "weekly", "channel", "broadcaster", "coalition", "cooperative", "union", "director", "manager", "chairman", "shares"})  # fmt: skip
_BODY_BEFORE = frozenset({"newspaper", "agency", "daily", "weekly", "website", "broadcaster", "company", "firm", "group", "party", "magazine", "channel", "station", "refiner", "airline", "charity", "outlet"})
_PERSON_NOUNS_BEFORE = frozenset({"named", "called", "wife", "husband", "brother", "sister", "son", "daughter", "widow", "father", "mother", "cousin", "nephew", "uncle", "aunt", "colleague", "friend"})
#: "the Trump administration".
_OF_A_PERSON = frozenset({"administration", "government", "presidency", "era", "cabinet", "camp", "campaign", "family", "doctrine"})
_FUNCTION = frozenset("and or of in on at to for from with by who which that is was were are has have had said says will would could may when while as".split())
_PLACE_TRAIL = frozenset({"where"})


def context(candidate: Candidate) -> Counter[EntityType]:
    """Weights for each type, in rough log odds, from the neighbouring words."""
    scores: Counter[EntityType] = Counter()
    before, after = candidate.before, candidate.after
    glue = candidate.words[0].glue
    left = before.lower if before is not None and glue in {" ", " “", ' "', " ‘"} else ""
    two = _second_before(candidate)
    if left in _PLACE_BEFORE:
        scores["Place"] += 2.0 if left in _SURE_PLACE else 1.0
    if left == "the" and two in _SURE_PLACE:
        scores["Place"] += 0.8
    lower_after = after is not None and after.glue in {" ", "-"} and after.text.islower() and after.lower not in _FUNCTION
    if lower_after and after is not None and after.lower in _OF_A_PERSON and left == "the":
        scores["Person"] += 3.0
    elif left == "the" and not lower_after:
        scores["Person"] -= 2.0
        scores["Organization"] += 1.0
    if left == "of" and two in _CITY_NOUNS | {"villages", "towns", "cities", "suburbs", "people", "outskirts", "mayor", "governor", "port", "residents"}:
        scores["Place"] += 3.0
    if left in _BODY_BEFORE:
        scores["Organization"] += 2.5
    if left in _PERSON_NOUNS_BEFORE or left in _PERSON_VERBS:
        scores["Person"] += 1.5
    if left in titles().offices or (before is not None and glue == ", " and left == "" and before.lower in titles().offices):
        scores["Person"] += 2.0
    if before is not None and before.bare in titles().before:
        scores["Person"] += 4.0
    if after is not None:
        _after(scores, candidate, after)
    return scores


def _second_before(candidate: Candidate) -> str:
    return candidate.passage[candidate.first - 2].lower if candidate.first > 1 else ""


def _after(scores: Counter[EntityType], candidate: Candidate, after: Word) -> None:
    right = after.lower
    if after.glue == " ":
        if right in _PERSON_VERBS:
            scores["Person"] += 1.5
        if right in _CITY_NOUNS and not after.capital:
            scores["Place"] += 2.5
        if right in _BODY_NOUNS and not after.capital:
            scores["Organization"] += 1.5
    if after.glue in {", ", " – ", " — "}:
        following = candidate.passage[candidate.last : candidate.last + 4]
        if right in {"who", "whose", "aged"} or (after.text.isdigit() and len(after.text) == 2):
            scores["Person"] += 2.5
        elif right in _PLACE_TRAIL:
            scores["Place"] += 2.0
        elif any(word.lower in titles().offices for word in following) and right in {"a", "an", "the", "its", "their", "his", "her", *titles().offices, *titles().modifiers}:
            scores["Person"] += 2.0
    if after.glue in {" (", " ["} and after.acronym:
        scores["Organization"] += 1.5
