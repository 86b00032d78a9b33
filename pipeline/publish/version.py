"""The version of a release, by what changed for those who use it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.publish.delta import Change

#: Columns that count what the articles hold: they grow whenever one is added.
COUNTERS = frozenset({"mention_count", "document_count"})


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
class Tally:
    """Records added, modified and removed over all tables; `grown` of the modified ones only gained something."""

    added: int = 0
    modified: int = 0
    removed: int = 0
    grown: int = 0

    def plus(self, change: Change) -> Tally:
        """The tally with one change more."""
        counted = replace(self, **{change.kind: getattr(self, change.kind) + 1})
        return replace(counted, grown=counted.grown + 1) if grows(change) else counted

    def bump(self, version: Version) -> Version:
        """The next version: major for edits and removals, minor for additions alone, patch for the same records."""
        if self.removed or self.modified > self.grown:
            return Version(version.major + 1, 0, 0)
        if self.added or self.grown:
            return Version(version.major, version.minor + 1, 0)
        return Version(version.major, version.minor, version.patch + 1)


def grows(change: Change) -> bool:
    """Whether a modified record only gained: counts that rose, lists that kept all they had. Nobody who relied on it is misled."""
    before, after = change.before, change.after
    if before is None or after is None:
        return False
    for name in change.columns:
        old, new = before.get(name), after.get(name)
        if isinstance(old, list) and isinstance(new, list):
            if not set(old) <= set(new):
                return False
        elif name not in COUNTERS or old is None or new is None or new < old:
            return False
    return True
