"""The report for people: grouped by rule, a few examples each, the offending line with a caret, the verdict last."""

from __future__ import annotations

from itertools import groupby

from pipeline.check.excerpt import excerpt
from pipeline.check.report import Report
from pipeline.check.rules import rules
from pipeline.records import CONTRACT_VERSION, Finding

#: Findings of one rule that a report for people shows.
SHOWN = 5


def text(report: Report) -> str:
    """Grouped by rule, at most `SHOWN` examples a rule, the verdict last."""
    lines = []
    for rule, group in grouped(report):
        count = report.by_rule[rule]
        lines.append(f"{group[0].severity}: {rules()[rule].doc} [{rule}] {count} ×")
        for finding in group[:SHOWN]:
            lines.append(f"  {finding.pointer or report.folder}: {finding.message}")
            lines += [f"      {shown}" for shown in excerpt(report.folder, finding.pointer) or ()]
        if count > len(group[:SHOWN]):
            lines.append(f"  … and {count - len(group[:SHOWN])} more")
        lines.append(f"  cure: {rules()[rule].cure}")
    if report.suppressed:
        lines.append(f"{len(report.suppressed)} findings are suppressed with a reason")
    lines.append(verdict(report))
    return "\n".join(lines) + "\n"


def grouped(report: Report) -> list[tuple[str, list[Finding]]]:
    """The findings by rule, in the rules' order."""
    rank = {rule: number for number, rule in enumerate(rules())}
    ordered = sorted(report.findings, key=lambda finding: rank[finding.rule])
    return [(rule, list(group)) for rule, group in groupby(ordered, key=lambda finding: finding.rule)]


def verdict(report: Report) -> str:
    """One line: what was checked and whether it holds."""
    records = sum(count for name, count in report.checked.items() if name.startswith("tables/"))
    errors = sum(report.by_rule[rule] for rule, group in grouped(report) if group[0].severity == "error")
    if errors:
        return f"{report.folder}: INVALID, {errors} errors in {records} records (contract {CONTRACT_VERSION})"
    return (
        f"{report.folder}: valid, {records} records checked against {len(rules())} rules (contract {CONTRACT_VERSION})"
    )
