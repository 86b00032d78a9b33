"""Findings as they come in: excused, kept, or only counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pipeline.check.limits import FINDINGS
from pipeline.check.policy import Policy
from pipeline.check.report import Suppressed
from pipeline.check.suppressions import Suppression
from pipeline.records import Finding

RANK = {"error": 0, "warning": 1, "note": 2}


class Tally:
    """The first findings of each rule are kept and the rest counted, so that a broken file costs no more than a whole one."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.kept: list[Finding] = []
        self.counts: Counter[str] = Counter()
        self.suppressed: list[Suppressed] = []
        self.used: set[Suppression] = set()

    def add(self, findings: Iterable[Finding]) -> None:
        """Take findings in."""
        for finding in findings:
            self.take(finding)

    def take(self, finding: Finding) -> None:
        """Take one finding in."""
        excuse = self.policy.excuse(finding)
        if excuse is not None:
            self.used.add(excuse)
            if len(self.suppressed) < FINDINGS:
                self.suppressed.append(Suppressed(finding, excuse.reason))
            return
        self.counts[finding.rule] += 1
        if self.counts[finding.rule] <= FINDINGS:
            self.kept.append(finding)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings kept, errors first, otherwise as they came."""
        return tuple(sorted(self.kept, key=lambda finding: RANK[finding.severity]))
