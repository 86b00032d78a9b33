"""The fast and the compiled validator have the reference validator's verdicts."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.check.validators import KINDS, compiled, fast, fault, is_iri, reference
from pipeline.write.jsonld import line_files
from tests.conftest import sample

jsonschema_rs = pytest.importorskip("jsonschema_rs", reason="the extra `fast` is not installed")

NODES: dict[str, dict[str, Any]] = {
    path.split("/")[1].removesuffix(".jsonl"): json.loads(next(lines)) for path, lines in line_files(sample())
}
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**20), 10**20), st.floats(allow_nan=False), st.text(max_size=8),
    st.sampled_from(["2021-02-29", "2020-02-29", "2021-13", "2021~", "../2021", "2021-2-28", "20210228", "2021-02-28\n", "http://a b", "http://a\u3000b", "http://ä.example/ö", "mailto:x"]),
    st.lists(st.text(max_size=3), max_size=2), st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_all_accept_what_a_build_writes(name: str) -> None:
    quick = fast(name)
    assert quick is not None
    assert quick(NODES[name])
    assert compiled(name)(NODES[name])
    assert fault(name, NODES[name]) is None


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_all_judge_edits_alike(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(NODES)))
    node = copy.deepcopy(NODES[name])
    target = node
    while (
        nested := [v for v in target.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
    ) and data.draw(st.booleans()):
        target = nested[0][0]
    key = data.draw(st.sampled_from([*sorted(target), "colour"]))
    if data.draw(st.booleans()):
        target.pop(key, None)
    else:
        target[key] = data.draw(VALUES)
    quick = fast(name)
    assert quick is not None
    verdict = reference(name).is_valid(node)
    assert (quick(node), compiled(name)(node)) == (verdict, verdict), (key, target.get(key))


@pytest.mark.parametrize(
    ("value", "good"),
    [
        ("https://dateline.example/event/0#actor=3,7", True), ("urn:isbn:0451450523", True), ("mailto:a@b.example", True),
        ("http://ä.example/ö?q=é#f", True), ("http://[2001:db8::7]:80/x", True), ("https://a/%20", True), ("a:", True),
        ("", False), ("/relative", False), ("http://a b", False), ("http://a/%2", False), ("http://a/[x]", False),
        ("http://a/#x#y", False), ("1http://a", False), ("http://a/\x00", False), ("http://a/<b>", False), ("http://a/\n", False),
    ],
)  # fmt: skip
def test_iris_are_absolute_and_well_formed(value: str, good: bool) -> None:
    assert is_iri(value) is good
