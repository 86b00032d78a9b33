"""Sentences that an eager reader of triggers misreads: no part taken, less of a thing wanted, another clause's date, other senses."""

from __future__ import annotations

import pytest
from spacy.tokens import Span as DocSpan

from pipeline.analyse.extensions import note, register
from pipeline.extract.events import events
from pipeline.extract.extraction import TimeExpression
from pipeline.records.span import Span
from tests.extract.event_cases import document
from tests.extract.test_event_participants import seen
from tests.extract.test_events_by_tree import countries, first, parsed, part

NO_PARTY = (
    "Chad/NNP/nsubj/5 was/VBD/cop/5 not/RB/advmod/5 a/DT/det/5 party/NN/root/0 to/IN/case/8 the/DT/det/8 "
    "signing/NN/nmod/5 of/IN/case/11 the/DT/det/11 accord/NN/nmod/8 ././punct/5"
)
LESS = (
    "Chad/NNP/nsubj/2 pledged/VBD/root/0 to/TO/mark/4 reduce/VB/xcomp/2 attacks/NNS/obj/4 on/IN/case/7 Togo/NNP/nmod/5 "
    "././punct/2"
)
ENDED = (
    "Chad/NNP/nsubj/2 threatened/VBD/root/0 Togo/NNP/obj/2 to/TO/mark/5 end/VB/advcl/2 the/DT/det/7 blockade/NN/obj/5 "
    "of/IN/case/9 Mali/NNP/nmod/7 ././punct/2"
)
SHARED = (
    "No/DT/det/2 lease/NN/nsubj:pass/4 was/VBD/aux:pass/4 offered/VBN/root/0 or/CC/cc/6 signed/VBN/conj/4 ././punct/4"
)
HELD_BACK = "Chad/NNP/nsubj/2 restrained/VBD/root/0 itself/PRP/obj/2 from/IN/mark/5 attacking/VBG/advcl/2 Togo/NNP/obj/5 ././punct/2"
DETERMINED = (
    "Chad/NNP/nsubj/2 stressed/VBD/root/0 its/PRP$/nmod:poss/4 determination/NN/obj/2 to/TO/mark/6 {}/VB/acl/4 "
    "attacks/NNS/obj/6 ././punct/2"
)
INCLUDED = "Chad/NNP/nsubj/2 proposed/VBD/root/0 steps/NNS/obj/2 including/VBG/case/5 talks/NNS/obl/2 ././punct/2"
INCITED = "Chad/NNP/nsubj/2 incited/VBD/root/0 Togo/NNP/obj/2 to/TO/mark/5 attack/VB/xcomp/2 Mali/NNP/obj/5 ././punct/2"
COURSE = "Chad/NNP/nsubj/2 {}/root/0 the/DT/det/5 peace/NN/compound/5 process/NN/obj/2 ././punct/2"
COMMITTED = "Chad/NNP/nsubj/3 has/VBZ/aux/3 {}/VBN/root/0 {} attacks/NNS/obj/3 on/IN/case/7 Togo/NNP/nmod/5 ././punct/3"
OBJECT_DENIED = "Chad/NNP/nsubj/2 gained/VBD/root/0 nothing/NN/obj/2 and/CC/cc/5 apologised/VBD/conj/2 ././punct/2"


@pytest.mark.parametrize(
    ("rows", "type", "status"),
    [
        (INCITED, "ASSAULT", "hypothetical"),
        (COURSE.format("joins/VBZ"), "CONSULT", "ongoing"),
        (COURSE.format("joined/VBD"), "CONSULT", "happened"),
        (COMMITTED.format("committed", "many/JJ/amod/5"), "ASSAULT", "happened"),
        (COMMITTED.format("planned", "many/JJ/amod/5"), "ASSAULT", "planned"),
        (NO_PARTY, "SUPPORT", "negated"),
        (LESS, "ASSAULT", "hypothetical"),
        (SHARED, "SUPPORT", "negated"),
        (OBJECT_DENIED, "CONCEDE", "happened"),
        (HELD_BACK, "ASSAULT", "negated"),
        (DETERMINED.format("launch"), "ASSAULT", "hypothetical"),
        (DETERMINED.format("continue"), "ASSAULT", "ongoing"),
        (INCLUDED, "CONSULT", "hypothetical"),
    ],
)
def test_what_has_not_happened_by_what_is_said(rows: str, type: str, status: str) -> None:
    assert first(rows, type).status == status


