"""What a build could not publish, put aside with its findings, so that nobody has to search for it.

The next build reads every input again and writes this folder anew: a mended input, decision or register, or what a mended program
can read, leaves it by itself.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.records import Finding, Record
from pipeline.records.identity import digest
from pipeline.write.manifest import file_sha256

#: Folder of an output that holds what was put aside.
FOLDER = "quarantine"


@dataclass(frozen=True, slots=True)
class Quarantined:
    """An input that is not published: its name, where it lies, and why."""

    source: str
    path: Path
    findings: tuple[Finding, ...]

    @property
    def sha256(self) -> str | None:
        """SHA-256 of its bytes; None where they cannot be read."""
        try:
            return file_sha256(self.path) if self.path.is_file() else None
        except OSError:
            return None

    @property
    def file_name(self) -> str:
        """Name of its file in the folder: readable from the source, unique by its digest."""
        stem = re.sub(r"[^A-Za-z0-9]+", "-", self.source.rsplit("/", 1)[-1]).strip("-")[:60]
        return f"{stem or 'input'}-{digest(self.source)[:8]}.json"

    def entry(self) -> dict[str, Any]:
        """What its file says: which bytes were refused, and every finding about them."""
        findings = [finding.model_dump(mode="json", exclude_none=True) for finding in self.findings]
        return {"findings": findings, "sha256": self.sha256, "source": self.source}


@dataclass(frozen=True, slots=True)
class QuarantinedRecord:
    """A record that does not hold, before those that cannot stand without it; why; and the inputs that they come from."""

    records: tuple[Record, ...]
    findings: tuple[Finding, ...]
    sources: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What the manifest and the findings call it."""
        return record_key(self.records[0])

    @property
    def file_name(self) -> str:
        """Name of its file in the folder: its table, unique by its digest."""
        return f"{self.records[0].table}-{digest(self.records[0].table, self.key)}.json"

    def notice(self, documents: Collection[str]) -> Finding:
        """The finding that a build leaves of it; `documents` are the ids of those published."""
        record, first = self.records[0], self.findings[0]
        more = f" {len(self.findings) - 1} more findings are there." if len(self.findings) > 1 else ""
        fell = f", with {len(self.records) - 1} records that cannot stand without it" if len(self.records) > 1 else ""
        document = getattr(record, "document_id", None)
        known = document in documents
        cure = "correct the article, the decision, the register or the rule, and build again"
        return Finding(
            document_id=document if known else None, rule=first.rule, severity="error", pointer=self.key,
            message=f"{first.message}; one of {record.table} was put aside in {FOLDER}/{self.file_name}{fell}: {cure}.{more}",
            start=getattr(record, "start", None) if known else None, end=getattr(record, "end", None) if known else None,
        )  # fmt: skip

    def rows(self) -> list[tuple[str, dict[str, Any]]]:
        """Table and values of every row that is not published, the refused record's own first."""
        found = []
        for record in self.records:
            found.append((record.table, record.row()))
            found += [(c.table, c.row()) for name in record.child_fields() for c in getattr(record, name)]
        return found

    def entry(self) -> dict[str, Any]:
        """What its file says: the rows as they would have been, words and all, and every finding."""
        return {
            "findings": [{"message": f.message, "rule": f.rule, "severity": f.severity} for f in self.findings],
            "record": self.key,
            "rows": [{"table": table, "values": plain(values)} for table, values in self.rows()],
            "sources": list(self.sources),
        }


def record_key(record: Record) -> str:
    """A record's id; what is its key where it has none."""
    return " ".join(str(getattr(record, column)) for column in record.key)


def plain(value: Any) -> Any:
    """A value as JSON has it, whatever a record that does not hold may hold; nulls are left out."""
    if isinstance(value, dict):
        return {str(key): plain(member) for key, member in value.items() if member is not None}
    if isinstance(value, (list, tuple)):
        return [plain(member) for member in value]
    finite = not isinstance(value, float) or math.isfinite(value)
    return value if isinstance(value, (str, int, float, bool)) and finite else str(value)


@dataclass(frozen=True, slots=True)
class Unpublished:
    """What a build read or made and did not publish.

    `inputs` counts all inputs, published ones too (None: those named here and published), `made` all rows by table likewise.
    """

    quarantined: tuple[Quarantined, ...] = ()
    #: Source to the id of the document with the same text.
    duplicates: Mapping[str, str] = field(default_factory=dict)
    inputs: int | None = None
    records: tuple[QuarantinedRecord, ...] = ()
    made: Mapping[str, int] | None = None

    def told(self, published: Mapping[str, int]) -> dict[str, Any]:
        """What the manifest says of them, and of how many inputs and rows there were; `published` has the rows of each table."""
        known = published["documents"] + len(self.quarantined) + len(self.duplicates)
        lost = Counter(table for entry in self.records for table, _ in entry.rows())
        made = {name: rows + lost[name] for name, rows in published.items()} if self.made is None else self.made
        return {
            "duplicates": dict(sorted(self.duplicates.items())),
            "input_count": known if self.inputs is None else self.inputs,
            "quarantined": {entry.source: entry.sha256 for entry in sorted(self.quarantined, key=lambda e: e.source)},
            "records_made": {name: made.get(name, 0) for name in sorted(published) if name != Finding.table},
            "records_quarantined": {entry.key: entry.records[0].table for entry in self.records},
        }


def write_quarantine(folder: Path, unpublished: Unpublished) -> None:
    """Write one file for each input and each record put aside, below `folder`; nothing where there is none."""
    aside: tuple[Quarantined | QuarantinedRecord, ...] = (*unpublished.quarantined, *unpublished.records)
    if aside:
        (folder / FOLDER).mkdir()
    for entry in aside:
        content = json.dumps(entry.entry(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        path = folder / FOLDER / entry.file_name
        path.write_text(content, encoding="utf-8", errors="backslashreplace", newline="")
