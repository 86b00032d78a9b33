"""Footnote markers are told from other digits by their run through the document, wherever they are stuck."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.read import read
from pipeline.records.document import Document

STUCK = (
    "The border was closed.{}",
    "They spoke of the river,{} the fish",
    "He was no fair mediator{} in it",
    "She said “never.”{}",
    "It ended (in part).{}",
    'He said "no,"{} and left',
)
DECOYS = (
    "The G20 met.", "COVID-19 spread.", "A Boeing737 landed.", "It fell from13,000 to 9,500.", "An F-16 flew at 11:30.", "See Article 5 and page 12.",
    "About 10-15 percent agreed.", "The JCPOA2 text was leaked.", "It rose by 3.5 points in 2021.", "On Sept.11 nobody spoke.", "See https://a.example/file7 or 2.",
)  # fmt: skip


def read_text(folder: Path, text: str) -> Document:
    (folder / "a.txt").write_text(text, "utf-8")
    document = read(folder / "a.txt", "a.txt", "https://dateline.example/").document
    assert document is not None
    return document


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    forms=st.lists(st.sampled_from(STUCK), min_size=2, max_size=25),
    decoys=st.lists(st.sampled_from(DECOYS), max_size=25),
    data=st.data(),
)
def test_a_run_is_found_whole_among_decoys(
    tmp_path: Path, forms: list[str], decoys: list[str], data: st.DataObject
) -> None:
    sentences = [(n, form.format(n)) for n, form in enumerate(forms, 1)]
    for decoy in decoys:
        at = data.draw(st.integers(0, len(sentences)))
        sentences.insert(at, (0, decoy))
    text = "\n\n".join(
        f"{words} The delegates went home after that and said nothing more about it." for _, words in sentences
    )

    document = read_text(tmp_path, text)

    assert [c.marker for c in document.citations] == [str(n) for n in range(1, len(forms) + 1)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(decoys=st.lists(st.sampled_from(DECOYS), min_size=1, max_size=30))
def test_decoys_alone_are_no_markers(tmp_path: Path, decoys: list[str]) -> None:
    document = read_text(tmp_path, "\n\n".join(f"{words} The delegates went home after that." for words in decoys))

    assert document.citations == ()


def test_a_gap_in_the_run_is_bridged(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        "One thing was said.1 Then another was.2 A third was left out. The fourth came late.4 The fifth was long.5",
    )

    assert [c.marker for c in document.citations] == ["1", "2", "4", "5"]


@pytest.mark.parametrize("last", ["1 ;", "1", "1 https://a.example/x.", "1. See https://a.example/x"])
def test_a_note_may_be_missing_or_hold_a_link(tmp_path: Path, last: str) -> None:
    document = read_text(
        tmp_path, f"One long thing was said by the minister.1 Then another was.2\n\nNotes\n\n{last}\n2 Ibid.\n"
    )

    first, second = document.citations
    assert first.url == ("https://a.example/x" if "http" in last else None)
    assert (first.note is None) == ("http" not in last)
    assert second.note == "Ibid."
