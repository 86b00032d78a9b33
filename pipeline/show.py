"""Records for people: what a folder says about one name, event or statement, with the words it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click
import pyarrow.parquet as pq

from pipeline.records import TABLES
from pipeline.records.identity import normalised

Row = dict[str, Any]
#: Facts of each kind that an entity's page lists.
LISTED = 12
#: Characters of evidence on one line.
WIDTH = 160


class NothingFound(Exception):
    """No record answers to the query; the message says what would."""


class Shelf:
    """The tables of a folder, looked up by id and by what they refer to."""

    def __init__(self, folder: Path) -> None:
        self.tables: dict[str, list[Row]] = {
            name: pq.read_table(folder / f"tables/{name}.parquet").to_pylist()
            for name in TABLES
            if name not in ("passages", "citations", "findings")
        }
        self.entities = {row["id"]: row for row in self.tables["entities"]}
        self.sources = {row["id"]: row["source"] for row in self.tables["documents"]}

    def where(self, table: str, column: str, value: str) -> list[Row]:
        """Rows of a table that have the value in the column."""
        return [row for row in self.tables[table] if row[column] == value]

    def name(self, entity_id: str | None) -> str:
        """The entity's name, or a dash."""
        return self.entities[entity_id]["name"] if entity_id in self.entities else "–"

    def place(self, row: Row) -> str:
        """Where a row's words stand."""
        return f"{self.sources.get(row['document_id'], '?')}:{row['start']}-{row['end']}"


def show_records(folder: Path, query: str, *, limit: int) -> str:
    """The records that `query` names, best match first, as text with ANSI colours (click drops them off a terminal).

    Raises:
        NothingFound: if none answers.
    """
    shelf = Shelf(folder)
    blocks = [text for _, text in zip(range(limit), matches(shelf, query), strict=False)]
    if not blocks:
        raise NothingFound(f"nothing in {folder} answers to “{query}”; try a surname, an alias or the end of an id")
    return "\n\n".join(blocks)


def matches(shelf: Shelf, query: str) -> Iterable[str]:
    """Rendered records, best first: by id, then entities by name, then events and statements by words."""
    for table, render in (("entities", entity), ("events", event), ("statements", statement), ("relations", relation)):
        for row in shelf.tables[table]:
            if row["id"] == query or (len(query) >= 6 and row["id"].endswith(query)):
                yield render(shelf, row)
                return
    wanted = normalised(query)
    if not wanted:
        return
    ranked = sorted(
        (
            (rank, -row["mention_count"], row["id"], row)
            for row in shelf.tables["entities"]
            if (rank := closeness(row, wanted)) < 3
        ),
        key=lambda item: item[:3],
    )
    yield from (entity(shelf, row) for *_, row in ranked)
    for table, render in (("events", event), ("statements", statement)):
        for row in shelf.tables[table]:
            if wanted in normalised(f"{row.get('label') or ''} {row['text']}") and not ranked:
                yield render(shelf, row)


def closeness(row: Row, wanted: str) -> int:
    """0 for the name itself, 1 for an alias, 2 for words within either, 3 for no match."""
    names = [normalised(name) for name in (row["name"], *row["alternate_names"])]
    if names[0] == wanted:
        return 0
    if wanted in names:
        return 1
    return 2 if any(f" {wanted} " in f" {name} " for name in names) else 3


def heading(title: str, note: str) -> str:
    """First line of a record."""
    return f"{click.style(title, bold=True)}  {click.style(note, fg='cyan')}"


def quote(shelf: Shelf, row: Row, words: str | None = None) -> str:
    """Evidence on one line: the words and where they stand."""
    text = " ".join((words or row["text"]).split())
    text = text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"
    return f"“{click.style(text, fg='green')}” {click.style(shelf.place(row), dim=True)}"


def listed(title: str, lines: Sequence[str]) -> list[str]:
    """A titled list, cut at `LISTED`."""
    if not lines:
        return []
    rest = [f"  … and {len(lines) - LISTED} more"] if len(lines) > LISTED else []
    return [click.style(title, bold=True), *(f"  {line}" for line in lines[:LISTED]), *rest]


