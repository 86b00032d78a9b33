"""What the capitals of a text say: which are owed to a name, which to a place in a sentence or a headline."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.words import Word
from pipeline.knowledge.organisations import heads, leading_words
from pipeline.knowledge.titles import titles
from pipeline.knowledge.words import calendar_words, capitalised_words, common_words, given_names
from pipeline.knowledge.wordsets import wordset

#: "d'Entremont".
ELIDED = re.compile(r"[dlo]['’][^\W\d_]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Capitals:
    """What the whole text says of its capitals."""

    #: Words it writes in lower case somewhere.
    lower: frozenset[str]
    #: Words it capitalises where nothing asks for a capital.
    strong: frozenset[str]

    def common(self, word: Word) -> bool:
        """Whether a weak capital on the word is due to its place alone."""
        if word.text in self.strong and word.lower not in common_words() and word.text not in capitalised_words():
            return False
        if word.shouted:
            return (
                word.lower in common_words()
                or word.lower in self.lower
                or word.text.capitalize() in capitalised_words()
            )
        return word.text in capitalised_words() or word.lower in common_words() or word.lower in self.lower

    def nameish(self, word: Word) -> bool:
        """Whether the word may be part of a name by its look."""
        if not word.capital and not (word.text[0].isdigit() and word.acronym) and not ELIDED.match(word.text):
            return False
        if word.lower in wordset("outside a noun phrase") and not word.acronym and word.text not in given_names():
            return False
        if word.text in calendar_words() or word.text in {"I", "A"} or len(word.text) > 40:
            return False
        if word.headline and word.text not in self.strong and not word.acronym and not self._known(word):
            return False
        return not (word.weak and self.common(word)) or _heads(word)

    def _known(self, word: Word) -> bool:
        """Whether the text capitalises a word of a headline in capitals elsewhere, or it is a given name."""
        titled = word.text.capitalize()
        return (word.shouted and titled in self.strong) or titled in given_names()


def _heads(word: Word) -> bool:
    """Words that open or close names and are kept for a later look in spite of a weak capital."""
    return word.shown in heads() or word.shown in leading_words() or word.shown in titles().before
