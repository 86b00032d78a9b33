"""Who stands beside an event without a part in it, and what the tree alone may say of who has one."""

from __future__ import annotations

import pytest

from pipeline.extract.events import events
from tests.extract.event_cases import document
from tests.extract.test_event_participants import scored, seen
from tests.extract.test_events_by_tree import countries, first, parsed, part, sides

TOLD = (
    "The/DT/det/2 agency/NN/nsubj/3 reported/VBD/root/0 that/IN/mark/7 {}/nsubj/7 was/VBD/aux/7 funding/VBG/ccomp/3 "
    "rebels/NNS/obj/7 ././punct/3"
)


@pytest.mark.parametrize(("who", "actors"), [("Chad/NNP", ["Chad"]), ("it/PRP", ["agency"])])
def test_who_tells_what_another_does_has_no_part_in_it(who: str, actors: list[str]) -> None:
    event = scored(TOLD.format(who), (6, 7), "AID", (1, "actor", 0.9))
    assert part(event, "actor") == actors


SHARED = (
    "The/DT/det/2 agency/NN/nsubj/3 reported/VBD/root/0 that/IN/mark/6 Chad/NNP/nsubj/6 met/VBD/ccomp/3 them/PRP/obj/6 and/CC/cc/9 "
    "funded/VBD/conj/6 rebels/NNS/obj/9 ././punct/3"
)


def test_nor_in_what_he_does_besides() -> None:
    event = scored(SHARED, (8, 9), "AID", (1, "actor", 0.9), (4, "actor", 0.3))
    assert part(event, "actor") == ["Chad"]


BEHIND = (
    "Chad/NNP/nsubj:pass/9 ,/,/punct/6 which/WDT/nsubj/6 was/VBD/cop/6 behind/IN/case/6 attacks/NNS/acl:relcl/1 ,/,/punct/6 "
    "was/VBD/aux:pass/9 bombed/VBN/root/0 by/IN/case/11 Togo/NNP/obl:agent/9 ././punct/9"
)
CARRIED = (
    "Attacks/NNS/nsubj:pass/3 were/VBD/aux:pass/3 masterminded/VBN/root/0 by/IN/case/5 Togo/NNP/obl:agent/3 ././punct/3"
)

DESCRIBED = "Attacks/NNS/nsubj/5 masterminded/VBN/acl/1 by/IN/case/4 Togo/NNP/obl:agent/2 failed/VBD/root/0 ././punct/5"


@pytest.mark.parametrize(
    ("rows", "at", "actors"), [(BEHIND, 5, ["Chad"]), (CARRIED, 0, ["Togo"]), (DESCRIBED, 0, ["Togo"])]
)
def test_who_did_what_another_verb_tells_did_not_do_what_a_noun_names(rows: str, at: int, actors: list[str]) -> None:
    told = [(i, "actor", 0.9) for i, row in enumerate(rows.split()) if "/NNP/" in row]
    assert part(scored(rows, (at, at + 1), "ASSAULT", *told), "actor") == actors


INVITED = (
    "The/DT/det/2 meeting/NN/nsubj/3 took/VBD/root/0 place/NN/obj/3 {}/IN/case/8 Chad/NNP/nmod:poss/8 's/POS/case/6 "
    "invitation/NN/obl/3 ././punct/3"
)


@pytest.mark.parametrize(("preposition", "actors"), [("following", []), ("despite", []), ("at", ["Chad"])])
def test_who_did_something_before_did_not_meet_by_that(preposition: str, actors: list[str]) -> None:
    event = scored(INVITED.format(preposition), (1, 2), "CONSULT", (5, "actor", 0.9))
    assert part(event, "actor") == actors


JUDGED = "Chad/NNP/nsubj/2 {}/VBD/root/0 the/DT/det/4 raid/NN/obj/2 {} ././punct/2"
DISGRACE = "a/DT/det/6 disgrace/NN/xcomp/2"
PLAIN = "near/IN/case/6 town/NN/nmod/4"


@pytest.mark.parametrize(
    ("verb", "behind", "actors"),
    [
        ("condemned", PLAIN, []),
        ("called", DISGRACE, []),
        ("called", PLAIN, ["Chad"]),
        ("launched", PLAIN, ["Chad"]),
    ],
)
def test_who_only_speaks_of_an_act_did_not_do_it(verb: str, behind: str, actors: list[str]) -> None:
    event = scored(JUDGED.format(verb, behind), (3, 4), "ASSAULT", (0, "actor", 0.9))
    assert part(event, "actor") == actors


