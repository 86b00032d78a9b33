"""Rules on who may stand where: types of entities by role, and rows that must agree with the rows they name."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.check.bundle import Bundle
from pipeline.check.joins import matches
from pipeline.check.rules import breach, quoted
from pipeline.check.shelf import Shelf
from pipeline.records import Finding


@dataclass(frozen=True, slots=True)
class Constraint:
    """The kinds of entity (TYPE or TYPE/SUBTYPE) that a column may name in the rows that `when` picks."""

    rule: str
    table: str
    column: str
    kinds: tuple[str, ...]
    when: Mapping[str, str] = field(default_factory=dict)

    def concerns(self, row: Mapping[str, Any]) -> bool:
        """Whether the row is one that the constraint is about."""
        return all(row.get(column) == value for column, value in self.when.items())


@cache
def constraints() -> tuple[Constraint, ...]:
    """Every constraint of `roles.toml`."""
    raw = tomllib.loads(files("pipeline.check").joinpath("roles.toml").read_text(encoding="utf-8"))
    return tuple(Constraint(**entry | {"kinds": tuple(entry["kinds"])}) for entry in raw["constraint"])


def types(bundle: Bundle) -> Iterator[Finding]:
    """roles.type and roles.unusual"""
    if "entities" not in bundle.rows:
        return
    for constraint in constraints():
        if constraint.table not in bundle.rows:
            continue
        rows, columns = bundle.rows[constraint.table], tuple(constraint.when)
        allowed = pa.array(constraint.kinds)
        for match in matches(rows, constraint.column, columns, bundle.rows["entities"], ("type", "subtype", "name")):
            _, kind = match.column("type")
            _, subtype = match.column("subtype")
            pair = pc.binary_join_element_wise(kind.cast("string"), subtype.cast("string"), "/")
            fits = pc.or_(pc.is_in(kind, value_set=allowed), pc.is_in(pair, value_set=allowed))
            for number, row, entity in match.rows(pc.and_(match.place.is_valid(), pc.invert(fits))):
                if not constraint.concerns(row):
                    continue
                role = " ".join((constraint.column, *constraint.when.values()))
                found = f"{quoted(entity.get('name'))}, a {entity.get('type')}/{entity.get('subtype')}"
                message = f"{role} names {found}; allowed: {', '.join(constraint.kinds)}"
                yield breach(constraint.rule, message, pointer=f"tables/{constraint.table}.parquet[{number}]")


def loops(bundle: Bundle) -> Iterator[Finding]:
    """roles.self"""
    for number, row in enumerate(bundle.of("relations", "subject_id", "predicate", "object_id")):
        if row.get("object_id") is not None and row.get("object_id") == row.get("subject_id"):
            message = f"{quoted(row['subject_id'])} is related to itself by {row.get('predicate')}"
            yield breach("roles.self", message, pointer=f"tables/relations.parquet[{number}]")


#: Table and column to the table named, and the columns in which both rows must agree.
AGREEING: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("participants", "mention_id", "mentions", ("entity_id", "document_id")),
    ("participants", "event_id", "events", ("document_id",)),
    ("events", "time_id", "times", ("document_id",)),
    ("statements", "event_id", "events", ("document_id",)),
)


def agreement(bundle: Bundle) -> Iterator[Finding]:
    """identity.agreement"""
    for table, column, target, shared in AGREEING:
        if table not in bundle.rows or target not in bundle.rows:
            continue
        # One column at a time, for each that is open takes megabytes in both tables.
        for name in shared:
            for match in matches(bundle.rows[table], column, (name,), bundle.rows[target], (name,)):
                here, there = match.column(name)
                same = pc.or_(pc.equal(here, there).fill_null(False), pc.and_(here.is_null(), there.is_null()))
                for number, row, other in match.rows(pc.and_(match.place.is_valid(), pc.invert(same))):
                    message = (
                        f"{name} is {quoted(row.get(name))}, but that of its {column} is {quoted(other.get(name))}"
                    )
                    yield breach("identity.agreement", message, pointer=f"tables/{table}.parquet[{number}]")


def counts(bundle: Bundle) -> Iterator[Finding]:
    """counts.mentions"""
    if "mentions" not in bundle.rows:
        return
    mentions = Shelf(
        (row.get("entity_id"), row.get("document_id")) for row in bundle.of("mentions", "entity_id", "document_id")
    )
    for number, row in enumerate(bundle.of("entities", "id", "mention_count", "document_count")):
        told = row.get("mention_count"), row.get("document_count")
        found = mentions.counted(row.get("id"))
        if told != found:
            message = f"mention_count and document_count are {told[0]} and {told[1]}, its mentions make {found[0]} and {found[1]}"
            yield breach("counts.mentions", message, pointer=f"tables/entities.parquet[{number}]")


RULES: tuple[Callable[[Bundle], Iterator[Finding]], ...] = (types, loops, agreement, counts)
