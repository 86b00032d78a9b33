"""The road itself: raw bytes -> read -> analyse -> extract -> resolve -> write."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pipeline.cache import Part, code_digest
from pipeline.check.unwritten import refusals
from pipeline.collecting import collected_after
from pipeline.mapping import Map, Progress, analyser_of, mapped
from pipeline.read import Source, sources
from pipeline.records import Dataset, Document, Finding, Record
from pipeline.records.identity import DEFAULT_BASE
from pipeline.report.amend import with_reviews
from pipeline.report.decisions import review_path
from pipeline.resolve import across
from pipeline.resolve.decisions import FILE as DECISIONS
from pipeline.resolve.decisions import Decisions, read_decisions
from pipeline.resolve.register import Register, read_register
from pipeline.settings import checked_base
from pipeline.write import write_output
from pipeline.write.folder import refuse_foreign
from pipeline.write.jsonld import linked
from pipeline.write.manifest import file_sha256
from pipeline.write.nodes import node_id
from pipeline.write.quarantine import Quarantined, Unpublished
from pipeline.write.sifting import Judge, Sifted, sifted


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did. `inputs` = documents published + `quarantined` + `duplicates`; `problem` is what hinders the next.

    `records` counts those put aside, whole articles left out of account.
    """

    dataset: Dataset
    inputs: int
    quarantined: int
    duplicates: int
    problem: str | None = None
    records: int = 0

    @property
    def failed(self) -> bool:
        """Whether anything was quarantined or found invalid."""
        return any(finding.severity == "error" for finding in self.dataset.findings)


#: Objects after which a build looks for garbage: about the records of a thousand articles.
COLLECTED = 5_000_000


@collected_after(COLLECTED)
def build(
    raws: Sequence[Path],
    out: Path,
    *,
    model: str | None = None,
    jobs: int = 1,
    base_iri: str = DEFAULT_BASE,
    cache: Path | None = None,
    decisions: Path | None = None,
    register: Path | None = None,
    progress: Progress = lambda done, total: None,
    judge: Judge | None = None,
) -> Built:
    """Build the articles of `raws` (files or folders) into the folder `out`, replacing the build that is there.

    Args:
        model: an installed spaCy pipeline instead of the packaged language model.
        jobs: processes; the output does not depend on it.
        cache: folder of results of earlier builds, made if missing; the output does not depend on it. None keeps nothing.
        decisions: file of what a person decided about names; without it, `resolve.toml` at the top of each folder of `raws` counts.
        register: file of persons and organisations to link to.
        progress: called with the number of documents done and their total.
        judge: names the records that must not be published; None: what breaks a rule of the check.

    Raises:
        FileNotFoundError: if one of `raws` does not exist.
        SettingsError: if no id can start with `base_iri`.
        OutputError: if `out` cannot be written; the build that was there is untouched.
        ModelError: if the language model is missing or damaged.
        DecisionError, RegisterError: if the file of decisions or the register is unusable.
    """
    base_iri = checked_base(base_iri)
    refuse_foreign(Path(os.path.realpath(out)))
    decided = decisions_of(raws, decisions)
    known, bad_rows = read_register(register, base_iri) if register else (None, [])
    found = sources(raws)
    skipped = [source.skipped for source in found if source.skipped]
    articles = [source for source in found if source.skipped is None]
    how = Map(base_iri, model, jobs, cache, decided)
    results = mapped(articles, how, progress)
    findings = [*skipped, *bad_rows]
    duplicates: dict[str, str] = {}
    quarantined = [
        Quarantined(s.source, s.path, (s.skipped,)) for s in found if s.skipped and s.skipped.severity == "error"
    ]
    first: dict[str, Document] = {}
    for source, part in zip(articles, results.parts, strict=True):
        findings += part.findings
        if part.document is None:
            quarantined.append(Quarantined(source.source, source.path, tuple(part.findings)))
        elif (earlier := first.setdefault(part.document.text_sha256, part.document)) is not part.document:
            duplicates[source.source] = earlier.id
            findings.append(duplicate(source.source, earlier))
    published = {document.id for document in first.values()}
    parts = [part for part in results.parts if part.document and part.document.id in published and part.records]
    name = parts[0].model if parts and parts[0].model else analyser_of(model).name
    paths = {
        part.document.id: source.path for source, part in zip(articles, results.parts, strict=True) if part.document
    }
    records = [(paths[part.document.id], part.records) for part in parts if part.document and part.records]
    judged, different = with_reviews(records, base_iri)
    judge = judge or partial(refusals, proven=proven(parts))
    sound, refused = joined(judged, base_iri, (*decided, *different), known, judge)
    for source, part in zip(articles, results.parts, strict=True):
        if part.document and (why := refused.get(duplicates.get(source.source, part.document.id))):
            duplicates.pop(source.source, None)
            quarantined.append(put_aside(source, why))
            findings += quarantined[-1].findings
    findings = [f.model_copy(update=NOWHERE) if f.document_id in refused else f for f in findings]
    dataset = replace(sound.dataset, findings=(*findings, *sound.dataset.findings))
    inputs = sum(not (source.skipped and source.skipped.severity != "error") for source in found)
    left = Unpublished(tuple(quarantined), duplicates, inputs, sound.records, sound.made)
    reviews = review_sums({document.source: paths[document.id] for document in dataset.documents})
    write_output(
        dataset, out, model=name, base_iri=base_iri, code=code_digest(), unpublished=left, reviews=reviews, known=nodes_of(parts)
    )  # fmt: skip
    aside = sum(len(entry.records) for entry in sound.records)
    return Built(dataset, inputs, len(quarantined), len(duplicates), results.problem, aside)


