"""Every folder of tests/cases/read: an article as saved, and what a careful reader finds in it.

`expected.toml` holds document fields ("" is none), the openings of all passages of a kind (of boilerplate: some of
them), the number of paragraphs, the citations' markers, and the links of their notes.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.read import read
from pipeline.records.document import Document

CASES = Path(__file__).parents[1] / "cases" / "read"
FOLDERS = sorted(p.parent for p in CASES.glob("*/expected.toml"))
FIELDS = (
    "title",
    "publisher",
    "section",
    "language",
    "url",
    "published_edtf",
    "published_basis",
    "reference_basis",
    "media_type",
)


def openings(document: Document, kind: str) -> list[str]:
    return [document.text[p.start : p.end] for p in document.passages if p.kind == kind]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_article_is_read_as_a_person_reads_it(folder: Path) -> None:
    expected: dict[str, Any] = tomllib.loads((folder / "expected.toml").read_text("utf-8"))
    (path,) = folder.glob("article.*")

    result = read(path, path.name, "https://dateline.example/")

    document = result.document
    assert document is not None
    assert [f.rule for f in result.findings] == expected.get("findings", [])
    for name in FIELDS:
        if name in expected:
            assert getattr(document, name) == (expected[name] or None), name
    if "authors" in expected:
        assert list(document.authors) == expected["authors"]
    if "reference" in expected:
        assert document.reference_date == expected["reference"]
    for kind in ("heading", "alt", "caption", "list", "note"):
        if kind in expected:
            found = openings(document, kind)
            assert len(found) == len(expected[kind]), (kind, found)
            assert all(words.startswith(start) for words, start in zip(found, expected[kind], strict=True)), (
                kind,
                found,
            )
    furniture = openings(document, "boilerplate")
    for start in expected.get("boilerplate", []):
        assert any(words.startswith(start) for words in furniture), (start, furniture)
    if "paragraphs" in expected:
        assert len(openings(document, "paragraph")) == expected["paragraphs"], openings(document, "paragraph")
    if "citations" in expected:
        assert [c.marker for c in document.citations] == expected["citations"]
    for marker, url in expected.get("notes", {}).items():
        assert next(c.url for c in document.citations if c.marker == marker) == url
    levels = {document.text[p.start : p.end]: p.level for p in document.passages if p.kind == "heading"}
    for heading, level in expected.get("levels", {}).items():
        assert levels[heading] == level
    for absent in expected.get("absent", []):
        assert absent not in document.text
