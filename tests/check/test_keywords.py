"""All validators keep JSON Schema 2020-12 for every keyword that the contract's schemas use; cases in the shape of its test suite."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.check.validators import KINDS, compiled_for, fast_for, reference_for
from pipeline.records.node import json_schema

HERE = Path(__file__).parents[1] / "cases/check/keywords"
#: Keywords that a file of another name is about.
FILED = {"$ref": "ref", "$defs": "ref", "$id": "ref"} | dict.fromkeys(
    ("title", "description", "examples", "$schema"), "annotations"
)


def cases() -> Iterator[Any]:
    for path in sorted(HERE.glob("*.json")):
        for group in json.loads(path.read_text(encoding="utf-8")):
            for test in group["tests"]:
                name = f"{path.stem}: {group['description']}: {test['description']}"
                yield pytest.param(group["schema"], test["data"], test["valid"], id=name)


@pytest.mark.parametrize(("schema", "value", "valid"), list(cases()))
def test_every_validator_gives_the_verdict(schema: dict[str, Any], value: Any, valid: bool) -> None:
    assert reference_for(schema).is_valid(value) is valid
    assert compiled_for(schema)(value) is valid
    quick = fast_for(schema)
    if quick is None:
        pytest.skip("the extra `fast` is not installed")
    assert quick(value) is valid


def keywords(schema: Any) -> set[str]:
    """Every keyword of a schema, those of its parts too."""
    if isinstance(schema, list):
        return set().union(*map(keywords, schema))
    if not isinstance(schema, dict):
        return set()
    found = set(schema)
    for key, value in schema.items():
        if key in ("properties", "$defs"):
            found |= set().union(*map(keywords, value.values()))
        elif key not in ("enum", "const", "examples", "required"):
            found |= keywords(value)
    return found


def test_every_keyword_of_our_schemas_has_cases() -> None:
    used = set().union(
        *(keywords(json_schema(kind, closed=closed)) for kind in KINDS.values() for closed in (True, False))
    )
    assert {FILED.get(keyword, keyword) for keyword in used} <= {path.stem for path in HERE.glob("*.json")}


def test_every_format_of_our_schemas_has_cases() -> None:
    used = {value for kind in KINDS.values() for value in formats(json_schema(kind))}
    assert used == {
        group["schema"]["format"] for group in json.loads((HERE / "format.json").read_text(encoding="utf-8"))
    }


def formats(schema: Any) -> Iterator[str]:
    """Every format that a schema names."""
    for key, value in (
        schema.items() if isinstance(schema, dict) else enumerate(schema if isinstance(schema, list) else ())
    ):
        if key == "format" and isinstance(value, str):
            yield value
        yield from formats(value)
