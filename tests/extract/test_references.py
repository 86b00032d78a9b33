"""References: pronouns and noun phrases that stand for somebody."""

from pathlib import Path

import pytest

from pipeline.extract.extraction import Reference
from pipeline.extract.references import references
from tests.extract.articles import article, blank, case, cases, stated_names


def told(reference: Reference) -> str:
    """A reference as the case files write it."""
    return f"{reference.text}: {reference.head}{'' if reference.count is None else f' {reference.count}'}"


@pytest.mark.parametrize("path", cases("references"), ids=lambda path: path.stem)
def test_references_of_the_case(path: Path) -> None:
    stated = case(path)
    document = article(stated["text"])
    given = stated_names(stated["text"], stated["names"])
    result = [told(reference) for reference in references(document, blank(document), given)]
    assert [line for line in stated["references"] if line not in result] == [], result
    assert not any("Sam Hill" in line for line in result)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("A group of young refugees has left.", "A group of young refugees"),
        ("A group of the old town has left.", "A group"),
        ("The group in front of the soldiers has left.", "The group"),
    ],
)
def test_a_group_reaches_to_those_it_counts(text: str, counted: str) -> None:
    document = article(text)
    assert references(document, blank(document), ())[0].text == counted


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("A delegation of the armed group Harak left.", "A delegation of the armed group Harak"),
        ("A delegation of large Harak left.", "A delegation"),
        ("A delegation of the Harak left.", "A delegation of the Harak"),
    ],
)
def test_a_delegation_reaches_to_the_name_of_its_body_over_its_kind(text: str, whole: str) -> None:
    document = article(text)
    names = stated_names(text, ["Harak = Organization"])
    assert references(document, blank(document), names)[0].text == whole


def test_a_verb_ends_the_walk_to_the_first_word_of_a_phrase() -> None:
    document = article("Mali expelled Chad's ambassador.")
    doc = blank(document)
    for token, tag in zip(doc, ["NNP", "VBD", "NNP", "POS", "NN", "."], strict=True):
        token.tag_ = tag
    names = stated_names(document.text, ["Mali = Place", "Chad = Place"])
    assert [reference.text for reference in references(document, doc, names)] == ["Chad's ambassador"]


def test_a_possessive_is_no_reference_by_itself() -> None:
    document = article("She sold her house. They saw her.")
    result = references(document, blank(document), ())
    assert [reference.text for reference in result] == ["She", "They", "her"]
