"""What a sidecar states wins; what it states badly is a finding and no more."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipeline.read import ReadResult, read

ARTICLE = "A Headline of Its Own\n\nBy Jane Doe\n3 May 2020\n\nThe ministers met in the capital on Tuesday and agreed to meet again in June.\n"


def with_sidecar(folder: Path, toml: str) -> ReadResult:
    (folder / "a.txt").write_text(ARTICLE, "utf-8")
    (folder / "a.meta.toml").write_text(toml, "utf-8")
    return read(folder / "a.txt", "a.txt", "https://dateline.example/")


def test_every_key_wins_over_the_text(tmp_path: Path) -> None:
    result = with_sidecar(
        tmp_path,
        'title = "T"\nauthors = ["A B"]\npublisher = "P"\nsection = "S"\nurl = "https://e.example/a"\npublished = 2021-02-08\nlanguage = "fr"\n',
    )

    document = result.document
    assert document is not None
    assert result.findings == ()
    assert (document.title, document.authors, document.publisher, document.section) == ("T", ("A B",), "P", "S")
    assert (document.url, document.language) == ("https://e.example/a", "fr")
    assert (document.published_edtf, document.published_basis) == ("2021-02-08", "stated")
    assert (document.reference_date, document.reference_basis) == (dt.date(2021, 2, 8), "stated")


def test_what_it_leaves_out_comes_from_the_text(tmp_path: Path) -> None:
    document = with_sidecar(tmp_path, 'publisher = "P"\n').document

    assert document is not None
    assert (document.title, document.authors, document.published_edtf) == (
        "A Headline of Its Own",
        ("Jane Doe",),
        "2020-05-03",
    )


@pytest.mark.parametrize(
    "line",
    [
        'tittle = "T"', "title = 3", 'authors = [""]', "authors = []", 'url = "ftp://x"', 'url = "https://a b"', 'published = "2021-02-30"',
        'published = "May 2021"', 'language = "english language"', "published = true", 'section = ""',
    ],
)  # fmt: skip
def test_an_unknown_key_or_bad_value_is_a_finding_and_the_rest_is_used(tmp_path: Path, line: str) -> None:
    result = with_sidecar(tmp_path, f'publisher = "P"\n{line}\n')

    assert [(f.rule, f.severity) for f in result.findings] == [("read.sidecar", "warning")]
    assert result.document is not None
    assert result.document.publisher == "P"


@pytest.mark.parametrize("toml", ["title = ", "\x00", 'a = "\\ud800"'])
def test_a_broken_sidecar_is_a_finding(tmp_path: Path, toml: str) -> None:
    result = with_sidecar(tmp_path, toml)

    assert [f.rule for f in result.findings] == ["read.sidecar"]
    assert result.document is not None
    assert result.document.title == "A Headline of Its Own"


@pytest.mark.parametrize("edtf", ["2021", "2021-02", "2021-22", "2021-01-21/2021-01-31", "../2021-02", "2020-02~"])
def test_published_may_be_imprecise(tmp_path: Path, edtf: str) -> None:
    result = with_sidecar(tmp_path, f'published = "{edtf}"\n')

    assert result.findings == ()
    assert result.document is not None
    assert result.document.published_edtf == edtf
    assert result.document.reference_basis != "stated"
