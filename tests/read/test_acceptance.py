"""The article in ../shared/raw: the layout that the reader must get right. Its words are not in the project."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipeline.read import read
from pipeline.records.document import Document

ARTICLES = sorted((Path(__file__).parents[3] / "shared" / "raw").glob("*.txt"))


@pytest.fixture(scope="module")
def article() -> Document:
    if not ARTICLES:
        pytest.skip("../shared/raw is not here")
    document = read(ARTICLES[0], ARTICLES[0].name, "https://dateline.example/").document
    assert document is not None
    return document


def kinds(document: Document, kind: str) -> list[str]:
    return [document.text[p.start : p.end] for p in document.passages if p.kind == kind]


def test_six_headings_and_no_false_one(article: Document) -> None:
    found = kinds(article, "heading")

    assert len(found) == 6
    assert [len(words.split()) for words in found] == [11, 4, 6, 5, 7, 2]


def test_title_publisher_section_and_reference(article: Document) -> None:
    assert article.title is not None
    assert len(article.title.split()) == 5
    assert kinds(article, "title") == [article.title] == kinds(article, "alt")[:1]
    assert article.publisher == "Jerusalem Center for Public Affairs"
    assert article.section == "Iran"
    assert (article.published_edtf, article.reference_date, article.reference_basis) == (
        None,
        dt.date(2021, 2, 1),
        "inferred",
    )


def test_all_eighteen_markers(article: Document) -> None:
    assert [c.marker for c in article.citations] == [str(n) for n in range(1, 19)]
    assert {c.marker: c.note for c in article.citations if c.note} == {"15": "See 11:30"}


def test_pictures_notes_and_chrome(article: Document) -> None:
    assert [len(kinds(article, kind)) for kind in ("alt", "caption", "note", "boilerplate", "list")] == [6, 8, 3, 5, 0]
