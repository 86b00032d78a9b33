"""The JSON-LD files of a build: lines a record kind, one graph an article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pipeline.records import LINKED, Dataset, Document, Event, Record, Relation, Statement
from pipeline.records.identity import digest
from pipeline.records.vocabulary import CONTEXT_URL, context
from pipeline.write.nodes import node, node_id

#: One encoder for every line: making one for each took a fifth of the time that writing takes.
ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def compact(value: Any) -> str:
    """One line of JSON with sorted keys: the same value is always the same bytes."""
    return ENCODER.encode(value)


#: Id of a record to the record and its node as written.
Known = Mapping[str, tuple[Record, str]]


def linked(dataset: Dataset) -> Iterator[Record]:
    """Every record that is published as JSON-LD."""
    for group in (dataset.documents, dataset.entities, dataset.events, dataset.statements, dataset.relations):
        yield from group


def written_nodes(dataset: Dataset, known: Known = MappingProxyType({})) -> dict[str, str]:
    """Id of every record that is published as JSON-LD to its node, written; both kinds of files are put together from these.

    What is `known` of a record counts while it is the very same object: one that was changed since is written anew.
    """
    texts = {document.id: document.text for document in dataset.documents}
    nodes = {}
    for record in linked(dataset):
        number = node_id(record)
        before = known.get(number)
        nodes[number] = before[1] if before and before[0] is record else compact(node(record, texts))
    return nodes


def line_files(
    dataset: Dataset,
    tables: Mapping[str, Sequence[Record]] | None = None,
    nodes: Mapping[str, str] | None = None,
) -> Iterator[tuple[str, Iterator[str]]]:
    """Path below `out/` and the lines of each kind's file, sorted by `@id`; `tables` and `nodes` are the data set's, if at hand."""
    tables = dataset.by_table() if tables is None else tables
    nodes = written_nodes(dataset) if nodes is None else nodes
    # The context sorts before every other key, so that a line is the node with it in front.
    head = compact({"@context": CONTEXT_URL})[:-1]
    for kind in LINKED:
        records = tables.get(kind.table, [])
        yield f"jsonld/{kind.table}.jsonl", (f"{head},{nodes[node_id(record)][1:]}" for record in records)


def article_files(dataset: Dataset, nodes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Path below `out/` and content of each article's graph, its context within: ready to embed or serve.

    `<` is written as its JSON escape, so that no words of an article end the script element of a page (HTML Standard, 4.12.1.3).
    """
    about: dict[str, set[str]] = {document.id: {document.id} for document in dataset.documents}
    entities = {entity.id for entity in dataset.entities}
    for mention in dataset.mentions:
        if mention.entity_id in entities and mention.document_id in about:
            about[mention.document_id].add(mention.entity_id)
    told: tuple[Event | Statement | Relation, ...] = (*dataset.events, *dataset.statements, *dataset.relations)
    for record in told:
        about[record.document_id].add(record.id)
    head = compact(context())[:-1]
    for document in dataset.documents:
        graph = ",".join(nodes[number] for number in sorted(about[document.id]))
        yield article_path(document), f'{head},"@graph":[{graph}]}}\n'.replace("<", "\\u003c")


def article_path(document: Document) -> str:
    """Path of an article's graph below `out/`: readable from its source, unique by its digest."""
    stem = re.sub(r"[^A-Za-z0-9]+", "-", document.source.rsplit("/", 1)[-1].rsplit(".", 1)[0]).strip("-")[:60]
    return f"jsonld/articles/{stem or 'article'}-{digest(document.id)[:8]}.jsonld"
