"""Fillers of a trigger's slots where there is no parse: the nearest plausible phrase in the clause, prepositions as hints."""

from __future__ import annotations

from pipeline.extract.events.mentions import Mentions
from pipeline.extract.events.words import Words
from pipeline.knowledge import grammar
from pipeline.knowledge.triggers import actor_words, verbs

# Tokens that a slot is looked for in, before or after the trigger.
REACH = 25
# Words that may stand between a preposition or verb and the head it governs.
INSIDE = 8


class Surface:
    """The same questions as `Tree`, answered from word order."""

    def __init__(self, words: Words, mentions: Mentions) -> None:
        self._words = words
        self._mentions = mentions

    def slot(self, anchor: int, part: str, slot: str, noun: int | None = None) -> list[int]:
        """Head tokens of a slot of a verb (`part` "v") or noun ("n") at `anchor`; `noun` is the object noun of "hold talks"."""
        right = max(anchor, noun if noun is not None else anchor)
        match slot:
            case "subj" if part == "v":
                return self._after(right, {"by"}) if self.passive(anchor) else self._before(anchor)
            case "obj" if part == "v":
                if noun is not None and noun > anchor and self._words.lower[noun] in actor_words():
                    return [noun]
                return self._before(anchor) if self.passive(anchor) else self._object(right)
            case "poss":
                return self._possessor(anchor)
            case "adj":
                return self._adjective(anchor)
            case "supp":
                return self._governing(anchor, "support")
            case "undergo":
                return self._governing(anchor, "undergone")
            case "between":
                return self._pair(right)
            case "owner":
                return self._owner(right)
            case "iobj" | "subj" | "obj":
                return []
            case _:
                return self._after(right, {slot})

    def passive(self, verb: int) -> bool:
        """Whether a form of "be" (or "by" after it) makes the participle a passive."""
        words = self._words
        if not words.lower[verb].endswith(("ed", "en", "t", "n", "d", "ut", "ught", "own")) or words.lower[
            verb
        ].endswith("ing"):
            return False
        first, _ = words.sentence(verb)
        for index in range(verb - 1, max(first, verb - 4) - 1, -1):
            word = words.lower[index]
            if word in grammar.words("be"):
                return True
            if not (
                word.endswith("ly")
                or word in {"not", "n't", "also", "then", "later", "been", "already", "never", "twice", "once", "just"}
            ):
                break
        return words.after(verb) == "by"

    def _heads(self, start: int, end: int) -> list[int]:
        words, found = self._words, []
        for index in range(start, end):
            mention = self._mentions.at(index)
            if mention is not None:
                if mention.head == index:
                    found.append(index)
            elif words.lower[index] in actor_words() and words.lower[index] not in grammar.words("subjects"):
                found.append(index)
        return found

    def _governed(self, head: int) -> str:
        """The preposition before the phrase that ends in `head`, or an empty string."""
        words = self._words
        first, _ = words.sentence(head)
        mention = self._mentions.at(head)
        top = (mention.start if mention is not None else head) - 1
        for index in range(top, max(first, top - INSIDE) - 1, -1):
            word = words.lower[index]
            if word in grammar.words("prepositions"):
                return word
            if word in grammar.words("determiners"):
                return words.before(index) if words.before(index) in grammar.words("prepositions") else ""
            if (
                not word[:1].isalnum()
                or word in grammar.words("conjunctions")
                or (words.tagged and words.tag[index].startswith("V"))
            ):
                return ""
        return ""

    def _clause_start(self, anchor: int) -> int:
        words = self._words
        first, _ = words.sentence(anchor)
        for index in range(anchor - 1, first - 1, -1):
            if words.lower[index] in grammar.words("clause_marks") and words.lower[index] not in {")", "("}:
                return index + 1
        return first

    def _clause_end(self, anchor: int) -> int:
        words = self._words
        _, last = words.sentence(anchor)
        for index in range(anchor + 1, last):
            word = words.lower[index]
            if word in grammar.words("clause_marks") or (
                word in grammar.words("clause_words") and word not in {"as", "since", "after", "before", "until"}
            ):
                return index
        return last

    def _before(self, verb: int) -> list[int]:
        start = max(self._clause_start(verb), verb - REACH)
        heads = self._heads(start, verb)
        free = [head for head in heads if not self._governed(head) or self._governed(head) in {"as"}]
        if not free:
            return []
        last = free[-1]
        found = [last]
        words = self._words
        for head in reversed(free[:-1]):
            between = words.lower[head + 1 : self._start(found[0])]
            if (
                between
                and len(between) <= 3
                and "and" in between[-2:]
                and all(w in {"and", ",", "the", "both", "also"} for w in between)
            ):
                found.insert(0, head)
            else:
                break
        return found

    def _start(self, head: int) -> int:
        mention = self._mentions.at(head)
        return mention.start if mention is not None and mention.head == head else head

    def _object(self, verb: int) -> list[int]:
        words = self._words
        end = min(self._clause_end(verb), verb + INSIDE + 4)
        for head in self._heads(verb + 1, end):
            between = words.lower[verb + 1 : self._start(head)]
            if any(word in grammar.words("prepositions") or word in {",", "that"} for word in between):
                return []
            return self._joined(head, end)
        return []

    def _joined(self, head: int, end: int) -> list[int]:
        """The head and the ones that "and" adds to it; a comma alone joins only inside a list that "and" closes."""
        words, found = self._words, [head]
        waiting: list[int] = []
        for following in self._heads(head + 1, end):
            between = words.lower[(waiting or found)[-1] + 1 : self._start(following)]
            if not 0 < len(between) <= 4 or any(
                word in grammar.words("prepositions") or word in verbs() for word in between
            ):
                break
            if "and" in between:
                found += [*waiting, following]
                waiting = []
            elif "," in between:
                waiting.append(following)
            else:
                break
        return found

    def _after(self, anchor: int, prepositions: set[str]) -> list[int]:
        words = self._words
        _, last = words.sentence(anchor)
        last = min(last, self._clause_end(anchor), anchor + REACH)
        for head in self._heads(anchor + 1, last):
            if self._governed(head) in prepositions:
                return self._joined(head, last)
        return []

    def _owner(self, verb: int) -> list[int]:
        """Whose the object is: "rejected X's offer"."""
        words = self._words
        for head in self._heads(verb + 1, min(self._clause_end(verb), verb + 6)):
            if words.after(head) in {"'s", "'"}:
                return [head]
            if words.lower[head] in {"his", "her", "its", "their"} and self._mentions.at(head) is not None:
                return [head]
        return []

    def _pair(self, anchor: int) -> list[int]:
        return self._after(anchor, {"between"})

    def _possessor(self, noun: int) -> list[int]:
        words = self._words
        first, _ = words.sentence(noun)
        for index in range(noun - 1, max(first, noun - 5) - 1, -1):
            if words.lower[index] in {"'s", "'"} and index > first:
                mention = self._mentions.at(index - 1)
                return [mention.head if mention is not None else index - 1]
            if words.lower[index] in {"his", "her", "its", "their"}:
                return [index] if self._mentions.at(index) is not None else []
            if words.lower[index] in grammar.words("prepositions") or not words.lower[index][:1].isalnum():
                break
        return []

    def _adjective(self, noun: int) -> list[int]:
        words = self._words
        first, _ = words.sentence(noun)
        for index in range(noun - 1, max(first, noun - 4) - 1, -1):
            mention = self._mentions.at(index)
            if mention is not None and mention.end <= noun:
                return [mention.head]
            if words.lower[index] in grammar.words("prepositions") or not words.lower[index][:1].isalnum():
                break
        return []

    def _governing(self, noun: int, verbs: str) -> list[int]:
        """The subject of the verb of that class which has the noun as its object."""
        words = self._words
        first, _ = words.sentence(noun)
        for index in range(noun - 1, max(first, noun - INSIDE) - 1, -1):
            if words.lower[index] in grammar.verb_words(verbs):
                return self._before(index) if not self.passive(index) else []
            if words.lower[index] in grammar.words("clause_marks") or words.lower[index] == ",":
                break
        return []
