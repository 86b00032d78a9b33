"""The report as SARIF 2.1.0, for code-scanning viewers."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from pipeline.check.pointer import taken_apart
from pipeline.check.report import Report
from pipeline.check.rules import Rule, rules
from pipeline.records import CONTRACT_VERSION, Finding

#: SARIF's levels are the contract's severities.
LEVELS = ("error", "warning", "note")


def sarif(report: Report) -> str:
    """One run: the rules with help, a result a finding, suppressed ones marked with their reason."""
    results = [result(finding) for finding in report.findings]
    for suppressed in report.suppressed:
        excuse = {"kind": "external", "status": "accepted", "justification": suppressed.reason}
        results.append(result(suppressed.finding) | {"suppressions": [excuse]})
    driver = {
        "name": "dateline check",
        "version": CONTRACT_VERSION,
        "rules": [descriptor(rule) for rule in rules().values()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"OUT": {"description": {"text": "The output folder that was checked"}}},
        "results": results,
    }
    value = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def descriptor(rule: Rule) -> dict[str, Any]:
    """A rule as SARIF's reportingDescriptor; its name in Pascal case, as viewers show it."""
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in re.split(r"\W+", rule.id)),
        "shortDescription": {"text": rule.doc},
        "fullDescription": {"text": f"{rule.doc} {rule.why}"},
        "help": {"text": f"{rule.why} Cure: {rule.cure}"},
        "defaultConfiguration": {"level": rule.severity},
    }


def result(finding: Finding) -> dict[str, Any]:
    """One finding as a SARIF result; the fingerprint follows a finding from run to run while its line moves."""
    place = taken_apart(finding.pointer or "manifest.json")
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(place.file), "uriBaseId": "OUT"}}
    if place.line:
        physical["region"] = {"startLine": place.line} | ({"startColumn": place.column} if place.column else {})
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.row is not None:
        location["logicalLocations"] = [{"name": f"row {place.row}", "kind": "row"}]
    print_of = sha256("\n".join((finding.rule, place.file, finding.message)).encode("utf-8")).hexdigest()
    return {
        "ruleId": finding.rule,
        "ruleIndex": list(rules()).index(finding.rule),
        "level": finding.severity,
        "message": {"text": f"{finding.pointer or ''}: {finding.message}".removeprefix(": ")},
        "locations": [location],
        "partialFingerprints": {"finding/v1": print_of},
    }
