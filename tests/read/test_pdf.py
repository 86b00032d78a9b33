"""PDF is an extra: its text is laid out like plain text, and without pypdf the finding names the cure."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.read import read

LINES = [
    "Harvest Accord Signed in Tallow", "", "By Rhea Lindqvist", "7 June 2013", "",
    "Three provinces signed an accord on the harvest on Friday, after a week in", "which the delegates had slept in the school and eaten in the church of the",
    "village. The accord runs for five years and may be renewed by letter alone.", "Its nine articles say how much of the barley each of the three may keep when",
    "the river is low, and who pays for the barges. A tenth article, on pears, was", "struck out at dawn. Nobody would say afterwards who had asked for it, and the",
    "secretary burned the draft.",
]  # fmt: skip


def pdf(lines: list[str]) -> bytes:
    """A PDF of one page with `lines` in Helvetica, written by hand."""
    shown = "".join(f"1 0 0 1 60 {760 - 16 * n} Tm ({line}) Tj\n" for n, line in enumerate(lines) if line)
    stream = f"BT /F1 11 Tf\n{shown}ET".encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return body + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(body),
    )


def test_a_pdf_is_read_through_its_text(tmp_path: Path) -> None:
    pytest.importorskip("pypdf", reason="the extra pdf is not installed")
    (tmp_path / "a.pdf").write_bytes(pdf(LINES))

    document = read(tmp_path / "a.pdf", "a.pdf", "https://dateline.example/").document

    assert document is not None
    assert document.media_type == "application/pdf"
    assert document.title == "Harvest Accord Signed in Tallow"
    assert document.authors == ("Rhea Lindqvist",)
    assert document.published_edtf == "2013-06-07"
    assert [p.kind for p in document.passages].count("paragraph") == 1


def test_a_pdf_without_text_is_quarantined(tmp_path: Path) -> None:
    pytest.importorskip("pypdf", reason="the extra pdf is not installed")
    (tmp_path / "a.pdf").write_bytes(pdf([]))

    result = read(tmp_path / "a.pdf", "a.pdf", "https://dateline.example/")

    assert [f.rule for f in result.findings] == ["read.no-text"]


def test_without_pypdf_the_finding_names_the_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    (tmp_path / "a.pdf").write_bytes(pdf(LINES))

    (finding,) = read(tmp_path / "a.pdf", "a.pdf", "https://dateline.example/").findings

    assert (finding.rule, finding.severity) == ("read.pdf-extra", "error")
    assert "pip install 'dateline[pdf]'" in finding.message
