"""JSON-LD expands by the contract's context as the specification has it, for every construct that the context uses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyld import jsonld

from pipeline.check.context import no_fetch
from pipeline.check.rdf_rules import triples
from pipeline.records.vocabulary import CONTEXT_URL, context

CASES = sorted((Path(__file__).parents[1] / "cases/check/expansion").glob("*.json"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_input_expands_as_expected(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    dropped: list[str] = []
    options = {"documentLoader": no_fetch}
    if error := case.get("error"):
        with pytest.raises(jsonld.JsonLdError, match=f"(?s){error}"):
            jsonld.expand(case["input"], options)
        return
    found = jsonld.expand(case["input"], options, on_property_dropped=lambda key: dropped.append(str(key)))
    assert found == case["expected"]
    assert dropped == case["dropped"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_third_party_reads_the_same_statements(path: Path) -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    case = json.loads(path.read_text(encoding="utf-8"))
    if "expected" not in case or "@context" in str(case["input"].get("@graph", "")):
        pytest.skip("the case has no expansion")
    value = case["input"] | {"@context": context()["@context"]}
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=json.dumps(value), format="json-ld")
    expected = {(s, RDF_TYPE if p == "@type" else p) for s, p, _, _ in triples(jsonld.flatten(case["expected"]))}
    assert {(str(s), str(p)) for s, p, _ in graph.triples((None, None, None))} == expected


RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def test_every_construct_of_the_context_has_a_case() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in CASES)
    for keyword in {key for term in context()["@context"].values() if isinstance(term, dict) for key in term}:
        assert keyword in {"@id", "@type", "@container"}, "a construct without cases"
    assert CONTEXT_URL in text
