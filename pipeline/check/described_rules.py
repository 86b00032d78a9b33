"""Rules on the descriptors for catalogues and people: the data contract, the provenance and the dictionary tell the tables as they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from pipeline.check import limits
from pipeline.check.bundle import Bundle, present, read_object
from pipeline.check.descriptor_rules import by, described, members
from pipeline.check.met import Met
from pipeline.check.rules import breach, quoted
from pipeline.records import TABLES, Finding

CONTRACT, PROVENANCE, DICTIONARY = "contract.odcs.yaml", "dataset.jsonld", "DATASET.md"
#: The parser in C, where PyYAML was built with it, is ten times as fast.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: A table's heading, its file with rows, and a column's line, as the dictionary writes them.
HEADING = re.compile(r"## (?P<table>[a-z_]+)")
COUNT = re.compile(r"`tables/[a-z_]+\.parquet`, (?P<rows>[\d,]+) rows;.*")
COLUMN = re.compile(r"\| `(?P<name>[a-z_0-9]+)` \| (?P<list>list of )?(?P<kind>[a-z]+) \| (?P<null>yes)? ?\|.*")
OVERVIEW = re.compile(r"\| \[(?P<table>[a-z_]+)\]\(#[a-z_]+\) \| (?P<rows>[\d,]+) \|.*")
#: Keys of the objects of the provenance that are looked at once it is read, and what stands for any other.
LOOKED_AT = frozenset({"@graph", "distribution", "contentUrl"})
NOTHING: dict[str, Any] = {}


def contract(bundle: Bundle) -> Iterator[Finding]:
    """descriptor.tables, for contract.odcs.yaml"""
    text = text_of(bundle, CONTRACT)
    if text is None:
        return
    try:
        value = loaded(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        yield breach("files.unreadable", f"not readable as YAML: {error}", pointer=CONTRACT)
        return
    told = by(value.get("schema") if isinstance(value, dict) else None, "name")
    yield from strangers(told.keys(), bundle, CONTRACT)
    for name, schema in bundle.schemas.items():
        entry = told.get(name, {})
        if entry.get("physicalName") != f"tables/{name}.parquet":
            message = f"{name}: physicalName is {quoted(entry.get('physicalName'))}, not its file"
            yield breach("descriptor.tables", message, pointer=CONTRACT)
        found = []
        for member in members(entry.get("properties")):
            items = member.get("items")
            listed = member.get("logicalType") == "array"
            kind = items.get("logicalType") if listed and isinstance(items, dict) else member.get("logicalType")
            found.append((member.get("name"), kind, listed, member.get("required")))
        yield from other(name, found, real(schema), CONTRACT)


def loaded(text: str) -> Any:
    """A YAML value without aliases, no deeper than JSON may be.

    Raises:
        ValueError: for aliases, which let few bytes stand for many, and for what is nested too deep.
    """
    level = 0
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise ValueError("aliases are not followed")
        level += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if level > limits.DEPTH:
            raise ValueError(f"nested more than {limits.DEPTH} levels deep")
    return yaml.load(text, Loader=LOADER)  # LOADER is a safe one


def dictionary(bundle: Bundle) -> Iterator[Finding]:
    """descriptor.tables, for DATASET.md"""
    text = text_of(bundle, DICTIONARY)
    if text is None:
        return
    counts: dict[str, list[int]] = {}
    columns: dict[str, list[tuple[Any, ...]]] = {}
    table = ""
    for line in text.splitlines():
        if found := OVERVIEW.fullmatch(line):
            counts.setdefault(found["table"], []).append(number(found["rows"]))
        elif found := HEADING.fullmatch(line):
            table = found["table"]
        elif found := COUNT.fullmatch(line):
            counts.setdefault(table, []).append(number(found["rows"]))
        elif found := COLUMN.fullmatch(line):
            column = found["name"], found["kind"], found["list"] is not None, found["null"] is None
            columns.setdefault(table, []).append(column)
    yield from strangers(counts.keys(), bundle, DICTIONARY)
    for name, rows in bundle.rows.items():
        if counts.get(name) != [len(rows)] * 2:
            message = f"{name}: tells of {quoted(counts.get(name, []))} rows, the table has {len(rows)}"
            yield breach("descriptor.tables", message, pointer=DICTIONARY)
        yield from other(name, columns.get(name, []), real(bundle.schemas[name]), DICTIONARY)


def number(digits: str) -> int:
    """A count as written; minus one for what is too long to be one."""
    return int(digits.replace(",", "") or "-1") if len(digits) <= limits.DIGITS else -1


def provenance(bundle: Bundle) -> Iterator[Finding]:
    """descriptor.tables, for dataset.jsonld"""
    right = bytearray(len(bundle.files))
    used = Met(str(row.get("sha256")) for row in bundle.of("documents", "sha256"))

    def each(found: dict[str, Any]) -> Any:
        # There are as many as there are files and inputs: those that are right are ticked off, not kept.
        name = found.get("contentUrl")
        fact = bundle.files.get(name) if isinstance(name, str) else None
        if fact is not None and truth(*fact[2:]).items() <= found.items():
            right[fact[0]] = True
            return NOTHING
        if isinstance(found.get("sha256"), str) and "contentUrl" not in found:
            used.add(found["sha256"])
        return found if found.keys() & LOOKED_AT else NOTHING

    descriptor = read_object(bundle, PROVENANCE, each)
    if descriptor is None:
        return
    graph = members(descriptor.get("@graph"))
    whole = next((node for node in graph if "distribution" in node), {})
    told = by(whole.get("distribution"), "contentUrl")
    for place, name, size, sha256 in bundle.files.values():
        if right[place]:
            continue
        entry = told.get(name, {})
        for key, value in truth(size, sha256).items():
            if entry.get(key) != value:
                message = f"{name}: {key} is {quoted(entry.get(key))}, not {quoted(value)}"
                yield breach("descriptor.tables", message, pointer=PROVENANCE)
    for row in bundle.of("documents", "source", "sha256"):
        if str(row.get("sha256")) not in used:
            message = f"the input {quoted(row.get('source'))} with SHA-256 {quoted(row.get('sha256'))} is not named"
            yield breach("descriptor.tables", message, pointer=PROVENANCE)


def truth(size: int, sha256: str | None) -> dict[str, Any]:
    """What the provenance must say of a file."""
    return {"sha256": sha256, "contentSize": f"{size} B"}


def text_of(bundle: Bundle, name: str) -> str | None:
    """A file's text; None where it cannot be read, which is told."""
    path = present(bundle, name, limits.TEXT_FILE)
    if path is None:
        return None
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        bundle.tell(breach("files.unreadable", f"not readable as UTF-8: {error}", pointer=name))
        return None


def strangers(told: Any, bundle: Bundle, file: str) -> Iterator[Finding]:
    """Tables told that the contract has not, and the other way round."""
    for name in sorted(told - TABLES.keys()):
        yield breach("descriptor.tables", f"{quoted(name)} is no table of the contract", pointer=file)
    for name in sorted(bundle.schemas.keys() - told):
        yield breach("descriptor.tables", f"the table {name} is not described", pointer=file)


def real(schema: Any) -> list[tuple[Any, ...]]:
    """Name, kind, whether it is a list and whether it is required, of every column."""
    return [(field.name, *described(field, 0), not field.nullable) for field in schema]


def other(name: str, told: list[tuple[Any, ...]], found: list[tuple[Any, ...]], file: str) -> Iterator[Finding]:
    """A finding for the first column that is described otherwise than it is."""
    if told != found:
        odd = next((pair for pair in zip(told, found, strict=False) if pair[0] != pair[1]), (len(told), len(found)))
        message = f"{name}: described is {quoted(odd[0])}, the table has {quoted(odd[1])}"
        yield breach("descriptor.tables", message, pointer=file)


RULES: tuple[Callable[[Bundle], Iterator[Finding]], ...] = (contract, dictionary, provenance)
