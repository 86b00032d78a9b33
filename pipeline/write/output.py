"""A whole build on disk."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pipeline.records import TABLES, Dataset
from pipeline.records.schemas import pretty
from pipeline.write.catalogue import File, catalogue
from pipeline.write.croissant import croissant
from pipeline.write.datacontract import datacontract
from pipeline.write.datapackage import datapackage
from pipeline.write.dictionary import dictionary
from pipeline.write.folder import replaced
from pipeline.write.jsonld import Known, article_files, line_files, written_nodes
from pipeline.write.manifest import covered_files, file_sha256, manifest, software
from pipeline.write.provenance import provenance
from pipeline.write.quarantine import Unpublished, write_quarantine
from pipeline.write.tables import write_tables

#: What outlives a rebuild: made by other commands, or by people.
KEPT = ("site",)
NONE_LEFT = Unpublished()


def write_output(
    dataset: Dataset,
    out: Path,
    *,
    model: str,
    base_iri: str,
    code: str | None = None,
    unpublished: Unpublished = NONE_LEFT,
    reviews: Mapping[str, str] = MappingProxyType({}),
    known: Known = MappingProxyType({}),
) -> dict[str, Any]:
    """Write tables, JSON-LD, descriptors and manifest, replacing the previous build in one step; returns the manifest.

    Args:
        model: name of the language model that analysed the texts.
        code: digest of the code and data that made the records; null in the manifest where it is not known.
        unpublished: inputs and records put aside, and duplicates.
        reviews: source to SHA-256 of the file of decisions beside it, which shaped the records as the article did.
        known: nodes that an earlier build wrote; the output does not depend on them.

    Raises:
        OutputError: if the folder cannot be written; the previous build is then untouched.
    """
    tables = dataset.by_table()
    with replaced(out, keep=KEPT) as folder:
        for name in ("tables", "jsonld/articles"):
            (folder / name).mkdir(parents=True)
        facts = {f"tables/{name}.parquet": known for name, known in write_tables(tables, folder / "tables").items()}
        nodes = written_nodes(dataset, known)
        for path, lines in line_files(dataset, tables, nodes):
            facts[path] = {"rows": write_lines(folder / path, lines)}
        for path, content in article_files(dataset, nodes):
            write_text(folder / path, content)
        files = {
            name: File(name, *fingerprint(folder / name), facts.get(name, {}).get("rows"))
            for name in (path.relative_to(folder).as_posix() for path in covered_files(folder))
        }
        data = catalogue(
            dataset,
            tables,
            files,
            base_iri=base_iri,
            software=software(),
            model=model,
            code=code,
        )
        write_text(folder / "datapackage.json", pretty(datapackage(data)))
        write_text(folder / "croissant.json", pretty(croissant(data)))
        write_text(folder / "contract.odcs.yaml", datacontract(data))
        write_text(folder / "dataset.jsonld", pretty(provenance(data)))
        write_text(folder / "DATASET.md", dictionary(data))
        write_quarantine(folder, unpublished)
        for name, file in files.items():
            facts[name] = {"bytes": file.bytes, "sha256": file.sha256, **facts.get(name, {})}
        described = manifest(folder, dataset, facts, model=model, base_iri=base_iri, code=code, reviews=reviews)
        described |= unpublished.told({name: len(tables.get(name, ())) for name in TABLES})
        write_text(folder / "manifest.json", json.dumps(described, indent=2, sort_keys=True, ensure_ascii=False) + "\n")
    return described


def fingerprint(path: Path) -> tuple[int, str]:
    """Bytes and SHA-256 of a file."""
    return path.stat().st_size, file_sha256(path)


def write_text(path: Path, content: str) -> None:
    """Write UTF-8 with the newlines as given, whatever the platform."""
    path.write_text(content, encoding="utf-8", newline="")


def write_lines(path: Path, lines: Any) -> int:
    """Write one line each; returns how many."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        for line in lines:
            stream.write(line + "\n")
            count += 1
    return count
