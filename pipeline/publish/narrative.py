"""What changed between two folders, told to people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.publish.delta import Change, Row, changes
from pipeline.publish.version import COUNTERS

#: Tables whose changes are told one by one, in this order; the others are counted.
TOLD = ("documents", "entities", "events", "statements", "relations")
#: Characters of a value that are shown.
WIDTH = 80
#: How columns are called in a sentence, where their name is not it.
CALLED = {
    "edtf": "date", "alternate_names": "alias", "same_as": "register entry", "text": "words", "contexts": "context",
    "attributed_to": "attribution", "place_id": "place", "speaker_id": "speaker", "addressee_id": "addressee",
    "subject_id": "subject", "object_id": "object", "object_text": "office", "published_edtf": "publication date",
}  # fmt: skip
#: Columns that follow from others and say nothing of their own, or whose change is told by another column.
SILENT = frozenset({"start", "end", "trigger_start", "trigger_end", "cue_start", "cue_end", "earliest", "latest",
                    "sha256", "text_sha256", "time_id", "cluster_id", "words", *COUNTERS})  # fmt: skip


def story(old: Path, new: Path, *, limit: int | None) -> Iterator[str]:
    """Lines that tell what changed: counts first, then record by record, at most `limit` of a kind.

    Raises:
        OSError, pyarrow.ArrowException: if a table cannot be read.
    """
    counts: Counter[tuple[str, str]] = Counter()
    told: dict[str, list[str]] = {table: [] for table in TOLD}
    names = Names(old, new)
    for change in changes(old, new):
        counts[change.table, change.kind] += 1
        if change.table in told:
            lines = told[change.table]
            # One line beyond the limit, to know that there are more.
            if limit is None or len(lines) <= limit:
                lines += sentences(change, names)
    if not counts:
        yield "no record differs"
        return
    for table in sorted({table for table, _ in counts}):
        parts = (f"{n} {kind}" for kind in ("added", "modified", "removed") if (n := counts[table, kind]))
        yield f"{table}: {', '.join(parts)}"
    for table in TOLD:
        lines = told[table]
        if lines:
            yield ""
        yield from lines[:limit]
        if limit is not None and len(lines) > limit:
            yield f"… and more {table}; --all tells everything"


class Names:
    """Names of entities and documents in either folder, the newer one first."""

    def __init__(self, old: Path, new: Path) -> None:
        self.of: dict[str, str] = {}
        for folder in (old, new):
            for table, column in (("entities", "name"), ("documents", "source")):
                found = pq.read_table(folder / f"tables/{table}.parquet", columns=["id", column])
                self.of |= dict(zip(found["id"].to_pylist(), found[column].to_pylist(), strict=True))

    def shown(self, value: Any) -> str:
        """A value as a person reads it."""
        if value is None or value == []:
            return "unknown"
        if isinstance(value, list):
            return ", ".join(self.shown(part) for part in value)
        text = " ".join(str(self.of.get(value, value) if isinstance(value, str) else value).split())
        return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"


def sentences(change: Change, names: Names) -> Iterator[str]:
    """One line a thing that changed about a record; none where nothing but counts and places did."""
    title = called(change.table, change.row, names)
    if change.before is None or change.after is None:
        yield f"{'+' if change.kind == 'added' else '-'} {title}"
        return
    for column in change.columns:
        if column in SILENT:
            continue
        before, after = change.before.get(column), change.after.get(column)
        word = CALLED.get(column, column.replace("_", " "))
        if isinstance(before, list) and isinstance(after, list):
            yield from (f"~ {title} gained the {word} “{names.shown(v)}”" for v in after if v not in before)
            yield from (f"~ {title} lost the {word} “{names.shown(v)}”" for v in before if v not in after)
        else:
            yield f"~ {title} changed its {word}: {names.shown(before)} → {names.shown(after)}"


def called(table: str, row: Row, names: Names) -> str:
    """What a record is called in a sentence."""
    kind = {"entities": "entity", "documents": "document"}.get(table, table[:-1])
    if table == "documents":
        return f"{kind} {row['source']}"
    if table == "entities":
        return f"{kind} “{row['name']}” ({row['type']})"
    place = f"({names.shown(row['document_id'])}:{row['start']})"
    if table == "events":
        return f"{kind} “{row['label']}” {place}"
    if table == "statements":
        return f"{kind} of {names.shown(row['speaker_id'])} “{names.shown(row['text'])}” {place}"
    what = row["object_text"] or names.shown(row["object_id"])
    return f"{kind} “{names.shown(row['subject_id'])} {row['predicate'].replace('_', ' ')} {what}” {place}"
