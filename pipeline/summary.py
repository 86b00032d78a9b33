"""What a build says when it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.records import Finding
from pipeline.records.finding import Severity
from pipeline.road import Built

#: Findings of one rule that are shown before the rest is counted.
SHOWN = 5


def summary(built: Built, out: Path) -> str:
    """Counts and where to look, for people."""
    data = built.dataset
    documents = f"{len(data.documents)} of {built.inputs} documents"
    if built.quarantined or built.duplicates:
        documents += f" ({built.quarantined} quarantined, {built.duplicates} duplicates)"
    if built.records:
        documents += f", {built.records} records put aside in {out / 'quarantine'}"
    counts = [documents, *(f"{len(records)} {name}" for name, records in (
        ("entities", data.entities), ("events", data.events), ("statements", data.statements),
        ("relations", data.relations), ("findings", data.findings),
    ))]  # fmt: skip
    return f"{', '.join(counts)}{reviews(data.findings)}\ntables in {out / 'tables'}, JSON-LD in {out / 'jsonld'}; look closer: dateline show {out} NAME"


def reviews(findings: Sequence[Finding]) -> str:
    """What became of reviewers' decisions, a line of its own; empty where there are none."""
    made = [finding.rule == "review.applied" for finding in findings if finding.rule.startswith("review.")]
    if not made:
        return ""
    left = f", {made.count(False)} not: see the findings review.*" if False in made else ""
    return f"\n{made.count(True)} of {len(made)} review decisions carried out{left}"


def findings_text(findings: Sequence[Finding], sources: Mapping[str, str], *, least: Severity = "warning") -> str:
    """The findings grouped by rule, errors first, at most `SHOWN` a rule unless notes are asked for.

    Args:
        sources: document id to the article's path, which is how people know it.
        least: the mildest severity that is shown.
    """
    verbose = least == "note"
    groups: dict[tuple[int, str], list[Finding]] = {}
    rank = {"error": 0, "warning": 1, "note": 2}
    for finding in findings:
        if rank[finding.severity] <= rank[least]:
            groups.setdefault((rank[finding.severity], finding.rule), []).append(finding)
    lines = []
    for (_, rule), group in sorted(groups.items()):
        for finding in group[: len(group) if verbose else SHOWN]:
            known = sources.get(finding.document_id or "", finding.pointer)
            place = f"{known}: " if known else ""
            lines.append(f"{finding.severity}: {place}{finding.message} [{rule}]")
        if not verbose and len(group) > SHOWN:
            lines.append(f"… and {len(group) - SHOWN} more of {rule}; --verbose shows them")
    return "\n".join(lines)
