"""Rules on the JSON-LD: schema, order, expansion, selectors, graphs."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from itertools import pairwise
from typing import Any

from pyld import jsonld

from pipeline.check.bundle import Bundle, Line
from pipeline.check.context import bundled, no_fetch, ours
from pipeline.check.rules import breach, quoted
from pipeline.check.shapes import Shapeless, shape
from pipeline.check.validators import fault
from pipeline.records import Finding
from pipeline.records.node import AFFIX
from pipeline.records.vocabulary import CONTEXT_URL


def schemas(bundle: Bundle) -> Iterator[Finding]:
    """lines.schema"""
    for name, lines in bundle.lines.items():
        for line in lines:
            if found := fault(name, line.node):
                yield breach("lines.schema", found.message, pointer=line.at(*found.path))


def order(bundle: Bundle) -> Iterator[Finding]:
    """lines.sorted"""
    for lines in bundle.lines.values():
        for before, after in pairwise(lines):
            if not str(before.node.get("@id")) < str(after.node.get("@id")):
                message = f"@id {quoted(after.node.get('@id'))} does not sort after the line before"
                yield breach("lines.sorted", message, pointer=after.at("@id"))


def expansion(bundle: Bundle) -> Iterator[Finding]:
    """linked.expansion"""
    whole: set[Hashable] = set()
    for lines in bundle.lines.values():
        for line in lines:
            form = form_of(line.node) if ours(line.node.get("@context")) else None
            if form is not None and form in whole:
                continue
            found = list(expands(line.node, line.pointer, line))
            if form is not None and not found:
                whole.add(form)
            yield from found
    for pointer, graph in bundle.graphs.items():
        if graph.get("@context") != bundled()["@context"]:
            yield breach("linked.expansion", "the graph's context is not the contract's", pointer=pointer)
        elif not made_of(graph, whole):
            yield from expands(graph, pointer)


def form_of(node: Any) -> Hashable | None:
    """The shape of a record; None for what has none and must be expanded itself."""
    try:
        return shape(node) if isinstance(node, dict) else None
    except Shapeless:
        return None


def made_of(graph: dict[str, Any], whole: set[Hashable]) -> bool:
    """Whether a graph holds nothing but records of shapes that expand without loss."""
    nodes = graph.get("@graph")
    return graph.keys() == {"@context", "@graph"} and isinstance(nodes, list) and {*map(form_of, nodes)} <= whole


def expands(node: dict[str, Any], pointer: str, line: Line | None = None) -> Iterator[Finding]:
    """Expand one document; a dropped key, a fetch or a failure is a finding, with its column where a line is given."""
    if not ours(node.get("@context")):
        message = f"@context is {quoted(node.get('@context'))}, not {CONTEXT_URL}"
        yield breach("linked.expansion", message, pointer=line.at("@context") if line else pointer)
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
        yield breach("linked.expansion", message, pointer=line.at(key) if line else pointer)


def selectors(bundle: Bundle) -> Iterator[Finding]:
    """evidence.text, for the selectors of the JSON-LD lines."""
    texts = bundle.texts
    for lines in bundle.lines.values():
        for line in lines:
            members = line.node.get("evidence")
            for number, evidence in enumerate(members if isinstance(members, list) else ()):
                if isinstance(evidence, dict) and (message := mismatch(evidence, texts)):
                    yield breach("evidence.text", message, pointer=line.at("evidence", number))


def mismatch(evidence: dict[str, Any], texts: dict[str, str]) -> str | None:
    """What is wrong between the selectors of one passage and the text, or None."""
    text = texts.get(str(evidence.get("hasSource")))
    members = evidence.get("hasSelector")
    found = {str(s.get("@type")): s for s in members if isinstance(s, dict)} if isinstance(members, list) else {}
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


def graphs(bundle: Bundle) -> Iterator[Finding]:
    """linked.graph"""
    lines = {str(line.node.get("@id")): line.node for found in bundle.lines.values() for line in found}
    documents = {row.get("id") for row in bundle.rows.get("documents", ())}
    seen: set[Any] = set()
    for pointer, graph in bundle.graphs.items():
        nodes = graph.get("@graph")
        for node in nodes if isinstance(nodes, list) else ():
            key = str(node.get("@id")) if isinstance(node, dict) else ""
            line = lines.get(key)
            if line is None or {k: v for k, v in line.items() if k != "@context"} != node:
                message = f"{quoted(key)} is not as jsonld/*.jsonl has it"
                yield breach("linked.graph", message, pointer=pointer)
            if key in documents:
                seen.add(key)
    for missing in sorted(map(str, documents - seen)):
        yield breach("linked.graph", f"no graph for {quoted(missing)}", pointer="jsonld/articles")


RULES: tuple[Callable[[Bundle], Iterator[Finding]], ...] = (schemas, order, expansion, selectors, graphs)
