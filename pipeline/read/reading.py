"""What a reader hands on: the text, its blocks, what it says of itself, and what was odd about it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Literal

from pipeline.records.finding import Severity
from pipeline.records.passage import PassageKind

PublishedBasis = Literal["stated", "metadata", "inferred"]


class Quarantine(Exception):
    """The input cannot become a document. `rule` names why, `message` says so in a sentence with the cure."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should know about one input; becomes a finding of the document."""

    rule: str
    message: str
    severity: Severity = "warning"
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text, in code points, end exclusive, no white space at its edges, and what it is in the layout."""

    start: int
    end: int
    kind: PassageKind = "paragraph"
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Marker:
    """A footnote marker at `start..end`; `label` is it without brackets, `note` and `url` what its note says."""

    start: int
    end: int
    label: str
    note: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What an article says of itself; None or empty is unknown."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    section: str | None = None
    language: str | None = None
    url: str | None = None
    published: str | None = None
    published_basis: PublishedBasis | None = None

    def over(self, other: Metadata) -> Metadata:
        """These values, and `other`'s wherever these are unknown; a date travels with its basis."""
        changes = {f.name: getattr(other, f.name) for f in fields(self) if not getattr(self, f.name)}
        if self.published:
            changes.pop("published_basis", None)
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of one reader. `markers` is None where the reader leaves the search for them to the text itself."""

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)
    markers: tuple[Marker, ...] | None = None
    problems: tuple[Problem, ...] = ()
