"""Words that refer without naming: pronouns, and noun phrases for persons and bodies.

A noun phrase reaches from its article, number or possessor to its head noun, and over a complement that names the body
("a spokeswoman for the European Commission"). A title right before a name is part of a role, not a reference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from pipeline.extract.extraction import Name, Reference
from pipeline.extract.words import Word, words
from pipeline.knowledge import grammar
from pipeline.knowledge.nominals import bare_nouns, numbers, singular
from pipeline.knowledge.titles import titles
from pipeline.knowledge.wordsets import wordset
from pipeline.records.document import Document
from pipeline.records.span import Span

PRONOUNS = {
    "he": "he", "him": "he", "himself": "he", "she": "she", "her": "she", "herself": "she", "they": "they", "them": "they",
    "themselves": "they", "it": "it", "itself": "it", "we": "we", "us": "we", "ourselves": "we", "i": "i", "me": "i", "myself": "i",
}  # fmt: skip
#: Words that no noun phrase has before its head: the walk to the left stops there.
_REACH = 6
#: Tags of words that stand in no noun phrase before its head.
_OUTSIDE = frozenset({"VB", "VBD", "VBP", "VBZ", "MD", "IN", "CC", "TO", "WDT", "WP", "WRB"})
#: Digits of the largest number read.
_LONGEST_NUMBER = 9


def references(document: Document, doc: Doc, names: Sequence[Name]) -> tuple[Reference, ...]:
    """Every reference of the document in text order, without overlap of heads with names.

    `names` are those of the same document; a name inside a reference ("the Iranian delegation") is allowed.
    """
    by_start = {name.span.start: name for name in names}
    inside = {
        position for name in names if name.form != "adjective" for position in range(name.span.start, name.span.end)
    }
    tags = {token.idx: token.tag_ for token in doc} if doc.has_annotation("TAG") else {}
    found: list[Reference] = []
    for passage in words(document, doc):
        for index, word in enumerate(passage):
            if word.start in inside:
                continue
            reference = _pronoun(document, passage, index, tags) or _nominal(
                document, passage, index, by_start, inside, tags
            )
            if reference is not None and all(not reference.span.overlaps(other.span) for other in found[-3:]):
                found.append(reference)
    return tuple(sorted(found, key=lambda reference: reference.span))


def _pronoun(document: Document, passage: Sequence[Word], index: int, tags: dict[int, str]) -> Reference | None:
    word = passage[index]
    head = PRONOUNS.get(word.text.lower())
    if head is None or word.acronym or (word.text == "i" or (word.text.isupper() and word.text != "I")):
        return None
    if word.text.lower() == "her" and _owns(passage, index, tags):
        return None
    span = Span(word.start, word.end)
    return Reference(span, span.of(document.text), head, form="pronoun")


def _owns(passage: Sequence[Word], index: int, tags: dict[int, str]) -> bool:
    """Whether "her" stands before what it owns."""
    if tags:
        return tags.get(passage[index].start) == "PRP$"
    following = passage[index + 1] if index + 1 < len(passage) else None
    return (
        following is not None
        and following.glue == " "
        and following.text.islower()
        and following.lower not in wordset("outside a noun phrase") | wordset("opening a noun phrase")
    )


def _nominal(
    document: Document,
    passage: Sequence[Word],
    index: int,
    names: dict[int, Name],
    inside: set[int],
    tags: dict[int, str],
) -> Reference | None:
    word = passage[index]
    head = singular(word.lower)
    # An office may be written like a name behind an article, and so may a government: "the Iranian Foreign Minister".
    written = word.capital and not word.weak
    if head is None or (written and (word.acronym or not (head in titles().offices or head == "government"))):
        return None
    if tags and not tags.get(word.start, "NN").startswith("NN"):
        return None
    after = passage[index + 1] if index + 1 < len(passage) else None
    if after is not None and after.glue in {" ", "-"} and not _ends_phrase(after, names, tags):
        return None
    first = _first(passage, index, names, inside, tags)
    if written and passage[first].lower != "the":
        return None
    plural = word.lower != head or head == "police"
    if first == index and not (plural or word.lower in bare_nouns()):
        return None
    last = _counted(passage, index, names) or _complemented(passage, index, names)
    span = Span(passage[first].start, passage[last - 1].end)
    name = names.get(passage[last - 1].start)
    if name is not None:
        span = Span(span.start, max(span.end, name.span.end))
    return Reference(span, span.of(document.text), head, count=_count(passage[first:index]))


def _ends_phrase(after: Word, names: dict[int, Name], tags: dict[int, str]) -> bool:
    """Whether the noun before `after` is a head and no mere modifier ("the army commander") or title ("President Roe")."""
    if after.start in names:
        return names[after.start].type != "Person" or names[after.start].form == "adjective"
    if after.capital and not after.weak:
        return True
    if tags:
        return not tags.get(after.start, "").startswith("NN")
    return singular(after.lower) is None


def _first(passage: Sequence[Word], index: int, names: dict[int, Name], inside: set[int], tags: dict[int, str]) -> int:
    """Index of the phrase's first word; a finite verb, a preposition or a conjunction ends the walk to it."""
    at = index
    while at > 0 and index - at < _REACH:
        word, left = passage[at], passage[at - 1]
        possessor = word.glue in {"'s ", "’s ", "' ", "’ "}
        if not (word.glue in {" ", "-"} or possessor or _thousands(word, left)):
            break
        if left.lower in wordset("opening a noun phrase"):
            return at - 1
        if left.lower in numbers() or left.text.isdigit():
            at -= 1
            continue
        if (
            left.lower in wordset("outside a noun phrase")
            or (tags.get(left.start) in _OUTSIDE and left.start not in inside)
            or (left.capital and left.weak and left.start not in inside and left.start not in names)
        ):
            break
        at -= 1
    return _named_or_number(passage, at, index, names, inside)


