"""What a check found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.records import Finding


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that the project excuses, and why."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one check, errors first, and what was checked."""

    folder: Path
    findings: tuple[Finding, ...]
    #: Table or file to rows or lines read.
    checked: dict[str, int]
    #: Findings by rule, those too that are only counted.
    counts: Counter[str] = field(default_factory=Counter)
    suppressed: tuple[Suppressed, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.severity == "error" for finding in self.findings)

    @property
    def by_rule(self) -> Counter[str]:
        """Findings counted by rule."""
        return self.counts or Counter(finding.rule for finding in self.findings)
