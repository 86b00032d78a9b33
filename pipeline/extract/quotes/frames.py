"""Reporting sentences: the words outside quotation marks, with each quoted stretch as a single item among them.

A cue and its quotation often lie in different sentences of the analysis, since a quotation holds sentences of its own; a frame
puts them side by side again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from pipeline.extract.quotes.marks import Quoted
from pipeline.extract.times.tokens import TOKEN
from pipeline.knowledge.cues import cue_words
from pipeline.records.span import Span

STOPS = frozenset({".", "!", "?", "…", "..."})
#: Items that a clause is followed over, so that a sentence without end takes linear time.
LONGEST = 150
#: Words after a quotation's "?" within which a cue makes them part of its sentence.
REACH = 6


@dataclass(frozen=True, slots=True)
class Item:
    """A word outside quotation marks (`token` its index in the Doc), or a whole quotation (`token` -1)."""

    low: str
    start: int
    end: int
    token: int = -1
    quote: Quoted | None = None
    #: Whether the analysis begins a sentence here; None where it does not say.
    begins: bool | None = None
    #: The word's tag (Penn Treebank); "" where the analysis has none.
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """One reporting sentence."""

    text: str
    items: tuple[Item, ...]
    passage: int

    def __len__(self) -> int:
        return len(self.items)

    def low(self, i: int) -> str:
        """The item's word in lower case; "" for a quotation or outside."""
        return self.items[i].low if 0 <= i < len(self.items) else ""

    def tag(self, i: int) -> str:
        """The item's tag; "" for a quotation, outside, or where the analysis has none."""
        return self.items[i].tag if 0 <= i < len(self.items) else ""

    def quote(self, i: int) -> Quoted | None:
        """The quotation at `i`, if there is one."""
        return self.items[i].quote if 0 <= i < len(self.items) else None

    def capital(self, i: int) -> bool:
        """Whether the item begins with a capital."""
        return 0 <= i < len(self.items) and self.text[self.items[i].start].isupper()

    def span(self, i: int, j: int) -> Span:
        """Offsets from item `i` to before item `j`."""
        return Span(self.items[i].start, self.items[j - 1].end)


class Frames:
    """Cuts stretches of one document into frames. Footnote markers (`holes`) and blanks are passed over."""

    def __init__(self, text: str, doc: Doc, holes: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.doc = doc
        self.offsets = [token.idx for token in doc]
        self.starts = [bool(token.is_sent_start) for token in doc] if doc.has_annotation("SENT_START") else None
        self.holes = holes

    def of(self, span: Span, quotes: Sequence[Quoted], passage: int) -> Iterator[Frame]:
        """The frames of a stretch, its outermost quotations being `quotes`."""
        items = list(items_of(self, quotes, span.start, span.end))
        first = 0
        for i in range(1, len(items)):
            if breaks(self.text, items, i):
                yield Frame(self.text, tuple(items[first:i]), passage)
                first = i
        if items:
            yield Frame(self.text, tuple(items[first:]), passage)


def items_of(frames: Frames, quotes: Sequence[Quoted], start: int, end: int) -> Iterator[Item]:
    """The words and quotations of one stretch."""
    doc, offsets, starts = frames.doc, frames.offsets, frames.starts
    i, size = bisect_left(offsets, start), len(offsets)
    following = iter(quotes)
    quote = next(following, None)
    while i < size and offsets[i] < end:
        left = offsets[i]
        if quote is not None and left >= quote.outer.start:
            yield Item("", quote.outer.start, quote.outer.end, -1, quote)
            i = bisect_left(offsets, quote.outer.end, i)
            quote = next(following, None)
            continue
        token = doc[i]
        right = min(left + len(token), end, quote.outer.start if quote is not None else end)
        hole = (
            next((h for h in frames.holes if h[0] < right and left < h[1]), None)
            if token.text[-1].isdecimal()
            else None
        )
        if hole is not None:
            # A marker glued to its word and stop, as "visit.2" is to a tokenizer: the word and the stop stay.
            for match in TOKEN.finditer(frames.text, left, max(left, min(right, hole[0]))):
                yield Item(match[0].lower(), match.start(), match.end(), i)
        elif not token.is_space and right > left:
            yield Item(token.lower_[: right - left], left, right, i, None, starts[i] if starts else None, token.tag_)
        i += 1


def breaks(text: str, items: list[Item], i: int) -> bool:
    """Whether a new frame begins at item `i`."""
    last, here = items[i - 1], items[i]
    capital = text[here.start].isupper() or here.quote is not None or text[here.start] in "([“\"‘'"
    if last.quote is not None:
        if here.quote is not None:
            return True
        closing = text[last.quote.inner.end - 1]
        if closing == "." or (closing in "!?…" and text[here.start].isupper()):
            return capital and not (closing != "." and cue_follows(items, i))
        return False
    if "\n" in text[last.end : here.start] and text[last.end : here.start].count("\n") > 1:
        return True
    if last.low in STOPS:
        if here.begins is not None and here.quote is None:
            return here.begins
        return capital and not abbreviation(items, i - 1)
    return bool(here.begins) and here.quote is None and "\n" in text[last.end : here.start]


def cue_follows(items: list[Item], i: int) -> bool:
    """Whether a cue stands soon after a quotation that ends in "?" or "!", in the same sentence."""
    cues = cue_words().first
    for item in items[i : i + REACH]:
        if item.low in STOPS:
            return False
        if item.low in cues and not cues[item.low][0].weak:
            return True
    return False


def abbreviation(items: list[Item], i: int) -> bool:
    """Whether the stop at `i` belongs to an initial or abbreviation."""
    return items[i].low == "." and i > 0 and len(items[i - 1].low) == 1 and items[i - 1].end == items[i].start
