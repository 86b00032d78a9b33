"""Rules on conservation: what went in is published, quarantined or named as a duplicate."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from pipeline.check import limits
from pipeline.check.bundle import MANIFEST, Bundle, linked
from pipeline.check.json_text import parse
from pipeline.check.rules import breach, quoted
from pipeline.check.shelf import Shelf
from pipeline.records import Finding


def conserved(bundle: Bundle) -> Iterator[Finding]:
    """conservation.documents"""
    if not bundle.described or "documents" not in bundle.rows:
        return
    manifest = bundle.manifest()
    quarantined, duplicates = (table(manifest, name) for name in ("quarantined", "duplicates"))
    inputs = Shelf(bundle.listed("inputs"))
    sources = bundle.of("documents", "source", "sha256")
    published = Shelf((row.get("source"), row.get("sha256")) for row in sources)
    named = (row.get("source") for row in bundle.of("documents", "source"))
    for source in sorted(map(str, {source for source in named if source not in inputs})):
        yield breach(
            "conservation.documents", f"the input {quoted(source)} of a document is not named", pointer=MANIFEST
        )
    for source in sorted(source for source, _ in bundle.listed("inputs") if source not in published):
        yield breach("conservation.documents", f"the input {quoted(source)} has no document", pointer=MANIFEST)
    told = ((source, sha256, published.get(source, sha256)) for source, sha256 in bundle.listed("inputs"))
    for source, sha256, found in sorted((one for one in told if one[1] != one[2]), key=lambda one: one[0]):
        message = f"the input {quoted(source)} has SHA-256 {quoted(sha256)}, its document {quoted(found)}"
        yield breach("conservation.documents", message, pointer=MANIFEST)
    total = manifest.get("input_count")
    if total != len(inputs) + len(quarantined) + len(duplicates):
        message = f"{total} inputs, but {len(inputs)} published, {len(quarantined)} quarantined and {len(duplicates)} duplicates"
        yield breach("conservation.documents", message, pointer=MANIFEST)
    for source in sorted(source for source in quarantined if source in inputs or source in duplicates):
        yield breach("conservation.documents", f"{quoted(source)} is named twice", pointer=MANIFEST)
    yield from reasons(bundle, quarantined, duplicates)


def table(manifest: dict[str, Any], name: str) -> dict[str, Any]:
    """An object of the manifest that grows with what is wrong; an empty one where there is none."""
    value = manifest.get(name)
    return value if isinstance(value, dict) else {}


def reasons(bundle: Bundle, quarantined: dict[str, Any], duplicates: dict[str, Any]) -> Iterator[Finding]:
    """conservation.documents, for what was not published: each has a finding that says why."""
    named: dict[Any, set[Any]] = {}
    for row in bundle.of("findings", "pointer", "severity"):
        if row.get("pointer") in quarantined:
            named.setdefault(row.get("pointer"), set()).add(row.get("severity"))
    kept_ids = set(map(str, duplicates.values()))
    documents = {row.get("id") for row in bundle.of("documents", "id") if row.get("id") in kept_ids}
    for source in sorted(quarantined):
        if "error" not in named.get(source, ()):
            message = f"{quoted(source)} is quarantined, but no finding of severity error says why"
            yield breach("conservation.documents", message, pointer=MANIFEST)
    for source, kept in sorted(duplicates.items()):
        if str(kept) not in documents:
            message = f"{quoted(source)} is a duplicate of {quoted(kept)}, which is no document"
            yield breach("conservation.documents", message, pointer=MANIFEST)


def quarantine(bundle: Bundle) -> Iterator[Finding]:
    """conservation.quarantine and conservation.records"""
    if not bundle.described:
        return
    manifest = bundle.manifest()
    inputs, records = set(table(manifest, "quarantined")), table(manifest, "records_quarantined")
    found: set[tuple[str, str]] = set()
    lost: Counter[str] = Counter()
    for name in entries(bundle):
        try:
            entry = parse((bundle.folder / name).read_bytes())
            kind = "record" if "record" in entry else "source"
            called = entry[kind]
            if not (isinstance(called, str) and entry["findings"]):
                raise ValueError(f"without {kind} or findings")
            if kind == "record":
                lost.update(str(row["table"]) for row in entry["rows"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError, json.JSONDecodeError) as error:
            yield breach("conservation.quarantine", f"no entry of a quarantine: {error}", pointer=name)
            continue
        found.add((kind, called))
        if called not in (records if kind == "record" else inputs):
            message = f"{quoted(called)} lies in quarantine, but the manifest does not name it"
            yield breach("conservation.quarantine", message, pointer=name)
    expected = {("source", source) for source in inputs} | {("record", record) for record in records}
    for _, called in sorted(expected - found):
        message = f"the manifest names {quoted(called)}, but no file of quarantine/ is about it"
        yield breach("conservation.quarantine", message, pointer=MANIFEST)
    for name, made in sorted(table(manifest, "records_made").items()):
        if name in bundle.rows and made != len(bundle.rows[name]) + lost[name]:
            message = (
                f"{made} rows made for {name}, but {len(bundle.rows[name])} published and {lost[name]} quarantined"
            )
            yield breach("conservation.records", message, pointer=MANIFEST)


def entries(bundle: Bundle) -> Iterator[str]:
    """Names of the files of the quarantine that are read."""
    folder = bundle.folder / "quarantine"
    for path in sorted(folder.glob("*.json")) if not folder.is_symlink() else ():
        if not linked(bundle.folder, path) and path.is_file() and path.stat().st_size <= limits.JSON_FILE:
            yield path.relative_to(bundle.folder).as_posix()


RULES: tuple[Callable[[Bundle], Iterator[Finding]], ...] = (conserved, quarantine)
