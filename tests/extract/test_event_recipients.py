"""Who is acted on: relative clauses, answers to an act that a noun names, reduced passives, lists, acronyms, appositions."""

from __future__ import annotations

import pytest

from pipeline.extract.events import events
from pipeline.extract.events.tree import Tree
from pipeline.extract.events.words import Words
from pipeline.extract.extraction import EventCandidate, Name, Reference
from pipeline.records.span import Span
from tests.extract.event_cases import document
from tests.extract.test_event_participants import seen
from tests.extract.test_events_by_tree import countries, first, parsed, part, sides

WHO = "Chad/NNP/nsubj/6 ,/,/punct/4 which/WDT/nsubj/4 mediated/VBD/acl:relcl/1 ,/,/punct/4 thanked/VBD/root/0 Togo/NNP/obj/6 ././punct/6"
REJECTED = "Chad/NNP/nsubj/2 rejected/VBD/root/0 the/DT/det/4 accusation/NN/obj/2 ././punct/2"
REJECTED_BY = (
    "The/DT/det/2 accusation/NN/nsubj:pass/4 was/VBD/aux:pass/4 rejected/VBN/root/0 by/IN/case/6 Chad/NNP/obl:agent/4 "
    "././punct/4"
)
FACED = "Chad/NNP/nsubj/2 faces/VBZ/root/0 sanctions/NNS/obj/2 ././punct/2"
ACCEPTED_DEAL = "Chad/NNP/nsubj/2 accepted/VBD/root/0 the/DT/det/5 peace/NN/compound/5 deal/NN/obj/2 ././punct/2"
DIED = "Soldiers/NNS/nsubj/2 died/VBD/root/0 in/IN/case/5 an/DT/det/5 attack/NN/obl/2 ././punct/2"
KILLED_IN = "Soldiers/NNS/nsubj:pass/3 were/VBD/aux:pass/3 killed/VBN/root/0 in/IN/case/6 an/DT/det/6 attack/NN/obl/3 ././punct/3"
REDUCED = "Chad/NNP/nsubj/2 freed/VBD/root/0 miners/NNS/obj/2 detained/VBD/acl/3 there/RB/advmod/4 ././punct/2"
LISTED = (
    "Chad/NNP/nsubj/2 thanked/VBD/root/0 Togo/NNP/obj/2 ,/,/punct/5 Mali/NNP/appos/3 and/CC/cc/7 Niger/NNP/conj/3 "
    "././punct/2"
)
MISTAGGED = "Miners/NNS/nsubj:pass/3 were/VBD/aux:pass/3 released/JJ/root/0 by/IN/case/5 Chad/NNP/obl/3 ././punct/3"
FREE = "Miners/NNS/nsubj/2 walked/VBD/root/0 free/JJ/xcomp/2 ././punct/2"
FORGIVENESS = "Chad/NNP/nsubj/2 asked/VBD/root/0 forgiveness/NN/obj/2 of/IN/case/5 Togo/NNP/obl/2 ././punct/2"


@pytest.mark.parametrize(
    ("rows", "type", "actors", "recipients"),
    [
        (REJECTED, "ACCUSE", [], ["Chad"]),
        (REJECTED_BY, "ACCUSE", [], ["Chad"]),
        (FACED, "SANCTION", [], ["Chad"]),
        (ACCEPTED_DEAL, "AGREE", ["Chad"], []),
        (REDUCED, "COERCE", [], ["miners"]),
        (LISTED, "SUPPORT", ["Chad"], ["Togo", "Mali", "Niger"]),
        (MISTAGGED, "RETREAT", ["Chad"], ["Miners"]),
        (FREE, "RETREAT", [], ["Miners"]),
        (FORGIVENESS, "CONCEDE", ["Chad"], ["Togo"]),
    ],
)
def test_participants_of_constructions(rows: str, type: str, actors: list[str], recipients: list[str]) -> None:
    assert sides(rows, type) == (actors, recipients)


@pytest.mark.parametrize(("case", "recipients"), [("in", []), ("against", ["Chad"])])
def test_where_people_strike_is_not_whom_they_strike_against(case: str, recipients: list[str]) -> None:
    rows = f"Miners/NNS/nsubj/2 praised/VBD/root/0 the/DT/det/4 strike/NN/obj/2 {case}/IN/case/6 Chad/NNP/nmod/4 ././punct/2"
    doc = seen(parsed(rows), (3, 4), "PROTEST", ((5, "recipient", 0.9),))
    (event,) = [e for e in events(document(doc.text), doc, countries(doc), (), (), ()) if e.type == "PROTEST"]
    assert [argument.text for argument in event.arguments if argument.role == "recipient"] == recipients


def test_the_subject_of_a_relative_clause_is_not_its_object() -> None:
    tree = Tree(Words(parsed(WHO)))
    assert (tree.slot(3, "v", "subj"), tree.slot(3, "v", "obj")) == ([0], [])


@pytest.mark.parametrize("rows", [DIED, KILLED_IN])
def test_who_dies_in_an_attack_is_its_recipient(rows: str) -> None:
    doc = parsed(rows)
    found = [e for e in events(document(doc.text), doc, (), (), (), ()) if e.trigger.of(doc.text) == "attack"]
    assert [part(event, "recipient") for event in found] == [["Soldiers"]]


