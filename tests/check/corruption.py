"""Edits of an output folder, read from case files: what a hostile or careless hand does to it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.records import TABLES
from pipeline.write.manifest import file_sha256
from pipeline.write.tables import write_table

Edit = dict[str, Any]


def apply(edit: Edit, out: Path) -> None:
    """Apply one edit; `kind` names it."""
    KINDS[edit["kind"]](edit, out)


def table_path(edit: Edit, out: Path) -> Path:
    return out / f"tables/{edit['table']}.parquet"


def rewrite(path: Path, edit: Edit, change: Callable[[pa.Table], pa.Table]) -> None:
    write_table(change(pq.read_table(path)), TABLES[edit["table"]], path)


def row(edit: Edit, out: Path) -> None:
    """Set values of one row; `null` names columns to be emptied."""

    def change(table: pa.Table) -> pa.Table:
        rows = table.to_pylist()
        rows[edit.get("row", 0)] |= edit.get("set", {}) | dict.fromkeys(edit.get("null", ()))
        return pa.Table.from_pylist(rows, schema=table.schema)

    rewrite(table_path(edit, out), edit, change)


def rows(edit: Edit, out: Path) -> None:
    """Take the rows in the order given; a number twice is a row twice."""
    rewrite(table_path(edit, out), edit, lambda table: table.take(edit["take"]))


def drop(edit: Edit, out: Path) -> None:
    rewrite(table_path(edit, out), edit, lambda table: table.drop_columns([edit["column"]]))


def cast(edit: Edit, out: Path) -> None:
    path = table_path(edit, out)
    table = pq.read_table(path)
    at = table.schema.get_field_index(edit["column"])
    pq.write_table(table.set_column(at, edit["column"], table[edit["column"]].cast(edit["type"])), path)


def write_otherwise(edit: Edit, out: Path) -> None:
    """Write a table with other options than the contract's writer has."""
    path = table_path(edit, out)
    table = pq.read_table(path)
    if extra := edit.get("metadata"):
        table = table.replace_schema_metadata(
            table.schema.metadata | {key.encode(): value.encode() for key, value in extra.items()}
        )
    order = [(name, edit.get("direction", "ascending")) for name in TABLES[edit["table"]].order]
    options = {
        "compression": "zstd",
        "write_page_index": True,
        "write_page_checksum": True,
        "sorting_columns": pq.SortingColumn.from_ordering(table.schema, order),
    }
    pq.write_table(table, path, **(options | edit.get("options", {})))


def line(edit: Edit, out: Path) -> None:
    """Set or remove the value at a path of one JSON-LD record."""
    path = out / f"jsonld/{edit['file']}.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    number = edit.get("line", 0)
    node = json.loads(lines[number])
    *way, last = edit["path"]
    target = node
    for step in way:
        target = target[step]
    if "set" in edit:
        target[last] = json.loads(edit["set"])
    else:
        del target[last]
    lines[number] = json.dumps(node, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
    path.write_text("".join(lines), encoding="utf-8")


def lines(edit: Edit, out: Path) -> None:
    """Take the lines in the order given."""
    path = out / f"jsonld/{edit['file']}.jsonl"
    found = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(found[number] for number in edit["take"]), encoding="utf-8")