def test_what_somebody_had_no_part_in_is_denied_and_not_what_that_was_about() -> None:
    assert first(NO_PARTY, "AGREE").status != "negated"


def test_what_is_to_end_is_not_denied() -> None:
    assert first(ENDED, "COERCE").status != "negated"


MET = "Officials/NNS/nsubj/2 ask/VBP/root/0 whether/IN/mark/5 Chad/NNP/nsubj/5 meets/VBZ/ccomp/2 its/PRP$/nmod:poss/7 obligations/NNS/obj/5 ././punct/2"
SHOWN = "Chad/NNP/nsubj/2 wanted/VBD/root/0 to/TO/mark/4 demonstrate/VB/xcomp/2 its/PRP$/nmod:poss/6 ability/NN/obj/4 ././punct/2"
MET_SOMEBODY = "Chad/NNP/nsubj/2 meets/VBZ/root/0 Togo/NNP/obj/2 ././punct/2"
DEMONSTRATED = "Students/NNS/nsubj/2 demonstrated/VBD/root/0 in/IN/case/4 Chad/NNP/obl/2 ././punct/2"


@pytest.mark.parametrize(
    ("rows", "type", "found"),
    [
        (MET, "CONSULT", False),
        (MET_SOMEBODY, "CONSULT", True),
        (SHOWN, "PROTEST", False),
        (DEMONSTRATED, "PROTEST", True),
    ],
)
def test_obligations_are_met_without_a_meeting_and_ability_is_shown_without_a_protest(
    rows: str, type: str, found: bool
) -> None:
    doc = parsed(rows)
    types = {event.type for event in events(document(doc.text), doc, countries(doc), (), (), ())}
    assert (type in types) == found


LEFT = (
    "Soldiers/NNS/nsubj/5 deployed/VBN/acl/1 by/IN/case/4 Chad/NNP/obl:agent/2 withdrew/VBD/root/0 in/IN/case/7 "
    "May/NNP/obl/2 ././punct/5"
)


def test_a_date_behind_the_next_verb_is_not_the_participle_s() -> None:
    doc = parsed(LEFT)
    at = doc.text.index("May")
    may = TimeExpression(Span(at, at + 3), "May", "date", "2015-05")
    found = {e.type: e.time for e in events(document(doc.text), doc, countries(doc)[:1], (), (may,), ())}
    assert found["MOBILIZE"] is None


AGAINST = "Chad/NNP/nsubj/2 worked/VBD/root/0 {}/IN/case/4 Togo/NNP/obl/2 ././punct/2"


@pytest.mark.parametrize(("preposition", "found"), [("against", False), ("with", True)])
def test_who_works_against_somebody_does_not_help_him(preposition: str, found: bool) -> None:
    doc = seen(parsed(AGAINST.format(preposition)), (1, 2), "COOPERATE", ((0, "actor", 0.9),))
    types = {event.type for event in events(document(doc.text), doc, countries(doc), (), (), ())}
    assert ("COOPERATE" in types) == found


DISAVOWED = "Chad/NNP/nsubj/2 disavowed/VBD/root/0 {}/NN/obj/2 ././punct/2"


@pytest.mark.parametrize(("what", "type"), [("terrorism", "CONCEDE"), ("agreements", "REJECT")])
def test_who_disavows_terrorism_gives_way_and_rejects_nobody(what: str, type: str) -> None:
    doc = parsed(DISAVOWED.format(what))
    assert {event.type for event in events(document(doc.text), doc, countries(doc), (), (), ())} >= {type}
    assert first(DISAVOWED.format(what), type).trigger.of(doc.text).startswith("disavowed")


PEACE = "Chad/NNP/nmod:poss/4 's/POS/case/1 peace/NN/compound/4 talks/NNS/nsubj/5 failed/VBD/root/0 ././punct/5"


def test_a_trigger_that_the_model_saw_in_two_pieces_is_one() -> None:
    register()
    doc = parsed(PEACE)
    doc.spans["events"] = [DocSpan(doc, 2, 3, label="CONSULT"), DocSpan(doc, 3, 4, label="CONSULT")]
    for start in (2, 3):
        note(doc, "CONSULT", start, start + 1, {"confidence": 0.95})
    found = events(document(doc.text), doc, countries(doc), (), (), ())
    assert [event.trigger.of(doc.text) for event in found if event.type == "CONSULT"] == ["talks"]


