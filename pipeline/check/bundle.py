"""An output folder as read back from disk, without trust in whoever wrote it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa

from pipeline.check import limits
from pipeline.check.json_lines import Lines, numbered
from pipeline.check.json_text import parse
from pipeline.check.parquet_file import TableError, read_rows
from pipeline.check.places import compact
from pipeline.check.rules import breach, quoted
from pipeline.check.shelf import Shelf
from pipeline.check.walk import walk
from pipeline.records import LINKED, TABLES, Finding
from pipeline.records.arrow import arrow_schema


class Table(Protocol):
    """Rows that can be gone through again and again."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[dict[str, Any]]: ...
    def of(self, *columns: str) -> Iterator[dict[str, Any]]:
        """The rows with those of the columns that the table has."""


# No slots: what is looked up in all records is made when it is first asked for.
@dataclass
class Bundle:
    """What could be read, proved readable and read again by each rule; what could not was told.

    Tables, lines and graphs stay on disk and are read again by each rule; `bench/RESULTS.md` says what is held all the same.
    """

    folder: Path
    #: Where what cannot be read is told.
    tell: Callable[[Finding], None]
    manifest: dict[str, Any] = field(default_factory=dict)
    schemas: dict[str, pa.Schema] = field(default_factory=dict)
    rows: dict[str, Table] = field(default_factory=dict)
    lines: dict[str, Lines] = field(default_factory=dict)
    #: Names of the articles' graphs.
    articles: list[str] = field(default_factory=list)
    descriptors: dict[str, dict[str, Any]] = field(default_factory=dict)
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

    def of(self, name: str, *columns: str) -> Iterable[dict[str, Any]]:
        """The rows of a table with those of the columns that it has; none where it could not be read."""
        return self.rows[name].of(*columns) if name in self.rows else ()

    @property
    def graphs(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Name and content of each article's graph."""
        for name in self.articles:
            yield name, parse((self.folder / name).read_bytes())

    @cached_property
    def texts(self) -> Shelf:
        """Document id to text, from the documents table."""
        rows = self.of("documents", "id", "text")
        return Shelf((row.get("id"), row["text"]) for row in rows if isinstance(row.get("text"), str))


def read_bundle(folder: Path, tell: Callable[[Finding], None]) -> Bundle:
    """Read an output folder; never raises for what is wrong with it, but tells it."""
    bundle = Bundle(folder, tell)
    bundle.manifest = read_object(bundle, "manifest.json") or {}
    for name in TABLES:
        read_table(bundle, name)
    for kind in LINKED:
        read_lines(bundle, kind.table)
    for name in ("datapackage.json", "croissant.json", "dataset.jsonld"):
        if (found := read_object(bundle, name)) is not None:
            bundle.descriptors[name] = found
    for entry in walk(folder, "jsonld/articles"):
        direct = entry.name.count("/") == 2 and entry.name.endswith(".jsonld")
        if direct and entry.kind == "file" and read_object(bundle, entry.name) is not None:
            bundle.articles.append(entry.name)
    return bundle


def present(bundle: Bundle, name: str, most: int = limits.FILE) -> Path | None:
    """The path of a file that must be there and must be a plain file within the folder, no greater than `most` bytes."""
    path = bundle.folder / name
    try:
        if linked(bundle.folder, path) or not path.is_file():
            bundle.tell(breach("files.missing", f"{name} is missing; build again", pointer=name))
            return None
        size = path.stat().st_size
    except OSError as error:
        bundle.tell(breach("files.unreadable", f"not readable: {error.strerror}", pointer=name))
        return None
    if size > most:
        message = f"{size} bytes, more than the {most} that are read; nothing was read"
        bundle.tell(breach("files.size", message, pointer=name))
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
        rows = read_rows(path)
    except TableError as error:
        bundle.tell(breach(error.rule, str(error), pointer=pointer))
        return
    bundle.schemas[name] = rows.schema
    # Rows of other types than the contract's are one finding, and no other rule could make sense of them.
    expected = {field.name: field.type for field in arrow_schema(TABLES[name])}
    if len(set(rows.schema.names)) == len(rows.schema.names) and all(
        field.type == expected.get(field.name, field.type) for field in rows.schema
    ):
        bundle.rows[name] = rows


def read_object(bundle: Bundle, name: str) -> dict[str, Any] | None:
    """The object in a JSON file, or None with a finding."""
    path = present(bundle, name, limits.JSON_FILE)
    if path is None:
        return None
    try:
        found = parse(path.read_bytes())
    except json.JSONDecodeError as error:
        place = f"{name}:{error.lineno}:{error.colno}"
        bundle.tell(breach("files.unreadable", f"not readable as JSON: {error.msg}", pointer=place))
        return None
    except (OSError, ValueError, RecursionError) as error:
        bundle.tell(breach("files.unreadable", f"not readable as JSON: {error}", pointer=name))
        return None
    if isinstance(found, dict):
        return found
    bundle.tell(breach("files.unreadable", f"{quoted(found)} is no JSON object", pointer=name))
    return None


def read_lines(bundle: Bundle, name: str) -> None:
    """Read one file of JSON-LD lines."""
    pointer = f"jsonld/{name}.jsonl"
    path = present(bundle, pointer)
    if path is None:
        return
    lines = bundle.lines[name] = Lines(path, pointer)
    try:
        for number, raw in numbered(path):
            lines.good.append(read_line(bundle, f"{pointer}:{number}", raw))
    except OSError as error:
        bundle.tell(breach("files.unreadable", f"not readable: {error.strerror}", pointer=pointer))


def read_line(bundle: Bundle, place: str, raw: bytes) -> bool:
    """Whether a line is an object; tells what is wrong with it."""
    body = raw.removesuffix(b"\n")
    if body == raw:
        message = "the line does not end in a newline: the file is cut off, or the line too long to be read"
        bundle.tell(breach("files.unreadable", message, pointer=place))
    try:
        node = parse(body)
    except json.JSONDecodeError as error:
        message = f"not a JSON object: {error.msg}"
        bundle.tell(breach("lines.json", message, pointer=f"{place}:{error.colno}"))
        return False
    except (ValueError, RecursionError) as error:
        bundle.tell(breach("lines.json", f"not a JSON object: {error}", pointer=place))
        return False
    if not isinstance(node, dict):
        message = f"not a JSON object: {quoted(body.decode('utf-8', 'replace'))}"
        bundle.tell(breach("lines.json", message, pointer=place))
        return False
    if body != compact(node).encode("utf-8"):
        message = "keys are not sorted or the line is not in its one canonical form"
        bundle.tell(breach("lines.json", message, pointer=place))
    return True
