"""BRAT carries names and events out, and corrections back in."""

from __future__ import annotations

import shutil
from pathlib import Path

from click.testing import CliRunner

from pipeline.cli import main
from pipeline.report.amend import reviewed
from pipeline.report.brat import export, imported
from pipeline.report.decisions import decisions_of
from tests.report.made import BASE, CASES, visit, written


def test_an_export_reads_back_as_no_correction(tmp_path: Path) -> None:
    out = written(visit(), tmp_path / "out")
    shutil.copytree(CASES / "visit", tmp_path / "raw")

    assert export(out, tmp_path / "brat") == 1
    assert list(imported(out, tmp_path / "brat", tmp_path / "raw")) == []


def test_every_annotation_has_the_words_at_its_offsets(tmp_path: Path) -> None:
    out = written(visit(), tmp_path / "out")
    export(out, tmp_path / "brat")
    text = (tmp_path / "brat/harbour.txt.txt").read_text("utf-8")
    lines = (tmp_path / "brat/harbour.txt.ann").read_text("utf-8").splitlines()

    bound = [line.split("\t") for line in lines if line.startswith("T")]
    assert len(bound) == len(visit().mentions) + len(visit().events)
    for _, place, words in bound:
        _, start, end = place.split(" ")
        assert text[int(start) : int(end)] == words
    assert any(line.startswith("E1\tCONSULT:T") and " Actor:T" in line for line in lines)


def test_corrections_made_in_brat_become_decisions_that_a_build_carries_out(tmp_path: Path) -> None:
    out, brat, raw = written(visit(), tmp_path / "out"), tmp_path / "brat", tmp_path / "raw"
    shutil.copytree(CASES / "visit", raw)
    runner = CliRunner()
    assert runner.invoke(main, ["report", str(out), "--brat", str(brat)]).exit_code == 0
    path = brat / "harbour.txt.ann"
    text = visit().documents[0].text
    at = text.index("union leaflet")
    lines = [
        line.replace("Person ", "Group ") if "\tJon Strand" in line else line
        for line in path.read_text("utf-8").splitlines()
    ]
    lines = [line for line in lines if "\tQuay Accord" not in line] + [
        f"T99\tCreativeWork {at} {at + 13}\tunion leaflet"
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    result = runner.invoke(main, ["report", str(out), "--from-brat", str(brat), "--raw", str(raw)])
    decisions, problems = decisions_of(raw / "harbour.txt", "harbour.txt")
    after = reviewed(visit(), decisions, BASE)

    assert result.exit_code == 0, result.output
    assert problems == []
    assert sorted(d.verdict for d in decisions) == ["add", "correct", "reject", "reject"]
    names = {entity.name: entity.type for entity in after.entities}
    assert names["Jon Strand"] == "Group"
    assert names["union leaflet"] == "CreativeWork"
    assert "Quay Accord" not in names