VENUE = "The/DT/det/2 {}/NN/nmod:poss/4 's/POS/case/2 talks/NNS/nsubj/7 with/IN/case/6 Togo/NNP/nmod/4 failed/VBD/root/0 ././punct/7"


@pytest.mark.parametrize(("owner", "actors"), [("country", []), ("union", ["union"])])
def test_talks_are_held_in_a_country_and_by_a_union(owner: str, actors: list[str]) -> None:
    found = part(first(VENUE.format(owner), "CONSULT"), "actor")
    assert [text.removeprefix("The ") for text in found] == actors


@pytest.mark.parametrize(("before", "found"), [("great", False), ("peace", True)])
def test_a_great_deal_is_no_agreement(before: str, found: bool) -> None:
    rows = f"Chad/NNP/nsubj/2 signed/VBD/root/0 a/DT/det/5 {before}/NN/compound/5 deal/NN/obj/2 ././punct/2"
    doc = seen(parsed(rows), (4, 5), "AGREE", ())
    assert any(e.type == "AGREE" for e in events(document(doc.text), doc, countries(doc), (), (), ())) == found


def types_seen(rows: str, at: int, type: str) -> set[str]:
    """The types of the events of a sentence in which a model is sure of one at that word."""
    doc = seen(parsed(rows), (at, at + 1), type, ())
    return {event.type for event in events(document(doc.text), doc, countries(doc), (), (), ())}


WEIGHED = "Chad/NNP/nsubj/2 {}/VBD/root/0 {}/NNS/obj/2 of/IN/case/5 Togo/NNP/nmod/3 ././punct/2"


@pytest.mark.parametrize(
    ("verb", "what", "found"),
    [
        ("examined", "possibilities", False),
        ("studied", "options", False),
        ("examined", "abuses", True),
        ("denounced", "plans", True),
    ],
)
def test_who_thinks_over_what_may_be_done_accuses_nobody(verb: str, what: str, found: bool) -> None:
    assert ("ACCUSE" in types_seen(WEIGHED.format(verb, what), 1, "ACCUSE")) == found


WARNED = "The/DT/det/2 {}/nsubj/3 {}/root/0 that/IN/mark/7 he/PRP/nsubj/7 would/MD/aux/7 attack/VB/ccomp/3 Togo/NNP/obj/7 ././punct/3"


@pytest.mark.parametrize(
    ("who", "verb", "found"),
    [
        ("report/NN", "warned/VBD", False),
        ("economists/NNS", "warn/VBP", False),
        ("president/NN", "warned/VBD", True),
        ("economists/NNS", "threaten/VBP", True),
    ],
)
def test_who_can_only_foresee_harm_threatens_nobody(who: str, verb: str, found: bool) -> None:
    assert ("THREATEN" in types_seen(WARNED.format(who, verb), 2, "THREATEN")) == found


DONE_TO = "Chad/NNP/nsubj/2 {}/VBD/root/0 {{}}/NNS/obj/2 ././punct/2"
PROPPED = "Chad/NNP/nsubj/2 propped/VBD/root/0 up/RP/compound:prt/2 {}/NNS/obj/2 ././punct/2"
WANTED = "{}/NNS/nsubj:pass/3 were/VBD/aux:pass/3 wanted/VBN/root/0 by/IN/case/5 Chad/NNP/obl:agent/3 ././punct/3"


@pytest.mark.parametrize(
    ("rows", "whom", "what", "type"),
    [
        (DONE_TO.format("eliminated"), "rebels", "defects", "ASSAULT"),
        (DONE_TO.format("organised"), "guerrillas", "concerts", "MOBILIZE"),
        (DONE_TO.format("reduced"), "troops", "prices", "RETREAT"),
        (PROPPED, "rebels", "ladders", "AID"),
        (WANTED, "rebels", "ladders", "ACCUSE"),
    ],
)
def test_some_verbs_tell_of_a_public_act_only_by_what_they_are_done_to(
    rows: str, whom: str, what: str, type: str
) -> None:
    told = [
        any(event.type == type for event in events(document(doc.text), doc, countries(doc), (), (), ()))
        for doc in (parsed(rows.format(word)) for word in (whom, what))
    ]
    assert told == [True, False]
