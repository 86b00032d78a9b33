"""Where sentences end and where they do not."""

from pathlib import Path

import pytest

from pipeline.analyse import sentences, words

CASES = (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").strip().split("\n\n")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[:30])
def test_a_case_is_cut_where_its_lines_end(case):
    wanted = case.split("\n")
    text = " ".join(wanted)
    found, spaces = words.split(words.tokenizer(), text)
    starts = sentences.starts(found, spaces)
    pieces: list[str] = []
    for word, space, start in zip(found, spaces, starts, strict=True):
        if start:
            pieces.append("")
        pieces[-1] += word + " " * space
    assert [piece.strip() for piece in pieces] == wanted


def test_a_blank_line_ends_a_sentence_and_a_line_break_does_not():
    found, spaces = words.split(words.tokenizer(), "A heading\n\nThe first line\ngoes on.")
    starts = [word for word, start in zip(found, sentences.starts(found, spaces), strict=True) if start]
    assert starts == ["A", "The"]
