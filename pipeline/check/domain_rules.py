"""Rules on vocabulary: borrowed terms stand in their domain, their values in their range, and classes fit the rows."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from pydantic import ValidationError

from pipeline.check.bundle import Bundle
from pipeline.check.json_lines import Line
from pipeline.check.rules import breach, quoted
from pipeline.check.table_rules import shaped
from pipeline.check.validators import KINDS
from pipeline.check.visits import LineRule, Visit
from pipeline.records import Finding
from pipeline.records.vocabulary import local


# No slots, for what is worked out once.
@dataclass(frozen=True)
class Term:
    """Classes that a term may stand in, and classes or kinds of value that it may have, subclasses included."""

    domain: frozenset[str]
    range: frozenset[str]

    @cached_property
    def open(self) -> bool:
        """Whether any text may be its value."""
        return not self.range.isdisjoint({"string", "IRI"})


@cache
def terms() -> dict[str, Term]:
    """Every borrowed term by its key, from `domains.toml`."""
    raw = tomllib.loads(files("pipeline.check").joinpath("domains.toml").read_text(encoding="utf-8"))

    def closed(classes: list[str]) -> frozenset[str]:
        below = [name for parent in classes for name in closed(raw["subclass"].get(parent, []))]
        return frozenset((*classes, *below))

    return {
        key: Term(closed(entry["domain"]), closed(entry["range"] + entry.get("ours", [])))
        for key, entry in raw["terms"].items()
    }


def vocabulary(bundle: Bundle, name: str) -> Visit:
    """linked.domain and linked.range"""

    def class_of(iri: str) -> str | None:
        found = bundle.nodes.get(iri)
        return None if found is None else str(found[0])

    def line(line: Line) -> Iterator[Finding]:
        if fits(line.node, class_of):
            return
        for node, path in nodes(line.node):
            for key, term in terms().items():
                if key not in node:
                    continue
                if str(node.get("@type")) not in term.domain:
                    message = f"{key} stands in a {quoted(node.get('@type'))}, where the vocabulary has no such term"
                    yield breach("linked.domain", message, pointer=line.at(*path, key))
                values = node[key] if isinstance(node[key], list) else [node[key]]
                for value in values:
                    if fault := misfit(value, term, class_of):
                        yield breach("linked.range", f"{key}: {fault}", pointer=line.at(*path, key))

    return Visit(line)


def fits(node: dict[str, Any], class_of: Callable[[str], str | None]) -> bool:
    """Whether every term in a node and in the nodes within it has its domain and range."""
    kind = str(node.get("@type"))
    known = terms()
    for key, value in node.items():
        term = known.get(key)
        if term is not None and kind not in term.domain:
            return False
        for member in value if type(value) is list else (value,):
            if term is not None and not (term.open and type(member) is str) and misfit(member, term, class_of):
                return False
            if type(member) is dict and not fits(member, class_of):
                return False
    return True


def nodes(
    node: dict[str, Any], path: tuple[str | int, ...] = ()
) -> Iterator[tuple[dict[str, Any], tuple[str | int, ...]]]:
    """A node and every node nested in it, each with its path."""
    yield node, path
    for key, value in node.items():
        members = value if isinstance(value, list) else [value]
        for number, member in enumerate(members):
            if isinstance(member, dict):
                yield from nodes(member, (*path, key, number) if isinstance(value, list) else (*path, key))


def misfit(value: Any, term: Term, class_of: Callable[[str], str | None]) -> str | None:
    """Why a value is outside the term's range, or None; what an IRI beyond the output names is not known and passes."""
    if isinstance(value, dict):
        fits = str(value.get("@type")) in term.range
        return None if fits else f"a {quoted(value.get('@type'))} is none of {', '.join(sorted(term.range))}"
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return f"{quoted(value)} is no value of it"
    if not isinstance(value, str):
        return None if "number" in term.range else f"the number {value} is none of {', '.join(sorted(term.range))}"
    if term.range == {"number"}:
        return f"{quoted(value)} is no number"
    if term.open or (kind := class_of(value)) is None or kind in term.range:
        return None
    return f"{quoted(value)} is a {kind}, none of {', '.join(sorted(term.range))}"


def fitting_class(bundle: Bundle, name: str) -> Visit | None:
    """linked.class"""
    if name not in bundle.rows:
        return None
    rows = bundle.beside(bundle.lines[name], name, expected_classes(bundle, name))

    def line(line: Line) -> Iterator[Finding]:
        key = line.node.get("@id")
        expected = rows.all(key) if isinstance(key, str) else []
        if expected and line.node.get("@type") != expected[-1]:
            message = f"@type is {quoted(line.node.get('@type'))}, the table's row is a {expected[-1]}"
            yield breach("linked.class", message, pointer=line.at("@type"))

    return Visit(line)


def expected_classes(bundle: Bundle, name: str) -> Iterator[tuple[str, str]]:
    """Id and class of every row of a table that is a record; one that is none is another rule's finding."""
    kind = KINDS[name]
    only = local(kind.classes[0]) if len(kind.classes) == 1 else None
    for row in bundle.of(name, *(("id",) if only else kind.columns())):
        try:
            yield str(row["id"]), only or local(kind.model_validate(shaped(kind, row)).linked_class)
        except (ValidationError, KeyError):
            continue


LINE_RULES: tuple[LineRule, ...] = (vocabulary, fitting_class)
