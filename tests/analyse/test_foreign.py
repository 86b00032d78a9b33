"""Any installed spaCy pipeline behind the same seam."""

import pytest
import spacy

from pipeline import analyse
from tests.analyse.conftest import make

TEXT = "French police arrested Ali Hassan in Paris on Monday.\n\nThe European Union objected."


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory):
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PERSON", "pattern": "Ali Hassan"},
            {"label": "GPE", "pattern": "Paris"},
            {"label": "NORP", "pattern": "French"},
            {"label": "DATE", "pattern": "Monday"},
            {"label": "ORG", "pattern": "European Union"},
        ]
    )
    nlp.add_pipe("attribute_ruler").add([[{"ORTH": "French"}]], {"TAG": "JJ", "POS": "ADJ"})
    folder = tmp_path_factory.mktemp("pipeline") / "small"
    nlp.meta["name"] = "small"
    nlp.to_disk(folder)
    return str(folder)


def test_its_labels_become_our_types(pipeline):
    doc = analyse.load(pipeline)(make(TEXT))
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("French", "Group"),
        ("Ali Hassan", "Person"),
        ("Paris", "Place"),
        ("European Union", "Organization"),
    ]
    assert doc.ents[0]._.form == "adjective"
    assert doc.text == TEXT


def test_its_groups_of_spans_are_there_and_empty(pipeline):
    doc = analyse.load(pipeline)(make(TEXT))
    assert {name: len(doc.spans[name]) for name in ("events", "cues", "quotes", "roles")} == {
        "events": 0,
        "cues": 0,
        "quotes": 0,
        "roles": 0,
    }
    assert [sentence.text.strip() for sentence in doc.sents] == TEXT.split("\n\n")


def test_the_manifest_learns_its_name_and_version(pipeline):
    assert analyse.load(pipeline).name.startswith("en_small-")


def test_a_pipeline_that_is_not_installed_is_an_error_that_names_the_cure():
    with pytest.raises(analyse.ModelError, match="install it"):
        analyse.load("en_no_such_pipeline")
