"""Whether the conditions of a sense hold where it matched."""

from __future__ import annotations

from bisect import bisect_left

from pipeline.extract.events.lexicon import Hit
from pipeline.extract.events.mentions import Mentions
from pipeline.extract.events.slots import Slots
from pipeline.extract.events.words import Words
from pipeline.knowledge import grammar
from pipeline.knowledge.triggers import Condition, thing_words

# How far behind the verb an infinitive may stand: "asked the government of X to"; "wants to" asks nobody.
COMPLEMENT_REACH = 14


class Conditions:
    """Looks at the words in a slot of the trigger, in its sentence, or behind it."""

    def __init__(self, words: Words, mentions: Mentions, slots: Slots) -> None:
        self._words = words
        self._mentions = mentions
        self._slots = slots

    def hold(self, hit: Hit) -> bool:
        """Whether every condition of the hit's sense is met."""
        return all(self._holds(hit, condition) != condition.negated for condition in hit.sense.conditions)

    def _holds(self, hit: Hit, condition: Condition) -> bool:
        words = self._words
        match condition.key:
            case "near":
                first, last = words.sentence(hit.head)
                return any(
                    words.lower[i] in condition.words for i in range(first, last) if not hit.start <= i < hit.end
                )
            case "next":
                return words.after(hit.end - 1) in condition.words
            case "comp":
                return self._complement(hit, condition.words)
            case "who":
                return any(self._somebody(hit, place) for place in condition.words)
            case slot:
                return any(
                    self._inside(head, condition.words)
                    for head in self._slots.slot(hit.head, hit.sense.part, slot, hit.noun)
                ) or (slot == "obj" and self._close(hit, condition.words))

    def _inside(self, head: int, wanted: frozenset[str]) -> bool:
        phrase = self._mentions.phrase(head)
        if phrase is not None and phrase.able and not phrase.place and "+somebody" in wanted:
            return True
        start = phrase.start if phrase is not None else head
        return any(self._words.lower[i] in wanted for i in range(start, head + 1))

    def _close(self, hit: Hit, wanted: frozenset[str]) -> bool:
        """An object too common to be a mention ("roads") stands within a few words, no preposition between."""
        words = self._words
        _, last = words.sentence(hit.head)
        for index in range(hit.end, min(last, hit.end + 5)):
            if words.lower[index] in wanted:
                return True
            if words.lower[index] in grammar.words("prepositions") or not words.lower[index][:1].isalnum():
                return False
        return False

    def _complement(self, hit: Hit, kinds: frozenset[str]) -> bool:
        words = self._words
        _, last = words.sentence(hit.head)
        for index in range(hit.end, min(last, hit.end + COMPLEMENT_REACH)):
            word = words.lower[index]
            if word in {".", ";", ":", "“", '"', ","}:
                return False
            if "inf" in kinds and word == "to" and index > hit.end:
                return True
            if word in kinds:
                return index - hit.end <= 8
        return False

    def _somebody(self, hit: Hit, place: str) -> bool:
        if place == "near":
            first, last = self._words.sentence(hit.head)
            at = bisect_left(self._mentions.heads, first)
            return at < len(self._mentions.heads) and self._mentions.heads[at] < last
        for head in self._slots.slot(hit.head, hit.sense.part, place, hit.noun):
            phrase = self._mentions.phrase(head)
            if phrase is not None and (phrase.able or phrase.place or self._words.lower[phrase.head] in thing_words()):
                return True
        return False
