"""Who takes part in an event: constructions in which a parser's labels or a plain subject and object do not say it."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from pipeline.analyse.extensions import note, register
from pipeline.extract.events import events
from pipeline.extract.extraction import EventCandidate, Name
from pipeline.records.span import Span
from tests.extract.event_cases import document
from tests.extract.test_events_by_tree import countries, parsed, part, sides

JOINED = "Chad/NNP/nsubj:pass/3 was/VBD/aux:pass/3 arrested/VBN/root/0 and/CC/cc/5 charged/VBD/conj/3 with/IN/case/7 fraud/NN/obl/5 ././punct/3"
INVERTED = "“/``/punct/2 Enough/JJ/root/0 ,/,/punct/5 ”/''/punct/5 warned/VBD/parataxis/2 Chad/NNP/nsubj/5 ././punct/2"
OWNED = "Chad/NNP/nsubj/2 shelled/VBD/root/0 Sudan/NNP/nmod:poss/5 's/POS/case/3 markets/NNS/obj/2 ././punct/2"
PART = "Chad/NNP/nsubj/2 captured/VBD/root/0 part/NN/obj/2 of/IN/case/6 Sudan/NNP/compound/6 territory/NN/nmod/3 ././punct/2"
OBLIQUE = "Chad/NNP/obl/2 thanked/VBD/root/0 Sudan/NNP/obl/2 ././punct/2"
CASED = "Chad/NNP/nsubj/2 appealed/VBD/root/0 to/IN/case/4 Sudan/NNP/iobj/2 ././punct/2"

BEFALLEN = "Chad/NNP/nmod:poss/3 's/POS/case/1 expulsion/NN/nsubj/4 surprised/VBD/root/0 Sudan/NNP/obj/4 ././punct/4"
DONE = "Chad/NNP/nmod:poss/3 's/POS/case/1 arrest/NN/nsubj/6 of/IN/case/5 Sudan/NNP/nmod/3 angered/VBD/root/0 Mali/NNP/obj/6 ././punct/6"


@pytest.mark.parametrize(
    ("rows", "type", "actors", "recipients"),
    [
        (BEFALLEN, "SANCTION", [], ["Chad"]),
        (DONE, "COERCE", ["Chad"], ["Sudan"]),
        (JOINED, "ACCUSE", [], ["Chad"]),
        (INVERTED, "THREATEN", ["Chad"], []),
        (OWNED, "ASSAULT", ["Chad"], ["Sudan"]),
        (PART, "COERCE", ["Chad"], ["Sudan"]),
        (OBLIQUE, "SUPPORT", ["Chad"], ["Sudan"]),
        (CASED, "REQUEST", ["Chad"], ["Sudan"]),
    ],
)
def test_participants_of_constructions(rows: str, type: str, actors: list[str], recipients: list[str]) -> None:
    assert sides(rows, type) == (actors, recipients)


def test_a_title_that_the_tree_parts_from_its_bearer_is_not_the_participant() -> None:
    doc = parsed(
        "Minister/NN/nsubj/5 of/IN/case/3 State/NN/nmod/1 Roe/NNP/appos/3 thanked/VBD/root/0 Sudan/NNP/obj/5 ././punct/5"
    )
    roe = doc[3]
    names = (*(n for n in countries(doc) if n.text != "Roe"), Name(Span(roe.idx, roe.idx + 3), "Roe", "Person"))
    event = next(e for e in events(document(doc.text), doc, names, (), (), ()) if e.type == "SUPPORT")
    assert (part(event, "actor"), part(event, "recipient")) == (["Roe"], ["Sudan"])


def scored(rows: str, trigger: tuple[int, int], type: str, *arguments: tuple[int, str, float]) -> EventCandidate:
    """The event that a model finds with these arguments (word, role, probability)."""
    doc = seen(parsed(rows), trigger, type, arguments)
    return next(e for e in events(document(doc.text), doc, countries(doc), (), (), ()) if e.type == type)


def seen(doc: Doc, trigger: tuple[int, int], type: str, arguments: tuple[tuple[int, str, float], ...]) -> Doc:
    register()
    doc.spans["events"] = [DocSpan(doc, *trigger, label=type)]
    note(doc, type, *trigger, {"confidence": 0.95, "arguments": arguments})
    return doc


FAR = (
    "Chad/NNP/nsubj/2 slept/VBD/root/0 while/IN/mark/5 Mali/NNP/nsubj/5 pledged/VBD/advcl/2 grain/NN/obj/5 ././punct/2"
)


@pytest.mark.parametrize(("probability", "recipients"), [(0.5, []), (0.6, ["Chad"])])
def test_a_recipient_before_its_trigger_that_no_grammar_sees_needs_a_sure_model(
    probability: float, recipients: list[str]
) -> None:
    event = scored(FAR, (4, 5), "AGREE", (3, "actor", 0.9), (0, "recipient", probability))
    assert part(event, "recipient") == recipients


def test_a_recipient_soon_behind_its_trigger_needs_less() -> None:
    rows = "Mali/NNP/nsubj/2 pledged/VBD/root/0 grain/NN/obj/2 as/IN/case/5 friend/NN/obl/2 of/IN/case/7 Chad/NNP/nmod/5 ././punct/2"
    assert part(scored(rows, (1, 2), "AGREE", (0, "actor", 0.9), (6, "recipient", 0.5)), "recipient") == ["Chad"]


def test_the_pronoun_inside_a_trigger_is_a_participant() -> None:
    rows = "Chad/NNP/nsubj/3 may/MD/aux/3 lock/VB/root/0 him/PRP/obj/3 up/RP/compound:prt/3 ././punct/3"
    assert part(scored(rows, (2, 5), "COERCE", (0, "actor", 0.9), (3, "recipient", 0.9)), "recipient") == ["him"]


def test_whoever_was_no_party_to_the_signing_did_not_agree() -> None:
    rows = (
        "Chad/NNP/nsubj/5 was/VBD/cop/5 not/RB/advmod/5 a/DT/det/5 party/NN/root/0 to/IN/case/8 the/DT/det/8 signing/NN/nmod/5 "
        "of/IN/case/11 the/DT/det/11 agreement/NN/nmod/8 between/IN/case/13 Togo/NNP/nmod/11 and/CC/cc/15 Niger/NNP/conj/13 "
        "././punct/5"
    )
    told = ((0, "actor", 0.9), (12, "actor", 0.9), (14, "actor", 0.9))
    assert part(scored(rows, (10, 11), "AGREE", *told), "actor") == ["Togo", "Niger"]
    partner = scored(rows.replace("not/RB", "once/RB"), (10, 11), "AGREE", *told)
    assert part(partner, "actor") == ["Chad", "Togo", "Niger"]


def test_what_stands_behind_with_is_no_subject_of_a_later_verb() -> None:
    rows = (
        "Chad/NNP/nsubj/2 met/VBD/root/0 on/IN/case/4 Friday/NNP/obl/2 ,/,/punct/7 with/IN/case/7 Togo/NNP/nsubj/9 ,/,/punct/9 "
        "saying/VBG/advcl/2 nothing/NN/obj/9 ././punct/2"
    )
    event = scored(rows, (1, 2), "CONSULT", (0, "actor", 0.9))
    assert "Togo" in part(event, "actor") + part(event, "recipient")


def test_whose_expulsion_it_is_meets_with_it_whatever_the_model_takes_them_for() -> None:
    event = scored(BEFALLEN, (2, 3), "SANCTION", (0, "actor", 0.9), (4, "recipient", 0.6))
    assert (part(event, "actor"), part(event, "recipient")) == ([], ["Chad"])


@pytest.mark.parametrize(
    ("rows", "types"),
    [
        ("The/DT/det/2 reconciliation/NN/nsubj/3 failed/VBD/root/0 ././punct/3", ["AGREE"]),
        ("The/DT/det/3 reconciliation/NN/compound/3 minister/NN/nsubj/4 sat/VBD/root/0 ././punct/4", []),
    ],
)
def test_a_noun_that_only_says_of_what_kind_another_is_tells_nothing_that_the_model_does_not_see(
    rows: str, types: list[str]
) -> None:
    doc = parsed(rows)
    register()
    doc.spans["events"] = []
    assert [event.type for event in events(document(doc.text), doc, (), (), (), ())] == types


@pytest.mark.parametrize(
    ("own", "actors"),
    [("the/DT/det/4", []), ("its/PRP$/nmod:poss/4", ["Mali"])],
)
def test_who_ends_a_fight_has_no_part_in_it_unless_it_is_his(own: str, actors: list[str]) -> None:
    rows = f"Mali/NNP/nsubj/2 ended/VBD/root/0 {own} siege/NN/obj/2 of/IN/case/6 Togo/NNP/nmod/4 ././punct/2"
    doc = seen(parsed(rows), (3, 4), "COERCE", ((0, "actor", 0.9),))
    found = [e for e in events(document(doc.text), doc, countries(doc), (), (), ()) if e.type == "COERCE"]
    assert [argument.text for argument in found[0].arguments if argument.role == "actor"] == actors
