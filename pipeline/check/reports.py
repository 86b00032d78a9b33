"""A report for people, programs, code-scanning viewers and CI pages: one findings model behind all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from pipeline.check.report import Report
from pipeline.check.rules import rules
from pipeline.check.sarif import sarif
from pipeline.check.text_report import SHOWN, grouped, text, verdict
from pipeline.records import CONTRACT_VERSION


class ReportError(Exception):
    """The reports cannot be written; the message says where and what to do."""


def as_json(report: Report) -> str:
    """The findings as data."""
    value = {
        "contract": CONTRACT_VERSION,
        "valid": not report.failed,
        "checked": report.checked,
        "counts": dict(report.by_rule),
        "findings": [finding.model_dump(mode="json", exclude_none=True) for finding in report.findings],
        "suppressed": [
            found.finding.model_dump(mode="json", exclude_none=True) | {"reason": found.reason}
            for found in report.suppressed
        ],
    }
    return json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


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
                child.set("message", f"{report.by_rule[rule.id]} × {rule.doc}")
    ElementTree.indent(suite)
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"


def markdown(report: Report) -> str:
    """A summary for a CI page."""
    lines = [f"## {verdict(report)}", "", "| file | rows |", "|---|---:|"]
    lines += [f"| {name} | {count} |" for name, count in sorted(report.checked.items())]
    if report.findings:
        lines += ["", "| rule | severity | findings | first |", "|---|---|---:|---|"]
        for rule, group in grouped(report):
            # What an article says must not become a link, a tag or a cell of the page.
            first = f"{group[0].pointer or ''} {group[0].message}"
            first = "".join(f"\\{c}" if c in "\\|`*_[]<>#" else c for c in first)
            lines.append(f"| {rule} | {group[0].severity} | {report.by_rule[rule]} | {first} |")
    return "\n".join(lines) + "\n"


REPORTERS: dict[str, Callable[[Report], str]] = {
    "text": text,
    "json": as_json,
    "sarif": sarif,
    "junit": junit,
    "markdown": markdown,
}
FILES: dict[str, Callable[[Report], str]] = {
    "findings.json": as_json,
    "report.sarif": sarif,
    "junit.xml": junit,
    "summary.md": markdown,
}


def write_reports(report: Report, folder: Path) -> None:
    """Write every report into `reports/` of the folder checked, each in one step.

    Raises:
        ReportError: if they cannot be written, or `reports` is a link that leads elsewhere.
    """
    reports = folder / "reports"
    if reports.is_symlink():
        raise ReportError(f"{reports} is a symbolic link and was not followed; remove it")
    try:
        reports.mkdir(exist_ok=True)
        for name, reporter in FILES.items():
            aside = reports / f".{name}.{os.getpid()}"
            aside.unlink(missing_ok=True)
            aside.write_text(reporter(report), encoding="utf-8", newline="")
            aside.replace(reports / name)
    except OSError as error:
        raise ReportError(f"{reports} cannot be written: {error.strerror}; remove what is in the way") from error
