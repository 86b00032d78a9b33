"""What the README shows is true: its record keeps the schema, its queries run, its commands and targets exist."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import duckdb
import pytest

from pipeline.check.validators import fault
from pipeline.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.S)


@pytest.fixture
def folder(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which `out` is what `make` builds."""
    monkeypatch.chdir(shipped.parent)
    return shipped.parent


def test_the_record_shown_keeps_the_schema() -> None:
    (record,) = blocks("json")
    assert fault("events", json.loads(record)) is None


def test_the_query_shown_runs_and_finds_rows(folder: Path) -> None:
    (query,) = blocks("sql")
    assert duckdb.sql(query).fetchall()


def test_the_pandas_lines_shown_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exec(blocks("python")[0], {})
    assert len(capsys.readouterr().out.splitlines()) > 2


def test_every_command_and_target_named_exists() -> None:
    named = set(re.findall(r"`(?:\.venv/bin/)?dateline ([a-z]+)", README))
    assert named
    assert named <= set(main.commands)
    targets = set(re.findall(r"`make ([a-z-]+)`", README)) | {"test"}
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert targets <= set(re.findall(r"^  ([a-z-]+)", listed, re.M))
