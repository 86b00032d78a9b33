"""Bad input becomes a finding with a rule; what can be read is read, and nothing takes long."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from pipeline.read import ReadResult, read, reader

BASE = "https://dateline.example/"


def read_bytes(folder: Path, name: str, raw: bytes) -> ReadResult:
    (folder / name).write_bytes(raw)
    return read(folder / name, name, BASE)


@pytest.mark.parametrize(
    ("name", "raw", "rule"),
    [
        ("a.txt", b"", "read.empty"),
        ("a.txt", b" \n\t\n", "read.empty"),
        ("a.md", b"\xef\xbb\xbf\n", "read.empty"),
        ("a.txt", b"MZ\x00\x01\x02 some words", "read.binary"),
        ("a.txt", bytes(range(1, 32)) * 20, "read.binary"),
        ("a.txt", b"--- *** ---\n!!!", "read.no-text"),
        ("a.html", b"<html><body></body></html>", "read.no-text"),
        ("a.html", b"<html><frameset><frame src=a><frame src=b></frameset></html>", "read.no-text"),
        ("a.html", b"<script>var words = 'are not text'</script>", "read.no-text"),
        ("a.pdf", b"not a pdf at all", "read.binary"),
        ("a.pdf", b"%PDF-1.4\nbroken", "read.unreadable"),
    ],
)
def test_input_that_is_no_article_is_quarantined(tmp_path: Path, name: str, raw: bytes, rule: str) -> None:
    result = read_bytes(tmp_path, name, raw)

    assert result.document is None
    assert [(f.rule, f.severity, f.pointer) for f in result.findings] == [(rule, "error", name)]


def test_a_missing_or_forbidden_file_is_unreadable(tmp_path: Path) -> None:
    assert [f.rule for f in read(tmp_path / "gone.txt", "gone.txt", BASE).findings] == ["read.unreadable"]
    assert [f.rule for f in read(tmp_path, "folder.txt", BASE).findings] == ["read.unreadable"]


def test_a_file_over_the_cap_is_quarantined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_BYTES", 1000)

    assert [f.rule for f in read_bytes(tmp_path, "a.txt", b"word " * 201).findings] == ["read.too-large"]
    assert read_bytes(tmp_path, "b.txt", b"word " * 200).document is not None


def test_a_text_over_the_cap_is_quarantined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_TEXT", 1000)

    assert [f.rule for f in read_bytes(tmp_path, "a.txt", b"word " * 201).findings] == ["read.too-large"]
    assert read_bytes(tmp_path, "b.txt", b"word " * 200).document is not None


@pytest.mark.parametrize(
    ("raw", "text", "rules"),
    [
        ("Ténéré — “quoted”.".encode(), "Ténéré — “quoted”.", []),
        ("\ufeffTénéré.".encode(), "Ténéré.", []),
        ("Ténéré and more.".encode("utf-16"), "Ténéré and more.", []),
        ("Words without any mark.".encode("utf-16-le"), "Words without any mark.", ["read.encoding"]),
        ("He said “no” to all the café owners in the town, and left.".encode("cp1252"), None, ["read.encoding"]),
        (b"Stray \xff byte after caf\xc3\xa9 and na\xc3\xafve.", "Stray \ufffd byte after café and naïve.", ["read.encoding"]),
        (b"A lone \xed\xa0\x80 surrogate \xc3\xa9\xc3\xa8\xc3\xa0\xc3\xa9.", "A lone \ufffd\ufffd\ufffd surrogate éèàé.", ["read.encoding"]),
    ],
)  # fmt: skip
def test_text_is_decoded_or_the_guess_is_reported(
    tmp_path: Path, raw: bytes, text: str | None, rules: list[str]
) -> None:
    result = read_bytes(tmp_path, "a.txt", raw)

    assert result.document is not None
    assert result.document.text == (text or "He said “no” to all the café owners in the town, and left.")
    assert [f.rule for f in result.findings] == rules
    assert all(f.severity == "warning" for f in result.findings)


def test_a_declared_charset_is_used(tmp_path: Path) -> None:
    page = '<meta charset="windows-1251"><p>Министр прибыл в столицу во вторник.</p>'

    result = read_bytes(tmp_path, "a.html", page.encode("cp1251"))

    assert result.document is not None
    assert "Министр прибыл" in result.document.text
    assert result.findings == ()


def test_a_wrong_declaration_is_not_believed(tmp_path: Path) -> None:
    page = '<meta charset="utf-8"><p>The café owners said “no” and went back to their tables.</p>'

    result = read_bytes(tmp_path, "a.html", page.encode("cp1252"))

    assert result.document is not None
    assert "café owners said “no”" in result.document.text
    assert [f.rule for f in result.findings] == ["read.encoding"]


def test_xhtml_closes_its_empty_elements(tmp_path: Path) -> None:
    page = b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><script src="a.js"/></head><body><p>Words.</p></body></html>'

    result = read_bytes(tmp_path, "a.xhtml", page)

    assert result.document is not None
    assert (result.document.text, result.document.media_type) == ("Words.", "application/xhtml+xml")


def test_newlines_stay_as_they_are(tmp_path: Path) -> None:
    result = read_bytes(tmp_path, "a.txt", b"One line.\r\n\r\nAnother\rand one.\n")

    assert result.document is not None
    assert result.document.text == "One line.\r\n\r\nAnother\rand one.\n"


SENTENCE = "The envoys met on Tuesday and agreed on nothing but the hour of the next meeting. "


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("nested.html", b"<div>" * 100_000 + b"<p>deep words</p>"),
        (
            "nested-article.html",
            b"<div>" * 50_000
            + b"<p>"
            + b"</p><p>".join([b"Some words in a paragraph of a page that hides them."] * 50),
        ),
        ("bold.html", b"<b>" * 20_000 + b"<p>words" * 200),
        ("attribute.html", b"<p class='" + b"share x " * 500_000 + b"'>words in a paragraph</p>"),
        ("entities.html", b"<!DOCTYPE html [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><p>words &b;</p>"),
        ("json.html", b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script><p>words here</p>"),
        ("quotes.md", b">" * 20_000 + b" words"),
        ("brackets.md", b"[" * 20_000 + b" words"),
        ("aliases.md", b"---\na: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ntitle: *c\n---\nwords"),
        ("wide.txt", (SENTENCE * 40_000).encode()),
        ("long.txt", (SENTENCE + "\n\n").encode() * 20_000),
        ("digits.txt", b"word.1 " * 200_000),
        ("blank.txt", b"\n" * 2_000_000 + b"words"),
    ],
)
def test_hostile_or_huge_input_is_read_in_time(tmp_path: Path, name: str, raw: bytes) -> None:
    begun = time.process_time()

    result = read_bytes(tmp_path, name, raw)

    assert time.process_time() - begun < 8
    assert (result.document is None) == any(f.severity == "error" for f in result.findings)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "a.txt").chmod(0)

    assert [f.rule for f in read(tmp_path / "a.txt", "a.txt", BASE).findings] == ["read.unreadable"]


@pytest.mark.parametrize(
    "unit",
    [
        ">",
        "a>",
        "/ a",
        "Share|",
        "http://a/",
        "By A, ",
        "a: ",
        "1. ",
        "(A",
        "May 1, ",
        "A and ",
        "© A ",
        "al-A ",
        "share,",
    ],
)
@pytest.mark.parametrize("tail", ["", "!", "x>"])
def test_no_line_makes_a_pattern_slow(tmp_path: Path, unit: str, tail: str) -> None:
    line = unit * (390 // len(unit)) + tail
    begun = time.process_time()

    read_bytes(
        tmp_path, "a.txt", f"A Title\n\n{line}\n\n{line}\n\nSome words that make a paragraph of the body.".encode()
    )

    assert time.process_time() - begun < 1
