"""Each edit of the contract gets the verdict that its case file states, and exit 4 under a version too small for it."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pipeline.check.evolution import ContractError, compare
from pipeline.check.evolution.subsumption import Proof
from pipeline.cli import main
from pipeline.write.golden import write_schemas

CASES = sorted((Path(__file__).parents[1] / "cases/check/evolution").glob("*.toml"))
VERSIONS = {"none": "1.0", "minor": "1.1", "major": "2.0"}


@pytest.fixture(scope="module")
def contract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("contract")
    write_schemas(folder)
    return folder / "v1"


def edited(contract: Path, case: dict[str, Any], folder: Path) -> Path:
    shutil.copytree(contract, folder)
    for edit in case.get("edit", ()):
        path = folder / edit["file"]
        if edit["kind"] == "remove":
            path.unlink()
        elif edit["kind"] == "copy":
            shutil.copy(path, folder / edit["to"])
        elif edit["kind"] == "text":
            text = path.read_text(encoding="utf-8")
            assert edit["old"] in text, "the case no longer fits the contract"
            path.write_text(text.replace(edit["old"], edit["new"], 1), encoding="utf-8")
        else:
            path.write_text(json.dumps(patched(json.loads(path.read_text(encoding="utf-8")), edit)), encoding="utf-8")
    return folder


def patched(value: Any, edit: dict[str, Any]) -> Any:
    *way, last = edit["path"]
    target = value
    for step in way:
        target = target[step]
    if edit.get("remove"):
        del target[last]
    elif "insert" in edit:
        target.insert(int(last), json.loads(edit["insert"]))
    elif "discard" in edit:
        target[last].remove(json.loads(edit["discard"]))
    else:
        target[last] = json.loads(edit["set"])
    return value


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_edit_gets_its_verdict(path: Path, contract: Path, tmp_path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    new = edited(contract, case, tmp_path / "new")
    found = compare(contract, new)
    assert found.needed == case["needed"], found.changes
    assert all(change.reason and change.place for change in found.changes)
    for declared, version in VERSIONS.items():
        (new / "VERSION").write_text(version + "\n", encoding="utf-8")
        enough = list(VERSIONS).index(declared) >= list(VERSIONS).index(case["needed"])
        done = CliRunner().invoke(main, ["schemas", "--compare", str(contract), str(new)])
        assert done.exit_code == (0 if enough else 4), done.output


def test_there_are_enough_cases_of_each_verdict() -> None:
    verdicts = [tomllib.loads(path.read_text(encoding="utf-8"))["needed"] for path in CASES]
    assert len(verdicts) >= 40
    assert min(verdicts.count(verdict) for verdict in VERSIONS) >= 5


def test_a_folder_without_a_contract_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match="no VERSION"):
        compare(tmp_path, tmp_path)


LEAVES = st.sampled_from(
    [
        {"type": "string"}, {"type": "integer"}, {"type": "number"}, {"type": "integer", "minimum": 2}, {"type": "null"},
        {"enum": ["a", "b"]}, {"enum": ["a"]}, {"const": 3}, {}, {"type": "string", "maxLength": 1}, {"type": ["string", "null"]},
    ]
)  # fmt: skip
SCHEMAS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda s: {"type": "array", "items": s}, inner),
        st.builds(lambda a, b: {"anyOf": [a, b]}, inner, inner),
        st.builds(
            lambda s, required, closed: {
                "type": "object",
                "properties": {"k": s},
                "required": ["k"] if required else [],
                "additionalProperties": not closed,
            },
            inner, st.booleans(), st.booleans(),
        ),
    ),
    max_leaves=5,
)  # fmt: skip
VALUES = st.recursive(
    st.sampled_from(["a", "b", "long", 1, 3, 2.5, None, True]),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.sampled_from("kx"), inner, max_size=2)),
    max_leaves=4,
)


@settings(max_examples=400, deadline=None)
@given(SCHEMAS, SCHEMAS, st.lists(VALUES, max_size=8))
def test_a_proof_has_no_counterexample(narrow: dict[str, Any], wide: dict[str, Any], values: list[Any]) -> None:
    if not list(Proof(narrow, wide).gaps()):
        left, right = Draft202012Validator(narrow), Draft202012Validator(wide)
        assert all(right.is_valid(value) for value in values if left.is_valid(value))


@given(SCHEMAS)
def test_every_schema_accepts_its_own_instances(schema: dict[str, Any]) -> None:
    assert list(Proof(schema, schema).gaps()) == []
