"""An output folder as read back from disk, without trust in whoever wrote it."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.check import limits
from pipeline.check.alongside import Alongside, Beside
from pipeline.check.digests import facts, said
from pipeline.check.json_lines import Line, Lines, numbered
from pipeline.check.json_text import canonical, parse
from pipeline.check.long_json import read_long, within, without
from pipeline.check.orders import Order, order_of
from pipeline.check.parquet_file import Rows, TableError, read_rows
from pipeline.check.places import compact
from pipeline.check.rules import breach, quoted
from pipeline.check.shelf import Shelf
from pipeline.check.walk import walk
from pipeline.records import LINKED, TABLES, Finding
from pipeline.records.arrow import arrow_schema

MANIFEST = "manifest.json"
ARTICLES = "jsonld/articles"
#: Members of the manifest that grow with the data.
LISTS = ("files", "inputs")


# No slots: what is looked up in all records is made when it is first asked for.
@dataclass
class Bundle:
    """What could be read, proved readable and read again by each rule; what could not was told.

    Small tables and files of lines are held; large ones, and graphs, stay on disk. `bench/RESULTS.md` says what is held all the same.
    """

    folder: Path
    #: Where what cannot be read is told.
    tell: Callable[[Finding], None]
    #: Whether there is a manifest that can be read.
    described: bool = False
    schemas: dict[str, pa.Schema] = field(default_factory=dict)
    rows: dict[str, Rows] = field(default_factory=dict)
    lines: dict[str, Lines] = field(default_factory=dict)
    #: Name of each file that descriptors tell of (tables, lines, articles' graphs) to number from 0, name and `facts`.
    files: Shelf = field(default_factory=lambda: Shelf(()))
    #: Id of each JSON-LD record to its class, to a digest of what it says, and to its length in a graph.
    nodes: Shelf = field(default_factory=lambda: Shelf(()))
    #: Shapes of records that expand without loss.
    whole: set[Hashable] = field(default_factory=set)

    def manifest(self) -> dict[str, Any]:
        """The manifest without its members that name every file and input; empty where there is none to be read."""
        return without(self.folder / MANIFEST, LISTS) if self.described else {}

    def listed(self, name: str) -> Iterator[tuple[str, Any]]:
        """Each member of one of the manifest's `LISTS`, read again each time; none where it is no object."""
        return within(self.folder / MANIFEST, name) if self.described else iter(())

    def articles(self) -> Iterator[str]:
        """Names of the articles' graphs, in order."""
        return (name for _, name, *_ in self.files.values() if name.startswith(f"{ARTICLES}/"))

    def facts(self, name: str) -> tuple[int, str | None]:
        """Bytes and SHA-256, hexadecimal, of a file; no SHA-256 of one that is too large or cannot be read."""
        known = self.files.get(name)
        return facts(f"{self.folder}/{name}") if known is None else (known[2], known[3])

    def of(self, name: str, *columns: str) -> Iterable[dict[str, Any]]:
        """The rows of a table with those of the columns that it has; none where it could not be read."""
        return self.rows[name].of(*columns) if name in self.rows else ()

    @cached_property
    def texts(self) -> Shelf:
        """Document id to text, from the documents table."""
        rows = self.of("documents", "id", "text")
        return Shelf((row.get("id"), row["text"]) for row in rows if isinstance(row.get("text"), str))

    @cached_property
    def passages(self) -> Shelf:
        """Document id to each of its passages, from the passages table."""
        rows = self.of("passages", "id", "document_id", "position", "kind", "start", "end")
        return Shelf((row.get("document_id"), row) for row in rows)

    def order(self, name: str) -> Order:
        """How the rows of a table stand."""
        if name not in self._orders:
            kind = TABLES[name]
            self._orders[name] = order_of(self.rows[name], kind.order, kind.key)
        return self._orders[name]

    @cached_property
    def _orders(self) -> dict[str, Order]:
        return {}

    def beside(self, lines: Lines, name: str, pairs: Iterable[tuple[str, Any]]) -> Beside:
        """Pairs of key and value from a table, its rows sorted by the key, to be asked for along the lines."""
        return Alongside(pairs) if lines.ascending and self.order(name).sorted else Shelf(pairs)


