"""Precision, recall and F1 over counted things, and a table of them."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Count:
    """How many were right, guessed and wanted."""

    right: int = 0
    guessed: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """Share of the guessed that is right, in per cent."""
        return 100 * self.right / self.guessed if self.guessed else 0.0

    @property
    def recall(self) -> float:
        """Share of the wanted that was found, in per cent."""
        return 100 * self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean, in per cent."""
        return 200 * self.right / (self.guessed + self.wanted) if self.guessed + self.wanted else 0.0


@dataclass(slots=True)
class Tally:
    """Counts by type; a thing is any tuple whose last part is its type."""

    by_type: defaultdict[str, Count] = field(default_factory=lambda: defaultdict(Count))

    def add(self, wanted: Iterable[tuple[Hashable, ...]], guessed: Iterable[tuple[Hashable, ...]]) -> None:
        """Count one text's things, strictly: all parts must agree."""
        wanted, guessed = set(wanted), set(guessed)
        for thing in wanted:
            self.by_type[str(thing[-1])].wanted += 1
        for thing in guessed:
            self.by_type[str(thing[-1])].guessed += 1
            self.by_type[str(thing[-1])].right += thing in wanted

    @property
    def micro(self) -> Count:
        """All types together."""
        counts = self.by_type.values()
        return Count(sum(c.right for c in counts), sum(c.guessed for c in counts), sum(c.wanted for c in counts))

    @property
    def macro(self) -> float:
        """The mean F1 of the types that are wanted at all."""
        scores = [count.f1 for count in self.by_type.values() if count.wanted]
        return sum(scores) / len(scores) if scores else 0.0

    def lines(self, title: str) -> list[str]:
        """The table's lines: all together, then type by type."""
        result = [row(title, self.micro) + f"   macro F1 {self.macro:5.1f}"]
        if len(self.by_type) > 1:
            result += [row(f"    {name}", count) for name, count in sorted(self.by_type.items())]
        return result


def row(title: str, count: Count) -> str:
    """One line: title, precision, recall, F1 and how many were wanted."""
    return f"{title:<44} P {count.precision:5.1f}  R {count.recall:5.1f}  F1 {count.f1:5.1f}  of {count.wanted:>5}"