OCCUPIED = "The/DT/det/2 {}/NN/nmod:poss/4 's/POS/case/2 occupation/NN/nsubj/5 ended/VBD/root/0 ././punct/5"


@pytest.mark.parametrize(("owner", "actors"), [("country", []), ("army", ["army"])])
def test_a_country_is_occupied_and_an_army_occupies(owner: str, actors: list[str]) -> None:
    assert part(first(OCCUPIED.format(owner), "COERCE"), "actor") == actors
    assert part(scored(OCCUPIED.format(owner), (3, 4), "COERCE", (1, "actor", 0.9)), "actor") == actors


@pytest.mark.parametrize(("case", "recipients"), [("in", []), ("against", ["Chad"])])
def test_a_place_behind_two_gatherings_is_where_both_were(case: str, recipients: list[str]) -> None:
    rows = (
        "Miners/NNS/nsubj/2 praised/VBD/root/0 rallies/NNS/obj/2 and/CC/cc/6 a/DT/det/6 strike/NN/conj/3 "
        f"{case}/IN/case/8 Chad/NNP/nmod/3 ././punct/2"
    )
    doc = seen(parsed(rows), (5, 6), "PROTEST", ((7, "recipient", 0.9),))
    found = [e for e in events(document(doc.text), doc, countries(doc), (), (), ()) if e.type == "PROTEST"]
    strike = next(e for e in found if e.trigger.of(doc.text) == "strike")
    assert part(strike, "recipient") == recipients


SIGNED = (
    "The/DT/det/2 accord/NN/nsubj/8 {}/VBN/acl/2 between/IN/case/5 Chad/NNP/obl/3 and/CC/cc/7 Togo/NNP/conj/5 "
    "failed/VBD/root/0 ././punct/8"
)


@pytest.mark.parametrize(("participle", "actors"), [("signed", ["Chad", "Togo"]), ("shared", [])])
def test_between_whom_an_accord_was_signed_agreed(participle: str, actors: list[str]) -> None:
    assert part(first(SIGNED.format(participle), "AGREE"), "actor") == actors


@pytest.mark.parametrize(("participle", "actors"), [("committed", ["Togo"]), ("condemned", [])])
def test_by_whom_a_noun_was_brought_about_it_was_done(participle: str, actors: list[str]) -> None:
    rows = f"The/DT/det/2 massacre/NN/nsubj/6 {participle}/VBN/acl/2 by/IN/case/5 Togo/NNP/obl:agent/3 failed/VBD/root/0 ././punct/6"
    assert part(first(rows, "ASSAULT"), "actor") == actors


SHADOW = (
    "Chad/NNP/nsubj/2 took/VBD/root/0 part/NN/obj/2 in/IN/case/6 the/DT/det/6 {}/NN/obl/2 of/IN/case/8 clashes/NNS/nmod/6 "
    "././punct/2"
)


@pytest.mark.parametrize(("top", "actors"), [("shadow", []), ("round", ["Chad"]), ("wave", ["Chad"])])
def test_who_acts_in_the_shadow_of_an_act_has_no_part_in_it(top: str, actors: list[str]) -> None:
    assert part(first(SHADOW.format(top), "ASSAULT"), "actor") == actors


LISTED = (
    "Chad/NNP/nsubj/2 freed/VBD/root/0 Mali/NNP/obj/2 {} Togo/NNP/conj/3 ,/,/punct/9 which/WDT/nsubj:pass/9 "
    "was/VBD/aux:pass/9 bombed/VBN/acl:relcl/3 ././punct/2"
)


@pytest.mark.parametrize(("link", "bombed"), [(",/,/punct/5", ["Togo"]), ("and/CC/cc/5", ["Mali", "Togo"])])
def test_a_clause_behind_names_without_and_describes_the_last(link: str, bombed: list[str]) -> None:
    assert sides(LISTED.format(link), "ASSAULT")[1] == bombed


FIGHTERS = (
    "Rebel/NN/compound/2 fighters/NNS/nsubj/3 slept/VBD/root/0 while/IN/mark/6 Mali/NNP/nsubj/6 pledged/VBD/advcl/3 "
    "grain/NN/obj/6 ././punct/3"
)


@pytest.mark.parametrize(("role", "found"), [("actor", ["Rebel fighters"]), ("recipient", [])])
def test_a_sure_word_inside_a_phrase_makes_an_actor_of_the_phrase(role: str, found: list[str]) -> None:
    event = scored(FIGHTERS, (5, 6), "AGREE", (0, role, 0.9), (1, role, 0.3))
    assert [text for text in part(event, role) if text != "Mali"] == found


