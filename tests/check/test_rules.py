"""Every rule has cases as files: edits of a valid folder that break it, and edits close by that do not."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.check import check
from pipeline.check.policy import read_policy
from pipeline.check.report import Report
from pipeline.check.rules import explainable, rules
from pipeline.cli import main
from tests.check.corruption import apply

HERE = Path(__file__).parents[1] / "cases/check/rules"
CASES = sorted(HERE.glob("*/*.toml"))


def checked(case: dict[str, Any], master: Path, folder: Path) -> Report:
    out = folder / "out"
    shutil.copytree(master, out)
    for edit in case.get("edit", ()):
        apply(edit, out)
    project = folder / "pyproject.toml"
    project.write_text(case.get("project", ""), encoding="utf-8")
    as_of = case.get("as-of")
    assert as_of is None or isinstance(as_of, dt.date)
    return check(out, read_policy(project, out, as_of))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case_breaks_the_rule_it_names_or_none(path: Path, master: Path, tmp_path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    found = checked(case, master, tmp_path)
    rule = path.parent.name
    if path.stem.startswith("fail"):
        assert rule in found.by_rule, found.by_rule
        assert found.failed or rules()[rule].severity != "error"
        assert case.get("findings", found.by_rule[rule]) == found.by_rule[rule]
    else:
        assert not found.by_rule, [(f.rule, f.pointer, f.message) for f in found.findings]


def test_every_rule_has_a_case_that_breaks_it_and_one_that_does_not() -> None:
    kinds = {(path.parent.name, path.stem.partition("-")[0]) for path in CASES}
    assert kinds == {(rule, kind) for rule in rules() if rule != "check.undecided" for kind in ("fail", "pass")}


def test_there_are_enough_corruptions() -> None:
    assert sum(path.stem.startswith("fail") for path in CASES) >= 60


@pytest.mark.parametrize("rule", explainable())
def test_every_rule_is_explained(rule: str) -> None:
    done = CliRunner().invoke(main, ["check", "--explain", rule])
    assert done.exit_code == 0
    known = explainable()[rule]
    assert all(part in done.output for part in (rule, known.doc, known.why, known.example, known.cure))


def test_every_rule_that_a_command_can_name_is_explained() -> None:
    pipeline = Path(__file__).parents[2] / "pipeline"
    named = {
        rule
        for path in pipeline.rglob("*.py")
        for rule in re.findall(r"\"((?:read|build|resolve|review)\.[a-z-]+)\"", path.read_text(encoding="utf-8"))
        if not rule.endswith((".toml", ".py"))
    }
    assert named == explainable().keys() - rules().keys()


def test_explaining_a_rule_that_is_none_names_those_that_are() -> None:
    done = CliRunner().invoke(main, ["check", "--explain", "no.rule"])
    assert done.exit_code == 2
    assert "evidence.text" in done.output
