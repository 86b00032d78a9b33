"""Rules of the check on records that are not written yet: a build puts aside what breaks one, so that it never reaches a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
from pydantic import ValidationError

from pipeline.check import code_rules, role_rules, table_rules, text_rules
from pipeline.check.bundle import Bundle
from pipeline.check.limits import JOIN_ROWS
from pipeline.check.parquet_file import Rows
from pipeline.check.rules import breach, quoted
from pipeline.check.validators import is_iri
from pipeline.records import TABLES, Finding, Record
from pipeline.records.arrow import arrow_schema
from pipeline.records.node import child_kind

Rules = tuple[Callable[[Bundle], Iterator[Finding]], ...]
#: Rules on a row and those that it names, whoever made them. Order, counts and cover are the writer's and the readers' business.
BETWEEN: Rules = (table_rules.unique, table_rules.references, role_rules.types, role_rules.agreement)
#: Rules on a record with its parts and the text of its document: what kept them once does so while it is the same.
ALONE: Rules = (
    text_rules.quotations, text_rules.best, text_rules.parts, text_rules.triggers, text_rules.times,
    *code_rules.RULES, role_rules.loops,
)  # fmt: skip
#: Tables whose rows are parts of other records.
PARTS = frozenset(child_kind(kind, name).table for kind in TABLES.values() for name in kind.child_fields())
ROW = re.compile(r"tables/(\w+)\.parquet\[(\d+)\]")


Tables = Mapping[str, Sequence[Record]]


def refusals(tables: Tables, proven: frozenset[int] = frozenset()) -> Iterator[tuple[Record, Finding]]:
    """Each record that breaks a rule of severity error, with the finding; a record may come more than once.

    Records that are none by their own model come alone: the rules can make sense of the others only.

    Args:
        tables: table name to its records in their published order, children too; findings are not looked at.
        proven: `id()` of the very records that were found `sound` beside the same document. They are asked again only how they
            stand to others; it makes no difference to the verdicts.
    """
    judged = {name: tables.get(name, ()) for name in TABLES if name != Finding.table}
    fresh = unproven(judged, proven)
    misshapen = [pair for name, records in fresh.items() for pair in shapeless(TABLES[name], records)]
    if misshapen:
        yield from misshapen
        return
    yield from broken(BETWEEN, judged)
    yield from broken(ALONE, in_context(fresh, judged["documents"]))


def sound(tables: Tables) -> bool:
    """Whether every record of these tables, documents among them, keeps the rules that are about it alone; see `refusals`."""
    judged = {name: tables.get(name, ()) for name in TABLES if name != Finding.table}
    misshapen = any(any(True for _ in shapeless(TABLES[name], records)) for name, records in judged.items())
    return not misshapen and next(broken(ALONE, judged), None) is None


def unproven(tables: Tables, proven: frozenset[int]) -> dict[str, list[Record]]:
    """The records to be judged by themselves, with their parts: those not proven, and all whose document is not."""
    documents = {getattr(record, "id"): id(record) in proven for record in tables["documents"]}  # noqa: B009
    fresh: dict[str, list[Record]] = {name: [] for name in tables}
    for name in tables.keys() - PARTS:
        for record in tables[name]:
            if id(record) in proven and documents.get(getattr(record, "document_id", None), True):
                continue
            fresh[name].append(record)
            for part in record.child_fields():
                for child in getattr(record, part):
                    fresh[child.table].append(child)
    return fresh


def in_context(fresh: Mapping[str, list[Record]], documents: Sequence[Record]) -> Tables:
    """The records, and the documents that they stand in with their passages."""
    there = {id(document) for document in fresh["documents"]}
    named = {getattr(record, "document_id", None) for records in fresh.values() for record in records}
    more: list[Any] = [d for d in documents if id(d) not in there and getattr(d, "id") in named]  # noqa: B009
    passages = [passage for document in more for passage in document.passages]
    return {
        **fresh,
        "documents": [*fresh["documents"], *more],
        "passages": [*fresh["passages"], *passages],
    }


def broken(rules: Rules, tables: Tables) -> Iterator[tuple[Record, Finding]]:
    """Each record of the tables that breaks one of the rules, with the finding."""
    rows = {name: rows_of(TABLES[name], records) for name, records in tables.items()}
    bundle = Bundle(Path(), lambda finding: None, rows=rows)
    for rule in rules:
        for finding in rule(bundle):
            place = ROW.fullmatch(finding.pointer or "")
            if place and finding.severity == "error":
                yield tables[place[1]][int(place[2])], finding


def shapeless(kind: type[Record], records: Sequence[Record]) -> Iterator[tuple[Record, Finding]]:
    """The records of a kind that are none by the model that its closed schema is generated from, the format of IRIs asserted."""
    # Straight to the core's validator: what pydantic does around it takes twice as long as it, and every record passes here.
    validate, columns = kind.__pydantic_validator__.validate_python, iri_columns(kind)
    good: set[object] = {None, ()}
    for record in records:
        values = record.__dict__
        try:
            validate(values)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(map(str, first["loc"]))
            yield record, breach("table.values", f"{place}: {first['msg']}, found {quoted(first.get('input'))}")
            continue
        for name in columns:
            if (value := values[name]) in good:
                continue
            wrong = [iri for iri in (value if isinstance(value, tuple) else (value,)) if not is_iri(iri)]
            if wrong:
                yield record, breach("lines.schema", f"{name}: {quoted(wrong[0])} is no absolute IRI")
                break
            good.add(value)


@cache
def iri_columns(kind: type[Record]) -> tuple[str, ...]:
    """Columns of a kind whose values are IRIs in its schema."""
    return tuple(name for name in kind.columns() if kind.extra_of(name).get("coerce") == "@id")


def rows_of(kind: type[Record], records: Sequence[Record]) -> Rows:
    """The records as rows of their table, as if read from its file."""
    return Unwritten(Path(), schema_of(kind), len(records), records=records)


@cache
def schema_of(kind: type[Record]) -> pa.Schema:
    """The Arrow schema of a kind, made once."""
    return arrow_schema(kind)


@dataclass(frozen=True, slots=True)
class Unwritten(Rows):
    """Records as rows; a column is made of them when it is first asked for, since most rules look at few."""

    records: Sequence[Record] = ()
    #: Name of a column to its arrays, of `JOIN_ROWS` rows each.
    made: dict[str, list[pa.Array]] = field(default_factory=dict)

    def batches(self, *columns: str, rows: int = JOIN_ROWS) -> Iterator[pa.RecordBatch]:
        """Batches of those of the columns that the table has, `JOIN_ROWS` rows each."""
        schema = pa.schema([self.schema.field(name) for name in dict.fromkeys(columns) if name in self.schema.names])
        for column in schema:
            if column.name not in self.made:
                values = list(map(attrgetter(column.name), self.records))
                starts = range(0, len(values), JOIN_ROWS)
                self.made[column.name] = [pa.array(values[at : at + JOIN_ROWS], column.type) for at in starts]
        for arrays in zip(*(self.made[name] for name in schema.names), strict=True):
            yield pa.record_batch(list(arrays), schema=schema)
