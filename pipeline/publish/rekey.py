"""`rekey.jsonl`: where every id of the last release went that is not in this one, or why it is gone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.publish.delta import Change, Row
from pipeline.publish.heirs import Heirs
from pipeline.records import TABLES

#: What tells that two records of one text are the same: the place of their words.
SIGNS: dict[str, tuple[str, ...]] = {
    "passages": ("start", "end"),
    "mentions": ("start", "end"),
    "times": ("start", "end"),
    "citations": ("start", "end"),
    "statements": ("start", "end"),
    "relations": ("start", "end", "predicate"),
    "events": ("trigger_start", "trigger_end"),
}
#: What of the manifest makes the same text read differently.
MAKERS = ("code", "contract", "model", "software")


class Vanished(Exception):
    """Ids are gone and nothing tells why; nothing was published. `ids` are they."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        more = f" and {len(ids) - 1} more" if len(ids) > 1 else ""
        super().__init__(
            f"{ids[0]}{more} of the last release vanished although text and software are the same; "
            "say where they went with --rekey FILE, a line of old, new and reason each"
        )
        self.ids = ids


@dataclass(frozen=True, slots=True)
class Moved:
    """An id, the one that took its place if any did, and why."""

    old: str
    new: str | None
    reason: str

    def line(self) -> str:
        """The entry as a line of JSON."""
        value = {"old": self.old, "new": self.new, "reason": self.reason}
        return json.dumps(value, sort_keys=True, ensure_ascii=False) + "\n"


class Rekey:
    """Collects the changes between two releases, then tells where ids went."""

    def __init__(self, old: Path, new: Path, told: Mapping[str, Moved] | None = None) -> None:
        self.old, self.new, self.told = old, new, told or {}
        self.gone: list[tuple[str, Row]] = []
        #: Table, new document and place to the ids of records that are new there.
        self.fresh: dict[tuple[Any, ...], list[str]] = {}
        self.before, self.after = documents(old), documents(new)
        sums = {row["text_sha256"]: number for number, row in self.after.items()}
        #: Document of the last release to the document of this one that has its text.
        self.same = {
            number: number if same_text(row, self.after.get(number)) else sums[row["text_sha256"]]
            for number, row in self.before.items()
            if same_text(row, self.after.get(number)) or row["text_sha256"] in sums
        }
        self.remade = any(manifest(old).get(name) != manifest(new).get(name) for name in MAKERS)

    def watch(self, found: Iterable[Change]) -> Iterable[Change]:
        """The changes as they come, remembered where an id comes or goes."""
        for change in found:
            kind = TABLES[change.table]
            if kind.key == ("id",):
                if change.kind == "removed":
                    self.gone.append((change.table, change.row))
                elif change.kind == "added" and change.table in SIGNS:
                    row = change.row
                    self.fresh.setdefault(sign(change.table, row, row["document_id"]), []).append(row["id"])
            yield change

    def moved(self) -> list[Moved]:
        """Every id that went, by table and id.

        Raises:
            Vanished: if nothing tells why one is gone.
        """
        heirs = Heirs(self.old, self.new, self.same, {row["id"] for table, row in self.gone if table == "entities"})
        entries, lost = [], []
        for table, row in self.gone:
            entry = self.told.get(row["id"]) or self.entry(table, row, heirs)
            if entry is None:
                lost.append(row["id"])
            else:
                entries.append(entry)
        if lost:
            raise Vanished(tuple(lost))
        return entries

    def entry(self, table: str, row: Row, heirs: Heirs) -> Moved | None:
        """Where one id went; None if nothing tells."""
        if table == "documents":
            return self.document(row)
        if table == "entities":
            return self.entity(row, heirs)
        was, here = self.before.get(row["document_id"]), self.same.get(row["document_id"])
        if was is None:
            return Moved(row["id"], None, "its document was not in the last release")
        if here is not None:
            candidates = self.fresh.get(sign(table, row, here), [])
            if candidates:
                reason = f"the same words of {self.after[here]['source']} are this record now"
                return Moved(row["id"], min(candidates), reason)
            return Moved(row["id"], None, f"{was['source']} is read differently now") if self.remade else None
        if row["document_id"] in self.after:
            return Moved(row["id"], None, f"the text of {was['source']} changed")
        return Moved(row["id"], None, f"the article {was['source']} is gone")

    def document(self, row: Row) -> Moved:
        """Where a document went: to another name, if its text is there under one."""
        here = self.same.get(row["id"])
        if here is not None:
            return Moved(row["id"], here, f"{row['source']} is called {self.after[here]['source']} now")
        return Moved(row["id"], None, f"the article {row['source']} is gone")

    def entity(self, row: Row, heirs: Heirs) -> Moved | None:
        """Where an entity went: to the one that most of its mentions in unchanged text belong to now."""
        heir = heirs.of.get(row["id"])
        if heir is not None:
            return Moved(row["id"], heir, f"the words that named “{row['name']}” name this entity now")
        if row["id"] not in heirs.named_before:
            return Moved(row["id"], None, f"no article names “{row['name']}” any more")
        return Moved(row["id"], None, f"this version of the software finds no “{row['name']}”") if self.remade else None


def sign(table: str, row: Row, document: str) -> tuple[Any, ...]:
    """What the record is known by in a document that may have another id."""
    return (table, document, *(row[name] for name in SIGNS[table]))


def documents(folder: Path) -> dict[str, Row]:
    """Documents of a folder by id, without their texts."""
    columns = ["id", "source", "text_sha256"]
    return {row["id"]: row for row in pq.read_table(folder / "tables/documents.parquet", columns=columns).to_pylist()}


def same_text(before: Row, after: Row | None) -> bool:
    """Whether two documents have the same text."""
    return after is not None and before["text_sha256"] == after["text_sha256"]


def manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a folder."""
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_bytes())
    return found


def told(path: Path) -> dict[str, Moved]:
    """What a person says of ids that went: lines of JSON with old, new (an id or null) and reason.

    Raises:
        ValueError: with the number of the first line that says something else.
    """
    entries: dict[str, Moved] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            value = json.loads(line)
            old, new, reason = value["old"], value["new"], value["reason"]
            if not (
                isinstance(old, str) and isinstance(new, str | None) and isinstance(reason, str) and reason.strip()
            ):
                raise TypeError
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path}:{number}: a line needs old, new (an id or null) and reason") from error
        entries[old] = Moved(old, new, reason)
    return entries
