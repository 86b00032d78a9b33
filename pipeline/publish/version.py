"""The version of a release, by what changed for those who use it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from pipeline.records import TABLES


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """MAJOR.MINOR.PATCH of a release."""

    major: int
    minor: int
    patch: int

    @classmethod
    def parse(cls, text: str) -> Version | None:
        """The version that a folder's name says, or None."""
        parts = text.split(".")
        if len(parts) != 3 or not all(part.isdecimal() for part in parts):
            return None
        return cls(*map(int, parts))

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


@dataclass(frozen=True, slots=True)
class Change:
    """Rows added, edited and removed between two folders, over all tables."""

    added: int
    edited: int
    removed: int

    def bump(self, version: Version) -> Version:
        """The next version: major for edits and removals, minor for additions, patch for the same rows."""
        if self.edited or self.removed:
            return Version(version.major + 1, 0, 0)
        if self.added:
            return Version(version.major, version.minor + 1, 0)
        return Version(version.major, version.minor, version.patch + 1)


def change(old: Path, new: Path) -> Change:
    """What changed from the folder `old` to the folder `new`, row by row over the tables' keys."""
    added = edited = removed = 0
    for name in TABLES:
        before, after = (keyed(folder, name) for folder in (old, new))
        added += len(after.keys() - before.keys())
        removed += len(before.keys() - after.keys())
        edited += sum(before[key] != after[key] for key in before.keys() & after.keys())
    return Change(added, edited, removed)


def keyed(folder: Path, name: str) -> dict[tuple[object, ...], dict[str, object]]:
    """Rows of a table by key; where a table has none, the whole row and how often it came before."""
    kind, rows = TABLES[name], pq.read_table(folder / f"tables/{name}.parquet").to_pylist()
    if kind.key:
        return {tuple(row[column] for column in kind.key): row for row in rows}
    found: dict[tuple[object, ...], dict[str, object]] = {}
    for row in rows:
        whole, times = repr(sorted(row.items())), 0
        while (whole, times) in found:
            times += 1
        found[whole, times] = row
    return found
