"""Rules on the manifest and on what lies in the folder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.check.bundle import Bundle
from pipeline.check.rules import breach, quoted
from pipeline.records import CONTRACT_VERSION, LINKED, TABLES, Finding

#: Bytes hashed at a time.
BLOCK = 1 << 20
FOLDERS = ("tables", "jsonld")
DESCRIPTORS = ("datapackage.json", "croissant.json", "contract.odcs.yaml", "dataset.jsonld", "DATASET.md")


def versions(bundle: Bundle) -> Iterator[Finding]:
    """manifest.contract"""
    if bundle.manifest and bundle.manifest.get("contract") != CONTRACT_VERSION:
        message = f"contract {quoted(bundle.manifest.get('contract'))}; this program knows {CONTRACT_VERSION}"
        yield breach("manifest.contract", message, pointer="manifest.json")


def files(bundle: Bundle) -> Iterator[Finding]:
    """manifest.files, manifest.checksum and manifest.rows"""
    if not bundle.manifest:
        return
    listed = bundle.manifest.get("files")
    listed = listed if isinstance(listed, dict) else {}
    present = {path.relative_to(bundle.folder).as_posix() for path in covered(bundle.folder)}
    for name in sorted(present - listed.keys()):
        yield breach("manifest.files", f"{name} is not in the manifest", pointer=name)
    for name in sorted(listed.keys() - present):
        yield breach(
            "manifest.files", f"the manifest lists {quoted(name)}, which is not there", pointer="manifest.json"
        )
    for name in sorted(present & listed.keys()):
        entry = listed[name] if isinstance(listed[name], dict) else {}
        path = bundle.folder / name
        size, sha256 = path.stat().st_size, digest(path)
        if (entry.get("bytes"), entry.get("sha256")) != (size, sha256):
            message = f"{size} bytes with SHA-256 {sha256[:12]}…, the manifest says {entry.get('bytes')} and {quoted(entry.get('sha256'))}"
            yield breach("manifest.checksum", message, pointer=name)
        counted = rows(bundle, name)
        if counted is not None and entry.get("rows") != counted:
            message = f"{counted} rows, the manifest says {entry.get('rows')}"
            yield breach("manifest.rows", message, pointer=name)


def covered(folder: Path) -> Iterator[Path]:
    """The plain files that the manifest must list."""
    for name in FOLDERS:
        yield from (path for path in sorted((folder / name).rglob("*")) if path.is_file() and not path.is_symlink())
    yield from (folder / name for name in DESCRIPTORS if (folder / name).is_file())


def rows(bundle: Bundle, name: str) -> int | None:
    """Rows of a table or lines of a file as read; None for files that have neither or could not be read."""
    folder, _, stem = name.partition("/")
    kind = stem.partition(".")[0]
    if folder == "tables" and kind in bundle.rows:
        return len(bundle.rows[kind])
    if folder == "jsonld" and kind in bundle.lines and "/" not in stem:
        with (bundle.folder / name).open("rb") as stream:
            return sum(1 for _ in stream)
    return None


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes, hexadecimal."""
    sha = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            sha.update(block)
    return sha.hexdigest()


def foreign(bundle: Bundle) -> Iterator[Finding]:
    """files.foreign"""
    known = {f"tables/{name}.parquet" for name in TABLES} | {f"jsonld/{kind.table}.jsonl" for kind in LINKED}
    for folder in FOLDERS:
        for path in sorted((bundle.folder / folder).rglob("*")):
            name = path.relative_to(bundle.folder).as_posix()
            if path.is_symlink():
                yield breach("files.foreign", f"{name} is a symbolic link and was not followed", pointer=name)
            elif path.is_file() and name not in known and not article(name):
                yield breach("files.foreign", f"the contract names no {name}", pointer=name)


def article(name: str) -> bool:
    """Whether the path is that of an article's graph."""
    return name.startswith("jsonld/articles/") and name.endswith(".jsonld")


RULES: tuple[Callable[[Bundle], Iterator[Finding]], ...] = (versions, files, foreign)
