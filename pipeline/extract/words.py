"""Words as names need them: with their case, what glues them to the word before, and how much their capital says."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from pipeline.knowledge.titles import titles
from pipeline.knowledge.words import common_words
from pipeline.knowledge.wordsets import wordset
from pipeline.records.document import Document
from pipeline.records.passage import Passage

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![\w.]))?"  # U.S., U.N., J.R.R
    r"|(?<![-\w])[^\W\d_]\.(?=\s?[^\W\d_])"  # the initial in J. Doe
    r"|[^\W_]+(?:['’ʼʻ`][^\W_]+)*"
)
_POSSESSIVE = re.compile(r"['’][sS]$")
_LONGEST_ACRONYM = 8
#: Share of capitalised words from which a line's capitals say nothing.
_HEADLINE_CAPITALS = 0.7
#: The same for a line that the layout does not show to be a heading.
_SURE_HEADLINE = 0.9
_ENDS_SENTENCE = re.compile(r"[.!?…:;•–—|]['\"’”)\]]*\s*['\"“‘(\[]*$|['\"“‘]$|\n\s*$|^\W*$")


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters and digits.

    `glue` is the text between the word before (in the same passage) and this one. `weak` says that a capital may be due
    to the word's place: the start of a sentence, or a headline in title case, which `headline` marks. `shouted` marks
    words of a line in capitals.
    """

    text: str
    start: int
    end: int
    glue: str
    weak: bool = False
    shouted: bool = False
    headline: bool = False

    @property
    def bare(self) -> str:
        """The word without the full stop of an abbreviation."""
        return self.text.removesuffix(".")

    @property
    def shown(self) -> str:
        """The bare word, in title case where its line is in capitals: how word lists spell it."""
        return self.bare.capitalize() if self.shouted else self.bare

    @property
    def lower(self) -> str:
        """The word in lower case, as it is listed."""
        return self.bare.lower()

    @property
    def capital(self) -> bool:
        """Whether the first letter is a capital (or the word is an upper-case code such as M23)."""
        return self.text[0].isupper()

    @property
    def acronym(self) -> bool:
        """Whether it is written like an acronym: NATO, U.N., M23, AfD."""
        letters = [c for c in self.text if c.isalpha()]
        capitals = sum(c.isupper() for c in letters)
        return len(self.text) > 1 and capitals > 1 and capitals * 2 > len(letters) and not self.shouted


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every word of `text`, possessive endings cut off."""
    for match in _WORD.finditer(text):
        start, end = match.span()
        possessive = _POSSESSIVE.search(match.group())
        if possessive and end - start > 2:
            end = start + possessive.start()
        elif text[end : end + 1] == "." and text[start:end] in titles().stopped:
            end += 1
        yield start, end


def words(document: Document, doc: Doc) -> tuple[tuple[Word, ...], ...]:
    """Words of each passage that is not boilerplate, in order; none reaches over a passage or into a citation marker."""
    marks = sorted((mark.start, mark.end) for mark in document.citations)
    starts = [token.idx for token in doc if token.is_sent_start] if doc.has_annotation("SENT_START") else []
    passages = [passage for passage in document.passages if passage.kind != "boilerplate"]
    if not document.passages:
        return (tuple(_of_stretch(document.text, 0, len(document.text), marks, starts, False)),)
    return tuple(
        tuple(_of_stretch(document.text, passage.start, passage.end, marks, starts, _heading(passage)))
        for passage in passages
    )


def _heading(passage: Passage) -> bool:
    return passage.kind in {"title", "heading"}


def _of_stretch(
    text: str, start: int, end: int, marks: list[tuple[int, int]], sentences: list[int], heading: bool
) -> Iterator[Word]:
    stretch = text[start:end]
    spans = [(start + a, start + b) for a, b in pieces(stretch)]
    spans = [span for span in (_without_marks(a, b, marks) for a, b in spans) if span]
    lines = _capital_lines(text, spans, heading)
    before = start
    for (a, b), (headline, shouted) in zip(spans, lines, strict=True):
        glue = text[before:a]
        left = text[max(start, a - 12) : a]
        first = before == start or bool(_ENDS_SENTENCE.search(left)) or _starts_sentence(sentences, before, a)
        # A long word in capitals is shouted even alone: no acronym is that long, a dateline is.
        alone = (
            text[a:b].isupper()
            and text[a:b].isalpha()
            and (b - a >= _LONGEST_ACRONYM or text[a:b].lower() in common_words())
        )
        yield Word(
            text[a:b], a, b, "" if before == start else glue,
            weak=first or headline or alone, shouted=shouted or alone, headline=headline,
        )  # fmt: skip
        before = b


def _starts_sentence(sentences: list[int], before: int, start: int) -> bool:
    """Whether a sentence begins between the end of the word before and this one."""
    index = bisect_right(sentences, start) - 1
    return index >= 0 and sentences[index] >= before


def _without_marks(start: int, end: int, marks: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The word without the citation markers at its edges (a marker inside ends it); None where nothing else is left."""
    for mark_start, mark_end in marks[max(0, bisect_right(marks, (start, start)) - 1) :]:
        if mark_start >= end:
            break
        if start < mark_end:
            start, end = (mark_end, end) if mark_start <= start else (start, mark_start)
    return (start, end) if start < end else None


def _capital_lines(text: str, spans: list[tuple[int, int]], heading: bool) -> list[tuple[bool, bool]]:
    """For each word, whether its line is written in title case, and whether it is all capitals."""
    result: list[tuple[bool, bool]] = []
    line: list[tuple[int, int]] = []
    for index, (a, b) in enumerate(spans):
        line.append((a, b))
        last = index + 1 == len(spans)
        if last or "\n" in text[b : spans[index + 1][0]]:
            stop = text[b : spans[index + 1][0]].split("\n")[0] if not last else text[b : b + 2].split("\n")[0]
            result += [_line_case([text[x:y] for x, y in line], heading, set(stop) & set(".?!:;"))] * len(line)
            line = []
    return result


def _line_case(line: list[str], heading: bool, stops: set[str]) -> tuple[bool, bool]:
    letters = [word for word in line if word[0].isalpha()]
    long = [word for word in letters if len(word) > 3]
    shouted = len(letters) > 1 and len(long) > 0 and all(word.upper() == word for word in letters)
    share = sum(word[0].isupper() for word in long) / max(1, len(long))
    small = {word for word in letters if word.islower()} & wordset("outside a noun phrase") - {"and", "by"}
    titled = (heading and len(long) > 2 and share >= _HEADLINE_CAPITALS) or (
        not stops and len(long) > 3 and share >= _SURE_HEADLINE and bool(small)
    )
    return titled or shouted, shouted


def adjacent(left: Word, right: Word) -> bool:
    """Whether only a blank or a hyphen stands between the two."""
    return right.glue in {" ", "\u00a0", "-", "‑", "–"} and left.end + len(right.glue) == right.start


def lower_case_words(passages: tuple[tuple[Word, ...], ...]) -> frozenset[str]:
    """Words that the text itself writes in lower case somewhere."""
    return frozenset(word.text for passage in passages for word in passage if word.text.islower())


def strong_capitals(passages: tuple[tuple[Word, ...], ...]) -> frozenset[str]:
    """Words that the text capitalises where nothing asks for a capital."""
    return frozenset(word.text for passage in passages for word in passage if word.capital and not word.weak)


def neighbours(passage: tuple[Word, ...]) -> Iterator[tuple[Word, Word]]:
    """Pairs of adjacent words."""
    return (pair for pair in pairwise(passage) if adjacent(*pair))
