"""Names where the model and the rules see different stretches: who is believed, and where the name begins and ends."""

import pytest

from pipeline.analyse.extensions import note, register
from pipeline.extract.names import names
from tests.extract.articles import article, blank


def found(text: str, *seen: tuple[str, str, float]) -> list[tuple[str, str]]:
    """Names and their types where the model sees the words of `seen`, in text order, as a label with a probability."""
    register()
    document = article(text)
    doc = blank(document)
    spans, at = [], 0
    for words, label, probability in seen:
        at = text.index(words, at)
        span = doc.char_span(at, at + len(words), label, alignment_mode="expand")
        assert span is not None
        note(doc, label, span.start, span.end, {"confidence": probability})
        spans.append(span)
        at += len(words)
    doc.ents = spans
    return [(name.text, str(name.type)) for name in names(document, doc)]


def test_words_without_a_capital_are_a_name_where_the_model_is_very_sure() -> None:
    text = "i flew from tampa bay to lyon with hector"
    seen = (("tampa bay", "Place", 0.97), ("lyon", "Place", 0.95), ("hector", "Person", 0.7))
    assert found(text, *seen) == [("tampa bay", "Place"), ("lyon", "Place")]


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("Shells fell near Tamba airport on Friday.", "Tamba airport", "Place"),
        ("He works for the Ostrev foundation in town.", "Ostrev foundation", "Organization"),
    ],
)
def test_the_small_noun_that_says_what_bears_the_name_stays(text: str, words: str, label: str) -> None:
    assert (words, label) in found(text, (words, label, 0.93))


def test_what_is_written_small_behind_goes_where_the_model_is_unsure_or_the_noun_bears_no_names() -> None:
    assert found("The Ostrev foundation closed.", ("Ostrev foundation", "Organization", 0.6)) == [
        ("Ostrev", "Organization")
    ]
    assert found("The Ostrev rebels fled.", ("Ostrev rebels", "Organization", 0.95)) == [("Ostrev", "Organization")]


def test_a_stretch_that_the_model_surely_parts_stays_parted() -> None:
    signed = (("Kevin Boone", "Person", 0.96), ("Ostrev Wholesale Services", "Organization", 0.93))
    assert found("Regards, Kevin Boone Ostrev Wholesale Services", *signed) == [row[:2] for row in signed]
    road = (("Balamba", "Place", 0.96), ("Kotou", "Place", 0.97))
    assert found("The Balamba–Kotou road is open.", *road) == [row[:2] for row in road]


def test_a_firm_at_the_end_of_a_signature_makes_no_surname_of_itself() -> None:
    seen = (("Ostrev", "Organization", 0.96), ("John Lamb Ostrev", "Person", 0.9))
    assert ("Ostrev", "Organization") in found("We trust Ostrev today.\n\nJohn Lamb Ostrev", *seen)


def test_a_surname_that_is_a_countrys_name_follows_its_bearer() -> None:
    seen = (("Denise Jordan", "Person", 0.97), ("Jordan", "Person", 0.95), ("Jordan", "Place", 0.95))
    text = "Denise Jordan spoke first. Then Jordan left for Jordan."
    assert found(text, *seen)[:2] == [("Denise Jordan", "Person"), ("Jordan", "Person")]


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("They ate at McRory's before noon.", "McRory's", "Organization"),
        ("They call him “Josef K.”", "Josef K.", "Person"),
        ("The embassy's account, @EmbassyOfNowhere, posted it.", "@EmbassyOfNowhere", "Other"),
        ("Under Military Agreement No. 4 the strip is empty.", "Military Agreement No. 4", "Agreement"),
    ],
)
def test_what_belongs_to_the_name_at_its_edges_is_kept(text: str, words: str, label: str) -> None:
    assert found(text, (words, label, 0.94)) == [(words, label)]


def test_common_words_behind_a_title_name_nobody() -> None:
    assert found("Advice to Member States follows Olbia.", ("Olbia", "Place", 0.9)) == [("Olbia", "Place")]


def test_an_acronym_behind_a_title_opens_no_persons_name() -> None:
    assert found("Coordinator EWS Legal called.", ("EWS Legal", "Organization", 0.95)) == [
        ("EWS Legal", "Organization")
    ]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Houston Texas", ["Houston", "Texas"]),
        ("San Rafael CA", ["San Rafael", "CA"]),
        ("Lyon France", ["Lyon", "France"]),
        ("New York City", ["New York City"]),
        ("Baja California", ["Baja California"]),
        ("Central America", ["Central America"]),
    ],
)
def test_a_town_and_the_ground_it_lies_in_are_two_names(words: str, parts: list[str]) -> None:
    assert found(f"They went to {words} and back.", (words, "Place", 0.95)) == [(part, "Place") for part in parts]


def test_a_country_s_government_is_no_name_however_it_is_written() -> None:
    assert found("The Iranian Government spoke.", ("Iranian", "Place", 0.95)) == [("Iranian", "Place")]
    seen = ("Scottish Government", "Organization", 0.95)
    assert found("The Scottish Government spoke.", seen) == [seen[:2]]


@pytest.mark.parametrize(
    ("text", "whole"), [("They left the Gaza strip.", "Gaza strip"), ("They left the Gaza office.", "Gaza")]
)
def test_a_region_keeps_the_small_noun_of_its_name(text: str, whole: str) -> None:
    assert found(text, ("Gaza", "Place", 0.95)) == [(whole, "Place")]


def test_a_word_set_letter_by_letter_is_no_name() -> None:
    assert found("U P D A T E D on Friday.", ("U P D A T E D", "Person", 0.95)) == []
