"""Rules on the articles' graphs: each expands, and is made of the article's records as the lines have them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.check import limits
from pipeline.check.bundle import Bundle, linked, read_object
from pipeline.check.context import bundled
from pipeline.check.digests import digest, said
from pipeline.check.linked_rules import expands
from pipeline.check.places import DECODER, compact
from pipeline.check.rules import breach, quoted
from pipeline.check.shelf import Shelf
from pipeline.records import Finding

#: How a graph begins and ends: its context sorts before its nodes.
HEAD, TAIL = compact(bundled())[:-1] + ',"@graph":[', "]}\n"
#: `<` as graphs write it, so that no text ends the script element of a page.
ESCAPED = "\\u003c"


@dataclass(frozen=True, slots=True)
class Graph:
    """What a graph holds: ids and digests of its nodes in order, and whether it has any key beyond its nodes and context.

    `parsed` is the whole file's value, of a graph that is not written as graphs are.
    """

    nodes: list[tuple[str, str]]
    parsed: dict[str, Any] | None = None


def graphs(bundle: Bundle) -> Iterator[Finding]:
    """linked.graph, and linked.expansion for the graphs"""
    about = Shelf((document, record) for record, document in owned(bundle))
    seen: set[str] = set()
    for pointer in bundle.articles:
        graph = read_graph(bundle, pointer)
        if graph is None:
            continue
        strange = [key for key, mark in graph.nodes if (bundle.nodes.get(key) or ("", ""))[1] != mark]
        if graph.parsed is not None:
            if graph.parsed.get("@context") != bundled()["@context"]:
                yield breach("linked.expansion", "the graph's context is not the contract's", pointer=pointer)
            elif strange or len(graph.nodes) != members(graph.parsed) or graph.parsed.keys() != {"@context", "@graph"}:
                # Nodes that are as their lines have been expanded with them.
                yield from expands(graph.parsed, pointer)
        for key in strange:
            yield breach("linked.graph", f"{quoted(key)} is not as jsonld/*.jsonl has it", pointer=pointer)
        keys = {key for key, _ in graph.nodes}
        documents = [key for key in keys if key in about]
        whole = graph.parsed is None or len(keys) == members(graph.parsed)
        if len(documents) != 1 or not whole or len(keys) != len(graph.nodes):
            yield breach("linked.graph", "the graph is not of one article, each record once", pointer=pointer)
            continue
        if documents[0] in seen:
            yield breach("linked.graph", f"{quoted(documents[0])} has another graph", pointer=pointer)
        seen.add(documents[0])
        expected = set(about.all(documents[0]))
        for key in sorted(expected - keys):
            yield breach("linked.graph", f"the article's record {quoted(key)} is not in its graph", pointer=pointer)
        for key in sorted(keys - expected):
            yield breach("linked.graph", f"{quoted(key)} is no record of the article", pointer=pointer)
    for row in bundle.of("documents", "id"):
        if row.get("id") not in seen:
            yield breach("linked.graph", f"no graph for {quoted(row.get('id'))}", pointer="jsonld/articles")


def read_graph(bundle: Bundle, name: str) -> Graph | None:
    """A graph of the folder; None with a finding for a file that holds none."""
    if (nodes := written(bundle, name)) is not None:
        return Graph(nodes)
    value = read_object(bundle, name)
    if value is None:
        return None
    found = value.get("@graph")
    nodes = (
        [(str(node.get("@id")), said(node)) for node in found if isinstance(node, dict)]
        if isinstance(found, list)
        else []
    )
    return Graph(nodes, value)


def members(value: dict[str, Any]) -> int:
    """How many members a graph's list has; minus one where it is none."""
    found = value.get("@graph")
    return len(found) if isinstance(found, list) else -1


def written(bundle: Bundle, name: str) -> list[tuple[str, str]] | None:
    """Ids and digests of the nodes of a graph that is byte by byte as lines of the folder make it; None for any other.

    Each node's text has the digest of a line that was proved, so that nothing is left to be found in it.
    """
    path = bundle.folder / name
    try:
        if linked(bundle.folder, path) or path.stat().st_size > limits.JSON_FILE:
            return None
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    if not text.startswith(HEAD) or not text.endswith(TAIL):
        return None
    nodes, at, end = [], len(HEAD), len(text) - len(TAIL)
    while at < end:
        try:
            node, after = DECODER.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError, ValueError):
            return None
        key = node.get("@id") if isinstance(node, dict) else None
        known = bundle.nodes.get(key) if isinstance(key, str) else None
        mark = digest(text[at:after].replace(ESCAPED, "<").encode("utf-8"))
        if known is None or known[1] != mark or text[after] != ("," if after < end else "]"):
            return None
        nodes.append((str(key), mark))
        at = after + 1
    return nodes if at == end + 1 else None


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


RULES: tuple[Callable[[Bundle], Iterator[Finding]], ...] = (graphs,)
