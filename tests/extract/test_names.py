"""Names: what counts as one, of which type, with which edges."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.tokens import Span as Entity

from pipeline.extract.extraction import Name
from pipeline.extract.names import names
from tests.extract.articles import article, blank, case, cases


def told(name: Name) -> str:
    """A name as the case files write it, with every property they may state."""
    parts = [name.type, name.subtype, name.form if name.form != "name" else None, name.code]
    marks = ["alias" if name.alias_of else None, "metonym" if name.metonym else None]
    return f"{name.text} = {' '.join(part for part in parts + marks if part)}"


def fits(name: Name, line: str) -> bool:
    """Whether the name has the words and all the properties that the line states."""
    words, _, properties = line.partition(" = ")
    silent = {"metonym"} - set(properties.split())
    return name.text == words and set(properties.split()) <= set(told(name).split(" = ")[1].split()) - silent


def found(text: str) -> list[Name]:
    document = article(text)
    return list(names(document, blank(document)))


@pytest.mark.parametrize("path", cases("names"), ids=lambda path: path.stem)
def test_names_of_the_case(path: Path) -> None:
    stated = case(path)
    result = found(stated["text"])
    assert len(result) == len(stated["names"]), [told(name) for name in result]
    assert all(fits(*pair) for pair in zip(result, stated["names"], strict=True)), [told(name) for name in result]


def test_a_name_never_takes_in_a_citation_marker() -> None:
    text = "They met in Doha.12 Envoys from Muscat3 left."
    document = article(text, marks=((17, 19), (38, 39)))
    assert [name.text for name in names(document, blank(document))] == ["Doha", "Muscat"]


def test_a_name_never_goes_on_into_the_next_passage() -> None:
    assert [name.text for name in found("Visit to Kenya\n\nUganda objects")] == ["Kenya", "Uganda"]


def test_boilerplate_is_not_read_and_captions_are() -> None:
    document = article(
        "Sign up for the Kenya newsletter\n\nA street in Nairobi", kinds={0: "boilerplate", 1: "caption"}
    )
    assert [name.text for name in names(document, blank(document))] == ["Nairobi"]


def test_a_short_form_points_to_the_name_it_abbreviates() -> None:
    full, short = found("The Coastal Development Bank (CDB) closed.")
    assert short.alias_of == full.span


def test_the_models_edges_are_corrected_and_its_type_kept() -> None:
    document = article("Later President Zorana Quill's aides met the Belcaro in town.")
    doc = blank(document)
    doc.ents = [
        Entity(doc, 1, 4, label="Person"),  # with the title
        Entity(doc, 7, 9, label="Organization"),  # with the article
    ]
    result = names(document, doc)
    assert [(name.text, name.type) for name in result] == [("Zorana Quill", "Person"), ("Belcaro", "Organization")]


def test_sources_that_agree_are_surer_than_one() -> None:
    document = article("The envoy of Kenya left.")
    alone = names(document, blank(document))[0]
    doc = blank(document)
    doc.ents = [Entity(doc, 3, 4, label="Place")]
    both = names(document, doc)[0]
    assert both.confidence > alone.confidence
    assert both.sources == ("model", "gazetteer")


def test_an_unknown_label_of_a_foreign_pipeline_is_left_out() -> None:
    document = article("It cost ten dollars on Tuesday.")
    doc = blank(document)
    doc.ents = [Entity(doc, 2, 4, label="MONEY")]
    assert names(document, doc) == ()


WORDS = st.sampled_from(
    ["President", "Kenya", "Kenyan", "al-", "van", "der", "Roe", "the", "The", "of", "and", "Ministry", "(KMT)", "U.S.", "“Ti”", "said", ",",
     ".", "\n\n", "'s", "’s", "12", "Treaty", "in", "bin", "O'Hara", "NATO", "-", "–", "&", "Lake", "É", "\u00a0", "a" * 60, "Ž.", "9/11", "İzmir"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=25).map(" ".join), st.data())
def test_spans_are_exact_ordered_apart_and_inside_one_passage(text: str, data: st.DataObject) -> None:
    digits = [at for at, letter in enumerate(text) if letter.isdigit()]
    marks = data.draw(st.lists(st.sampled_from(digits), max_size=2, unique=True)) if digits else []
    document = article(text, marks=tuple((mark, mark + 1) for mark in sorted(marks)))
    result = names(document, blank(document))
    for name in result:
        assert name.text == text[name.span.start : name.span.end] == name.text.strip()
        assert any(p.start <= name.span.start and name.span.end <= p.end for p in document.passages)
        assert 0 <= name.confidence <= 1
        assert all(name.span.end <= mark or mark < name.span.start for mark in marks)
    assert all(a.span.end <= b.span.start for a, b in pairwise(result))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_at_all_is_read(text: str) -> None:
    assert all(name.text for name in found(text))


def test_what_the_model_takes_for_an_event_or_a_thing_is_put_right() -> None:
    document = article("Ilian Moreau met President Quill in Olbia at 42C and Moreau left.")
    doc = blank(document)
    spans = {"Ilian Moreau": "Person", "President Quill": "Event", "Olbia": "Other", "42C": "Other"}
    wanted = [
        doc.char_span(document.text.index(words), document.text.index(words) + len(words), label)
        for words, label in spans.items()
    ]
    last = document.text.rindex("Moreau")
    doc.ents = [*(span for span in wanted if span), doc.char_span(last, last + 6, "Organization")]
    found_types = [(name.text, name.type) for name in names(document, doc)]
    assert found_types == [("Ilian Moreau", "Person"), ("Quill", "Person"), ("Olbia", "Place"), ("Moreau", "Person")]


@pytest.mark.parametrize(
    ("text", "heads", "deps", "tags", "acting"),
    [
        ("Oslo and Madrid object .", (3, 2, 0, 3, 3), "nsubj cc conj ROOT punct", "PROPN CCONJ PROPN VERB PUNCT", 2),
        ("Oslo is a port .", (3, 3, 3, 3, 3), "nsubj cop det ROOT punct", "PROPN AUX DET NOUN PUNCT", 0),
        ("Oslo is angry .", (2, 2, 2, 2), "nsubj cop ROOT punct", "PROPN AUX ADJ PUNCT", 1),
    ],
)
def test_capitals_act_together_and_are_no_government_where_they_are_a_port(
    text: str, heads: tuple[int, ...], deps: str, tags: str, acting: int
) -> None:
    document = article(text)
    doc = Doc(blank(document).vocab, words=text.split(), heads=list(heads), deps=deps.split(), pos=tags.split())
    doc.ents = [Entity(doc, token.i, token.i + 1, "Place") for token in doc if token.pos_ == "PROPN"]
    assert sum(name.metonym for name in names(article(doc.text), doc)) == acting
