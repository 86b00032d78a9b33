"""What cannot be published is put aside with its findings, and comes back when it is mended; nothing is lost on the way."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.analyse import ModelError
from pipeline.check import check
from pipeline.records import Dataset, Finding
from pipeline.records.identity import DEFAULT_BASE
from pipeline.road import build
from pipeline.write import write_output
from pipeline.write.quarantine import Quarantined, Unpublished

ARTICLE = "Envoys meet in Strelsau\n\nThe foreign minister met the duke in Strelsau on 3 March 2021.\n"


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
