"""Everything one build says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from pipeline.records.column import Record
from pipeline.records.document import Document
from pipeline.records.entity import Entity
from pipeline.records.event import Event
from pipeline.records.finding import Finding
from pipeline.records.mention import Mention
from pipeline.records.relation import Relation
from pipeline.records.statement import Statement
from pipeline.records.time import Time


@dataclass(frozen=True, slots=True)
class Dataset:
    """The records of one build; child records (passages, participants, evidence, citations) sit in their parents."""

    documents: tuple[Document, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    relations: tuple[Relation, ...] = ()
    findings: tuple[Finding, ...] = ()

    def groups(self) -> tuple[Sequence[Record], ...]:
        """The records that are nobody's children, kind by kind."""
        return (
            self.documents, self.entities, self.mentions, self.times,
            self.events, self.statements, self.relations, self.findings,
        )  # fmt: skip

    def parents(self) -> Iterator[Record]:
        """Every record that is nobody's child."""
        for group in self.groups():
            yield from group

    def by_table(self) -> dict[str, list[Record]]:
        """Table name to its records, children included, each table in its published order."""
        tables: dict[str, list[Record]] = {}
        for group in self.groups():
            if not group:
                continue
            tables.setdefault(group[0].table, []).extend(group)
            for name in group[0].child_fields():
                for children in map(attrgetter(name), group):
                    if children:
                        tables.setdefault(children[0].table, []).extend(children)
        for records in tables.values():
            kind = type(records[0])
            # Where rows have a key it orders them wholly; asking for every column would take ten times as long.
            records.sort(key=attrgetter(*key_columns(kind)) if kind.key else sort_key)
        return tables


@cache
def key_columns(kind: type[Record]) -> tuple[str, ...]:
    """The columns that order a table that has a key: its `order`, then the rest of the key; none of them is ever null."""
    return kind.order + tuple(name for name in kind.key if name not in kind.order)


@cache
def sort_columns(kind: type[Record]) -> tuple[str, ...]:
    """The columns that order a table, most significant first: its `order`, then all others in theirs."""
    return kind.order + tuple(name for name in kind.columns() if name not in kind.order)


def sort_key(record: Record) -> tuple[tuple[bool, object], ...]:
    """Order of rows in a table: the record's `order` columns, nulls first, then every other column to break ties."""
    return tuple(
        (value is not None, value if isinstance(value, (str, int)) else repr(value))
        for value in (getattr(record, name) for name in sort_columns(type(record)))
    )
