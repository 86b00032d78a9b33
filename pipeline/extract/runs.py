"""Capitalised sequences: which neighbouring words belong to one stretch of names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.words import Word, adjacent
from pipeline.knowledge.organisations import heads, leading_words
from pipeline.knowledge.titles import titles
from pipeline.knowledge.words import calendar_words, capitalised_words, common_words, given_names, joiners, particles
from pipeline.knowledge.wordsets import wordset

#: Particles that open a name in lower case, hyphened ("al-Fashaga") or not ("van der Berg").
#: Heads whose complement may be joined by "and" and commas: "Ministry of Trade and Industry".
_COMPLEMENT = frozenset({"of", "for", "on", "against", "de", "des", "du", "pour", "da", "do", "the", "to"})
#: "d'Entremont".
_ELIDED = re.compile(r"[dlo]['’][^\W\d_]", re.IGNORECASE)
_LONGEST_SYLLABLE = 6
_OPENS_QUOTE, _CLOSES_QUOTE = frozenset({" “", ' "', " ‘", " ("}), frozenset({"” ", '" ', "’ ", ") "})


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
        if not word.capital and not (word.text[0].isdigit() and word.acronym) and not _ELIDED.match(word.text):
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


def runs(passage: tuple[Word, ...], capitals: Capitals) -> Iterator[tuple[int, int]]:
    """First and last (exclusive) word of every stretch of names, left to right."""
    at = 0
    while at < len(passage):
        start = _opening(passage, at, capitals)
        if start is None:
            at += 1
            continue
        end = start + 1
        while end < len(passage):
            step = _step(passage, at, end, capitals)
            if not step:
                break
            end += step
        yield at, end
        at = end


def _opening(passage: tuple[Word, ...], at: int, capitals: Capitals) -> int | None:
    """Index of the last word that the opening at `at` takes: the word itself, or the capital behind its particles."""
    word = passage[at]
    if capitals.nameish(word):
        return at
    if word.weak and word.capital and at + 1 < len(passage):
        following = passage[at + 1]
        # "National Assembly", "Armed Forces" at the start of a sentence.
        if (
            adjacent(word, following)
            and following.capital
            and not following.weak
            and _adjectival(word)
            and capitals.nameish(following)
        ):
            return at
    if word.text in wordset("opening particles") or word.text in wordset("opening particles with a hyphen"):
        following_at = at + 1
        while (
            following_at < len(passage)
            and passage[following_at].text in particles()
            and adjacent(passage[following_at - 1], passage[following_at])
        ):
            following_at += 1
        if following_at < len(passage):
            following = passage[following_at]
            hyphened = following.glue == "-"
            if (
                adjacent(passage[following_at - 1], following)
                and following.capital
                and (hyphened or word.text in wordset("opening particles"))
            ):
                return following_at
    return None


def _adjectival(word: Word) -> bool:
    return word.text not in capitalised_words() or word.text in {"National", "Supreme", "International", "Foreign", "High", "Central", "General", "State", "Great", "North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "New", "Upper", "Lower", "Police", "Army", "Border", "People", "First", "Second", "Third", "Capital", "City"}  # fmt: skip


def _step(passage: tuple[Word, ...], start: int, end: int, capitals: Capitals) -> int:
    """How many words the stretch grows by at `end`; 0 where it stops."""
    left, word = passage[end - 1], passage[end]
    following = passage[end + 1] if end + 1 < len(passage) else None
    if (
        adjacent(left, word)
        and word.capital
        and (capitals.nameish(word) or not word.weak)
        and word.text not in calendar_words()
    ):
        return 1
    if adjacent(left, word) and word.text.isdigit() and _numbered(left):
        return 1
    if word.glue == "-" and word.text.islower() and _syllable(passage, start, end):
        return 1
    if adjacent(left, word) and _ELIDED.match(word.text) and not word.weak:
        return 1
    if (
        word.glue in {"'s ", "’s ", "' ", "’ "}
        and word.capital
        and left.text not in heads()
        and left.lower in common_words()
    ):
        return 1  # People's Liberation Army
    if (
        word.glue in _OPENS_QUOTE
        and word.capital
        and following
        and following.glue in _CLOSES_QUOTE
        and following.capital
        and word.glue != " ("
    ):
        return 2  # Jean “Ti” Roe
    if word.glue == " & " and word.capital:
        return 1
    return _joined(passage, start, end, capitals)


def _syllable(passage: tuple[Word, ...], start: int, end: int) -> bool:
    """Whether a small word after a hyphen ends a given name ("Jeon Tae-ho") or a body's noun ("Self-determination")."""
    left, word = passage[end - 1], passage[end]
    if left.acronym or word.lower in wordset("after a hyphen"):
        return False
    if word.lower in common_words():
        return bool(_complement(passage, start, end))
    return (
        len(word.text) <= _LONGEST_SYLLABLE
        and len(left.text) <= _LONGEST_SYLLABLE
        and (end - start > 1 or left.lower not in common_words())
    )


