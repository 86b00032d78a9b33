"""What a build could not publish, put aside with its findings, so that nobody has to search for it.

The next build reads every input again and writes this folder anew: mended input, or input that a mended program can read,
leaves it by itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.records import Finding
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
class Unpublished:
    """Inputs that a build read and did not publish; `inputs` counts all, published ones too (None: those named here and published)."""

    quarantined: tuple[Quarantined, ...] = ()
    #: Source to the id of the document with the same text.
    duplicates: Mapping[str, str] = field(default_factory=dict)
    inputs: int | None = None

    def told(self, published: int) -> dict[str, Any]:
        """What the manifest says of them, and of how many inputs there were."""
        known = published + len(self.quarantined) + len(self.duplicates)
        return {
            "duplicates": dict(sorted(self.duplicates.items())),
            "input_count": known if self.inputs is None else self.inputs,
            "quarantined": {entry.source: entry.sha256 for entry in sorted(self.quarantined, key=lambda e: e.source)},
        }


def write_quarantine(folder: Path, quarantined: tuple[Quarantined, ...]) -> None:
    """Write one file for each input put aside, below `folder`; nothing where there is none."""
    if quarantined:
        (folder / FOLDER).mkdir()
    for entry in quarantined:
        content = json.dumps(entry.entry(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        (folder / FOLDER / entry.file_name).write_text(content, encoding="utf-8", newline="")