def manifest(edit: Edit, out: Path) -> None:
    """Set or remove the value at a path of a JSON file."""
    path = out / edit.get("file", "manifest.json")
    value = json.loads(path.read_text(encoding="utf-8"))
    *way, last = edit["path"]
    target = value
    for step in way:
        target = target[step]
    if "set" in edit:
        target[last] = json.loads(edit["set"])
    else:
        del target[last]
    path.write_text(json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def raw(text: str) -> bytes:
    """Bytes as a case writes them: one for each character up to U+00FF."""
    return text.encode("latin-1")


def replace(edit: Edit, out: Path) -> None:
    path = out / edit["file"]
    content = path.read_bytes()
    old = edit["old"].encode("utf-8")
    assert old in content, "the case no longer fits the folder"
    path.write_bytes(content.replace(old, raw(edit["new"]), edit.get("count", 1)))


def around(edit: Edit, out: Path) -> None:
    """Put bytes before or after what is there, as often as `times` says."""
    path = out / edit["file"]
    before, after = (raw(edit.get(name, "")) * edit.get("times", 1) for name in ("before", "after"))
    path.write_bytes(before + path.read_bytes() + after)


def flip(edit: Edit, out: Path) -> None:
    """Turn one byte's bits."""
    path = out / edit["file"]
    content = bytearray(path.read_bytes())
    content[edit["at"]] ^= 0xFF
    path.write_bytes(content)


def cut(edit: Edit, out: Path) -> None:
    """Cut bytes off the end; half of the file if it does not say how many."""
    path = out / edit["file"]
    size = path.stat().st_size
    os.truncate(path, size - edit["bytes"] if "bytes" in edit else size // 2)


def write(edit: Edit, out: Path) -> None:
    path = out / edit["file"]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw(edit["text"]) * edit.get("times", 1))


def grow(edit: Edit, out: Path) -> None:
    """Make a file of that many bytes, which takes no room on disk."""
    os.truncate(out / edit["file"], edit["bytes"])


def link(edit: Edit, out: Path) -> None:
    path = out / edit["file"]
    if path.is_file():
        path.unlink()
    path.symlink_to(edit["to"])


def remove(edit: Edit, out: Path) -> None:
    (out / edit["file"]).unlink()


def nest(edit: Edit, out: Path) -> None:
    """A first line nested as deep as `levels`."""
    path = out / edit["file"]
    path.write_bytes(b'{"a":' * edit["levels"] + b"1" + b"}" * edit["levels"] + b"\n" + path.read_bytes())


def sign(edit: Edit, out: Path) -> None:
    """Renew checksums, rows and records made in manifest and descriptors, as an attacker would who hides an edit."""
    value = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    croissant = json.loads((out / "croissant.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if (path := out / resource["path"]).is_file():
            resource |= {"bytes": path.stat().st_size, "hash": f"sha256:{file_sha256(path)}"}
    for entry in croissant["distribution"]:
        if (path := out / entry["@id"]).is_file():
            entry |= {"sha256": file_sha256(path), "contentSize": f"{path.stat().st_size} B"}
    dataset = json.loads((out / "dataset.jsonld").read_text(encoding="utf-8"))
    for entry in next(node["distribution"] for node in dataset["@graph"] if "distribution" in node):
        if (path := out / entry["contentUrl"]).is_file():
            entry |= {"sha256": file_sha256(path), "contentSize": f"{path.stat().st_size} B"}
    dictionary = (out / "DATASET.md").read_text(encoding="utf-8")
    for path in sorted((out / "tables").glob("*.parquet")):
        rows = f"{rows_in(path):,}"
        dictionary = re.sub(rf"(?m)^(\| \[{path.stem}\]\S+ \| )[\d,]+", rf"\g<1>{rows}", dictionary)
        dictionary = re.sub(rf"(?m)^(`tables/{path.name}`, )[\d,]+", rf"\g<1>{rows}", dictionary)
    (out / "DATASET.md").write_text(dictionary, encoding="utf-8", newline="")
    descriptors = (("datapackage.json", package), ("croissant.json", croissant), ("dataset.jsonld", dataset))
    for name, described in descriptors:
        (out / name).write_text(json.dumps(described, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    for name, entry in value["files"].items():
        if not (path := out / name).is_file():
            continue
        entry |= {"bytes": path.stat().st_size, "sha256": file_sha256(path)}
        if path.suffix == ".parquet":
            entry["rows"] = value["records_made"][path.stem] = pq.read_metadata(path).num_rows
        elif path.suffix == ".jsonl":
            entry["rows"] = path.read_bytes().count(b"\n")
    content = json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    (out / "manifest.json").write_text(content, encoding="utf-8")


def rows_in(path: Path) -> int:
    """Rows of a table; none where it is no table any more."""
    try:
        return int(pq.read_metadata(path).num_rows)
    except pa.ArrowException:
        return 0


def graph(edit: Edit, out: Path) -> None:
    """Make the graph of the only article say what the lines say."""
    (path,) = (out / "jsonld/articles").glob("*.jsonld")
    value = json.loads(path.read_text(encoding="utf-8"))
    nodes = [
        {key: found for key, found in json.loads(line).items() if key != "@context"}
        for file in sorted((out / "jsonld").glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    value["@graph"] = sorted(nodes, key=lambda node: str(node["@id"]))
    path.write_text(
        json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n", encoding="utf-8"
    )


KINDS: dict[str, Callable[[Edit, Path], None]] = {
    function.__name__: function
    for function in (
        row,
        rows,
        drop,
        cast,
        write_otherwise,
        line,
        lines,
        manifest,
        replace,
        around,
        flip,
        cut,
        write,
        grow,
        link,
        remove,
        nest,
        sign,
        graph,
    )  # fmt: skip
}