ASIDE = "{}/NNP/{}/2 condemned/VBD/root/0 Togo/NNP/obj/2 ././punct/2"


@pytest.mark.parametrize(("label", "actors"), [("nsubj", ["Chad"]), ("vocative", [])])
def test_what_only_word_order_takes_for_an_actor_is_none_where_there_is_a_tree(label: str, actors: list[str]) -> None:
    assert sides(ASIDE.format("Chad", label), "ACCUSE") == (actors, ["Togo"])


RAISED = "Chad/NNP/nsubj/2 organised/VBD/root/0 a/DT/det/4 militia/NN/obj/2 {}/IN/case/6 Tubus/NNS/{} ././punct/2"


@pytest.mark.parametrize(
    ("preposition", "hangs", "recipients"), [("of", "nmod/4", []), ("against", "obl/2", ["Tubus"])]
)
def test_who_is_brought_up_is_not_brought_up_against(preposition: str, hangs: str, recipients: list[str]) -> None:
    event = scored(RAISED.format(preposition, hangs), (1, 2), "MOBILIZE", (5, "recipient", 0.9))
    assert part(event, "recipient") == recipients


SIGNED_WITH = (
    "The/DT/det/2 accord/NN/nsubj/6 signed/VBN/acl/2 with/IN/case/5 Togo/NNP/obl/3 failed/VBD/root/0 ././punct/6"
)
SIGNED_TOGETHER = (
    "Chad/NNP/nsubj/2 signed/VBD/root/0 an/DT/det/4 accord/NN/obj/2 with/IN/case/6 Togo/NNP/obl/2 ././punct/2"
)


def test_with_whom_something_was_signed_signed_it_where_nobody_else_is_named() -> None:
    assert sides(SIGNED_WITH, "SUPPORT") == (["Togo"], [])
    assert sides(SIGNED_TOGETHER, "SUPPORT") == (["Chad"], ["Togo"])


ADMITTED = "Chad/NNP/nsubj/2 admitted/VBD/root/0 {} Tubus/NNS/{} died/VBD/ccomp/2 there/RB/advmod/5 ././punct/2"
FOUGHT = "Tubus/NNS/nsubj/2 fought/VBD/root/0 {}/IN/case/4 Chad/NNP/obl/2 ././punct/2"


def test_nobody_is_admitted_to_whom_is_spoken_of() -> None:
    rows = ADMITTED.format("that/IN/mark/5", "nsubj/5")
    assert part(scored(rows, (1, 2), "CONCEDE", (3, "recipient", 0.9)), "recipient") == []
    rows = ADMITTED.format("to/IN/case/4", "obl/2")
    assert part(scored(rows, (1, 2), "CONCEDE", (3, "recipient", 0.9)), "recipient") == ["Tubus"]


@pytest.mark.parametrize(("preposition", "recipients"), [("in", []), ("against", ["Chad"])])
def test_where_somebody_fights_nobody_is_fought_by_that(preposition: str, recipients: list[str]) -> None:
    event = scored(FOUGHT.format(preposition), (1, 2), "ASSAULT", (3, "recipient", 0.9))
    assert part(event, "recipient") == recipients


KEPT = "Chad/NNP/nsubj/2 {}/VBD/root/0 its/PRP$/nmod:poss/4 pledge/NN/{} to/TO/mark/6 release/VB/acl/4 prisoners/NNS/obj/6 ././punct/2"


def test_whoever_keeps_its_pledge_does_what_was_pledged() -> None:
    assert part(first(KEPT.format("kept", "obj/2"), "RETREAT"), "actor") == ["Chad"]


MOVED = (
    "Chad/NNP/nsubj/2 armed/VBD/root/0 rebels/NNS/obj/2 to/TO/mark/5 {}/VB/advcl/2 attacks/NNS/obj/5 on/IN/case/8 "
    "Togo/NNP/nmod/6 ././punct/2"
)


@pytest.mark.parametrize(("verb", "actors"), [("encourage", []), ("mount", ["Chad"])])
def test_who_moves_others_to_a_deed_does_not_do_it(verb: str, actors: list[str]) -> None:
    event = scored(MOVED.format(verb), (5, 6), "ASSAULT", (0, "actor", 0.9))
    assert part(event, "actor") == actors
