"""Peers of `check` on the same records, where they are installed: pySHACL with our shapes, frictionless with our descriptor."""

from __future__ import annotations

import importlib.util
import json
import re
import resource
import shutil
import subprocess
import time
from pathlib import Path

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
    """Rows a second of frictionless, the start of its interpreter included; or why it was not run."""
    program = shutil.which("frictionless")
    if program is None:
        return "frictionless is not on PATH"
    rows: int = sum(
        entry.get("rows", 0) for entry in json.loads((out / "manifest.json").read_bytes())["files"].values()
    )
    began = children()
    done = subprocess.run(
        [program, "validate", "datapackage.json", "--trusted"], cwd=out, capture_output=True, text=True
    )
    if done.returncode:
        words = " ".join(re.sub(r"[^\x20-\x7e]+", " ", done.stdout + done.stderr).split())
        return f"it did not pass the folder: {words[-120:]}"
    return rows / (children() - began)


def children() -> float:
    """Seconds of processor that ended processes of this one have had."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
