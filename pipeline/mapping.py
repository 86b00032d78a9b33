"""The map step: each input to its document and records, alone; what is known of it already is not worked out again."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from pipeline.analyse import Analyser, load
from pipeline.cache import Part, Store, source_key
from pipeline.check.unwritten import sound
from pipeline.collecting import collected_after
from pipeline.extract import extract
from pipeline.read import Source, read
from pipeline.records import Dataset, Document
from pipeline.records.identity import digest
from pipeline.resolve import within
from pipeline.resolve.decisions import Decisions
from pipeline.write.jsonld import written_nodes

In = TypeVar("In")
Out = TypeVar("Out")

#: Documents that one process takes at a time.
CHUNK = 4

#: Objects after which another process looks for garbage.
COLLECTED = 100_000

#: Called with the number of documents done and their total.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Map:
    """How inputs are mapped: with which model and decisions, in how many processes, and where results are kept (None: nowhere)."""

    base_iri: str
    model: str | None = None
    jobs: int = 1
    cache: Path | None = None
    decisions: Decisions = ()

    def key(self, source: Source) -> str | None:
        """The key of a source's result; None where none is kept."""
        decided = f" {digest(repr(self.decisions))}" if self.decisions else ""  # no IRI has a blank
        return source_key(source, model=self.model, base_iri=self.base_iri + decided) if self.cache else None


@cache
def analyser_of(model: str | None, threads: int = 2) -> Analyser:
    """The analyser of this process, loaded once."""
    return load(model, threads)


@dataclass(frozen=True, slots=True)
class Mapped:
    """The results of the map step in the order of the sources, and what people should know of the cache."""

    parts: list[Part]
    problem: str | None


def mapped(sources: Sequence[Source], how: Map, progress: Progress = lambda done, total: None) -> Mapped:
    """Read every source, and analyse every document whose text no source before it has.

    The result is a function of the sources, `how.model`, `how.base_iri` and `how.decisions`: neither the cache nor the number of processes shows.

    Raises:
        ModelError: if a document has to be analysed and the language model is missing or damaged.
    """
    store = Store(how.cache) if how.cache else None
    keys = [how.key(source) for source in sources]
    parts = [store.get(key) if store and key else None for key in keys]
    with ExitStack() as stack:
        spread = Spread(how.jobs, stack)
        unread = [number for number, part in enumerate(parts) if part is None]
        for number, result in zip(unread, spread(read_some, [sources[i] for i in unread], how), strict=True):
            parts[number] = result
        first = firsts(parts)
        unknown = [number for number in first if (found := parts[number]) and found.records is None]
        done, total = len(first) - len(unknown), len(first)
        progress(done, total)
        documents = [found.document for number in unknown if (found := parts[number]) and found.document]
        for number, (records, model, nodes, good) in zip(unknown, spread(analyse_some, documents, how), strict=True):
            if part := parts[number]:
                parts[number] = part = replace(part, records=records, model=model, nodes=nodes, sound=good)
                keep(store, keys[number], part, sources[number], how)
            done += 1
            progress(done, total)
    for number in set(unread) - set(unknown):
        if part := parts[number]:
            keep(store, keys[number], part, sources[number], how)
    if store:
        store.sweep()
    return Mapped([part for part in parts if part is not None], store.problem if store else None)


def firsts(parts: Sequence[Part | None]) -> list[int]:
    """Numbers of the parts whose document has a text that none before it has."""
    seen: dict[str, int] = {}
    for number, part in enumerate(parts):
        if part is not None and part.document is not None:
            seen.setdefault(part.document.text_sha256, number)
    return list(seen.values())


def keep(store: Store | None, key: str | None, part: Part, source: Source, how: Map) -> None:
    """Keep a part, unless its input changed since its key was made."""
    if store is not None and key is not None and how.key(source) == key:
        store.put(key, part)


def read_some(sources: Sequence[Source], how: Map) -> Iterator[Part]:
    """Each source as read."""
    for source in sources:
        result = read(source.path, source.source, how.base_iri)
        yield Part(result.findings, result.document)


def analyse_some(documents: Sequence[Document], how: Map) -> Iterator[tuple[Dataset, str, dict[str, str], bool]]:
    """The records of each document, the model's name, the records' nodes if they are to be kept, and whether all of them are sound.

    Entities have no nodes: what one of theirs says is known when all documents are.
    """
    analyser = analyser_of(how.model, 1 if how.jobs > 1 else 2)
    for document, doc in zip(documents, analyser.pipe(documents), strict=True):
        records = within(document, extract(document, doc), how.base_iri, how.decisions)
        nodes = written_nodes(replace(records, entities=())) if how.cache else {}
        yield records, analyser.name, nodes, sound(replace(records, entities=()).by_table())


class Spread:
    """Applies a function of chunks to items, in order, here or in other processes; these start when first needed."""

    def __init__(self, jobs: int, stack: ExitStack) -> None:
        self.jobs, self.stack = jobs, stack
        self.pool: ProcessPoolExecutor | None = None

    def __call__(
        self, function: Callable[[Sequence[In], Map], Iterable[Out]], items: Sequence[In], how: Map
    ) -> Iterator[Out]:
        """The function's results, in the order of the items."""
        if self.jobs <= 1 or len(items) <= CHUNK:
            if items:
                yield from function(items, how)
            return
        if self.pool is None:
            # Spawned, not forked: the libraries underneath hold threads, which a fork would leave behind.
            context = multiprocessing.get_context("spawn")
            workers = min(self.jobs, -(-len(items) // CHUNK))
            self.pool = self.stack.enter_context(ProcessPoolExecutor(workers, context))
        chunks = [items[i : i + CHUNK] for i in range(0, len(items), CHUNK)]
        for results in self.pool.map(listed, [function] * len(chunks), chunks, [how] * len(chunks)):
            yield from results


def listed(function: Callable[[Sequence[In], Map], Iterable[Out]], items: Sequence[In], how: Map) -> list[Out]:
    """The function's results as a list, since a generator does not travel between processes."""
    with collected_after(COLLECTED):
        return list(function(items, how))
