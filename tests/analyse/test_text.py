"""Whatever the text, the `Doc` spells it exactly, and sentences respect its layout."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.analyse.conftest import make

HOSTILE = [
    "",
    " ",
    "\n\n\n",
    "\x00",
    "a\x00b \x00 c",
    "\ufeffHello.\u200b World\u00a0again.",
    "🙂🙃 👩‍👩‍👧‍👦 said.",
    "قال الرئيس إن المحادثات انتهت. وأضاف أنه سيسافر.",
    "((((((((((((" * 400,
    "x" * 30_000,
    "." * 5_000,
    "word " * 3_000,
    "\tTabbed\ttext\r\nwith returns.\r\n\r\nAnd  double  blanks.",
    "e\u0301clair Z\u030a\u0301",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_comes_back_exactly(analyser, text):
    assert analyser(make(text)).text == text


PROSE = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "Mr. Smith",
                "said",
                "“No",
                "”",
                ".",
                "?",
                "\n\n",
                "\n",
                " ",
                "  ",
                "U.S.",
                "12-year-old",
                "Iran",
                "(AP)",
                "—",
                "’s",
                "…",
                "!",
                '"',
            ]
        ),
        st.text(max_size=6).filter(lambda t: not any("\ud800" <= c <= "\udfff" for c in t)),
    ),
    max_size=40,
).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PROSE)
def test_sentences_stay_inside_passages_and_trees_are_well_formed(analyser, text):
    document = make(text)
    doc = analyser(document)
    assert doc.text == text
    starts = {passage.start for passage in document.passages}
    for sentence in doc.sents:
        roots = [token for token in sentence if token.head.i == token.i]
        assert len(roots) == 1
        assert all(token.head.sent.start == sentence.start for token in sentence)
        assert not any(sentence.start_char < start < sentence.end_char for start in starts)
    for token in doc:
        steps, node = 0, token
        while node.head.i != node.i:
            node, steps = node.head, steps + 1
            assert steps <= len(doc)


def test_a_footnote_marker_is_a_word_of_its_own_and_no_part_of_a_name(analyser):
    text = "Talks were held in Iran.1 The mediator4 in Geneva left. He met Zarif.2 They agreed."
    places = [text.index("1 The"), text.index("4 in"), text.index("2 They")]
    doc = analyser(make(text, marks=tuple((place, place + 1) for place in places)))
    assert {token.idx for token in doc if token.text in "124"} == set(places)
    assert [sentence.text for sentence in doc.sents] == [
        "Talks were held in Iran.1",
        "The mediator4 in Geneva left.",
        "He met Zarif.2",
        "They agreed.",
    ]
    assert not any(character.isdigit() for name in doc.ents for character in name.text)


def test_boilerplate_is_cut_into_sentences_and_not_read(analyser):
    text = "Police arrested Hassan Rouhani in Tehran.\n\nPresident Putin visited Minsk. Subscribe to our newsletter."
    doc = analyser(make(text, kinds=("paragraph", "boilerplate")))
    assert {name.text for name in doc.ents} <= {"Hassan Rouhani", "Tehran"}
    assert len(list(doc.sents)) == 3


def test_a_sentence_longer_than_a_window_is_one_sentence_with_one_root(analyser):
    text = (
        "The minister said that "
        + ", ".join(f"the mayor of city number {n} had met the governor" for n in range(60))
        + "."
    )
    doc = analyser(make(text))
    assert len(list(doc.sents)) == 1
    assert sum(token.head.i == token.i for token in doc) == 1