#: What a finding says of where it is once its document is not published.
NOWHERE = {"document_id": None, "start": None, "end": None}


def joined(
    parts: Sequence[Dataset], base_iri: str, decisions: Decisions, register: Register | None, judge: Judge
) -> tuple[Sifted, dict[str, tuple[Finding, ...]]]:
    """The records of all documents put together, and what does not hold put aside; ids of documents refused whole, with the reasons.

    The rest is put together anew without those, so that nothing published rests on them.
    """
    refused: dict[str, tuple[Finding, ...]] = {}
    while True:
        held = [part for part in parts if part.documents[0].id not in refused]
        sound = sifted(across(held, base_iri, decisions, register), judge)
        if not sound.documents:
            return sound, refused
        refused |= sound.documents


def put_aside(source: Source, why: Sequence[Finding]) -> Quarantined:
    """An article refused whole, for its own document or for the one with the same text."""
    findings = (finding.model_copy(update=NOWHERE | {"pointer": source.source}) for finding in why)
    return Quarantined(source.source, source.path, tuple(findings))


def proven(parts: Sequence[Part]) -> frozenset[int]:
    """`id()` of every record that was judged when its article was; it is another's once the part is gone."""
    return frozenset(id(record) for part in parts if part.sound and part.records for record in part.records.parents())


def nodes_of(parts: Sequence[Part]) -> dict[str, tuple[Record, str]]:
    """Id to record and written node, for the records whose nodes were kept."""
    return {
        number: (record, part.nodes[number])
        for part in parts
        if part.records
        for record in linked(part.records)
        if (number := node_id(record)) in part.nodes
    }


def review_sums(articles: Mapping[str, Path]) -> dict[str, str]:
    """Source to SHA-256 of the file of reviewers' decisions beside the article, where there is one that can be read."""
    sums = {}
    for source, article in articles.items():
        with suppress(OSError):
            if (path := review_path(article)).is_file():
                sums[source] = file_sha256(path)
    return sums


def decisions_of(raws: Sequence[Path], stated: Path | None) -> Decisions:
    """The decisions of the file stated, or of every `resolve.toml` at the top of a folder of articles."""
    paths = [stated] if stated else [path for raw in raws if (path := raw / DECISIONS).is_file()]
    return tuple(decision for path in paths for decision in read_decisions(path))


def duplicate(source: str, first: Document) -> Finding:
    """The finding that names an article whose text was read before."""
    return Finding(
        document_id=first.id,
        rule="build.duplicate",
        severity="warning",
        message=f"{source} has the same text as {first.source} and was left out; remove one of the two",
        pointer=source,
    )
