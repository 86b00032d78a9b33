"""What is exported for INCEpTION is read by the library that reads its files, and what that library writes is imported."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.report.amend import reviewed
from pipeline.report.cas import EVENT, NAMED, CasError, read_cas
from pipeline.report.decisions import decisions_of
from pipeline.report.inception import TYPES, export, imported
from tests.maker import joined
from tests.report.made import BASE, CASES, hostile, visit, written

cassis = pytest.importorskip("cassis", reason="dkpro-cassis is not installed; nobody else read the CAS")


def opened(path: Path) -> Any:
    """The CAS of an archive, by DKPro's reader."""
    with zipfile.ZipFile(path) as archive:
        types = cassis.load_typesystem(archive.read(TYPES).decode("utf-8"))
        return cassis.load_cas_from_xmi(archive.read(f"{path.stem}.xmi").decode("utf-8"), typesystem=types)


def test_another_reader_finds_every_name_and_event_on_its_words(tmp_path: Path) -> None:
    out = written(joined(visit(), hostile()), tmp_path / "out")
    assert export(out, tmp_path / "cas") == 2
    for dataset in (visit(), hostile()):
        document = dataset.documents[0]
        view = opened(tmp_path / "cas" / f"{document.source}.zip")
        assert view.sofa_string == document.text
        types = {entity.id: entity.type for entity in dataset.entities}
        names = [(a.get_covered_text(), a.value, a.identifier) for a in view.select(NAMED)]
        assert sorted(names) == sorted((m.text, types[m.entity_id], m.entity_id) for m in dataset.mentions)
        triggers = [(a.get_covered_text(), a.value, a.identifier) for a in view.select(EVENT)]
        told = [(document.text[e.trigger_start : e.trigger_end], e.type, e.id) for e in dataset.events]
        assert sorted(triggers) == sorted(told)


def test_an_export_reads_back_as_no_correction(tmp_path: Path) -> None:
    out = written(visit(), tmp_path / "out")
    shutil.copytree(CASES / "visit", tmp_path / "raw")
    export(out, tmp_path / "cas")
    assert list(imported(out, tmp_path / "cas", tmp_path / "raw")) == []


def test_what_another_program_changed_becomes_decisions_that_a_build_carries_out(tmp_path: Path) -> None:
    out, folder, raw = written(visit(), tmp_path / "out"), tmp_path / "cas", tmp_path / "raw"
    shutil.copytree(CASES / "visit", raw)
    runner = CliRunner()
    assert runner.invoke(main, ["report", str(out), "--inception", str(folder)]).exit_code == 0
    path = folder / "harbour.txt.zip"
    view = opened(path)
    for one in list(view.select(NAMED)):
        if one.get_covered_text() == "Quay Accord":
            view.remove(one)
        elif one.get_covered_text() == "Jon Strand":
            one.value = "Group"
    at = view.sofa_string.rindex("left")
    event = view.typesystem.get_type(EVENT)
    # By now in code units, as the library writes them out itself.
    view.add(event(begin=at, end=at + 4, value="RETREAT"))
    path.unlink()
    (folder / "harbour.txt.xmi").write_text(view.to_xmi(), encoding="utf-8")

    result = runner.invoke(main, ["report", str(out), "--from-inception", str(folder), "--raw", str(raw)])
    decisions, problems = decisions_of(raw / "harbour.txt", "harbour.txt")
    after = reviewed(visit(), decisions, BASE)

    assert result.exit_code == 0, result.output
    assert problems == []
    names = {entity.name: entity.type for entity in after.entities}
    assert names["Jon Strand"] == "Group"
    assert "Quay Accord" not in names
    assert [e.text for e in after.events if e.type == "RETREAT"] == ["Strand left on Friday."]


@pytest.mark.parametrize(
    "content",
    [b"no xml", b"<a/>", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'],
)
def test_what_is_no_cas_is_refused(content: bytes) -> None:
    with pytest.raises(CasError):
        read_cas(content)
