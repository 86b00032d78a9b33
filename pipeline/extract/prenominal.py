"""Titles right before a name: which words belong to one, and where one ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.appositions import Phrase
from pipeline.extract.extraction import Name
from pipeline.extract.landmarks import Landmarks
from pipeline.extract.words import Word
from pipeline.knowledge.titles import titles
from pipeline.knowledge.words import calendar_words, capitalised_words
from pipeline.knowledge.wordsets import wordset

_LONGEST = 8
_OWNERS = frozenset({"'s ", "’s ", "' ", "’ "})


def prenominal(passage: tuple[Word, ...], marks: Landmarks) -> Iterator[Phrase]:
    """Titles that end where a person's name begins, each with its holder."""
    for index, word in enumerate(passage):
        name = marks.starts.get(word.start)
        if name is not None and name.type == "Person":
            yield from _before(passage, index, name, marks)


def _before(passage: tuple[Word, ...], index: int, name: Name, marks: Landmarks) -> Iterator[Phrase]:
    at = index
    while at > 0 and _touches(passage[at], at == index):
        length = _closing(passage, at)
        if not length or passage[at - 1].lower in wordset("no offices"):
            break
        kind = _kind(passage, at - length, at)
        first = at - length
        if kind == "courtesy":
            at = first
            continue
        head = at - 1
        owner: Name | None = None
        if kind in {"office", None}:
            first = _widened(passage, first, marks)
            owner = _owner(passage, first, marks)
        yield Phrase(first, at, head, name.span, owner.span if owner else None)
        at = first
    # What stands before a comma is the apposition's business.


def _touches(word: Word, quoted: bool) -> bool:
    return word.glue in ({" ", " “", ' "'} if quoted else {" "})


def _closing(passage: tuple[Word, ...], end: int) -> int:
    """Number of words of the title phrase that ends at `end` (exclusive); 0 where none does."""
    for length in (4, 3, 2, 1):
        if end - length < 0 or any(word.glue not in {" ", "-"} for word in passage[end - length + 1 : end]):
            continue
        phrase = _phrase(passage, end - length, end)
        if phrase in titles().before:
            return length
        if length <= 2 and ("-".join(phrase.lower().split()) in titles().offices or phrase.lower() in titles().offices):
            return length
    if passage[end - 1].glue == "-" and titles().status.get(passage[end - 1].lower) == "designate" and end > 1:
        return 1 + _closing(passage, end - 1)
    return 0


def _phrase(passage: tuple[Word, ...], first: int, last: int) -> str:
    return "".join((word.glue if at else "") + word.shown for at, word in enumerate(passage[first:last]))


def _kind(passage: tuple[Word, ...], first: int, last: int) -> str | None:
    return titles().before.get(_phrase(passage, first, last))


def _widened(passage: tuple[Word, ...], first: int, marks: Landmarks) -> int:
    """The office with what belongs to it on its left: modifiers, status, nationality or body."""
    at = first
    while at > 0 and first - at < _LONGEST and passage[at].glue in {" ", "-"}:
        left = passage[at - 1]
        owner = marks.ends.get(left.end)
        if owner is not None:
            if owner.type == "Person" or passage[at].glue not in {" ", "-"}:
                break
            at = _start_of(passage, at - 1, owner)
            continue
        if (
            left.lower in titles().modifiers
            or left.lower in titles().status
            or (
                left.lower in titles().offices - wordset("no offices")
                and left.text.islower() == passage[at].text.islower()
            )
        ):
            if left.lower == "then" or (left.bare in titles().before and titles().before[left.bare] not in {"office"}):
                break
            at -= 1
            continue
        if (
            left.capital
            and passage[at].capital
            and not left.acronym
            and left.text not in capitalised_words() | calendar_words()
            and left.bare not in titles().before
        ):
            at -= 1  # "Public Order Minister", "Electoral Judge"
            continue
        break
    return at


def _start_of(passage: tuple[Word, ...], at: int, name: Name) -> int:
    while at > 0 and passage[at].start > name.span.start:
        at -= 1
    return at


def _owner(passage: tuple[Word, ...], first: int, marks: Landmarks) -> Name | None:
    """The name whose possessive stands before the title: "Iran's foreign minister"."""
    if first > 0 and passage[first].glue in _OWNERS:
        name = marks.ends.get(passage[first - 1].end)
        return name if name is not None and name.type != "Person" else None
    return None
