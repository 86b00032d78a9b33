"""Rules of the check on records that are not written yet: a build puts aside what breaks one, so that it never reaches a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter
from pathlib import Path

import pyarrow as pa
from pydantic import ValidationError

from pipeline.check import code_rules, role_rules, table_rules, text_rules
from pipeline.check.bundle import Bundle
from pipeline.check.parquet_file import Rows
from pipeline.check.rules import breach, quoted
from pipeline.check.validators import is_iri
from pipeline.records import TABLES, Finding, Record
from pipeline.records.arrow import arrow_schema

#: Rules on one row, or on a row and those that it names; order, counts and cover are the writer's and the readers' business.
RULES: tuple[Callable[[Bundle], Iterator[Finding]], ...] = (
    table_rules.unique, table_rules.references,
    text_rules.quotations, text_rules.best, text_rules.parts, text_rules.triggers, text_rules.times,
    *code_rules.RULES, role_rules.types, role_rules.loops, role_rules.agreement,
)  # fmt: skip
ROW = re.compile(r"tables/(\w+)\.parquet\[(\d+)\]")


def refusals(tables: Mapping[str, Sequence[Record]]) -> Iterator[tuple[Record, Finding]]:
    """Each record that breaks a rule of severity error, with the finding; a record may come more than once.

    Records that are none by their own model come alone: the rules can make sense of the others only.

    Args:
        tables: table name to its records in their published order, children too; findings are not looked at.
    """
    judged = {name: tables.get(name, ()) for name in TABLES if name != Finding.table}
    misshapen = [pair for name, records in judged.items() for pair in shapeless(TABLES[name], records)]
    if misshapen:
        yield from misshapen
        return
    rows = {name: rows_of(TABLES[name], records) for name, records in judged.items()}
    bundle = Bundle(Path(), lambda finding: None, rows=rows)
    for rule in RULES:
        for finding in rule(bundle):
            place = ROW.fullmatch(finding.pointer or "")
            if place and finding.severity == "error":
                yield judged[place[1]][int(place[2])], finding


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
    schema = arrow_schema(kind)
    columns = zip(*map(attrgetter(*schema.names), records), strict=True)
    arrays = [pa.array(values, type=field.type) for values, field in zip(columns, schema, strict=False)]
    held = (pa.record_batch(arrays, schema=schema),) if records else ()
    return Rows(Path(), schema, len(records), held=held)
