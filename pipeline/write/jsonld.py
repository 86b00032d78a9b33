"""The JSON-LD files of a build: lines a record kind, one graph an article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.records import LINKED, Dataset, Document, Event, Record, Relation, Statement
from pipeline.records.identity import digest
from pipeline.records.vocabulary import CONTEXT_URL, context
from pipeline.write.nodes import node


def compact(value: Any) -> str:
    """One line of JSON with sorted keys: the same value is always the same bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def line_files(
    dataset: Dataset, tables: Mapping[str, Sequence[Record]] | None = None
) -> Iterator[tuple[str, Iterator[str]]]:
    """Path below `out/` and the lines of each kind's file, sorted by `@id`; `tables` are the data set's, if they are at hand."""
    tables = dataset.by_table() if tables is None else tables
    texts = {document.id: document.text for document in dataset.documents}
    for kind in LINKED:
        records = tables.get(kind.table, [])
        yield f"jsonld/{kind.table}.jsonl", (compact({"@context": CONTEXT_URL, **node(r, texts)}) for r in records)


def article_files(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Path below `out/` and content of each article's graph, its context within: ready to embed or serve."""
    about: dict[str, list[Record]] = {document.id: [document] for document in dataset.documents}
    entities = {entity.id: entity for entity in dataset.entities}
    named: dict[str, set[str]] = {}
    for mention in dataset.mentions:
        named.setdefault(mention.document_id, set()).add(mention.entity_id)
    told: tuple[Event | Statement | Relation, ...] = (*dataset.events, *dataset.statements, *dataset.relations)
    for record in told:
        about[record.document_id].append(record)
    for document in dataset.documents:
        records = [*about[document.id], *(entities[i] for i in named.get(document.id, ()) if i in entities)]
        nodes = sorted((node(r, {document.id: document.text}) for r in records), key=lambda n: str(n["@id"]))
        yield article_path(document), compact({**context(), "@graph": nodes}) + "\n"


def article_path(document: Document) -> str:
    """Path of an article's graph below `out/`: readable from its source, unique by its digest."""
    stem = re.sub(r"[^A-Za-z0-9]+", "-", document.source.rsplit("/", 1)[-1].rsplit(".", 1)[0]).strip("-")[:60]
    return f"jsonld/articles/{stem or 'article'}-{digest(document.id)[:8]}.jsonld"
