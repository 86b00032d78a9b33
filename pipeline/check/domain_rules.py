"""Rules on vocabulary: borrowed terms stand in their domain, their values in their range, and classes fit the rows."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import ValidationError

from pipeline.check.bundle import Bundle
from pipeline.check.rules import breach, quoted
from pipeline.check.shelf import Shelf
from pipeline.check.table_rules import shaped
from pipeline.check.validators import KINDS
from pipeline.records import Finding
from pipeline.records.vocabulary import local


@dataclass(frozen=True, slots=True)
class Term:
    """Classes that a term may stand in, and classes or kinds of value that it may have, subclasses included."""

    domain: frozenset[str]
    range: frozenset[str]


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


def vocabulary(bundle: Bundle) -> Iterator[Finding]:
    """linked.domain and linked.range"""
    classes = Shelf(
        (line.node["@id"], str(line.node.get("@type")))
        for lines in bundle.lines.values()
        for line in lines
        if isinstance(line.node.get("@id"), str)
    )
    for lines in bundle.lines.values():
        for line in lines:
            for node, path in nodes(line.node):
                for key, term in terms().items():
                    if key not in node:
                        continue
                    if str(node.get("@type")) not in term.domain:
                        message = (
                            f"{key} stands in a {quoted(node.get('@type'))}, where the vocabulary has no such term"
                        )
                        yield breach("linked.domain", message, pointer=line.at(*path, key))
                    values = node[key] if isinstance(node[key], list) else [node[key]]
                    for value in values:
                        if fault := misfit(value, term, classes):
                            yield breach("linked.range", f"{key}: {fault}", pointer=line.at(*path, key))


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


def misfit(value: Any, term: Term, classes: Shelf) -> str | None:
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
    if "string" in term.range or "IRI" in term.range or (kind := classes.get(value)) is None or kind in term.range:
        return None
    return f"{quoted(value)} is a {kind}, none of {', '.join(sorted(term.range))}"


def fitting_class(bundle: Bundle) -> Iterator[Finding]:
    """linked.class"""
    for name, lines in bundle.lines.items():
        classes = Shelf(expected_classes(bundle, name))
        for line in lines:
            expected = classes.get(line.node["@id"]) if isinstance(line.node.get("@id"), str) else None
            if expected is None:
                continue
            if line.node.get("@type") != expected:
                message = f"@type is {quoted(line.node.get('@type'))}, the table's row is a {expected}"
                yield breach("linked.class", message, pointer=line.at("@type"))


def expected_classes(bundle: Bundle, name: str) -> Iterator[tuple[str, str]]:
    """Id and class of every row of a table that is a record; one that is none is another rule's finding."""
    kind = KINDS[name]
    for row in bundle.of(name, *kind.columns()):
        try:
            yield row["id"], local(kind.model_validate(shaped(kind, row)).linked_class)
        except (ValidationError, KeyError):
            continue


RULES: tuple[Callable[[Bundle], Iterator[Finding]], ...] = (vocabulary, fitting_class)
