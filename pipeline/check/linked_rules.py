"""Rules on the JSON-LD: schema, expansion, order, graphs, and parity with the tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from pyld import jsonld

from pipeline.check.bundle import Bundle, Line
from pipeline.check.rules import breach, quoted
from pipeline.check.validators import KINDS, fault
from pipeline.records import Finding, Record
from pipeline.records.node import AFFIX
from pipeline.records.vocabulary import CONTEXT_URL, context, is_list, linked_fields


def schemas(bundle: Bundle) -> Iterator[Finding]:
    """lines.schema"""
    for name, lines in bundle.lines.items():
        for line in lines:
            if message := fault(name, line.node):
                yield breach("lines.schema", message, pointer=line.pointer)


def order(bundle: Bundle) -> Iterator[Finding]:
    """lines.sorted"""
    for lines in bundle.lines.values():
        for before, after in pairwise(lines):
            if not str(before.node.get("@id")) < str(after.node.get("@id")):
                message = f"@id {quoted(after.node.get('@id'))} does not sort after the line before"
                yield breach("lines.sorted", message, pointer=after.pointer)


def no_fetch(url: str, options: object) -> dict[str, Any]:
    """A document loader that knows the contract's context and nothing else."""
    if url == CONTEXT_URL:
        return {"contextUrl": None, "documentUrl": url, "document": context(), "contentType": "application/ld+json"}
    raise ValueError(f"{quoted(url)} would have to be fetched; records name no context but the contract's")


def expansion(bundle: Bundle) -> Iterator[Finding]:
    """linked.expansion"""
    for lines in bundle.lines.values():
        for line in lines:
            yield from expands(line.node, line.pointer)
    for pointer, graph in bundle.graphs.items():
        if graph.get("@context") != context()["@context"]:
            yield breach("linked.expansion", "the graph's context is not the contract's", pointer=pointer)
        else:
            yield from expands(graph, pointer)


def expands(node: dict[str, Any], pointer: str) -> Iterator[Finding]:
    """Expand one document; a dropped key, a fetch or a failure is a finding."""
    if node.get("@context") not in (CONTEXT_URL, context()["@context"]):
        message = f"@context is {quoted(node.get('@context'))}, not {CONTEXT_URL}"
        yield breach("linked.expansion", message, pointer=pointer)
        return
    dropped: list[str] = []
    try:
        jsonld.expand(node, {"documentLoader": no_fetch}, on_property_dropped=lambda key: dropped.append(str(key)))
    except Exception as error:  # PyLD raises many kinds; any is a failed expansion
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        yield breach("linked.expansion", f"does not expand: {quoted(reason)}", pointer=pointer)
        return
    for key in dropped:
        message = f"the context does not map the key {quoted(key)}, so that it would be lost"
        yield breach("linked.expansion", message, pointer=pointer)


def selectors(bundle: Bundle) -> Iterator[Finding]:
    """evidence.text, for the selectors of the JSON-LD lines."""
    texts = bundle.texts
    for lines in bundle.lines.values():
        for line in lines:
            for evidence in line.node.get("evidence") or ():
                if isinstance(evidence, dict) and (fault := mismatch(evidence, texts)):
                    yield breach("evidence.text", fault, pointer=line.pointer)


def mismatch(evidence: dict[str, Any], texts: dict[str, str]) -> str | None:
    """What is wrong between the selectors of one passage and the text, or None."""
    text = texts.get(str(evidence.get("hasSource")))
    found = {s.get("@type"): s for s in evidence.get("hasSelector") or () if isinstance(s, dict)}
    quote, position = found.get("TextQuoteSelector", {}), found.get("TextPositionSelector", {})
    start, end = position.get("start"), position.get("end")
    if text is None:
        return f"hasSource {quoted(evidence.get('hasSource'))} is no document"
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
        return f"the selector's {start}..{end} is no span of the text"
    around = text[max(0, start - AFFIX) : start], text[start:end], text[end : end + AFFIX]
    if (quote.get("prefix"), quote.get("exact"), quote.get("suffix")) != around:
        return f"the selector quotes {quoted(quote.get('exact'))}, but the text has {quoted(around[1])}"
    return None


def parity(bundle: Bundle) -> Iterator[Finding]:
    """parity.rows"""
    nested = {
        table: grouped(bundle, table, column)
        for table, column in (("participants", "event_id"), ("evidence", "record_id"))
    }
    for name, lines in bundle.lines.items():
        kind = KINDS[name]
        nodes = {line.node.get("@id"): line for line in lines}
        rows = {row.get("id"): row for row in bundle.rows.get(name, ())}
        for missing in sorted(map(str, rows.keys() - nodes.keys())):
            yield breach("parity.rows", f"{quoted(missing)} is in the table only", pointer=f"tables/{name}.parquet")
        for key, line in nodes.items():
            if key not in rows:
                yield breach("parity.rows", f"{quoted(key)} is in the JSON-LD only", pointer=line.pointer)
                continue
            for difference in differences(kind, rows[key], line):
                yield breach("parity.rows", difference, pointer=line.pointer)
            for field in kind.child_fields():
                table = "evidence" if field == "evidence" else field
                if table in nested and table in bundle.rows and kind.extra_of(field).get("term"):
                    in_table = len(nested[table].get(str(key), ()))
                    in_node = len(line.node.get(linked_fields(kind)[field]) or ())
                    if in_table != in_node:
                        message = f"{field}: {in_node} in the JSON-LD, {in_table} rows in {table}"
                        yield breach("parity.rows", message, pointer=line.pointer)


def grouped(bundle: Bundle, table: str, column: str) -> dict[str, list[dict[str, Any]]]:
    """Rows of a table by the record they belong to."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in bundle.rows.get(table, ()):
        groups.setdefault(str(row.get(column)), []).append(row)
    return groups


def differences(kind: type[Record], row: dict[str, Any], line: Line) -> Iterator[str]:
    """What a row and its JSON-LD record say differently."""
    for field, key in linked_fields(kind).items():
        if kind.is_child(field):
            continue
        in_row, in_node = row.get(field), line.node.get(key)
        if isinstance(in_row, dt.date):
            in_row = in_row.isoformat()
        if is_list(kind, field):
            in_row, in_node = in_row or [], in_node or []
        if in_row != in_node:
            yield f"{key} is {quoted(in_node)} in the JSON-LD, {field} is {quoted(in_row)} in the table"


def graphs(bundle: Bundle) -> Iterator[Finding]:
    """linked.graph"""
    lines = {line.node.get("@id"): line.node for found in bundle.lines.values() for line in found}
    documents = {row.get("id") for row in bundle.rows.get("documents", ())}
    seen: set[Any] = set()
    for pointer, graph in bundle.graphs.items():
        nodes = graph.get("@graph")
        for node in nodes if isinstance(nodes, list) else ():
            key = node.get("@id") if isinstance(node, dict) else None
            line = lines.get(key)
            if line is None or {k: v for k, v in line.items() if k != "@context"} != node:
                message = f"{quoted(key)} is not as jsonld/*.jsonl has it"
                yield breach("linked.graph", message, pointer=pointer)
            if key in documents:
                seen.add(key)
    for missing in sorted(map(str, documents - seen)):
        yield breach("linked.graph", f"no graph for {quoted(missing)}", pointer="jsonld/articles")


RULES: tuple[Callable[[Bundle], Iterator[Finding]], ...] = (schemas, order, expansion, selectors, parity, graphs)
