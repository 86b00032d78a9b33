"""The road itself: raw bytes -> read -> analyse -> extract -> resolve -> write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pipeline.analyse import Analyser, load
from pipeline.extract import Extraction, extract
from pipeline.read import read, sources
from pipeline.records import Dataset, Document, Finding
from pipeline.records.identity import DEFAULT_BASE
from pipeline.resolve import resolve
from pipeline.write import write_output

#: Documents that one process takes at a time.
CHUNK = 4

#: Called with the number of documents done and their total.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did. `inputs` = documents published + `quarantined` + `duplicates`."""

    dataset: Dataset
    inputs: int
    quarantined: int
    duplicates: int

    @property
    def failed(self) -> bool:
        """Whether anything was quarantined or found invalid."""
        return any(finding.severity == "error" for finding in self.dataset.findings)


def build(
    raws: Sequence[Path],
    out: Path,
    *,
    model: str | None = None,
    jobs: int = 1,
    base_iri: str = DEFAULT_BASE,
    progress: Progress = lambda done, total: None,
) -> Built:
    """Build the articles of `raws` (files or folders) into the folder `out`, replacing the build that is there.

    Raises:
        OutputError: if `out` cannot be written; the build that was there is untouched.
        ModelError: if the language model is missing or damaged.
    """
    documents, findings, inputs, duplicates = read_all(raws, base_iri)
    analyser = analyser_of(model)
    extractions = []
    for done, extraction in enumerate(extract_all(documents, model, jobs), start=1):
        extractions.append(extraction)
        progress(done, len(documents))
    dataset = resolve(list(zip(documents, extractions, strict=True)), base_iri)
    dataset = replace(dataset, findings=(*findings, *dataset.findings))
    write_output(dataset, out, model=analyser.name, base_iri=base_iri)
    return Built(dataset, inputs, inputs - len(documents) - duplicates, duplicates)


def read_all(raws: Sequence[Path], base_iri: str) -> tuple[list[Document], list[Finding], int, int]:
    """Read every article; returns the documents, what was found on the way, the number of inputs and of duplicates."""
    documents: dict[str, Document] = {}
    findings: list[Finding] = []
    inputs = duplicates = 0
    for source in sources(raws):
        if source.skipped is not None:
            findings.append(source.skipped)
            inputs += source.skipped.severity == "error"
            continue
        result = read(source.path, source.source, base_iri)
        findings += result.findings
        inputs += 1
        if result.document is None:
            continue
        first = documents.setdefault(result.document.text_sha256, result.document)
        if first is not result.document:
            duplicates += 1
            findings.append(duplicate(source.source, first))
    return list(documents.values()), findings, inputs, duplicates


def duplicate(source: str, first: Document) -> Finding:
    """The finding that names an article whose text was read before."""
    return Finding(
        document_id=first.id,
        rule="build.duplicate",
        severity="warning",
        message=f"{source} has the same text as {first.source} and was left out; remove one of the two",
        pointer=source,
    )


@cache
def analyser_of(model: str | None) -> Analyser:
    """The analyser of this process, loaded once."""
    return load(model)


def extract_all(documents: Sequence[Document], model: str | None, jobs: int) -> Iterator[Extraction]:
    """What each document says, in their order, whatever the number of processes."""
    if jobs <= 1 or len(documents) <= 1:
        yield from extract_some(documents, model)
        return
    chunks = [documents[i : i + CHUNK] for i in range(0, len(documents), CHUNK)]
    with ProcessPoolExecutor(max_workers=min(jobs, len(chunks))) as pool:
        for extractions in pool.map(extract_chunk, chunks, [model] * len(chunks)):
            yield from extractions


def extract_some(documents: Iterable[Document], model: str | None) -> Iterator[Extraction]:
    """Analyse and extract in this process."""
    documents = list(documents)
    for document, doc in zip(documents, analyser_of(model).pipe(documents), strict=True):
        yield extract(document, doc)


def extract_chunk(documents: Sequence[Document], model: str | None) -> list[Extraction]:
    """`extract_some` for another process, which cannot send a generator back."""
    return list(extract_some(documents, model))
