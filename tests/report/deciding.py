"""Decisions on the words of an article made by hand, and what tests ask of a build that carries them out."""

from __future__ import annotations

import json

from pipeline.records import Dataset
from pipeline.report.decisions import Decision


def on(
    dataset: Dataset,
    kind: str,
    verdict: str,
    words: str,
    nth: int = 0,
    was: dict[str, object] | None = None,
    **change: object,
) -> Decision:
    """A decision on the nth occurrence of words."""
    text, at = dataset.documents[0].text, -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    end = at + len(words)
    return Decision.model_validate_json(json.dumps({
        "kind": kind, "verdict": verdict, "exact": words, "prefix": text[max(0, at - 32) : at], "suffix": text[end : end + 32], "start": at,
        "end": end, "was": was or {}, "set": change, "reviewer": "Ada", "reason": "read it",
    }))  # fmt: skip


def rules(dataset: Dataset) -> list[str]:
    return sorted(f.rule for f in dataset.findings if f.rule.startswith("review."))


def names(dataset: Dataset) -> dict[str, str]:
    return {entity.name: entity.type for entity in dataset.entities}


def consistent(dataset: Dataset) -> bool:
    """Whether every reference leads to a record that is there."""
    known = (
        {e.id for e in dataset.entities}
        | {m.id for m in dataset.mentions}
        | {t.id for t in dataset.times}
        | {e.id for e in dataset.events}
    )
    known |= {d.id for d in dataset.documents}
    rows = [row for table in dataset.by_table().values() for row in table]
    return all(getattr(row, column) in {None, *known} for row in rows for column in row.references)
