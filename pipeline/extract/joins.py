"""Small words and hyphens inside a name: "Ministry of Trade and Industry", "Jeon Tae-ho", "Said bin Hamoud"."""

from __future__ import annotations

from pipeline.extract.words import Word, adjacent
from pipeline.knowledge.organisations import heads, leading_words
from pipeline.knowledge.titles import titles
from pipeline.knowledge.words import calendar_words, common_words, joiners, particles
from pipeline.knowledge.wordsets import wordset

_LONGEST_SYLLABLE = 6


_AND = (["and"], ["&"], ["et"], ["and", "of"], ["and", "of", "the"])


def syllable(passage: tuple[Word, ...], start: int, end: int) -> bool:
    """Whether a small word after a hyphen ends a given name ("Jeon Tae-ho") or a body's noun ("Self-determination")."""
    left, word = passage[end - 1], passage[end]
    if left.acronym or word.lower in wordset("after a hyphen"):
        return False
    if word.lower in common_words() or _complement(passage, start, end):
        return bool(_complement(passage, start, end))
    return (
        len(word.text) <= _LONGEST_SYLLABLE
        and len(left.text) <= _LONGEST_SYLLABLE
        and (end - start > 1 or left.lower not in common_words())
    )


def numbered(left: Word) -> bool:
    """Whether a number may belong to the name after this word: "Resolution 2513"."""
    return left.text in wordset("nouns with a number")


def joined(passage: tuple[Word, ...], start: int, end: int) -> int:
    """Steps over small words: particles of persons, then complements of bodies and treaties."""
    at = end
    while (
        at < len(passage)
        and at - end < 3
        and passage[at].text in (particles() | joiners())
        and passage[at].glue in {" ", "-"}
    ):
        at += 1
    if at == end and passage[end].glue == ", " and _lists(passage, start, end):
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
    if small[0] in wordset("before the matter of a body") and _takes(passage, start, end, small[0]):
        return at - end + 1
    if opened and not target.acronym and (small in _AND or (small[0] in {"in", "to"} and opened == "treaty")):
        return at - end + 1
    return 0


def _abstract(word: Word) -> bool:
    """Whether the word is a noun that asks for "of": Liberation, Salvation, Protection."""
    return word.text.lower().endswith(("ion", "ment", "ence", "ance", "ity", "use", "ship", "hts"))


def _takes(passage: tuple[Word, ...], start: int, end: int, joiner: str) -> bool:
    """Whether the stretch so far is a noun that names itself by its complement: "University of", "Treaty on"."""
    left = passage[end - 1]
    if joiner in wordset("of in several languages"):
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


def _complement(passage: tuple[Word, ...], start: int, end: int) -> str | None:
    """Whether a complement that may hold "and" is open: the stretch has "Ministry of …" or the like."""
    words = passage[start:end]
    for index, word in enumerate(words[:-1]):
        if (word.text in wordset("bodies of several matters") or word.text in wordset("movements")) and words[
            index + 1
        ].text in {"of", "for", "on", "de", "des"}:
            return "treaty" if word.text in {"Treaty", "Convention", "Protocol", "Agreement"} else "body"
    return None


def _lists(passage: tuple[Word, ...], start: int, end: int) -> bool:
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
