"""The tables of a built folder, joined for reading: rows by id, and what belongs to each."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.records import TABLES

Row = dict[str, Any]


class NoBuild(Exception):
    """The folder holds no build; the message says how to make one."""


def short(iri: str) -> str:
    """The end of an id that tells it within a site, such as `entity/0123`: the path of its page below the site."""
    kind, _, digest = iri.rpartition("/")
    return f"{kind.rpartition('/')[2].rpartition('#')[2]}/{digest}"


class Catalogue:
    """Every row of a build. Groups keep the order of the text they come from.

    Raises:
        NoBuild: if the folder holds no tables.
    """

    def __init__(self, folder: Path) -> None:
        if not (folder / "tables/documents.parquet").is_file():
            raise NoBuild(f"{folder} holds no tables; build it with: dateline build --out {folder}")
        self.folder = folder
        self.tables: dict[str, list[Row]] = {
            name: pq.read_table(folder / f"tables/{name}.parquet").to_pylist() for name in TABLES
        }
        self.documents = {row["id"]: row for row in self.tables["documents"]}
        self.entities = {row["id"]: row for row in self.tables["entities"]}
        self.events = {row["id"]: row for row in self.tables["events"]}
        self.times = {row["id"]: row for row in self.tables["times"]}
        #: Entity or event to what pages say of it, once that is put together.
        self.cards: dict[str, list[Any]] = {}
        self.records = {row["id"]: row for name in ("statements", "relations") for row in self.tables[name]}

    def grouped(self, table: str, *columns: str) -> dict[str, list[Row]]:
        """Rows of a table by the value of a column (or of either of several), in text order."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.tables[table]:
            for value in {row[column] for column in columns} - {None}:
                found[value].append(row)
        for rows in found.values():
            rows.sort(key=text_order)
        return found

    @cached_property
    def passages(self) -> dict[str, list[Row]]:
        """Document to its passages."""
        return self.grouped("passages", "document_id")

    @cached_property
    def of_document(self) -> dict[str, dict[str, list[Row]]]:
        """Table to document to rows."""
        tables = ("mentions", "times", "events", "statements", "relations", "citations", "findings")
        return {table: self.grouped(table, "document_id") for table in tables}

    @cached_property
    def mentions(self) -> dict[str, list[Row]]:
        """Entity to its mentions."""
        return self.grouped("mentions", "entity_id")

    @cached_property
    def participants(self) -> dict[str, list[Row]]:
        """Event to its participants."""
        return self.grouped("participants", "event_id")

    @cached_property
    def taking_part(self) -> dict[str, list[Row]]:
        """Entity to its participations."""
        return self.grouped("participants", "entity_id")

    @cached_property
    def evidence(self) -> dict[str, list[Row]]:
        """Record to its evidence."""
        return self.grouped("evidence", "record_id")

    @cached_property
    def said(self) -> dict[str, list[Row]]:
        """Speaker to statements."""
        return self.grouped("statements", "speaker_id")

    @cached_property
    def ties(self) -> dict[str, list[Row]]:
        """Entity to relations on either side."""
        return self.grouped("relations", "subject_id", "object_id")

    @cached_property
    def clusters(self) -> dict[str, list[Row]]:
        """Cluster to the events that report it."""
        return self.grouped("events", "cluster_id")

    @cached_property
    def nodes(self) -> dict[str, Row]:
        """Id to its JSON-LD node as published, without context."""
        found: dict[str, Row] = {}
        for kind in ("entities", "events"):
            with (self.folder / f"jsonld/{kind}.jsonl").open(encoding="utf-8") as lines:
                for line in lines:
                    node = json.loads(line)
                    node.pop("@context", None)
                    found[node["@id"]] = node
        return found

    @cached_property
    def manifest(self) -> Row:
        """The manifest; empty where it is missing."""
        path = self.folder / "manifest.json"
        found: Row = json.loads(path.read_text("utf-8")) if path.is_file() else {}
        return found

    def name(self, entity_id: str | None) -> str | None:
        """The entity's name."""
        entity = self.entities.get(entity_id or "")
        return entity["name"] if entity else None

    def title(self, document_id: str) -> str:
        """What an article is called: its headline, else its file."""
        document = self.documents[document_id]
        return str(document["title"] or document["source"])


def text_order(row: Row) -> tuple[str, int, int, str]:
    """Order of rows by where their words stand, documents in order of their ids."""
    return (row.get("document_id") or "", row.get("start") or 0, -(row.get("end") or 0), row.get("id") or "")


def by_day(rows: Iterable[Row]) -> list[Row]:
    """Events by date, the undated last, then by place in the text."""
    return sorted(rows, key=lambda row: (str(row["earliest"] or row["latest"] or "9999"), *text_order(row)))
