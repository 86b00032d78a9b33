"""Rules on the JSON-LD: schema, order, expansion, selectors, graphs."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from itertools import pairwise
from typing import Any

from pyld import jsonld

from pipeline.check.bundle import Bundle
from pipeline.check.context import bundled, no_fetch, ours
from pipeline.check.json_lines import Line
from pipeline.check.limits import SHAPES
from pipeline.check.places import compact
from pipeline.check.rules import breach, quoted
from pipeline.check.shapes import Shapeless, shape
from pipeline.check.shelf import Shelf, mark
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
            if form is not None and not found and len(whole) < SHAPES:
                whole.add(form)
            yield from found
    for pointer, graph in bundle.graphs:
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


def mismatch(evidence: dict[str, Any], texts: Shelf) -> str | None:
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
    lines = Shelf((str(line.node.get("@id")), outer(line.node)) for found in bundle.lines.values() for line in found)
    about = Shelf((document, record) for record, document in owned(bundle))
    seen: set[str] = set()
    for pointer, graph in bundle.graphs:
        members = graph.get("@graph")
        nodes = (
            {str(node.get("@id")): node for node in members if isinstance(node, dict)}
            if isinstance(members, list)
            else {}
        )
        for key, node in nodes.items():
            if lines.get(key) != outer(node):
                message = f"{quoted(key)} is not as jsonld/*.jsonl has it"
                yield breach("linked.graph", message, pointer=pointer)
        documents = [key for key in nodes if about.get(key) is not None]
        if len(documents) != 1 or not isinstance(members, list) or len(nodes) != len(members):
            yield breach("linked.graph", "the graph is not of one article, each record once", pointer=pointer)
            continue
        if documents[0] in seen:
            yield breach("linked.graph", f"{quoted(documents[0])} has another graph", pointer=pointer)
        seen.add(documents[0])
        expected = set(about.all(documents[0]))
        for key in sorted(expected - nodes.keys()):
            yield breach("linked.graph", f"the article's record {quoted(key)} is not in its graph", pointer=pointer)
        for key in sorted(nodes.keys() - expected):
            yield breach("linked.graph", f"{quoted(key)} is no record of the article", pointer=pointer)
    for row in bundle.of("documents", "id"):
        if row.get("id") not in seen:
            yield breach("linked.graph", f"no graph for {quoted(row.get('id'))}", pointer="jsonld/articles")


def outer(node: dict[str, Any]) -> str:
    """A digest of what a node says, its context left out."""
    return mark(compact({key: value for key, value in node.items() if key != "@context"})).hex()


def owned(bundle: Bundle) -> Iterator[tuple[str, str]]:
    """Each record that an article's graph must hold, and the article: itself, whom it names, and what it tells of."""
    for row in bundle.of("documents", "id"):
        yield str(row.get("id")), str(row.get("id"))
    for row in bundle.of("mentions", "entity_id", "document_id"):
        if row.get("entity_id") is not None:
            yield str(row["entity_id"]), str(row.get("document_id"))
    for name in ("events", "statements", "relations"):
        for row in bundle.of(name, "id", "document_id"):
            yield str(row.get("id")), str(row.get("document_id"))


RULES: tuple[Callable[[Bundle], Iterator[Finding]], ...] = (schemas, order, expansion, selectors, graphs)
