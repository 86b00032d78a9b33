"""Titles in apposition to a name, and as predicates: which words, and whose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.extraction import Name, Reference
from pipeline.extract.landmarks import Landmarks, leads
from pipeline.extract.words import Word
from pipeline.knowledge.nominals import singular
from pipeline.knowledge.titles import titles
from pipeline.knowledge.wordsets import wordset
from pipeline.records.span import Span

_OPENS = frozenset({", ", " – ", " — ", " (", "—", "–", ": "})
_OWNERS = frozenset({"'s ", "’s ", "' ", "’ "})
_REACH, _LONGEST = 8, 16


@dataclass(frozen=True, slots=True)
class Phrase:
    """A title: words `first` to `last` (exclusive) of a passage, its head noun, its holder, and who owns it by 's."""

    first: int
    last: int
    head: int
    holder: Span
    owner: Span | None = None


def after_name(passage: tuple[Word, ...], marks: Landmarks) -> Iterator[Phrase]:
    """Appositions behind a name, chains of them included; both of "A and B, members of …"."""
    relayed: set[Span] = set()
    for index in range(1, len(passage)):
        name = marks.ends.get(passage[index - 1].end)
        if name is None or name.type != "Person" or passage[index].glue not in _OPENS or name.span in relayed:
            continue
        at: int | None = index + 1 if passage[index].text.isdigit() and index + 1 < len(passage) else index
        holder = name
        while at is not None and at < len(passage):
            phrase = _titled(passage, at, holder.span, marks) or _clause(passage, at, holder.span)
            if phrase is None:
                break
            yield phrase
            yield from _shared(passage, index, phrase, marks)
            inner = marks.ends.get(passage[phrase.last - 1].end)
            if inner is not None and singular(passage[phrase.head].lower) in wordset("heirs and helpers"):
                relayed.add(inner.span)
            at = _next_in_chain(passage, phrase, marks)


def _next_in_chain(passage: tuple[Word, ...], phrase: Phrase, marks: Landmarks) -> int | None:
    """Where a further apposition to the same holder starts."""
    at = phrase.last
    if at < len(passage) and passage[at].lower == "and" and passage[at].glue == " ":
        return at + 1
    if at >= len(passage) or passage[at].glue != ", ":
        return None
    inner = marks.ends.get(passage[at - 1].end)
    if (
        inner is not None
        and inner.type == "Person"
        and singular(passage[phrase.head].lower) not in wordset("heirs and helpers")
    ):
        return None
    return at


def _titled(passage: tuple[Word, ...], at: int, holder: Span, marks: Landmarks) -> Phrase | None:
    """A noun phrase with an office for its head, from `at` on."""
    first = at
    while first + 1 < len(passage) and passage[first].lower in wordset("before a title") and first - at < 2:
        if passage[first + 1].glue == "-":
            break  # one-time
        first += 1
    head = _head(passage, first, marks)
    if head is None:
        return None
    owner: Span | None = None
    for index in range(first + 1, head + 1):
        if passage[index].glue in _OWNERS:
            name = marks.ends.get(passage[index - 1].end)
            owner = name.span if name is not None and name.type != "Person" else owner
            if name is None or name.type == "Person":
                first = index if name is not None else first
    last = _end(passage, head, marks)
    if last < len(passage) and passage[last].glue == " " and _behind(passage, last, marks) is not None:
        return None  # it stands before the next name: "Roe, Prime Minister Hill"
    return Phrase(first, last, head, holder, owner)


def _head(passage: tuple[Word, ...], first: int, marks: Landmarks) -> int | None:
    """The last office of an unbroken run of words from `first`; a person's name there ends the search."""
    head: int | None = None
    for index in range(first, min(len(passage), first + _REACH)):
        word = passage[index]
        if index > first and word.glue not in {" ", "-", *_OWNERS}:
            break
        name = marks.starts.get(word.start)
        if name is not None and name.type == "Person" and not leads(passage, index, name):
            return None if head is None or index == head + 1 else head
        if (
            word.lower in wordset("after a title")
            or (word.lower in wordset("inside a title") and word.lower not in {"the"})
            or _verbal(word)
        ):
            break
        if _office(word):
            head = index
    # A counterpart is somebody's, and holds no office by that word.
    return None if head is not None and passage[head].lower in wordset("no offices") else head


def _verbal(word: Word) -> bool:
    """Whether a small word that no title holds looks like a verb: "warned", "urging", "denies"."""
    known = word.lower in titles().modifiers or word.lower in titles().status or _office(word)
    return word.text.islower() and not known and word.text.endswith(("ed", "ing", "es", "ies"))


def _office(word: Word) -> bool:
    return word.lower in titles().offices or singular(word.lower) in titles().offices