def told(text: str, rows: str, names: tuple[Name, ...], references: tuple[Reference, ...], type: str) -> EventCandidate:
    doc = parsed(rows)
    assert doc.text == text
    return next(e for e in events(document(text), doc, names, references, (), ()) if e.type == type)


def named(text: str, words: str, type: str) -> Name:
    start = text.index(words)
    return Name(Span(start, start + len(words)), words, type)  # type: ignore[arg-type]


def test_an_acronym_in_brackets_gives_way_to_the_name_it_stands_for() -> None:
    text = "Chad thanked the Relief Union ( RU )."
    rows = (
        "Chad/NNP/nsubj/2 thanked/VBD/root/0 the/DT/det/5 Relief/NNP/compound/5 Union/NNP/compound/7 (/-LRB-/punct/7 RU/NNP/obj/2 "
        ")/-RRB-/punct/7 ././punct/2"
    )
    names = (named(text, "Relief Union", "Organization"), named(text, "RU", "Organization"))
    assert part(told(text, rows, names, (), "SUPPORT"), "recipient") == ["Relief Union"]


def test_a_description_gives_way_to_the_name_beside_it() -> None:
    text = "Chad accused a contractor, Gulfline."
    rows = "Chad/NNP/nsubj/2 accused/VBD/root/0 a/DT/det/4 contractor/NN/obj/2 ,/,/punct/6 Gulfline/NNP/appos/4 ././punct/2"
    span = Span(text.index("a contractor"), text.index("a contractor") + 12)
    reference = Reference(span, "a contractor", "contractor", "nominal")
    event = told(text, rows, (named(text, "Gulfline", "Organization"),), (reference,), "ACCUSE")
    assert part(event, "recipient") == ["Gulfline"]


def test_a_description_gives_way_to_the_name_behind_a_title() -> None:
    text = "Chad accused a contractor Chief Engineer Omar Tell."
    rows = (
        "Chad/NNP/nsubj/2 accused/VBD/root/0 a/DT/det/4 contractor/NN/obj/2 Chief/JJ/amod/6 Engineer/NNP/nmod:desc/7 Omar/NNP/appos/4 "
        "Tell/NNP/flat/7 ././punct/2"
    )
    span = Span(text.index("a contractor"), text.index("a contractor") + 12)
    reference = Reference(span, "a contractor", "contractor", "nominal")
    event = told(text, rows, (named(text, "Omar Tell", "Person"),), (reference,), "ACCUSE")
    assert part(event, "recipient") == ["Omar Tell"]


def test_some_of_a_group_who_are_told_apart_are_not_the_group() -> None:
    text = "Chad accused officials, Gulfline among them."
    rows = (
        "Chad/NNP/nsubj/2 accused/VBD/root/0 officials/NNS/obj/2 ,/,/punct/5 Gulfline/NNP/appos/3 among/IN/case/7 them/PRP/nmod/5 "
        "././punct/2"
    )
    start = text.index("officials")
    reference = Reference(Span(start, start + 9), "officials", "officials", "nominal")
    event = told(text, rows, (named(text, "Gulfline", "Organization"),), (reference,), "ACCUSE")
    assert part(event, "recipient") == ["officials"]


def test_thousands_of_students_are_students() -> None:
    rows = (
        "Tens/NNS/nsubj/6 of/IN/case/3 thousands/NNS/nmod/1 of/IN/case/5 students/NNS/nmod/3 demonstrated/VBD/root/0 "
        "././punct/6"
    )
    assert part(first(rows, "PROTEST"), "actor") == ["Tens of thousands of students"]


def test_tens_of_thousands_are_more_than_tens() -> None:
    rows = "Chad/NNP/nsubj/2 arrested/VBD/root/0 tens/NNS/obj/2 of/IN/case/5 thousands/NNS/nmod/3 ././punct/2"
    assert part(first(rows, "COERCE"), "recipient") == ["tens of thousands"]


def test_thousands_of_university_students_are_no_universities() -> None:
    rows = (
        "Thousands/NNS/nsubj/5 of/IN/case/4 university/NN/compound/4 students/NNS/nmod/1 demonstrated/VBD/root/0 "
        "././punct/5"
    )
    assert part(first(rows, "PROTEST"), "actor") == ["Thousands of university students"]


def test_a_name_is_as_sure_as_the_surest_of_its_words() -> None:
    rows = (
        "South/NNP/compound/2 Chad/NNP/nsubj/3 slept/VBD/root/0 while/IN/mark/6 Mali/NNP/nsubj/6 pledged/VBD/advcl/3 grain/NN/obj/6 "
        "././punct/3"
    )
    doc = seen(parsed(rows), (5, 6), "AGREE", ((4, "actor", 0.9), (0, "recipient", 0.9), (1, "recipient", 0.5)))
    names = (Name(Span(0, 10), "South Chad", "Place", code="XXX"), *countries(doc)[2:])
    assert [part(e, "recipient") for e in events(document(doc.text), doc, names, (), (), ())] == [["South Chad"]]