def _named_or_number(passage: Sequence[Word], at: int, index: int, names: dict[int, Name], inside: set[int]) -> int:
    """Without an article: from the first possessor, nationality or number on, else the noun alone."""
    for first in range(at, index):
        word = passage[first]
        owner = passage[first + 1].glue in {"'s ", "’s ", "' ", "’ "}
        if word.lower in numbers() or word.text.isdigit() or word.start in names or (owner and word.start in inside):
            return first
    return index


def _counted(passage: Sequence[Word], index: int, names: dict[int, Name]) -> int | None:
    """Word after the phrase's last where the head counts those behind it: "a group of Chechen refugees"; None where it does not."""
    of = index + 1
    if passage[index].lower not in grammar.words("quantities") or not (of < len(passage) and passage[of].lower == "of"):
        return None
    for at in range(of + 1, min(len(passage), of + _REACH)):
        word = passage[at]
        if word.glue not in {" ", "-"} or word.lower in wordset("outside a noun phrase"):
            return None
        if word.start not in names and singular(word.lower) not in (None, word.lower):
            return at + 1
    return None


def _complemented(passage: Sequence[Word], index: int, names: dict[int, Name]) -> int:
    """Word after the phrase's last: over "of", "for" … and the name behind, its kind before it, else the head alone."""
    at = index + 1
    if at < len(passage) and passage[at].text in wordset("before a complement") and passage[at].glue == " ":
        for target in range(at + 1, min(len(passage), at + _REACH)):
            word = passage[target]
            name = names.get(word.start)
            if word.glue != " ":
                break
            if name is not None and name.type in {"Organization", "Place"} and name.form != "adjective":
                bare = target - at < 3 and all(word.lower in {"the", "an", "a"} for word in passage[at + 1 : target])
                kind = name.type == "Organization" and passage[target - 1].lower in wordset("kinds beside a name")
                return target + 1 if bare or kind else index + 1
            if word.capital or (word.lower in wordset("outside a noun phrase")):
                break
    return index + 1


def _count(before: Sequence[Word]) -> int | None:
    """The number that the words before the head say, or None."""
    values = list(_values(before))
    if not values:
        return None
    total = 0
    for value in values:
        total = total * value if value in {100, 1000} and total else total + value
    return total


def _values(before: Sequence[Word]) -> Iterator[int]:
    digits = ""
    for at, word in enumerate(before):
        if word.text.isascii() and word.text.isdigit() and len(digits) + len(word.text) <= _LONGEST_NUMBER:
            digits = digits + word.text if at and _thousands(word, before[at - 1]) else word.text
            if not (at + 1 < len(before) and _thousands(before[at + 1], word)):
                yield int(digits)
                digits = ""
        elif word.lower in numbers():
            yield numbers()[word.lower]


def _thousands(word: Word, left: Word) -> bool:
    """Whether the two are parts of one number: 2,000."""
    return word.glue == "," and len(word.text) == 3 and word.text.isdigit() and left.text.isdigit()
