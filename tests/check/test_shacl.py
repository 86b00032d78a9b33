"""A third-party SHACL engine finds with our shapes what our rules find, where a shape can say it."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path

import pyshacl
import pytest
import rdflib

from pipeline.records.shacl import shacl
from pipeline.records.vocabulary import LINKED, context
from tests.check.corruption import apply

CASES = sorted((Path(__file__).parents[1] / "cases/check/rules").glob("l*/fail-*.toml"))
#: Rules on what one record says by itself; a shape looks no further.
SHAPED = ("lines.schema", "linked.range")
#: Mutations that no shape of ours can see, and why.
BEYOND = {
    "a-key-that-the-schema-does-not-know": "no triple is made of a key without a term",
    "a-list-where-one-value-stands": "a list of one makes the same triple as its value",
    "a-value-that-is-null": "no triple is made of null",
    "an-edtf-value-that-does-not-exist": "to RDF every text is a value of a datatype that it does not know",
    "an-iri-with-a-space": "the reader of RDF gives the engine whatever stands in the place of an IRI as one",
    "an-event-in-a-person": "what kind of record an IRI names is for a rule over all records",
}
MUTATIONS = [path for path in CASES if path.parent.name in SHAPED]


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(data=shacl(), format="turtle")


def conforms(out: Path, shapes: rdflib.Graph) -> bool:
    """Whether the engine finds nothing in the lines of a folder."""
    nodes = []
    for kind in LINKED:
        for line in (out / f"jsonld/{kind.table}.jsonl").read_text(encoding="utf-8").splitlines():
            nodes.append({key: value for key, value in json.loads(line).items() if key != "@context"})
    graph = rdflib.Graph().parse(data=json.dumps({**context(), "@graph": nodes}), format="json-ld")
    verdict, _, _ = pyshacl.validate(graph, shacl_graph=shapes)
    return bool(verdict)


def test_what_a_build_writes_conforms(master: Path, shapes: rdflib.Graph) -> None:
    assert conforms(master, shapes)


@pytest.mark.parametrize("path", MUTATIONS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_shapes_find_the_mutations_that_rules_find(
    path: Path, master: Path, shapes: rdflib.Graph, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shutil.copytree(master, out)
    for edit in tomllib.loads(path.read_text(encoding="utf-8"))["edit"]:
        apply(edit, out)
    assert conforms(out, shapes) == (path.stem.removeprefix("fail-") in BEYOND)


def test_what_shapes_cannot_see_is_a_mutation() -> None:
    assert BEYOND.keys() <= {path.stem.removeprefix("fail-") for path in MUTATIONS}
