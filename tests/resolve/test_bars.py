"""The figures that this room is held to, on annotated text, given the names."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.score_entities import GUM_TYPES, MEANTIME_TYPES, read_lines, read_own, score
from pipeline.resolve import resolve
from tests.resolve.annotated import BASE, article
from tests.resolve.integrity import assert_whole

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
needs_corpora = pytest.mark.skipif(not CORPORA.is_dir(), reason="the shared corpora are not beside the project")


@needs_corpora
def test_names_of_the_projects_own_articles() -> None:
    assert score(read_own(CORPORA / "own"))[2] >= 0.97


@needs_corpora
def test_names_of_gum() -> None:
    paths = [*sorted((CORPORA / "gum").glob("*.dev.jsonl")), *sorted((CORPORA / "gum").glob("*.test.jsonl"))]
    assert score(read_lines(paths, GUM_TYPES, "gum"))[2] >= 0.85


@needs_corpora
def test_names_of_meantime() -> None:
    assert score(read_lines(sorted((CORPORA / "meantime").glob("*.jsonl")), MEANTIME_TYPES, "meantime"))[2] >= 0.80


@needs_corpora
def test_annotated_articles_become_whole_tables_and_few_warnings() -> None:
    articles = [article(path) for path in sorted((CORPORA / "own").glob("*/*6.xml"))]
    dataset = resolve(articles, BASE)
    assert_whole(dataset)
    assert len(dataset.events) > 10 * len(articles)
    assert sum(finding.severity == "warning" for finding in dataset.findings) <= len(articles) / 10
