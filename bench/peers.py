"""Peers of `check` on the same records, where they are installed: pySHACL with our shapes, frictionless with our descriptor."""

from __future__ import annotations

import importlib.util
import json
import re
import resource
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pyarrow.parquet as pq

from pipeline.records.shacl import shacl
from pipeline.records.vocabulary import LINKED, context

#: Records that pySHACL is given; it takes milliseconds for each.
RECORDS = 200


def pyshacl_rate(out: Path) -> float | str:
    """Records a second of pySHACL, parsing left out; or why it was not run."""
    if not importlib.util.find_spec("pyshacl"):
        return "pyshacl is not installed"
    import pyshacl
    import rdflib

    nodes = []
    for kind in LINKED:
        lines = (out / f"jsonld/{kind.table}.jsonl").read_text(encoding="utf-8").splitlines()
        nodes += [json.loads(line) | {"@context": None} for line in lines[: RECORDS // len(LINKED)]]
    for node in nodes:
        del node["@context"]
    graph = rdflib.Graph()
    graph.parse(data=json.dumps({**context(), "@graph": nodes}), format="json-ld")
    shapes = rdflib.Graph().parse(data=shacl(), format="turtle")
    began = time.process_time()
    pyshacl.validate(graph, shacl_graph=shapes)
    return len(nodes) / (time.process_time() - began)


def frictionless_rate(out: Path) -> float | str:
    """Rows a second of frictionless, the start of its interpreter included; or why it was not run.

    It is given the rows as lines of JSON: of a Parquet file it reads lists and missing whole numbers as what it then refuses.
    """
    program = shutil.which("frictionless")
    if program is None:
        return "frictionless is not on PATH"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = write_rows(out, folder)
        began = children()
        done = subprocess.run(
            [program, "validate", "datapackage.json", "--trusted"], cwd=folder, capture_output=True, text=True
        )
        if done.returncode:
            words = " ".join(re.sub(r"[^\x20-\x7e]+", " ", done.stdout + done.stderr).split())
            return f"it did not pass the rows: {words[-120:]}"
        return rows / (children() - began)


def write_rows(out: Path, folder: Path) -> int:
    """Write every table's rows as lines of JSON, and the descriptor of these files; how many rows they are."""
    package = json.loads((out / "datapackage.json").read_bytes())
    count = 0
    for table in package["resources"]:
        rows = pq.read_table(out / table["path"]).to_pylist()
        lines = "".join(json.dumps(row, default=str, ensure_ascii=False) + "\n" for row in rows)
        table |= {"path": f"{table['name']}.jsonl", "format": "jsonl", "mediatype": "application/jsonl"}
        for told in ("bytes", "hash"):
            del table[told]
        (folder / table["path"]).write_text(lines, encoding="utf-8")
        count += len(rows)
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return count


def children() -> float:
    """Seconds of processor that ended processes of this one have had."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
