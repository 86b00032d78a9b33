"""Rules on the manifest and on what lies in the folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pipeline.check.bundle import Bundle
from pipeline.check.rules import breach, quoted
from pipeline.check.shelf import Shelf
from pipeline.check.walk import walk
from pipeline.records import CONTRACT_VERSION, LINKED, TABLES, Finding

FOLDERS = ("tables", "jsonld")
DESCRIPTORS = ("datapackage.json", "croissant.json", "contract.odcs.yaml", "dataset.jsonld", "DATASET.md")


def versions(bundle: Bundle) -> Iterator[Finding]:
    """manifest.contract"""
    told = bundle.manifest().get("contract")
    if bundle.described and told != CONTRACT_VERSION:
        message = f"contract {quoted(told)}; this program knows {CONTRACT_VERSION}"
        yield breach("manifest.contract", message, pointer="manifest.json")


def files(bundle: Bundle) -> Iterator[Finding]:
    """manifest.files, manifest.checksum and manifest.rows"""
    if not bundle.described:
        return
    listed = Shelf(bundle.listed("files"))
    present = Shelf((name, 1) for name in covered(bundle.folder))
    for name in sorted(name for name in covered(bundle.folder) if name not in listed):
        yield breach("manifest.files", f"{name} is not in the manifest", pointer=name)
    for name in sorted(name for name, _ in bundle.listed("files") if name not in present):
        yield breach(
            "manifest.files", f"the manifest lists {quoted(name)}, which is not there", pointer="manifest.json"
        )
    both = (name for name in covered(bundle.folder) if name in listed)
    # Those that are right are many and need no order.
    for name in sorted(name for name in both if any(True for _ in differing(bundle, name, listed.get(name)))):
        yield from differing(bundle, name, listed.get(name))


def differing(bundle: Bundle, name: str, entry: Any) -> Iterator[Finding]:
    """Where a file is not as its entry in the manifest says."""
    entry = entry if isinstance(entry, dict) else {}
    size, sha256 = bundle.facts(name)
    if sha256 is None:
        yield breach("files.size", f"{size} bytes, more than are read, or not readable", pointer=name)
    elif (entry.get("bytes"), entry.get("sha256")) != (size, sha256):
        message = f"{size} bytes with SHA-256 {sha256[:12]}…, the manifest says {entry.get('bytes')} and {quoted(entry.get('sha256'))}"
        yield breach("manifest.checksum", message, pointer=name)
    counted = rows(bundle, name)
    if counted is not None and entry.get("rows") != counted:
        message = f"{counted} rows, the manifest says {entry.get('rows')}"
        yield breach("manifest.rows", message, pointer=name)


def covered(folder: Path) -> Iterator[str]:
    """Names of the plain files that the manifest must list."""
    for below in FOLDERS:
        yield from (entry.name for entry in walk(folder, below) if entry.kind == "file")
    yield from (name for name in DESCRIPTORS if (folder / name).is_file() and not (folder / name).is_symlink())


def rows(bundle: Bundle, name: str) -> int | None:
    """Rows of a table or lines of a file as read; None for files that have neither or could not be read."""
    folder, _, stem = name.partition("/")
    kind = stem.partition(".")[0]
    if folder == "tables" and kind in bundle.rows:
        return len(bundle.rows[kind])
    return len(bundle.lines[kind].good) if folder == "jsonld" and "/" not in stem and kind in bundle.lines else None


def foreign(bundle: Bundle) -> Iterator[Finding]:
    """files.foreign"""
    known = {f"tables/{name}.parquet" for name in TABLES} | {f"jsonld/{kind.table}.jsonl" for kind in LINKED}
    for below in FOLDERS:
        for entry in walk(bundle.folder, below):
            if entry.kind == "link":
                message = f"{quoted(entry.name)} is a symbolic link and was not followed"
            elif entry.kind == "other":
                message = f"{quoted(entry.name)} is no plain file and was not opened"
            elif entry.name not in known and not article(entry.name):
                message = f"the contract names no {quoted(entry.name)}"
            else:
                continue
            yield breach("files.foreign", message, pointer=entry.name)


def article(name: str) -> bool:
    """Whether the path is that of an article's graph."""
    return name.startswith("jsonld/articles/") and name.endswith(".jsonld")


RULES: tuple[Callable[[Bundle], Iterator[Finding]], ...] = (versions, files, foreign)
