"""A stretch of a document's text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of Unicode code points, `start` inclusive, `end` exclusive, never empty.

    Raises:
        ValueError: if the range is empty, reversed or negative.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """The exact words that the span covers in `text`."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside (or equals) this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def distance(self, other: Span) -> int:
        """Code points between the two; 0 when they touch or overlap."""
        return max(0, other.start - self.end, self.start - other.end)

    def cover(self, other: Span) -> Span:
        """The smallest span that contains both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The range without the white space at its edges, or None if nothing else is in it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