def _end(passage: tuple[Word, ...], head: int, marks: Landmarks) -> int:
    """Word after the phrase's last: complements by small words and names, until punctuation, a clause or a verb."""
    at = head + 1
    best = at
    while at < len(passage) and at - head < _LONGEST:
        word = passage[at]
        if word.lower == "and" and not marks.inside(word) and _another(passage, at + 1, marks):
            break
        if word.lower in wordset("after a title") or not (word.glue in {" ", "-", *_OWNERS} or marks.inside(word)):
            break
        if at == head + 1 and word.lower not in wordset("inside a title") and word.glue != "-":
            break
        at += 1
        if word.lower not in wordset("inside a title"):
            best = at
    return best


def _another(passage: tuple[Word, ...], at: int, marks: Landmarks) -> bool:
    """Whether a second office follows: "head of the organization and its bureau chief"."""
    while at < len(passage) and passage[at].lower in wordset("before a title"):
        at += 1
    return at < len(passage) and _head(passage, at, marks) is not None


def _clause(passage: tuple[Word, ...], at: int, holder: Span) -> Phrase | None:
    """ "X, who heads Y": the clause itself says the office."""
    if at + 2 < len(passage) and passage[at].lower == "who" and passage[at + 1].lower in wordset("verbs of leading"):
        last = at + 2
        while (
            last < len(passage)
            and passage[last].glue in {" ", "-", *_OWNERS}
            and passage[last].lower not in wordset("after a title")
        ):
            last += 1
        if last > at + 2:
            return Phrase(at, last, at + 1, holder)
    return None


def _shared(passage: tuple[Word, ...], index: int, phrase: Phrase, marks: Landmarks) -> Iterator[Phrase]:
    """The title again for those named before by "and": plural titles only."""
    word = passage[phrase.head].lower
    if singular(word) in {None, word} or passage[phrase.first].lower == "who":
        return
    at = index - 1
    while at > 0:
        name = marks.ends.get(passage[at].end)
        if name is None or name.type != "Person":
            return
        while at > 0 and passage[at].start > name.span.start:
            at -= 1
        if name.span != phrase.holder:
            yield Phrase(phrase.first, phrase.last, phrase.head, name.span, phrase.owner)
        if at == 0:
            return
        at -= 1
        if passage[at].lower == "and" and at > 0:
            at -= 1


def before_name(passage: tuple[Word, ...], marks: Landmarks) -> Iterator[Phrase]:
    """ "The army commander, Gen. Roe, …": a described office, a comma, perhaps titles, and the name."""
    for index, word in enumerate(passage):
        if word.lower not in wordset("before a title") or index + 1 == len(passage):
            continue
        phrase = _titled(passage, index, Span(0, 1), marks)
        if phrase is None or phrase.last >= len(passage) or passage[phrase.last].glue not in {", ", ": "}:
            continue
        if index and passage[index].glue == ", " and passage[index - 1].end in marks.ends:
            continue  # already an apposition to the name before
        holder = _behind(passage, phrase.last, marks)
        if holder is not None:
            yield Phrase(phrase.first, phrase.last, phrase.head, holder.span, phrase.owner)
    for index in range(1, len(passage)):
        owner = marks.ends.get(passage[index - 1].end)
        if owner is None or owner.type == "Person" or passage[index].glue not in _OWNERS:
            continue
        phrase = _titled(passage, index, Span(0, 1), marks)
        if phrase is not None and phrase.last < len(passage) and passage[phrase.last].glue == ", ":
            holder = _behind(passage, phrase.last, marks)
            if holder is not None:
                yield Phrase(phrase.first, phrase.last, phrase.head, holder.span, owner.span)


def _behind(passage: tuple[Word, ...], at: int, marks: Landmarks) -> Name | None:
    """The person named at `at`, titles and courtesy words before the name skipped."""
    for index in range(at, min(len(passage), at + 4)):
        name = marks.starts.get(passage[index].start)
        if name is not None:
            return name if name.type == "Person" else None
        if (
            passage[index].bare not in titles().before
            and passage[index].lower not in titles().modifiers | titles().offices
        ):
            return None
    return None


def predicates(passage: tuple[Word, ...], marks: Landmarks, references: dict[int, Reference]) -> Iterator[Phrase]:
    """ "He is the chairman of the council", "Roe, who served as …"."""
    for index, word in enumerate(passage):
        subject: Name | Reference | None = marks.starts.get(word.start) or references.get(word.start)
        if subject is None or (isinstance(subject, Name) and subject.type != "Person"):
            continue
        if isinstance(subject, Reference) and subject.form == "pronoun" and subject.head not in {"he", "she"}:
            continue
        at = index
        while at < len(passage) and passage[at].start < subject.span.end:
            at += 1
        if (
            at + 1 < len(passage)
            and passage[at].glue == " "
            and passage[at].lower in wordset("copulas")
            and passage[at + 1].lower in wordset("before a title") - {"this", "that"}
        ):
            phrase = _titled(passage, at + 1, subject.span, marks)
            if phrase is not None:
                yield phrase
