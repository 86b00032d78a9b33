"""Rules on the articles' graphs: each expands, and is made of the article's records as the lines have them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from pipeline.check import limits
from pipeline.check.bundle import Bundle, linked, read_object
from pipeline.check.context import bundled
from pipeline.check.digests import ESCAPED, digest, said
from pipeline.check.linked_rules import expands
from pipeline.check.met import Met
from pipeline.check.places import compact
from pipeline.check.rules import breach, quoted
from pipeline.check.shelf import Shelf
from pipeline.records import Document, Finding
from pipeline.records.vocabulary import local

#: How a graph begins and ends: its context sorts before its nodes.
HEAD, TAIL = compact(bundled())[:-1] + ',"@graph":[', "]}\n"
#: How a node begins: its id sorts before every other key.
ID = '{"@id":"'
#: Classes of an article.
DOCUMENTS = frozenset(map(local, Document.classes))


@dataclass(frozen=True, slots=True)
class Graph:
    """What a graph holds: the ids of its nodes in order, of those that are of documents, and of those that no line has so.

    `parsed` is the whole file's value, of a graph that is not written as graphs are.
    """

    keys: list[str]
    documents: list[str]
    strange: list[str] = field(default_factory=list)
    parsed: dict[str, Any] | None = None


def graphs(bundle: Bundle) -> Iterator[Finding]:
    """linked.graph, and linked.expansion for the graphs"""
    about = Shelf((document, record) for record, document in owned(bundle))
    seen = Met(row.get("id") for row in bundle.of("documents", "id"))
    for pointer in bundle.articles():
        graph = read_graph(bundle, pointer)
        if graph is None:
            continue
        if graph.parsed is not None:
            if graph.parsed.get("@context") != bundled()["@context"]:
                yield breach("linked.expansion", "the graph's context is not the contract's", pointer=pointer)
            elif graph.strange or not only_nodes(graph):
                # Nodes that are as their lines have been expanded with them.
                yield from expands(graph.parsed, pointer)
        for key in graph.strange:
            yield breach("linked.graph", f"{quoted(key)} is not as jsonld/*.jsonl has it", pointer=pointer)
        keys = set(graph.keys)
        documents = {key for key in graph.documents if key in about}
        if len(documents) != 1 or len(keys) != len(graph.keys) or not (graph.parsed is None or only_nodes(graph)):
            yield breach("linked.graph", "the graph is not of one article, each record once", pointer=pointer)
            continue
        (document,) = documents
        if document in seen:
            yield breach("linked.graph", f"{quoted(document)} has another graph", pointer=pointer)
        seen.add(document)
        expected = set(about.all(document))
        for key in sorted(expected - keys):
            yield breach("linked.graph", f"the article's record {quoted(key)} is not in its graph", pointer=pointer)
        for key in sorted(keys - expected):
            yield breach("linked.graph", f"{quoted(key)} is no record of the article", pointer=pointer)
    for row in bundle.of("documents", "id"):
        if row.get("id") not in seen:
            yield breach("linked.graph", f"no graph for {quoted(row.get('id'))}", pointer="jsonld/articles")


def read_graph(bundle: Bundle, name: str) -> Graph | None:
    """A graph of the folder; None with a finding for a file that holds none."""
    if (graph := written(bundle, name)) is not None:
        return graph
    value = read_object(bundle, name)
    if value is None:
        return None
    found = value.get("@graph")
    nodes = [node for node in found if isinstance(node, dict)] if isinstance(found, list) else []
    keys = [str(node.get("@id")) for node in nodes]
    known = [bundle.nodes.get(key) for key in keys]
    strange = [key for key, node, line in zip(keys, nodes, known, strict=True) if not line or line[1] != said(node)[0]]
    return Graph(keys, keys, strange, value)


def only_nodes(graph: Graph) -> bool:
    """Whether a graph has nothing beyond its context and nodes."""
    value = graph.parsed or {}
    found = value.get("@graph")
    return value.keys() == {"@context", "@graph"} and isinstance(found, list) and len(found) == len(graph.keys)


def written(bundle: Bundle, name: str) -> Graph | None:
    """A graph that is byte by byte as lines of the folder make it; None for any other.

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
    at, end = len(HEAD), len(text) - len(TAIL)
    keys, documents = [], []
    while at < end:
        if not text.startswith(ID, at):
            return None
        try:
            key, _ = scanstring(text, at + len(ID), True)
        except ValueError:
            return None
        known = bundle.nodes.get(key)
        after = at + known[2] if known is not None else len(text)
        if known is None or after > end or text[after] != ("," if after < end else "]"):
            return None
        if digest(text[at:after].replace(ESCAPED, "<").encode("utf-8")) != known[1]:
            return None
        keys.append(key)
        if known[0] in DOCUMENTS:
            documents.append(key)
        at = after + 1
    return Graph(keys, documents) if at == end + 1 else None


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
