"""What a check found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pipeline.records import Finding


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one check, errors first, and what was checked."""

    folder: Path
    findings: tuple[Finding, ...]
    #: Table or file to rows or lines read.
    checked: dict[str, int]

    @property
    def failed(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.severity == "error" for finding in self.findings)

    @property
    def by_rule(self) -> Counter[str]:
        """Findings counted by rule."""
        return Counter(finding.rule for finding in self.findings)
