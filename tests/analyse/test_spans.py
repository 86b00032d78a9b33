"""Spans from BIO scores, and chances from line-fitted log-odds."""

import numpy as np
import pytest

from pipeline.analyse import spans

LABELS = ("O", "B-x", "I-x", "B-y", "I-y")


def _scores(text):
    place = {"O": 0, "Bx": 1, "Ix": 2, "By": 3, "Iy": 4}
    rows = np.zeros((len(text.split()), 5), dtype=np.float32)
    for row, label in zip(rows, text.split(), strict=True):
        row[place[label]] = 4
    return rows


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("O O", []),
        ("Bx Ix O By", [(0, 2, "x"), (3, 4, "y")]),
        ("Bx Bx Ix", [(0, 1, "x"), (1, 3, "x")]),
    ],
)
def test_labels_become_spans(text, wanted):
    assert [(found.start, found.end, found.kind) for found in spans.decode(_scores(text), LABELS)] == wanted


def test_no_span_crosses_a_break():
    found = spans.decode(_scores("Bx Ix Ix"), LABELS, frozenset({2}))
    assert [(span.start, span.end) for span in found] == [(0, 2)]


def test_words_of_one_span_agree_on_the_type_that_scores_best_together():
    scores = _scores("By Ix Ix")
    scores[0, 1] = 3
    scores[1:, 4] = 2
    assert [(span.start, span.end, span.kind) for span in spans.decode(scores, LABELS)] == [(0, 3, "x")]


def test_a_chain_mends_a_span_that_one_word_would_cut():
    scores = _scores("Bx Ix O Ix Ix")
    scores[2, 2] = 3.5
    steps = np.zeros((5, 5), dtype=np.float32)
    steps[0, 2] = steps[0, 4] = -4
    assert [(f.start, f.end) for f in spans.decode(scores, LABELS, steps=steps)] == [(0, 5)]


def test_calibration_moves_the_probability_along_the_line():
    assert spans.calibrated(0.9, 1.0, 0.0) == pytest.approx(0.9)
    assert spans.calibrated(0.9, 0.5, 0.0) < 0.9
    assert spans.calibrated(1.0, 1.0, 0.0) <= 1.0
