"""`DATASET.md`: the data dictionary for people, with counts and examples of this very data set."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.records import CONTRACT_VERSION
from pipeline.write.catalogue import TITLE, Catalogue, Column, Table

LICENCES = """\
The texts in `documents`, and the words quoted from them everywhere else, belong to whoever holds the rights in the
articles; nothing here licenses them. Coordinates, codes and register links of places come from GeoNames
(https://www.geonames.org), licensed under CC BY 4.0, which asks that GeoNames be named wherever they are used.
"""
READING = """\
Offsets count Unicode code points of `documents.text` from 0, the end exclusive: `text[start:end]` are the words.
Dates in `edtf` columns follow EDTF (ISO 8601-2) level 1; `earliest` and `latest` are the days that they may mean.
What is unknown is null. An event says what an article reports; `status` and `attributed_to` say how far it commits itself.
"""


def dictionary(data: Catalogue) -> str:
    """The dictionary as Markdown."""
    return "\n".join(lines(data)) + "\n"


def lines(data: Catalogue) -> Iterator[str]:
    """Its lines."""
    yield from (f"# {TITLE}", "", f"Contract {CONTRACT_VERSION}, read by the language model {data.model}.", "", READING)
    yield from ("| table | rows | one row is |", "|---|---:|---|")
    for table in data.tables:
        yield f"| [{table.name}](#{table.name}) | {table.file.rows:,} | {cell(table.description)} |"
    for table in data.tables:
        yield from section(table)
    yield from ("", "## Licences", "", LICENCES.rstrip())


def section(table: Table) -> Iterator[str]:
    """One table and its columns."""
    yield from ("", f"## {table.name}", "", table.description, "")
    key = ", ".join(f"`{name}`" for name in table.key) or "none"
    order = ", ".join(f"`{name}`" for name in table.order)
    yield from (f"`{table.file.path}`, {table.file.rows:,} rows; key {key}; sorted by {order}.", "")
    yield from ("| column | type | null | meaning | example |", "|---|---|---|---|---|")
    for column in table.columns:
        example = f"`{cell(column.example).replace('`', '’')}`" if column.example else ""
        null = "" if column.required else "yes"
        yield f"| `{column.name}` | {kind(column)} | {null} | {meaning(column)} | {example} |"


def kind(column: Column) -> str:
    """The column's type as a person says it."""
    return f"list of {column.kind}" if column.listed else column.kind


def meaning(column: Column) -> str:
    """What the column means: its description, unit, target and the values that it may have."""
    parts = [column.description]
    if column.unit:
        parts.append(f"in {column.unit}")
    if column.target:
        parts.append(f"`{column.target}.id`")
    if column.values:
        parts.append("one of " + ", ".join(f"`{value}`" for value in column.values))
    return cell("; ".join(parts))


def cell(text: str) -> str:
    """Text that may stand in a table's cell."""
    return text.replace("|", "\\|")
