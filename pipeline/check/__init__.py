"""The written bytes to findings: proof that a folder keeps the contract, without trust in whoever wrote it."""

from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.check import linked_rules, manifest_rules, table_rules, text_rules
from pipeline.check.bundle import Bundle, read_bundle
from pipeline.check.report import Report
from pipeline.records import Finding

#: Every rule's function, in the order that a reader of the report would ask.
RULES: tuple[Callable[[Bundle], Iterator[Finding]], ...] = (
    manifest_rules.versions,
    manifest_rules.files,
    manifest_rules.foreign,
    table_rules.schema,
    table_rules.values,
    table_rules.order,
    table_rules.unique,
    table_rules.references,
    text_rules.checksums,
    text_rules.cover,
    text_rules.quotations,
    text_rules.best,
    text_rules.times,
    text_rules.codes,
    *linked_rules.RULES,
)

RANK = {"error": 0, "warning": 1, "note": 2}


def check(folder: Path) -> Report:
    """Check an output folder; never raises for what is wrong with it."""
    bundle = read_bundle(folder)
    findings = list(bundle.findings)
    for rule in RULES:
        findings += rule(bundle)
    findings.sort(key=lambda finding: RANK[finding.severity])
    checked = {f"tables/{name}.parquet": len(rows) for name, rows in bundle.rows.items()}
    checked |= {f"jsonld/{name}.jsonl": len(lines) for name, lines in bundle.lines.items()}
    return Report(folder, tuple(findings), checked)


__all__ = ["Report", "check"]
