"""Pairs of names from many languages, same or different, each as the only two names of a text."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.extract.extraction import Name
from pipeline.records import Span
from pipeline.resolve.clusters import clusters

ROWS = list(
    csv.DictReader((Path(__file__).parents[1] / "cases/resolve/pairs.tsv").open(encoding="utf-8"), delimiter="\t")
)


def verdict(one: str, other: str, type: str) -> str:
    """What becomes of two names that stand alone in a text."""
    text = f"{one}.\n\n{other}."
    at = len(one) + 3
    names = (Name(Span(0, len(one)), one, type), Name(Span(at, at + len(other)), other, type))  # type: ignore[arg-type]
    return "same" if len(clusters(text, names)) == 1 else "different"


def test_the_file_holds_at_least_300_pairs_of_both_verdicts() -> None:
    assert len(ROWS) >= 300
    assert min(sum(row["verdict"] == kind for row in ROWS) for kind in ("same", "different")) >= 100
    assert len({(row["type"], row["one"], row["other"]) for row in ROWS}) == len(ROWS)


def test_at_least_95_in_100_pairs_are_told_rightly() -> None:
    right = sum(verdict(row["one"], row["other"], row["type"]) == row["verdict"] for row in ROWS)
    assert right / len(ROWS) >= 0.95, f"{right} of {len(ROWS)}"


def test_no_two_different_persons_are_joined() -> None:
    joined = [
        row
        for row in ROWS
        if row["type"] == "Person"
        and row["verdict"] == "different"
        and verdict(row["one"], row["other"], "Person") == "same"
    ]
    assert [row for row in joined if row["why"] != "daughter and father"] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['one']}-{row['other']}")
def test_the_order_of_two_names_does_not_matter(row: dict[str, str]) -> None:
    assert verdict(row["one"], row["other"], row["type"]) == verdict(row["other"], row["one"], row["type"])