#: What a hyphen ties to a name without being part of it: "Iran-backed".


def _numbered(left: Word) -> bool:
    return left.text in {"Resolution", "Regulation", "Directive", "Operation", "Camp", "Unit", "Group", "No."}


def _joined(passage: tuple[Word, ...], start: int, end: int, capitals: Capitals) -> int:
    """Steps over small words: particles of persons, then complements of bodies and treaties."""
    at = end
    while (
        at < len(passage)
        and at - end < 3
        and passage[at].text in (particles() | joiners())
        and passage[at].glue in {" ", "-"}
    ):
        at += 1
    if at == end and passage[end].glue == ", " and _lists(passage, start, end, capitals):
        return 1
    if at == end or at == len(passage):
        return 0
    small = [word.text for word in passage[end:at]]
    target = passage[at]
    if not (adjacent(passage[at - 1], target) and target.capital) or target.text in calendar_words():
        return 0
    if all(word in particles() for word in small) and small[0] not in {
        "of",
        "at",
        "an",
        "as",
        "do",
        "i",
        "e",
        "y",
        "et",
        "und",
    }:
        return at - end + 1
    if small[0] in {"y", "e"} and len(small) == 1:
        return at - end + 1
    opened = _complement(passage, start, end)
    left = passage[end - 1]
    if f"{left.shown} {' '.join(small)} {target.shown}" in titles().before:
        return at - end + 1  # Secretary of State
    if small[0] == "in" and left.text == "Mission" and end - start > 1:
        return at - end + 1
    if small[0] == "of" and _complement(passage, start, end) and _abstract(left):
        return at - end + 1
    if small[0] in {"of", "for", "on", "against", "de", "du", "des", "da", "do", "to", "in", "with"} and _takes(
        passage, start, end, small[0]
    ):
        return at - end + 1
    if (
        small[0] in {"and", "&", "et", "the", "in", "to"}
        and opened
        and (small[0] not in {"in", "to"} or opened == "treaty")
    ):
        return at - end + 1
    return 0


def _abstract(word: Word) -> bool:
    """Whether the word is a noun that asks for "of": Liberation, Salvation, Protection."""
    return word.text.lower().endswith(("ion", "ment", "ence", "ance", "ity", "use", "ship", "hts"))


def _takes(passage: tuple[Word, ...], start: int, end: int, joiner: str) -> bool:
    """Whether the stretch so far is a noun that names itself by its complement: "University of", "Treaty on"."""
    left = passage[end - 1]
    if joiner in {"of", "de", "du", "des", "da", "do"}:
        return (
            left.text in heads() or left.text in leading_words() or left.text in wordset("led by of")
        ) and left.text not in titles().before
    if joiner in {"for", "on", "against"}:
        return left.text in heads() and left.text not in {
            "Police",
            "Army",
            "Navy",
            "Forces",
            "Government",
            "Parliament",
            "Congress",
            "Senate",
            "Church",
            "School",
            "Party",
            "Day",
            "War",
        }
    if joiner in {"to", "with"}:
        return False
    return bool(_complement(passage, start, end))


#: Nouns beyond the listed heads that lead a name by "of".


def _complement(passage: tuple[Word, ...], start: int, end: int) -> str | None:
    """Whether a complement that may hold "and" is open: the stretch has "Ministry of …" or the like."""
    words = passage[start:end]
    for index, word in enumerate(words[:-1]):
        if (
            word.text in wordset("bodies of several matters")
            or word.text in {"Front", "Movement", "Party", "Coalition", "Coordination"}
        ) and words[index + 1].text in {"of", "for", "on", "de", "des"}:
            return "treaty" if word.text in {"Treaty", "Convention", "Protocol", "Agreement"} else "body"
    return None


def _lists(passage: tuple[Word, ...], start: int, end: int, capitals: Capitals) -> bool:
    """Whether a comma at `end` goes on inside a body's name: "Ministry of Economy, Trade and Industry"."""
    if not _complement(passage, start, end) or not passage[end].capital:
        return False
    at = end
    while at < len(passage) and at - end < 4 and passage[at].capital:
        at += 1
    following = passage[at : at + 2]
    return (
        len(following) == 2 and following[0].text in {"and", "&"} and following[1].capital and following[1].glue == " "
    )
