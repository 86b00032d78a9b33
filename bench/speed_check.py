"""Records a second of schema validation: ours with and without the fast validator, beside plain jsonschema."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from pipeline.check.validators import KINDS, fast, reference
from pipeline.records.node import json_schema

#: Seconds that each validator is given.
BUDGET = 3.0


def main(out: Path) -> None:
    """Print records a second and the ratio to plain jsonschema, on the JSON-LD lines of a built folder."""
    nodes = {
        name: [json.loads(line) for line in (out / f"jsonld/{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        for name in KINDS
    }
    plain = {name: Draft202012Validator(json_schema(kind)).is_valid for name, kind in KINDS.items()}
    contenders: dict[str, dict[str, Callable[[Any], bool]]] = {"plain jsonschema, formats not asserted": plain}
    contenders["reference validator, formats asserted"] = {name: reference(name).is_valid for name in KINDS}
    quick = {name: fast(name) for name in KINDS}
    if all(quick.values()):
        contenders["fast validator, formats asserted"] = quick  # type: ignore[assignment]
    base = None
    for label, validators in contenders.items():
        rate = measured(nodes, validators)
        base = base or rate
        print(f"{label:<42} {rate:>10,.0f} records/s  × {rate / base:.1f}")


def measured(nodes: dict[str, list[Any]], validators: dict[str, Callable[[Any], bool]]) -> float:
    """Records a second over as many rounds as the budget allows."""
    count, began = 0, time.perf_counter()
    while time.perf_counter() - began < BUDGET:
        for name, members in nodes.items():
            for node in members:
                assert validators[name](node)
            count += len(members)
    return count / (time.perf_counter() - began)
