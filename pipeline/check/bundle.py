"""An output folder as read back from disk, without trust in whoever wrote it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.check import limits
from pipeline.check.json_text import parse
from pipeline.check.parquet_file import TableError, read_rows
from pipeline.check.places import column, compact
from pipeline.check.rules import breach, quoted
from pipeline.records import LINKED, TABLES, Finding
from pipeline.records.arrow import arrow_schema


@dataclass(slots=True)
class Line:
    """One line of a JSON-LD file: where it stands and what it says."""

    pointer: str
    node: dict[str, Any]

    def at(self, *path: str | int) -> str:
        """The pointer with the column of a key or element: FILE:LINE:COLUMN, code points from 1."""
        try:
            place = column(compact(self.node), path)
        except ValueError:
            place = None
        return self.pointer if place is None else f"{self.pointer}:{place}"


@dataclass(slots=True)
class Bundle:
    """Everything that could be read; what could not is in `findings`."""

    folder: Path
    manifest: dict[str, Any] = field(default_factory=dict)
    tables: dict[str, pa.Table] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    lines: dict[str, list[Line]] = field(default_factory=dict)
    graphs: dict[str, dict[str, Any]] = field(default_factory=dict)
    descriptors: dict[str, dict[str, Any]] = field(default_factory=dict)
    #: Lines of a JSON-LD file, those that could not be read too.
    line_counts: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)

    def size(self, name: str) -> int:
        """Bytes of a file."""
        return (self.folder / name).stat().st_size

    def sha256(self, name: str) -> str | None:
        """SHA-256 of a file's bytes, hexadecimal, taken once; None for files that are too large or cannot be read."""
        if name not in self.digests and self.size(name) <= limits.FILE:
            try:
                with (self.folder / name).open("rb") as stream:
                    self.digests[name] = hashlib.file_digest(stream, "sha256").hexdigest()
            except OSError:
                return None
        return self.digests.get(name)

    @property
    def texts(self) -> dict[str, str]:
        """Document id to text, from the documents table."""
        return {row["id"]: row["text"] for row in self.rows.get("documents", ()) if isinstance(row.get("text"), str)}


def read_bundle(folder: Path) -> Bundle:
    """Read an output folder; never raises for what is wrong with it."""
    bundle = Bundle(folder)
    bundle.manifest = read_object(bundle, "manifest.json") or {}
    for name in TABLES:
        read_table(bundle, name)
    for kind in LINKED:
        read_lines(bundle, kind.table)
    for name in ("datapackage.json", "croissant.json"):
        if (found := read_object(bundle, name)) is not None:
            bundle.descriptors[name] = found
    for path in sorted((folder / "jsonld" / "articles").glob("*.jsonld")):
        name = path.relative_to(folder).as_posix()
        if (found := read_object(bundle, name)) is not None:
            bundle.graphs[name] = found
    return bundle


def present(bundle: Bundle, name: str, most: int = limits.FILE) -> Path | None:
    """The path of a file that must be there and must be a plain file within the folder, no greater than `most` bytes."""
    path = bundle.folder / name
    if linked(bundle.folder, path) or not path.is_file():
        bundle.findings.append(breach("files.missing", f"{name} is missing; build again", pointer=name))
        return None
    if path.stat().st_size > most:
        message = f"{path.stat().st_size} bytes, more than the {most} that are read; nothing was read"
        bundle.findings.append(breach("files.size", message, pointer=name))
        return None
    return path


def linked(folder: Path, path: Path) -> bool:
    """Whether the path, or a folder on its way below `folder`, is a symbolic link."""
    return any(step.is_symlink() for step in (path, *path.parents) if step != folder and step.is_relative_to(folder))


def read_table(bundle: Bundle, name: str) -> None:
    """Read one Parquet file, its page checksums verified."""
    pointer = f"tables/{name}.parquet"
    path = present(bundle, pointer)
    if path is None:
        return
    try:
        table, rows = read_rows(path)
        bundle.tables[name] = table
        # Rows of other types than the contract's are one finding, and no other rule could make sense of them.
        if all(
            field.type == table.schema.field(field.name).type
            for field in arrow_schema(TABLES[name])
            if field.name in table.schema.names
        ):
            bundle.rows[name] = rows
    except TableError as error:
        bundle.findings.append(breach(error.rule, str(error), pointer=pointer))


def read_object(bundle: Bundle, name: str) -> dict[str, Any] | None:
    """The object in a JSON file, or None with a finding."""
    path = present(bundle, name, limits.JSON_FILE)
    if path is None:
        return None
    try:
        found = parse(path.read_bytes())
    except json.JSONDecodeError as error:
        place = f"{name}:{error.lineno}:{error.colno}"
        bundle.findings.append(breach("files.unreadable", f"not readable as JSON: {error.msg}", pointer=place))
        return None
    except (OSError, ValueError, RecursionError) as error:
        bundle.findings.append(breach("files.unreadable", f"not readable as JSON: {error}", pointer=name))
        return None
    if isinstance(found, dict):
        return found
    bundle.findings.append(breach("files.unreadable", f"{quoted(found)} is no JSON object", pointer=name))
    return None


def read_lines(bundle: Bundle, name: str) -> None:
    """Read one file of JSON-LD lines."""
    pointer = f"jsonld/{name}.jsonl"
    path = present(bundle, pointer)
    if path is None:
        return
    bundle.lines[name], bundle.line_counts[name] = [], 0
    try:
        for number, raw in numbered(path):
            bundle.line_counts[name] = number
            read_line(bundle, bundle.lines[name], f"{pointer}:{number}", raw)
    except OSError as error:
        bundle.findings.append(breach("files.unreadable", f"not readable: {error.strerror}", pointer=pointer))


def read_line(bundle: Bundle, lines: list[Line], place: str, raw: bytes) -> None:
    """Add one line, or the findings that say what is wrong with it."""
    body = raw.removesuffix(b"\n")
    if body == raw:
        message = "the line does not end in a newline: the file is cut off, or the line too long to be read"
        bundle.findings.append(breach("files.unreadable", message, pointer=place))
    try:
        node = parse(body)
    except json.JSONDecodeError as error:
        place, message = f"{place}:{error.colno}", f"not a JSON object: {error.msg}"
        bundle.findings.append(breach("lines.json", message, pointer=place))
        return
    except (ValueError, RecursionError) as error:
        bundle.findings.append(breach("lines.json", f"not a JSON object: {error}", pointer=place))
        return
    if not isinstance(node, dict):
        message = f"not a JSON object: {quoted(body.decode('utf-8', 'replace'))}"
        bundle.findings.append(breach("lines.json", message, pointer=place))
        return
    if body != compact(node).encode("utf-8"):
        message = "keys are not sorted or the line is not in its one canonical form"
        bundle.findings.append(breach("lines.json", message, pointer=place))
    lines.append(Line(place, node))


def numbered(path: Path) -> Iterator[tuple[int, bytes]]:
    """Line number from 1 and bytes of each line, none longer than the limit."""
    with path.open("rb") as stream:
        number = 0
        while raw := stream.readline(limits.LINE):
            number += 1
            yield number, raw
