"""Changes of a table between two contracts, from the readable Arrow schemas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LINE = re.compile(
    r"^(?P<name>\w+): (?P<type>[^#\[]+?)(?P<required> not null)?(?: \[(?P<unit>[^\]]*)\])?(?: -> (?P<target>\w+)\.id)?  # "
)
HEADER = re.compile(r"^# key: (?P<key>[^;]*); sorted by: (?P<order>.*)$")


@dataclass(frozen=True, slots=True)
class Column:
    """One column as its line states it."""

    type: str
    required: bool
    unit: str | None
    target: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table's key, order and columns."""

    key: str
    order: str
    columns: dict[str, Column]


def parse_table(text: str) -> Table:
    """A table from its readable Arrow schema.

    Raises:
        ValueError: if a line is none of ours.
    """
    key = order = ""
    columns: dict[str, Column] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if header := HEADER.match(line):
            key, order = header["key"], header["order"]
        elif found := LINE.match(line):
            columns[found["name"]] = Column(
                found["type"].strip(), bool(found["required"]), found["unit"], found["target"]
            )
        elif not line.startswith("#"):
            raise ValueError(f"line {number} is no column: {line[:60]}")
    return Table(key, order, columns)


def consumer_gaps(old: Table, new: Table) -> Iterator[tuple[str, str]]:
    """What a reader that was written for `old` can trip over in `new`."""
    if old.key != new.key:
        yield "", f"the key is {new.key}, it was {old.key}"
    if old.order != new.order:
        yield "", f"rows are sorted by {new.order}, they were by {old.order}"
    for name, column in old.columns.items():
        now = new.columns.get(name)
        if now is None:
            yield name, "the column is gone"
            continue
        if now.type != column.type:
            yield name, f"the type is {now.type}, it was {column.type}"
        if column.required and not now.required:
            yield name, "may be null now"
        if now.unit != column.unit:
            yield name, f"is in {now.unit or 'no unit'}, it was in {column.unit or 'no unit'}"
        if now.target != column.target:
            yield name, f"names records of {now.target or 'no table'}, it named those of {column.target or 'no table'}"


def history_gaps(old: Table, new: Table) -> Iterator[tuple[str, str]]:
    """What rows written under `old` lack under `new`."""
    for name, column in new.columns.items():
        before = old.columns.get(name)
        if column.required and (before is None or not before.required):
            yield name, "must not be null, and old rows may have none"
