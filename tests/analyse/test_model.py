"""What the packaged model makes of plain news."""

import shutil

import pytest
import spacy

from pipeline import analyse
from pipeline.analyse import reading
from pipeline.analyse.package import PACKAGED, read
from tests.analyse.conftest import make

NEWS = (
    "Iranian Foreign Minister Mohammad Javad Zarif visited Moscow on Tuesday. Police arrested 23 protesters in Basra, the interior "
    "ministry said.\n\n“We will not negotiate under pressure,” Zarif told reporters. He accused the United States of economic terrorism."
)


def test_names_have_types_forms_and_confidences(analyser):
    names = {name.text: name for name in analyser(make(NEWS)).ents}
    assert names["Mohammad Javad Zarif"].label_ == "Person"
    assert names["Moscow"].label_ == "Place"
    assert names["Iranian"].label_ == "Place"
    assert names["Iranian"]._.form == "adjective"
    assert names["Moscow"]._.form == "name"
    assert all(0 <= name._.confidence <= 1 for name in names.values())


def test_triggers_have_types_modes_and_statuses(analyser):
    doc = analyser(make(NEWS))
    events = {event.text: event for event in doc.spans["events"]}
    assert (events["visited"].label_, events["visited"]._.mode, events["visited"]._.status) == (
        "CONSULT",
        "visit",
        "happened",
    )
    assert (events["arrested"].label_, events["arrested"]._.mode) == ("COERCE", "arrest")
    assert events["accused"].label_ == "ACCUSE"


def test_a_mode_is_told_only_where_the_model_is_sure_enough_of_it(analyser, monkeypatch):
    def modes(least):
        monkeypatch.setattr(reading, "MODE_SURE", least)
        doc = analyser(make(NEWS))
        return {event.text: event._.mode for event in doc.spans["events"]}

    assert modes(0.5)["arrested"] == "arrest"
    assert set(modes(1.01).values()) == {None}


def test_a_trigger_tells_how_likely_each_status_is(analyser):
    doc = analyser(make(NEWS))
    for event in doc.spans["events"]:
        statuses = event._.statuses
        assert [name for name, _ in statuses][:1] == [event._.status]
        assert {name for name, _ in statuses} == {"happened", "ongoing", "planned", "hypothetical", "negated"}
        assert [chance for _, chance in statuses] == sorted((chance for _, chance in statuses), reverse=True)
        assert sum(chance for _, chance in statuses) == pytest.approx(1, abs=0.001)


def test_triggers_and_cues_name_their_participants(analyser):
    doc = analyser(make(NEWS))
    arrested = next(event for event in doc.spans["events"] if event.text == "arrested")
    assert "Police" in {doc[index].text for index, relation, _ in arrested._.arguments if relation == "actor"}
    told = next(cue for cue in doc.spans["cues"] if cue.text == "told")
    assert "Zarif" in {doc[index].text for index, relation, _ in told._.arguments if relation == "speaker"}


def test_a_cue_and_a_trigger_on_one_word_keep_what_is_theirs(analyser):
    doc = analyser(make(NEWS))
    event = next(span for span in doc.spans["events"] if span.text == "accused")
    cue = next((span for span in doc.spans["cues"] if span.text == "accused"), None)
    assert event._.status == "happened"
    assert cue is None or cue._.status is None


def test_quotations_and_roles_are_spans(analyser):
    doc = analyser(make(NEWS))
    assert any("negotiate under pressure" in quote.text and quote.label_ == "direct" for quote in doc.spans["quotes"])
    assert any("Foreign Minister" in role.text for role in doc.spans["roles"])


def test_trees_tags_and_lemmas_follow_universal_dependencies(analyser):
    visited = next(token for token in analyser(make(NEWS)) if token.text == "visited")
    assert (visited.tag_, visited.pos_, visited.lemma_, visited.dep_) == ("VBD", "VERB", "visit", "ROOT")
    assert {child.dep_ for child in visited.children} >= {"nsubj", "obj", "punct"}


def test_the_result_does_not_depend_on_the_batch_or_the_threads(analyser):
    texts = [NEWS, "Rebels attacked the town.", NEWS[::-1], "", NEWS.replace("\n\n", " ")]
    together = [doc.to_json() for doc in analyser.pipe([make(text) for text in texts])]
    alone = [analyse.load(threads=1)(make(text)).to_json() for text in texts]
    assert together == alone
    confidences = [[span._.confidence for span in doc.ents] for doc in analyser.pipe([make(text) for text in texts])]
    assert confidences == [[span._.confidence for span in analyser(make(text)).ents] for text in texts]


@pytest.mark.parametrize("name", ["model.onnx", "labels.json", "files.toml"])
def test_a_missing_file_is_an_error_that_names_the_cure(tmp_path, name):
    folder = _copy(tmp_path)
    (folder / name).unlink()
    with pytest.raises(analyse.ModelError, match=r"(?s)missing.*reinstall"):
        read(folder)


def test_a_damaged_file_is_an_error_that_names_the_cure(tmp_path):
    folder = _copy(tmp_path)
    content = bytearray((folder / "model.onnx").read_bytes())
    content[1000] ^= 1
    (folder / "model.onnx").write_bytes(content)
    with pytest.raises(analyse.ModelError, match=r"(?s)damaged.*reinstall"):
        read(folder)


def _copy(folder):
    return shutil.copytree(PACKAGED, folder / "model")


def test_the_reader_is_a_component_of_any_spacy_pipeline():
    nlp = spacy.blank("en")
    nlp.add_pipe("dateline_reader")
    docs = list(nlp.pipe(["Police arrested Hassan Rouhani in Tehran.", "He visited Moscow. They met."]))
    assert ("Tehran", "Place") in {(name.text, name.label_) for name in docs[0].ents}
    assert [event.label_ for event in docs[0].spans["events"]] == ["COERCE"]
    assert [sentence.text for sentence in docs[1].sents] == ["He visited Moscow.", "They met."]