def entity(shelf: Shelf, row: Row) -> str:
    """An entity with aliases, roles, events, statements and mentions."""
    kind = " ".join(filter(None, (row["type"], row["subtype"], row["country"], row["sector"])))
    lines = [heading(row["name"], kind), f"  {row['id']}"]
    if row["alternate_names"]:
        lines.append(f"  also: {', '.join(row['alternate_names'])}")
    if row["latitude"] is not None:
        lines.append(f"  at {row['latitude']:.4f}, {row['longitude']:.4f}")
    lines += [f"  same as {iri}" for iri in row["same_as"]]
    roles = shelf.where("relations", "subject_id", row["id"]) + shelf.where("relations", "object_id", row["id"])
    lines += listed("roles and relations", [relation_line(shelf, r) for r in roles])
    event_ids = {p["event_id"] for p in shelf.where("participants", "entity_id", row["id"])}
    told = sorted((e for e in shelf.tables["events"] if e["id"] in event_ids), key=when)
    lines += listed("events", [event_line(shelf, e) for e in told])
    said = shelf.where("statements", "speaker_id", row["id"])
    lines += listed("statements", [f"{s['kind']}, {s['cue'] or 'no cue'}: {quote(shelf, s)}" for s in said])
    seen = sorted(shelf.where("mentions", "entity_id", row["id"]), key=lambda m: (m["document_id"], m["start"]))
    lines += listed(
        "mentions", [f"{quote(shelf, m)} {m['form']}: {m['link_reason']}, {m['confidence']:.2f}" for m in seen]
    )
    return "\n".join(lines)


def when(row: Row) -> tuple[str, str]:
    """Sort key of an event: its date, the undated last."""
    return (str(row["earliest"] or "9999"), row["id"])


def event_line(shelf: Shelf, row: Row) -> str:
    """An event on one line."""
    kind = f"{row['type']}{'/' + row['mode'] if row['mode'] else ''} {row['status']}"
    return f"{row['edtf'] or 'undated':<10} {row['label']}  {click.style(kind, fg='yellow')} {quote(shelf, row)}"


def event(shelf: Shelf, row: Row) -> str:
    """An event with participants, time, place, attribution, trigger and all evidence."""
    kind = " ".join(filter(None, (row["type"], row["mode"], row["status"])))
    lines = [heading(row["label"], kind), f"  {row['id']}"]
    basis = f" ({row['time_basis']})" if row["time_basis"] else ""
    dated = f"{row['edtf'] or 'undated'}{basis}"
    lines.append(f"  when {dated}, where {shelf.name(row['place_id'])}, confidence {row['confidence']:.2f}")
    lines.append(f"  quad {row['quad']}, intensity {row['intensity']:g}, contexts {', '.join(row['contexts']) or '–'}")
    trigger = row["text"][row["trigger_start"] - row["start"] : row["trigger_end"] - row["start"]]
    lines.append(f"  because of “{trigger}”: {row['trigger_source']}")
    if row["attributed_to"]:
        lines.append(f"  according to {shelf.name(row['attributed_to'])}")
    for p in shelf.where("participants", "event_id", row["id"]):
        count = f" ({p['count']})" if p["count"] is not None else ""
        lines.append(f"  {p['role']}: {shelf.name(p['entity_id'])}{count} {quote(shelf, p)}")
    lines += listed("evidence", [quote(shelf, e) for e in shelf.where("evidence", "record_id", row["id"])])
    return "\n".join(lines)


def statement(shelf: Shelf, row: Row) -> str:
    """A statement with speaker, cue and evidence."""
    to = f" to {shelf.name(row['addressee_id'])}" if row["addressee_id"] else ""
    lines = [
        heading(f"{shelf.name(row['speaker_id'])}{to}", f"{row['kind']}, {row['cue'] or 'no cue'}"),
        f"  {row['id']}",
    ]
    lines.append(f"  {quote(shelf, row)}")
    return "\n".join(lines)


def relation_line(shelf: Shelf, row: Row) -> str:
    """A relation on one line."""
    other = " of ".join(filter(None, (row["object_text"], shelf.name(row["object_id"]) if row["object_id"] else None)))
    return f"{shelf.name(row['subject_id'])} {row['predicate'].replace('_', ' ')} {other} ({row['status']}) {quote(shelf, row)}"


def relation(shelf: Shelf, row: Row) -> str:
    """A relation with its evidence."""
    return f"{heading(shelf.name(row['subject_id']), row['predicate'])}\n  {row['id']}\n  {relation_line(shelf, row)}"
