"""A stretch of words that may be a name, with what speaks for each type."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pipeline.extract.words import Word
from pipeline.knowledge.spelling import folded
from pipeline.records.entity import EntityType, Subtype
from pipeline.records.mention import MentionForm


class Scores(dict[EntityType, float]):
    """Weight for each type, in rough log odds; 0 for a type that nothing was said of."""

    def __missing__(self, kind: EntityType) -> float:
        return 0.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words `first` to `last` (exclusive) of a passage; `scores` weigh the types, in rough log odds."""

    passage: tuple[Word, ...]
    first: int
    last: int
    scores: Scores = field(default_factory=lambda: Scores())
    subtype: Subtype | None = None
    form: MentionForm = "name"
    code: str | None = None
    source: str = "shape"
    titled: bool = False

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the name."""
        return self.passage[self.first : self.last]

    @property
    def start(self) -> int:
        """First code point."""
        return self.passage[self.first].start

    @property
    def end(self) -> int:
        """Code point after the last."""
        return self.passage[self.last - 1].end

    @property
    def key(self) -> str:
        """The folded words: equal for the same name elsewhere, in capitals or not."""
        return " ".join(folded(word.bare) for word in self.words)

    @property
    def type(self) -> EntityType:
        """The type that most speaks for; a Person where nothing speaks at all."""
        best = max(self.scores.values(), default=0.0)
        return next((kind for kind, score in self.scores.items() if score == best), "Person")

    @property
    def score(self) -> float:
        """What speaks for the best type."""
        return max(self.scores.values(), default=0.0)

    @property
    def weak(self) -> bool:
        """Whether every capital of it may be due to its place."""
        return all(word.weak for word in self.words)

    @property
    def before(self) -> Word | None:
        """The word before, in the same passage."""
        return self.passage[self.first - 1] if self.first else None

    @property
    def after(self) -> Word | None:
        """The word after, in the same passage."""
        return self.passage[self.last] if self.last < len(self.passage) else None

    def weighed(self, scores: Scores) -> Candidate:
        """The same stretch with other scores."""
        return replace(self, scores=scores)
