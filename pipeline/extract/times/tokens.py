"""The words of one passage as parallel lists: all that the grammar of times looks at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.records.span import Span

#: Runs of digits, runs of letters, or one mark; so that "26th", "1990s" and "3.45pm" fall apart wherever a model would join them.
TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
NO_TAGS: Mapping[int, str] = MappingProxyType({})
#: Every sort of hyphen and dash that joins a range.
DASHES = frozenset("-‐‑‒–—−")
#: Marks that end a sentence.
STOPS = frozenset(".!?;¶")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words of a passage: `low` in lower case, `start` and `end` as offsets into the document's text."""

    text: str
    low: list[str]
    start: list[int]
    end: list[int]
    #: Penn tags by offset of the word, where the analysis has them.
    tags: Mapping[int, str]

    def tag(self, i: int) -> str:
        """The Penn tag of the word at `i`; "" where there is none."""
        return self.tags.get(self.start[i], "") if 0 <= i < len(self.low) else ""

    def __len__(self) -> int:
        return len(self.low)

    def at(self, i: int) -> str:
        """The word at `i` in lower case; "" outside the passage."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def raw(self, i: int) -> str:
        """The word at `i` as written; "" outside the passage."""
        return self.text[self.start[i] : self.end[i]] if 0 <= i < len(self.low) else ""

    def glued(self, i: int) -> bool:
        """Whether nothing stands between the words at `i - 1` and `i`."""
        return 0 < i < len(self.low) and self.start[i] == self.end[i - 1]

    def number(self, i: int) -> int | None:
        """The run of digits at `i` as a number, if it has at most four."""
        word = self.at(i)
        return int(word) if word.isdecimal() and len(word) <= 4 else None

    def dash(self, i: int) -> bool:
        """Whether a hyphen or dash stands at `i`."""
        return self.at(i) in DASHES

    def capital(self, i: int) -> bool:
        """Whether the word at `i` begins with a capital."""
        return 0 <= i < len(self.low) and self.text[self.start[i]].isupper()

    def opens_sentence(self, i: int) -> bool:
        """Whether the word at `i` is the first of the passage or follows a stop or an opening mark."""
        return i == 0 or self.low[i - 1] in STOPS or self.low[i - 1] in "“\"'‘(:•–—"

    def new_line(self, i: int) -> bool:
        """Whether the word at `i` begins a line."""
        return i == 0 or i >= len(self.low) or "\n" in self.text[self.end[i - 1] : self.start[i]]

    def span(self, i: int, j: int) -> Span:
        """Offsets of the words from `i` to before `j`."""
        return Span(self.start[i], self.end[j - 1])


def tokenised(
    text: str, start: int, end: int, holes: Iterable[tuple[int, int]] = (), tags: Mapping[int, str] = NO_TAGS
) -> Tokens:
    """The words of `text[start:end]`, passing over `holes` (offsets of footnote markers) as if they were blank."""
    piece = text[start:end]
    for left, right in holes:
        left, right = max(left, start), min(right, end)
        if left < right:
            piece = piece[: left - start] + " " * (right - left) + piece[right - start :]
    low: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in TOKEN.finditer(piece):
        left, right = match.span()
        low.append(match[0].lower())
        starts.append(left + start)
        ends.append(right + start)
    return Tokens(text, low, starts, ends, tags)
