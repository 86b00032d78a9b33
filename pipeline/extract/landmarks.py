"""A document's names by where they start, end and lie, for quick asking."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.extract.extraction import Name
from pipeline.extract.words import Word
from pipeline.knowledge.wordsets import wordset
from pipeline.records.span import Span


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Names in text order, without overlap."""

    names: tuple[Name, ...]
    starts: dict[int, Name] = field(init=False)
    ends: dict[int, Name] = field(init=False)
    _positions: list[int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", {name.span.start: name for name in self.names})
        object.__setattr__(self, "ends", {name.span.end: name for name in self.names})
        object.__setattr__(self, "_positions", [name.span.end for name in self.names])

    def overlapping(self, span: Span) -> Sequence[Name]:
        """Names that share a code point with `span`, in text order."""
        at = bisect_left(self._positions, span.start + 1)
        end = at
        while end < len(self.names) and self.names[end].span.start < span.end:
            end += 1
        return self.names[at:end]

    def inside(self, word: Word) -> bool:
        """Whether the word stands in a name without opening it."""
        found = self.overlapping(Span(word.start, word.end))
        return bool(found) and found[0].span.start < word.start


def leads(passage: tuple[Word, ...], index: int, name: Name) -> bool:
    """Whether a person's name only says whose administration is meant: "the Trump administration's envoy"."""
    while index < len(passage) and passage[index].start < name.span.end:
        index += 1
    return (
        index + 1 < len(passage)
        and passage[index].lower in wordset("what a person leads")
        and passage[index + 1].glue in {"'s ", "’s ", "' ", "’ "}
    )
