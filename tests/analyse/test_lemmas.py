"""Lemmas of the words that news is made of."""

import pytest

from pipeline.analyse.lemmas import Lemmatizer
from pipeline.analyse.package import read


@pytest.fixture(scope="module")
def lemma():
    return Lemmatizer.of(read())


@pytest.mark.parametrize(
    ("word", "tag", "wanted"),
    [
        ("accused", "VBD", "accuse"),
        ("hoped", "VBD", "hope"),
        ("planned", "VBN", "plan"),
        ("condemned", "VBD", "condemn"),
        ("negotiating", "VBG", "negotiate"),
        ("withdrew", "VBD", "withdraw"),
        ("ministries", "NNS", "ministry"),
        ("killed", "VBN", "kill"),
        ("referred", "VBD", "refer"),
        ("talks", "NNS", "talk"),
        ("women", "NNS", "woman"),
        ("Said", "VBD", "say"),
        ("was", "VBD", "be"),
        ("n’t", "RB", "not"),
        ("states", "NNS", "state"),
        ("buses", "NNS", "bus"),
        ("Nations", "NNPS", "Nations"),
        ("biggest", "JJS", "big"),
        ("dying", "VBG", "die"),
    ],
)
def test_the_lemma_is_the_dictionary_form(lemma, word, tag, wanted):
    assert lemma(word, tag) == wanted
