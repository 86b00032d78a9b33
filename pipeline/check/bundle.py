"""An output folder as read back from disk, without trust in whoever wrote it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.check.rules import breach, quoted
from pipeline.records import LINKED, TABLES, Finding

#: Longest line of JSON that is read, in bytes: an article's text is in one, and 64 MB is beyond any article's.
LINE_LIMIT = 64 << 20
#: Deepest nesting of JSON that is read; the contract's records have five levels.
DEPTH_LIMIT = 64


@dataclass(slots=True)
class Line:
    """One line of a JSON-LD file: where it stands and what it says."""

    pointer: str
    node: dict[str, Any]


@dataclass(slots=True)
class Bundle:
    """Everything that could be read; what could not is in `findings`."""

    folder: Path
    manifest: dict[str, Any] = field(default_factory=dict)
    tables: dict[str, pa.Table] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    lines: dict[str, list[Line]] = field(default_factory=dict)
    graphs: dict[str, dict[str, Any]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def texts(self) -> dict[str, str]:
        """Document id to text, from the documents table."""
        return {row["id"]: row["text"] for row in self.rows.get("documents", ()) if isinstance(row.get("text"), str)}


def read_bundle(folder: Path) -> Bundle:
    """Read an output folder; never raises for what is wrong with it."""
    bundle = Bundle(folder)
    manifest = read_json(bundle, "manifest.json")
    if isinstance(manifest, dict):
        bundle.manifest = manifest
    elif manifest is not None:
        bundle.findings.append(breach("files.unreadable", "the manifest is not an object", pointer="manifest.json"))
    for name in TABLES:
        read_table(bundle, name)
    for kind in LINKED:
        read_lines(bundle, kind.table)
    for name in ("datapackage.json", "croissant.json"):
        read_json(bundle, name)
    for path in sorted((folder / "jsonld" / "articles").glob("*.jsonld")):
        name = path.relative_to(folder).as_posix()
        graph = read_json(bundle, name)
        if isinstance(graph, dict):
            bundle.graphs[name] = graph
        elif graph is not None:
            bundle.findings.append(breach("files.unreadable", "the graph is not an object", pointer=name))
    return bundle


def present(bundle: Bundle, name: str) -> Path | None:
    """The path of a file that must be there and must be a plain file within the folder."""
    path = bundle.folder / name
    if path.is_symlink() or not path.is_file():
        bundle.findings.append(breach("files.missing", f"{name} is missing; build again", pointer=name))
        return None
    return path


def read_table(bundle: Bundle, name: str) -> None:
    """Read one Parquet file, its page checksums verified."""
    pointer = f"tables/{name}.parquet"
    path = present(bundle, pointer)
    if path is None:
        return
    try:
        table = pq.ParquetFile(path, page_checksum_verification=True).read()
        rows = table.to_pylist()
    except (pa.ArrowException, OSError, UnicodeDecodeError, ValueError) as error:
        message = f"not readable as Parquet: {str(error).splitlines()[0]}"
        bundle.findings.append(breach("files.unreadable", message, pointer=pointer))
        return
    bundle.tables[name] = table
    bundle.rows[name] = rows


def read_json(bundle: Bundle, name: str) -> Any:
    """The value of a JSON file, or None with a finding."""
    path = present(bundle, name)
    if path is None:
        return None
    try:
        return parse(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        bundle.findings.append(breach("files.unreadable", f"not readable as JSON: {error}", pointer=name))
        return None


def read_lines(bundle: Bundle, name: str) -> None:
    """Read one file of JSON-LD lines."""
    pointer = f"jsonld/{name}.jsonl"
    path = present(bundle, pointer)
    if path is None:
        return
    bundle.lines[name] = []
    for number, raw in numbered(path):
        place = f"{pointer}:{number}"
        try:
            node = parse(raw.removesuffix(b"\n"))
        except (ValueError, RecursionError) as error:
            bundle.findings.append(breach("lines.json", f"not a JSON object: {error}", pointer=place))
            continue
        if not raw.endswith(b"\n"):
            message = "the last line does not end in a newline: the file is cut off"
            bundle.findings.append(breach("files.unreadable", message, pointer=place))
        if not isinstance(node, dict):
            message = f"not a JSON object: {quoted(raw.decode('utf-8', 'replace'))}"
            bundle.findings.append(breach("lines.json", message, pointer=place))
            continue
        if raw.removesuffix(b"\n") != json.dumps(
            node, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
        ).encode("utf-8", "surrogatepass"):
            message = "keys are not sorted or the line is not in its one canonical form"
            bundle.findings.append(breach("lines.json", message, pointer=place))
        bundle.lines[name].append(Line(place, node))


def numbered(path: Path) -> Iterator[tuple[int, bytes]]:
    """Line number from 1 and bytes of each line, none longer than `LINE_LIMIT`."""
    with path.open("rb") as stream:
        number = 0
        while raw := stream.readline(LINE_LIMIT):
            number += 1
            yield number, raw


def parse(raw: bytes) -> Any:
    """JSON as RFC 8259 has it: UTF-8 without BOM, unique keys, finite numbers, no lone surrogates, not too deep.

    Raises:
        ValueError: with a sentence for people.
    """
    text = raw.decode("utf-8")
    if depth(text) > DEPTH_LIMIT:
        raise ValueError(f"nested more than {DEPTH_LIMIT} levels deep")
    value = json.loads(text, object_pairs_hook=unique, parse_constant=not_json, parse_int=bounded)
    if "\\ud" in text or "\\uD" in text:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    return value


def depth(text: str) -> int:
    """Upper bound of the nesting of a JSON text, brackets within strings counted too only when they open."""
    level = deepest = 0
    in_string = escaped = False
    for char in text if text.count("[") + text.count("{") > DEPTH_LIMIT else "":
        if in_string:
            in_string, escaped = (char != '"' or escaped), (char == "\\" and not escaped)
        elif char == '"':
            in_string, escaped = True, False
        elif char in "[{":
            level += 1
            deepest = max(deepest, level)
        elif char in "]}":
            level -= 1
    return deepest


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, unless it has a key twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise ValueError(f"the key {quoted(twice)} stands twice")
    return found


def not_json(name: str) -> Any:
    """Refuse NaN and infinities, which are not JSON."""
    raise ValueError(f"{name} is not JSON")


def bounded(digits: str) -> int:
    """An integer, unless it is absurdly long."""
    if len(digits) > 19:
        raise ValueError(f"a number of {len(digits)} digits")
    return int(digits)
