"""What cannot be published is put aside with its findings, and comes back when it is mended; nothing is lost on the way."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.analyse import ModelError
from pipeline.check import check
from pipeline.records import Dataset, Finding, Record
from pipeline.records.identity import DEFAULT_BASE
from pipeline.road import build
from pipeline.write import write_output
from pipeline.write.quarantine import Quarantined, Unpublished

ARTICLE = "Envoys meet in Strelsau\n\nThe foreign minister met the duke in Strelsau on 3 March 2021.\n"
PLACED = """\
Envoys of two rivers meet in Khartoum

By Amal Osman

KHARTOUM, March 3, 2022 – Foreign Minister Tarek Salem met Ethiopian President Sahle-Work Zewde in Khartoum on Wednesday.

“We agreed to talk again in May,” Salem said. Ethiopia rejected a proposal by the African Union (AU) last month.
"""


def refused(path: Path) -> Quarantined:
    finding = Finding(rule="read.unreadable", severity="error", message="It cannot be read.", pointer=path.name)
    return Quarantined(path.name, path, (finding,))


def test_an_input_put_aside_keeps_its_bytes_by_checksum_and_its_findings(dataset: Dataset, tmp_path: Path) -> None:
    bad = tmp_path / "bad ü.pdf"
    bad.write_bytes(b"%PDF-0")
    entry = refused(bad)
    data = replace(dataset, findings=(*entry.findings, *dataset.findings))
    out = tmp_path / "out"
    write_output(data, out, model="none", base_iri=DEFAULT_BASE, unpublished=Unpublished((entry,), {}, 2))
    (path,) = (out / "quarantine").iterdir()
    told = json.loads(path.read_text(encoding="utf-8"))
    assert told["source"] == "bad ü.pdf"
    assert told["sha256"] == hashlib.sha256(b"%PDF-0").hexdigest()
    assert [finding["rule"] for finding in told["findings"]] == ["read.unreadable"]
    assert check(out).findings == ()


def test_an_input_that_is_gone_is_put_aside_too(dataset: Dataset, tmp_path: Path) -> None:
    entry = refused(tmp_path / "gone.pdf")
    data = replace(dataset, findings=entry.findings)
    out = tmp_path / "out"
    write_output(data, out, model="none", base_iri=DEFAULT_BASE, unpublished=Unpublished((entry,)))
    assert json.loads((out / "manifest.json").read_text(encoding="utf-8"))["quarantined"] == {"gone.pdf": None}
    assert check(out).findings == ()


def test_mended_input_leaves_the_quarantine(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "visit.txt").write_text("", encoding="utf-8")
    try:
        first = build([raw], out)
    except ModelError as error:
        pytest.skip(f"no language model: {error}")
    assert (first.inputs, first.quarantined, len(first.dataset.documents)) == (1, 1, 0)
    assert len(list((out / "quarantine").iterdir())) == 1
    assert not check(out).failed
    (raw / "visit.txt").write_text(ARTICLE, encoding="utf-8")
    (raw / "copy.txt").write_text(ARTICLE, encoding="utf-8")
    second = build([raw], out)
    assert (second.inputs, second.quarantined, second.duplicates, len(second.dataset.documents)) == (2, 0, 1, 1)
    assert not (out / "quarantine").exists()
    assert not check(out).failed


@settings(max_examples=15, deadline=None)
@given(names=st.lists(st.text("ab./ü-", min_size=1, max_size=6), unique=True, max_size=4), miscount=st.integers(-1, 1))
def test_the_count_holds_exactly_when_nothing_is_lost(
    names: list[str], miscount: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("count")
    entries = tuple(
        Quarantined(name, folder / "none", (Finding(rule="read.x", severity="error", message="x", pointer=name),))
        for name in names
    )
    out = folder / "out"
    data = Dataset(findings=tuple(finding for entry in entries for finding in entry.findings))
    left = Unpublished(entries, {}, len(names) + miscount)
    write_output(data, out, model="none", base_iri=DEFAULT_BASE, unpublished=left)
    assert ("conservation.documents" in check(out).by_rule) == (miscount != 0)


def build_and_check(raw: Path, out: Path, *args: str | Path) -> subprocess.CompletedProcess[str]:
    """Build through the command line; whatever was put aside, what is published is valid."""

    def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pipeline", *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    done = run("build", raw, "--out", out, *args)
    if "language model" in done.stderr and done.returncode == 2:
        pytest.skip(f"no language model: {done.stderr}")
    checked = run("check", out)
    assert checked.returncode == 0, checked.stdout
    return done


def test_a_decision_that_makes_an_event_impossible_puts_it_aside_until_it_is_mended(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "visit.txt").write_text(PLACED, encoding="utf-8")
    at = PLACED.index("Khartoum on")
    decision = {
        "kind": "mention", "verdict": "correct", "exact": "Khartoum", "start": at, "end": at + len("Khartoum"),
        "prefix": PLACED[at - 12 : at], "suffix": PLACED[at + 8 : at + 20], "set": {"type": "Person"},
    }  # fmt: skip
    review = raw / "visit.review.jsonl"
    review.write_text(json.dumps(decision) + "\n", encoding="utf-8")
    done = build_and_check(raw, out)
    assert done.returncode == 1
    assert "not a Place" in done.stderr
    entries = [json.loads(path.read_bytes()) for path in (out / "quarantine").iterdir()]
    aside = {entry["record"] for entry in entries}
    assert any("met" in entry["rows"][0]["values"]["text"] for entry in entries)
    assert "identity.reference" in {finding["rule"] for entry in entries for finding in entry["findings"]}
    published = {row["id"] for row in pq.read_table(out / "tables/events.parquet").to_pylist()}
    assert not aside & published
    assert pq.read_table(out / "tables/statements.parquet").num_rows
    review.unlink()
    assert build_and_check(raw, out).returncode == 0
    assert not (out / "quarantine").exists()
    assert aside <= {row["id"] for row in pq.read_table(out / "tables/events.parquet").to_pylist()}


def test_a_register_row_whose_address_is_no_iri_puts_nothing_aside(tmp_path: Path) -> None:
    raw, out, register = tmp_path / "raw", tmp_path / "out", tmp_path / "register.jsonl"
    raw.mkdir()

    def linked() -> list[str]:
        entities = pq.read_table(out / "tables/entities.parquet").to_pylist()
        (zewde,) = [entity for entity in entities if entity["name"] == "Sahle-Work Zewde"]
        return list(zewde["same_as"])

    (raw / "visit.txt").write_text(PLACED, encoding="utf-8")
    row = {"id": "x1", "name": "Sahle-Work Zewde", "type": "Person"}
    register.write_text(json.dumps(row | {"url": "https://register.example/100%zz"}), encoding="utf-8")
    done = build_and_check(raw, out, "--register", register)
    assert done.returncode == 0
    assert "Line 1 of register.jsonl was left out: its url 'https://register.example/100%zz' is no" in done.stderr
    assert not (out / "quarantine").exists()
    assert linked() == []
    register.write_text(json.dumps(row | {"url": "https://register.example/100"}), encoding="utf-8")
    assert build_and_check(raw, out, "--register", register).returncode == 0
    assert linked() == ["https://register.example/100"]


def test_a_document_that_a_rule_refuses_is_put_aside_whole_with_its_copies(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    for name, text in (("a.txt", ARTICLE), ("copy.txt", ARTICLE), ("other.txt", PLACED)):
        (raw / name).write_text(text, encoding="utf-8")

    def judge(tables: Mapping[str, Sequence[Record]]) -> list[tuple[Record, Finding]]:
        finding = Finding(rule="evidence.checksum", severity="error", message="It does not hold.")
        return [(record, finding) for record in tables["documents"] if record.source == "a.txt"]  # type: ignore[attr-defined]

    try:
        done = build([raw], out, judge=judge)
    except ModelError as error:
        pytest.skip(f"no language model: {error}")
    assert (done.inputs, done.quarantined, done.duplicates) == (3, 2, 0)
    assert [document.source for document in done.dataset.documents] == ["other.txt"]
    assert sorted(json.loads(path.read_bytes())["source"] for path in (out / "quarantine").iterdir()) == [
        "a.txt",
        "copy.txt",
    ]
    assert not check(out).failed
    assert build([raw], out).quarantined == 0
    assert not (out / "quarantine").exists()
