"""Triggers exchanged for others of their class keep their form and their labels."""

from random import Random

import pytest

from training.example import Example
from training.synonyms import exchanged, inflected


@pytest.mark.parametrize(
    ("lemma", "tag", "form"),
    [
        ("arrest", "VBD", "arrested"),
        ("ban", "VBG", "banning"),
        ("deny", "VBZ", "denies"),
        ("accuse", "VBG", "accusing"),
        ("withdraw", "VBN", "withdrawn"),
        ("clash", "NNS", "clashes"),
    ],
)
def test_a_lemma_is_inflected(lemma, tag, form):
    assert inflected(lemma, tag) == form


def test_a_trigger_gives_way_to_another_of_its_class_and_nothing_else_changes():
    words = ["Police", "arrested", "him", "."]
    example = Example(
        "own", "01.xml", words, [True, True, False, False], [0] * 4,
        {"events": ["O", "B-COERCE", "O", "O"], "mode": ["", "arrest", "", ""]},
    )  # fmt: skip
    seen = {tuple(exchanged(example, Random(seed), 1.0).words) for seed in range(20)}
    assert len({said[1] for said in seen}) > 1
    assert all(said[1].endswith(("ed", "d", "t", "n", "k", "g")) for said in seen)
    assert {said[:1] + said[2:] for said in seen} == {("Police", "him", ".")}
    assert example.words == words
