"""Two contract folders to a verdict: compatible or not, and the version that the change needs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pipeline.check.evolution.subsumption import Proof
from pipeline.check.evolution.tables import Table, consumer_gaps, history_gaps, parse_table

Bump = Literal["none", "patch", "minor", "major"]
RANK: dict[Bump, int] = {"none": 0, "patch": 0, "minor": 1, "major": 2}


class ContractError(Exception):
    """A folder is no contract; the message names the file and the cure."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: the file and field, whether it breaks whom, and why."""

    place: str
    breaking: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences between two contracts."""

    old: str
    new: str
    changes: tuple[Change, ...]

    @property
    def needed(self) -> Bump:
        """The bump that the changes need."""
        if any(change.breaking for change in self.changes):
            return "major"
        return "minor" if self.changes else "none"

    @property
    def declared(self) -> Bump:
        """The bump that the versions declare; a version that goes back declares none."""
        old, new = (tuple(map(int, version.split("."))) for version in (self.old, self.new))
        if new[0] > old[0]:
            return "major"
        return "minor" if new[0] == old[0] and new[1] > old[1] else "none"

    @property
    def compatible(self) -> bool:
        """Whether the declared version covers the changes."""
        return RANK[self.declared] >= RANK[self.needed]


def compare(old: Path, new: Path) -> Comparison:
    """Compare two contract folders (`schemas/v1`, or a folder with one such folder in it).

    Two questions decide: does every old open schema accept all new data (consumers), and does every new closed schema
    accept all old data (history)? What cannot be proved counts as breaking.

    Raises:
        ContractError: if a folder holds no contract or an unreadable file.
    """
    old, new = home(old), home(new)
    changes = [*schema_changes(old, new), *table_changes(old, new), *context_changes(old, new)]
    return Comparison(version(old), version(new), tuple(dict.fromkeys(changes)))


def home(folder: Path) -> Path:
    """The folder that has the VERSION file: the one given, or the newest `vN` in it."""
    if (folder / "VERSION").is_file():
        return folder
    inner = sorted(folder.glob("v*/VERSION"), key=lambda path: (len(path.parent.name), path.parent.name))
    if not inner:
        raise ContractError(f"{folder} holds no contract: no VERSION file in it or in a folder v1, v2 … of it")
    return inner[-1].parent


def version(folder: Path) -> str:
    """The version that a contract declares."""
    text = (folder / "VERSION").read_text(encoding="utf-8").strip()
    if not all(part.isdecimal() for part in text.split(".")) or text.count(".") != 1:
        raise ContractError(f"{folder / 'VERSION'}: {text!r} is not MAJOR.MINOR")
    return text


def load(path: Path) -> Any:
    """A JSON file of a contract."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ContractError(f"{path}: not readable as JSON: {error}") from error


def schema_changes(old: Path, new: Path) -> Iterator[Change]:
    """Differences of the JSON Schemas."""
    names = sorted({path.name for folder in (old, new) for path in folder.glob("*.schema.json")})
    for name in names:
        if not (new / name).is_file():
            yield Change(name, True, "the record kind is gone")
            continue
        if not (old / name).is_file():
            yield Change(name, False, "a new record kind")
            continue
        before, after = load(old / name), load(new / name)
        gaps = [(place, f"new data: {reason}") for place, reason in Proof(after, load(old / "open" / name)).gaps()]
        gaps += [(place, f"old data: {reason}") for place, reason in Proof(before, after).gaps()]
        for place, reason in dict.fromkeys(gaps):
            yield Change(f"{name}{place and '#'}{place}", True, reason)
        if not gaps and list(Proof(after, before).gaps()):
            yield Change(name, False, "accepts more, and all that it did before")


def table_changes(old: Path, new: Path) -> Iterator[Change]:
    """Differences of the tables."""
    before, after = tables(old), tables(new)
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            yield Change(f"tables/{name}", True, "the table is gone")
        elif name not in before:
            yield Change(f"tables/{name}", False, "a new table")
        else:
            gaps = [*consumer_gaps(before[name], after[name]), *history_gaps(before[name], after[name])]
            for column, reason in gaps:
                yield Change(f"tables/{name}{column and '.'}{column}", True, reason)
            broken = {column for column, _ in gaps}
            for column in after[name].columns.keys() - before[name].columns.keys() - broken:
                yield Change(f"tables/{name}.{column}", False, "a new column")


def tables(folder: Path) -> dict[str, Table]:
    """The tables of a contract by name."""
    found = {}
    for path in sorted((folder / "tables").glob("*.arrow.txt")):
        try:
            found[path.name.removesuffix(".arrow.txt")] = parse_table(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise ContractError(f"{path}: {error}") from error
    return found


def context_changes(old: Path, new: Path) -> Iterator[Change]:
    """Differences of the JSON-LD contexts: what a term means may not change."""
    before, after = (load(folder / "context.jsonld").get("@context", {}) for folder in (old, new))
    for term in sorted(before.keys() | after.keys()):
        if term not in after:
            yield Change(f"context.jsonld#{term}", True, "the term is gone")
        elif term not in before:
            yield Change(f"context.jsonld#{term}", term.startswith("@"), "a new term")
        elif before[term] != after[term]:
            yield Change(f"context.jsonld#{term}", True, f"means {after[term]}, it meant {before[term]}")
