"""Rule on parity: tables and JSON-LD say the same, value by value, children included."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import pyarrow as pa

from pipeline.check.bundle import Bundle
from pipeline.check.json_lines import Line
from pipeline.check.rules import breach, quoted
from pipeline.check.shelf import Shelf
from pipeline.check.validators import KINDS
from pipeline.check.visits import LineRule, Visit
from pipeline.records import Evidence, Finding, Participant, Record
from pipeline.records.arrow import arrow_schema
from pipeline.records.identity import passage_id
from pipeline.records.vocabulary import is_list, linked_fields

#: Columns of a child table that name the record it belongs to.
OWNERS = {"participants": "event_id", "evidence": "record_id"}
KINDS_BELOW: dict[str, type[Record]] = {"participants": Participant, "evidence": Evidence}


def parity(bundle: Bundle, name: str) -> Visit | None:
    """parity.rows, for the records themselves"""
    if name not in bundle.rows:
        return None
    kind, lines = KINDS[name], bundle.lines[name]
    rows = bundle.beside(
        lines, name, ((str(row.get("id")), told(row, days(kind))) for row in bundle.of(name, *kind.columns()))
    )
    matched = 0

    def line(line: Line) -> Iterator[Finding]:
        nonlocal matched
        key = line.node.get("@id")
        if not isinstance(key, str):
            return  # a record without an id is another rule's finding
        found = rows.all(key)
        if not found:
            yield breach("parity.rows", f"{quoted(key)} is in the JSON-LD only", pointer=line.at("@id"))
            return
        matched += 1
        for place, message in differences(kind, found[-1], line):
            yield breach("parity.rows", message, pointer=line.at(*place))

    def end() -> Iterator[Finding]:
        # Lines of as many ids as there are rows, each of them found: no row is left.
        if lines.ascending and bundle.order(name).strict and matched == len(bundle.rows[name]):
            return
        nodes = Shelf((str(line.node.get("@id")), 1) for line in lines)
        for row in bundle.of(name, "id"):
            if row.get("id") not in nodes:
                message = f"{quoted(row.get('id'))} is in the table only"
                yield breach("parity.rows", message, pointer=f"tables/{name}.parquet")

    return Visit(line, end)


def participants(bundle: Bundle, name: str) -> Visit | None:
    """parity.rows, for who took part in a record"""
    return children(bundle, name, "participants")


def evidence(bundle: Bundle, name: str) -> Visit | None:
    """parity.rows, for the passages that a record rests on"""
    return children(bundle, name, "evidence")


def children(bundle: Bundle, name: str, field: str) -> Visit | None:
    """parity.rows, for one kind of children of the records that are in the table, too."""
    kind, lines = KINDS[name], bundle.lines[name]
    if not {name, field} <= bundle.rows.keys() or field not in kind.child_fields() or field not in linked_fields(kind):
        return None
    told_as = linked_fields(kind)[field]
    ids = bundle.beside(lines, name, ((str(row.get("id")), 1) for row in bundle.of(name, "id")))
    known = bundle.beside(lines, field, owned(bundle, field))

    def line(line: Line) -> Iterator[Finding]:
        key = line.node.get("@id")
        if not isinstance(key, str) or not ids.all(key):
            return
        difference = stray(field, known.all(key), line.node.get(told_as))
        if difference is not None:
            yield breach("parity.rows", difference, pointer=line.at(told_as))

    return Visit(line)


def owned(bundle: Bundle, field: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each child's row after the id of the record it belongs to."""
    owner = OWNERS[field]
    return ((str(row.get(owner)), of_row(field, row)) for row in bundle.of(field, *KINDS_BELOW[field].columns()))


def told(row: dict[str, Any], days: Iterable[str]) -> dict[str, Any]:
    """A row as JSON has it, with its `days` as text."""
    for name in days:
        row[name] = plain(row.get(name))
    return row


@cache
def days(kind: type[Record]) -> tuple[str, ...]:
    """The columns of a kind that hold days."""
    return tuple(field.name for field in arrow_schema(kind) if field.type == pa.date32())


def differences(kind: type[Record], row: dict[str, Any], line: Line) -> Iterator[tuple[tuple[str, ...], str]]:
    """Where a row and its JSON-LD record differ, and how."""
    node = line.node
    for field, key, listed in plan(kind):
        in_row, in_node = row.get(field), node.get(key)
        if in_row != in_node and not (listed and not in_row and not in_node):
            yield (key,), f"{key} is {quoted(in_node)} in the JSON-LD, {field} is {quoted(in_row)} in the table"
    if "start" in row and "document_id" in row:
        best = passage_id(str(row.get("document_id")), row.get("start") or 0, row.get("end") or 0)
        if node.get("bestEvidence") != best:
            message = f"bestEvidence is {quoted(node.get('bestEvidence'))}, the table's span is {quoted(best)}"
            yield ("bestEvidence",), message


@cache
def plan(kind: type[Record]) -> tuple[tuple[str, str, bool], ...]:
    """Field, key and whether it is a list, for every column of a kind that JSON-LD tells."""
    keys = linked_fields(kind).items()
    return tuple((field, key, is_list(kind, field)) for field, key in keys if not kind.is_child(field))


def plain(value: Any) -> Any:
    """A value of a table as JSON has it."""
    return value.isoformat() if isinstance(value, dt.date) else value


def stray(field: str, rows: list[dict[str, Any]], members: Any) -> str | None:
    """How the children of a record are not those that the table has, or None."""
    told = [child for child in members if isinstance(child, dict)] if isinstance(members, list) else []
    in_node = {repr(of_node(field, child)) for child in told}
    in_table = {repr(row) for row in rows}
    if len(told) == len(rows) and in_node == in_table:
        return None
    odd = min(in_node ^ in_table, default="a child that stands twice")
    return f"{field}: {len(told)} in the JSON-LD, {len(rows)} rows in the table; not in both: {quoted(odd)}"


def of_row(field: str, row: dict[str, Any]) -> dict[str, Any]:
    """A child's row by what JSON-LD tells of it."""
    if field == "evidence":
        place = passage_id(str(row.get("document_id")), row.get("start") or 0, row.get("end") or 0)
        return {"id": place} | {name: row.get(name) for name in ("document_id", "start", "end", "text", "part")}
    place = f"{row.get('event_id')}#{row.get('role')}={row.get('start')},{row.get('end')}"
    return {"id": place} | {name: plain(row.get(name)) for name in linked_fields(Participant)}


def of_node(field: str, node: dict[str, Any]) -> dict[str, Any]:
    """A child's node in the same terms."""
    if field != "evidence":
        return {"id": node.get("@id")} | {name: node.get(key) for name, key in linked_fields(Participant).items()}
    members = node.get("hasSelector")
    selectors = {str(s.get("@type")): s for s in members if isinstance(s, dict)} if isinstance(members, list) else {}
    quote, position = (selectors.get(name, {}) for name in ("TextQuoteSelector", "TextPositionSelector"))
    return {
        "id": node.get("@id"),
        "document_id": node.get("hasSource"),
        "start": position.get("start"),
        "end": position.get("end"),
        "text": quote.get("exact"),
        "part": node.get("part"),
    }


LINE_RULES: tuple[LineRule, ...] = (parity,)
#: Each in a pass of its own, for a table that is read beside the lines takes a megabyte or two a column.
CHILD_RULES: tuple[LineRule, ...] = (participants, evidence)
