"""Reviews by the real command line: kept when the text shifts, told when they no longer apply, and what the extractor is measured by."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from pipeline.cli import main
from tests.report.deciding import on
from tests.report.made import CASES, visit

pytestmark = pytest.mark.slow


def run(*words: str) -> str:
    result = CliRunner().invoke(main, list(words))
    assert result.exit_code == 0, result.output
    return result.output


def texts(out: Path, table: str) -> list[str]:
    return pq.read_table(out / f"tables/{table}.parquet").column("text").to_pylist()  # type: ignore[no-any-return]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """The article on a visit with three decisions: a name that is none, one missed, and a date put right."""
    folder = tmp_path / "raw"
    shutil.copytree(CASES / "visit", folder)
    before = visit()
    made = [
        on(before, "mention", "reject", "Aline Okoro"),
        on(before, "mention", "add", "union leaflet", type="CreativeWork"),
        on(before, "time", "correct", "4 March 2021", edtf="2021-03-05"),
    ]
    (folder / "harbour.review.jsonl").write_text("".join(one.line() + "\n" for one in made), encoding="utf-8")
    return folder


def test_decisions_go_with_their_words_and_those_without_are_told(raw: Path, tmp_path: Path) -> None:
    told = run("build", str(raw), "--out", str(tmp_path / "one"))
    assert "3 of 3 review decisions carried out" in told
    article = raw / "harbour.txt"
    text = (
        article.read_text("utf-8")
        .replace("4 March 2021", "Sunday")
        .replace("Minister", "🛳 One more sentence. Minister")
    )
    article.write_text(text, encoding="utf-8")

    told = run("build", str(raw), "--out", str(tmp_path / "two"))

    assert "2 of 3 review decisions carried out" in told
    assert "[review.lost]" in told
    assert "4 March 2021" in next(line for line in told.splitlines() if "[review.lost]" in line)
    assert "Aline Okoro" not in texts(tmp_path / "two", "mentions")
    assert "union leaflet" in texts(tmp_path / "two", "mentions")
    assert run("check", str(tmp_path / "two")) is not None


def test_the_extractor_is_scored_without_the_decisions_carried_out(raw: Path) -> None:
    lines = {line.split()[0]: line.split()[1:] for line in run("score", "--reviewed", str(raw)).splitlines() if line}
    assert lines["kind"] == ["right", "wrong", "missed", "lost", "precision", "recall"]
    right, wrong, missed, lost = map(int, lines["mention"][:4])
    # The rejected name is found, wrongly; the missed one is not, or is of another type.
    assert (right, wrong + missed, lost) == (0, 2, 0)
    assert wrong >= 1
    assert [int(one) for one in lines["time"][:4]] == [0, 1, 0, 0]
