"""A build or release as a library sees it: Arrow tables and typed records, read when they are asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.records import (
    TABLES,
    Citation,
    Document,
    Entity,
    Event,
    Finding,
    Mention,
    Record,
    Relation,
    Statement,
    Time,
)
from pipeline.records.node import child_kind

R = TypeVar("R", bound=Record)

#: Column of a child table that names its parent.
PARENTS = {"passages": "document_id", "citations": "document_id", "participants": "event_id", "evidence": "record_id"}
#: Rows that are turned into records at a time.
BATCH = 1024


class Released:
    """A folder's records. Tables are memory-mapped; records come with their children and are validated as they are made.

    Attributes:
        folder: where they lie.
    """

    def __init__(self, folder: Path) -> None:
        if not (folder / "tables").is_dir():
            raise FileNotFoundError(f"{folder} holds no tables; build it with: dateline build --out {folder}")
        self.folder = folder
        self._children: dict[str, dict[str, list[Record]]] = {}

    @cached_property
    def manifest(self) -> Mapping[str, Any]:
        """What the folder consists of: files with rows and sums, inputs, versions."""
        return cast(Mapping[str, Any], json.loads((self.folder / "manifest.json").read_bytes()))

    def table(self, name: str) -> pa.Table:
        """A table of the contract.

        Raises:
            KeyError: if the contract has none of that name; the message lists them.
        """
        if name not in TABLES:
            raise KeyError(f"the contract has no table {name!r}; it has {', '.join(TABLES)}")
        return pq.read_table(self.folder / f"tables/{name}.parquet", memory_map=True)

    @property
    def documents(self) -> Iterator[Document]:
        """Articles, with passages and citations."""
        return self._records(Document)

    @property
    def entities(self) -> Iterator[Entity]:
        """Whom and what the articles name."""
        return self._records(Entity)

    @property
    def mentions(self) -> Iterator[Mention]:
        """Where they name them."""
        return self._records(Mention)

    @property
    def times(self) -> Iterator[Time]:
        """Expressions of time."""
        return self._records(Time)

    @property
    def events(self) -> Iterator[Event]:
        """Events, with participants and evidence."""
        return self._records(Event)

    @property
    def statements(self) -> Iterator[Statement]:
        """What somebody says, with evidence."""
        return self._records(Statement)

    @property
    def relations(self) -> Iterator[Relation]:
        """Offices, memberships and other ties, with evidence."""
        return self._records(Relation)

    @property
    def findings(self) -> Iterator[Finding]:
        """What the build found in the articles."""
        return self._records(Finding)

    def _records(self, kind: type[R]) -> Iterator[R]:
        """The records of a kind in their table's order."""
        for row in self._rows(kind.table):
            below: dict[str, Any] = {
                name: tuple(self._below(child_kind(kind, name)).get(row["id"], ())) for name in kind.child_fields()
            }
            yield made(kind, row | below)

    def _below(self, kind: type[Record]) -> dict[str, list[Record]]:
        """The records of a child table by parent, read once."""
        if kind.table not in self._children:
            grouped: dict[str, list[Record]] = {}
            for row in self._rows(kind.table):
                grouped.setdefault(row[PARENTS[kind.table]], []).append(made(kind, row))
            if kind is not Citation and "position" in kind.model_fields:
                for members in grouped.values():
                    members.sort(key=lambda record: cast(int, getattr(record, "position")))  # noqa: B009
            self._children[kind.table] = grouped
        return self._children[kind.table]

    def _rows(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows of a table, in its order."""
        with pq.ParquetFile(self.folder / f"tables/{name}.parquet", memory_map=True) as file:
            for batch in file.iter_batches(BATCH):
                yield from batch.to_pylist()


def made(kind: type[R], row: Mapping[str, Any]) -> R:
    """A row as a record.

    Raises:
        pydantic.ValidationError: if it does not keep the contract.
    """
    return kind.model_validate({name: tuple(v) if isinstance(v, list) else v for name, v in row.items()})
