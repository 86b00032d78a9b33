"""A report for people, programs, code-scanning viewers and CI pages: one findings model behind all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from pipeline.check.report import Report
from pipeline.check.rules import rules
from pipeline.records import CONTRACT_VERSION, Finding

#: Findings of one rule that a report for people shows.
SHOWN = 5
SARIF_LEVELS = {"error": "error", "warning": "warning", "note": "note"}


def text(report: Report) -> str:
    """Grouped by rule, at most `SHOWN` examples a rule, the verdict last."""
    lines = []
    for rule, group in grouped(report):
        lines.append(f"{group[0].severity}: {rules()[rule].doc} [{rule}] {len(group)} ×")
        lines += [f"  {finding.pointer or report.folder}: {finding.message}" for finding in group[:SHOWN]]
        if len(group) > SHOWN:
            lines.append(f"  … and {len(group) - SHOWN} more")
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
    errors = sum(1 for finding in report.findings if finding.severity == "error")
    if errors:
        return f"{report.folder}: INVALID, {errors} errors in {records} records (contract {CONTRACT_VERSION})"
    return (
        f"{report.folder}: valid, {records} records checked against {len(rules())} rules (contract {CONTRACT_VERSION})"
    )


def as_json(report: Report) -> str:
    """The findings as data."""
    value = {
        "contract": CONTRACT_VERSION,
        "valid": not report.failed,
        "checked": report.checked,
        "findings": [finding.model_dump(mode="json", exclude_none=True) for finding in report.findings],
    }
    return json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def sarif(report: Report) -> str:
    """SARIF 2.1.0 for code-scanning viewers."""
    ids = list(rules())
    driver = {
        "name": "dateline check",
        "version": CONTRACT_VERSION,
        "rules": [
            {
                "id": rule.id,
                "shortDescription": {"text": rule.doc},
                "defaultConfiguration": {"level": SARIF_LEVELS[rule.severity]},
            }
            for rule in rules().values()
        ],
    }
    results = [sarif_result(finding, ids) for finding in report.findings]
    value = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def sarif_result(finding: Finding, ids: list[str]) -> dict[str, Any]:
    """One finding as a SARIF result."""
    place, _, line = (finding.pointer or "manifest.json").partition(":")
    physical: dict[str, Any] = {"artifactLocation": {"uri": place.partition("[")[0]}}
    if line.isdigit():
        physical["region"] = {"startLine": int(line)}
    return {
        "ruleId": finding.rule,
        "ruleIndex": ids.index(finding.rule),
        "level": SARIF_LEVELS[finding.severity],
        "message": {"text": f"{finding.pointer or ''}: {finding.message}".removeprefix(": ")},
        "locations": [{"physicalLocation": physical}],
    }


def junit(report: Report) -> str:
    """JUnit XML: one test case a rule."""
    broken = dict(grouped(report))
    failures = sum(1 for group in broken.values() if group[0].severity == "error")
    suite = ElementTree.Element(
        "testsuite", name="dateline check", tests=str(len(rules())), failures=str(failures), errors="0", skipped="0"
    )
    for rule in rules().values():
        case = ElementTree.SubElement(suite, "testcase", classname="dateline.check", name=rule.id)
        if group := broken.get(rule.id):
            body = "\n".join(f"{finding.pointer or ''}: {finding.message}" for finding in group[:SHOWN])
            tag = "failure" if group[0].severity == "error" else "system-out"
            child = ElementTree.SubElement(case, tag)
            child.text = "".join(c for c in body if c.isprintable() or c == "\n")
            if tag == "failure":
                child.set("message", f"{len(group)} × {rule.doc}")
    ElementTree.indent(suite)
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"


def markdown(report: Report) -> str:
    """A summary for a CI page."""
    lines = [f"## {verdict(report)}", "", "| file | rows |", "|---|---:|"]
    lines += [f"| {name} | {count} |" for name, count in sorted(report.checked.items())]
    if report.findings:
        lines += ["", "| rule | severity | findings | first |", "|---|---|---:|---|"]
        for rule, group in grouped(report):
            first = f"{group[0].pointer or ''} {group[0].message}".replace("|", "\\|")
            lines.append(f"| {rule} | {group[0].severity} | {len(group)} | {first} |")
    return "\n".join(lines) + "\n"


REPORTERS: dict[str, Callable[[Report], str]] = {"text": text, "json": as_json, "sarif": sarif, "junit": junit}
FILES: dict[str, Callable[[Report], str]] = {
    "findings.json": as_json,
    "report.sarif": sarif,
    "junit.xml": junit,
    "summary.md": markdown,
}


def write_reports(report: Report, folder: Path) -> None:
    """Write every report into `reports/` of the folder checked, each in one step."""
    reports = folder / "reports"
    reports.mkdir(exist_ok=True)
    for name, reporter in FILES.items():
        aside = reports / f".{name}.{os.getpid()}"
        aside.write_text(reporter(report), encoding="utf-8", newline="")
        aside.replace(reports / name)