def read_bundle(folder: Path, tell: Callable[[Finding], None]) -> Bundle:
    """Read an output folder; never raises for what is wrong with it, but tells it."""
    bundle = Bundle(folder, tell)
    bundle.described = bool(read_object(bundle, MANIFEST, lambda found: {"": None} if found else {}))
    for name in TABLES:
        read_table(bundle, name)
        # Arrow keeps what it no longer needs, and the ids of a row group take tens of megabytes to prove.
        pa.default_memory_pool().release_unused()
    bundle.nodes = Shelf(node for kind in LINKED for node in read_lines(bundle, kind.table))
    bundle.files = Shelf((name, (number, name, *bundle.facts(name))) for number, name in enumerate(described(bundle)))
    return bundle


def described(bundle: Bundle) -> Iterator[str]:
    """Names of the files that descriptors tell of."""
    yield from (f"tables/{name}.parquet" for name in bundle.schemas)
    yield from (lines.pointer for lines in bundle.lines.values())
    for entry in walk(bundle.folder, ARTICLES):
        if entry.kind == "file" and entry.name.count("/") == 2 and entry.name.endswith(".jsonld"):
            yield entry.name


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
    step = folder
    for part in path.relative_to(folder).parts:
        step = step / part
        if step.is_symlink():
            return True
    return False


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


def read_object(
    bundle: Bundle, name: str, each: Callable[[dict[str, Any]], Any] = lambda found: found
) -> dict[str, Any] | None:
    """The object in a JSON file, or None with a finding; `each` says what stands in it for every object."""
    path = present(bundle, name, limits.JSON_FILE)
    if path is None:
        return None
    try:
        found = read_long(path, each)
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


def read_lines(bundle: Bundle, name: str) -> Iterator[tuple[str, tuple[str, str, int]]]:
    """Read one file of JSON-LD lines; id of each record, and its class, digest and length in a graph."""
    pointer = f"jsonld/{name}.jsonl"
    path = present(bundle, pointer)
    if path is None:
        return
    lines = bundle.lines[name] = Lines(path, pointer)
    held: list[Line] | None = [] if path.stat().st_size <= limits.HELD_LINES else None
    before = ""
    try:
        for number, raw in numbered(path):
            place = f"{pointer}:{number}"
            body = raw.removesuffix(b"\n")
            if body == raw:
                message = "the line does not end in a newline: the file is cut off, or the line too long to be read"
                bundle.tell(breach("files.unreadable", message, pointer=place))
            as_written = canonical(body)
            node = read_line(bundle, place, body) if as_written is None else as_written
            lines.good.append(node is not None)
            if node is None:
                continue
            if held is not None:
                held.append(Line(place, node))
            key = node.get("@id")
            lines.ascending &= isinstance(key, str) and before < key
            if isinstance(key, str):
                before = key
            yield str(key), (str(node.get("@type")), *said(node, body if as_written else None))
    except OSError as error:
        bundle.tell(breach("files.unreadable", f"not readable: {error.strerror}", pointer=pointer))
    lines.held = held


def read_line(bundle: Bundle, place: str, body: bytes) -> dict[str, Any] | None:
    """The object in a line that is not as it should be, or None; tells what is wrong with it."""
    try:
        node = parse(body)
    except json.JSONDecodeError as error:
        message = f"not a JSON object: {error.msg}"
        bundle.tell(breach("lines.json", message, pointer=f"{place}:{error.colno}"))
        return None
    except (ValueError, RecursionError) as error:
        bundle.tell(breach("lines.json", f"not a JSON object: {error}", pointer=place))
        return None
    if not isinstance(node, dict):
        message = f"not a JSON object: {quoted(body.decode('utf-8', 'replace'))}"
        bundle.tell(breach("lines.json", message, pointer=place))
        return None
    if body != compact(node).encode("utf-8"):
        message = "keys are not sorted or the line is not in its one canonical form"
        bundle.tell(breach("lines.json", message, pointer=place))
    return node
