"""What reviewers decided: lines of `NAME.review.jsonl` beside an article, each anchored by its words and where they stood."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.read.source import REVIEW
from pipeline.records import Finding
from pipeline.records.entity import EntityType
from pipeline.records.event import EventStatus, EventType
from pipeline.records.participant import ParticipantRole
from pipeline.records.relation import RelationStatus

Kind = Literal["mention", "time", "event", "statement", "relation"]
Verdict = Literal["accept", "reject", "correct", "add", "withdraw"]
#: Bytes that a file of decisions has at most.
MOST = 16 << 20
Words = Annotated[str, Field(max_length=20_000)]


class Part(BaseModel):
    """Base: frozen, and an unknown key is an error, so that a misspelt correction is not passed over."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Party(Part):
    """A participant as corrected: an entity of the article by any of its names, or words of the clause."""

    role: ParticipantRole
    name: Words = Field(min_length=1)


class Change(Part):
    """What a correction sets, or a reviewer saw; only the keys given count, and null means that nothing is known."""

    type: EntityType | EventType | None = None
    mode: str | None = None
    status: EventStatus | RelationStatus | None = None
    edtf: str | None = None
    name: Words | None = None
    same_as: Words | None = None
    apart: bool = False
    #: With `apart`: every mention of that entity that is spelt like this one goes with it.
    alike: bool = False
    speaker: Words | None = None
    place: Words | None = None
    participants: tuple[Party, ...] | None = None


class Decision(Part):
    """One verdict on one record. An event is anchored by its trigger, anything else by its own words.

    `was` is what the reviewer saw, so that the right one of several records over the same words is meant, and what was upheld
    can be put back where another model no longer finds it.
    """

    kind: Kind
    verdict: Verdict
    exact: Words = Field(min_length=1)
    prefix: Words = ""
    suffix: Words = ""
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    was: Change = Change()
    set: Change = Change()
    reviewer: str | None = None
    reason: str | None = None

    @property
    def about(self) -> tuple[str, str, int, str | None]:
        """What the decision is about; of several on the same, the last holds."""
        return (self.kind, self.exact, self.start, self.was.type if self.kind == "event" else None)

    @property
    def source(self) -> str:
        """Who decided, and why, for the record's provenance."""
        return f"review by {self.reviewer or 'somebody unnamed'}" + (f" ({self.reason})" if self.reason else "")

    def line(self) -> str:
        """The decision as one line of its file. A null that was set stays: it says that nothing is known."""
        return self.model_dump_json(exclude_unset=True)


def review_path(article: Path) -> Path:
    """Where the decisions on an article are: `visit.txt` has `visit.review.jsonl`, or `visit.txt.review.jsonl` where that is there."""
    exact = article.with_name(article.name + REVIEW)
    return exact if exact.is_file() else article.with_name(article.stem + REVIEW)


def decisions_of(article: Path, source: str) -> tuple[list[Decision], list[Finding]]:
    """The decisions that hold on the article at `article`, in order, and a warning for every line that is none."""
    path = review_path(article)
    try:
        if not path.is_file():
            return [], []
        if path.stat().st_size > MOST:
            return [], [warning("review.invalid", f"{path.name} is larger than 16 MiB; split it", source)]
        lines = path.read_bytes().decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        return [], [warning("review.invalid", f"{path.name} cannot be read as UTF-8 ({error}); correct it", source)]
    found, problems = [], []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.append(Decision.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"])) or "the line"
            said = f"{path.name}, line {number}: {place}: {first['msg']}; correct or remove the line"
            problems.append(warning("review.invalid", said, source))
    return holding(found), problems


def holding(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that later ones do not replace or withdraw, in order."""
    last: dict[tuple[str, str, int, str | None], Decision] = {}
    for decision in decisions:
        last.pop(decision.about, None)
        if decision.verdict != "withdraw":
            last[decision.about] = decision
    return list(last.values())


def warning(rule: str, message: str, pointer: str | None, document: str | None = None) -> Finding:
    """A finding that a person should look at."""
    return Finding(document_id=document, rule=rule, severity="warning", message=message, pointer=pointer)
