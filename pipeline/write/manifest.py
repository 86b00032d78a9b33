"""What a build consists of: every file with its checksum, the inputs, the versions."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.records import CONTRACT_VERSION, Dataset

#: Bytes hashed at a time.
BLOCK = 1 << 20
#: Entries of an output folder that the manifest covers; reports, site and quarantine are not data.
COVERED = (
    "tables", "jsonld", "datapackage.json", "croissant.json", "contract.odcs.yaml", "dataset.jsonld", "DATASET.md",
)  # fmt: skip


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, hexadecimal."""
    sha = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            sha.update(block)
    return sha.hexdigest()


def software() -> dict[str, str]:
    """The programs that made the records and the files, and their versions."""
    return {name: version(name) for name in ("dateline", "pyarrow", "pydantic", "spacy")}


def covered_files(folder: Path) -> list[Path]:
    """Every file of an output folder that the manifest lists, sorted by path."""
    found = [path for entry in COVERED for path in sorted((folder / entry).rglob("*")) if path.is_file()]
    found += [folder / entry for entry in COVERED if (folder / entry).is_file()]
    return sorted(found)


def manifest(
    folder: Path,
    dataset: Dataset,
    facts: Mapping[str, Mapping[str, Any]],
    *,
    model: str,
    base_iri: str,
    code: str | None,
    reviews: Mapping[str, str],
) -> dict[str, Any]:
    """The manifest of a folder as written.

    Args:
        facts: path below the folder to what is known of a file: rows or lines, the checksum of a table's values, its bytes
            and SHA-256 if it has been read since it was written.
        model: name of the language model that analysed the texts.
        code: digest of the code and data that made the records.
        reviews: source to SHA-256 of the file of decisions beside it.
    """
    files = {}
    for path in covered_files(folder):
        name = path.relative_to(folder).as_posix()
        known = dict(facts.get(name, {}))
        if "sha256" not in known:
            known |= {"bytes": path.stat().st_size, "sha256": file_sha256(path)}
        files[name] = known
    inputs = {document.source: document.sha256 for document in dataset.documents}
    return {
        "base_iri": base_iri,
        "code": code,
        "contract": CONTRACT_VERSION,
        "files": files,
        "inputs": dict(sorted(inputs.items())),
        "model": model,
        "reviews": dict(sorted(reviews.items())),
        "software": software(),
    }
