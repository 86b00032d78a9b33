"""Event candidates as events."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.extract.extraction import Argument
from pipeline.records import Dataset
from tests.resolve.scene import Scene, built, scene


def test_headline_and_body_tell_one_event_with_two_evidences_and_the_body_is_best() -> None:
    item = scene("{k:Taliban} visit {l:Iran}\n\nThe {k:Taliban} visited {l:Iran} on {d:2021-01-26}.")
    item = item.event("visit ", "CONSULT", lemma="visit", mode="visit", actor="Taliban", recipient="Iran")
    item = item.event(
        "visited", "CONSULT", lemma="visit", mode="visit", actor="Taliban", recipient="Iran", time="2021-01-26"
    )
    (event,) = built(item).events
    assert [e.part for e in event.evidence] == ["headline", "body"]
    assert event.text.startswith("The Taliban visited")
    assert (event.edtf, event.time_basis, event.label) == ("2021-01-26", "governed", "Taliban visits Iran")


def test_two_visits_a_year_apart_stay_two() -> None:
    item = scene("{p:Javad Zarif} visited {l:Iraq} on {d:2019-03-11}. {p:Zarif} visited {l:Iraq} on {d:2020-07-19}.")
    item = item.event("visited", "CONSULT", mode="visit", actor="Javad Zarif", recipient="Iraq", time="2019-03-11")
    item = item.event("visited", "CONSULT", nth=1, mode="visit", actor="Zarif", recipient="Iraq", time="2020-07-19")
    assert sorted(e.edtf or "" for e in built(item).events) == ["2019-03-11", "2020-07-19"]


def test_an_event_and_its_denial_stay_two() -> None:
    item = scene("{l:Iran} attacked {l:Iraq}. {l:Iran} did not attack {l:Iraq}.")
    item = item.event("attacked", "ASSAULT", lemma="attack", actor="Iran", recipient="Iraq")
    item = item.event("attack ", "ASSAULT", lemma="attack", actor="Iran", recipient="Iraq", status="negated")
    assert sorted(e.status for e in built(item).events) == ["happened", "negated"]


def test_two_events_in_one_clause_have_two_ids() -> None:
    item = scene("{l:Iran} attacked and attacked {l:Iraq}.")
    item = item.event("attacked", "ASSAULT", actor="Iran").event("attacked", "ASSAULT", nth=1, recipient="Iraq")
    assert len({e.id for e in built(item).events}) == 2


def test_a_date_is_inherited_only_from_the_sentence_before_and_the_same_actor() -> None:
    item = scene(
        "{p:Ali Larijani} arrived in {l:Baghdad} on {d:2020-07-19}. {p:Larijani} met {p:Nuri Maliki}. {l:France} protested."
    )
    item = item.event("arrived", "CONSULT", mode="visit", actor="Ali Larijani", place="Baghdad", time="2020-07-19")
    item = item.event("met", "CONSULT", lemma="meet", actor="Larijani", recipient="Nuri Maliki")
    item = item.event("protested", "PROTEST", actor="France")
    by_type = {(e.type, e.mode): (e.edtf, e.time_basis) for e in built(item).events}
    assert by_type["CONSULT", None] == ("2020-07-19", "inherited")
    assert by_type["PROTEST", None] == (None, None)


@pytest.mark.parametrize(
    ("opening", "how", "edtf"),
    [("", "has met", "2020-07-19"), ("", "has since met", None), ("", "later met", None), ("After ", "met", None)],
)
def test_no_date_is_inherited_by_what_came_before_or_after(opening: str, how: str, edtf: str | None) -> None:
    item = scene(
        f"{{p:Ali Larijani}} arrived in {{l:Baghdad}} on {{d:2020-07-19}}. {opening}{{p:Larijani}} {how} {{p:Nuri Maliki}}."
    )
    item = item.event("arrived", "CONSULT", mode="visit", actor="Ali Larijani", place="Baghdad", time="2020-07-19")
    item = item.event("met", "CONSULT", lemma="meet", actor="Larijani", recipient="Nuri Maliki")
    assert {e.edtf for e in built(item).events if e.mode is None} == {edtf}


def test_what_a_speaker_tells_is_attributed_to_the_speaker() -> None:
    item = scene("{p:Ali Larijani} said {l:France} attacked {l:Iraq}.").quote(
        "France attacked Iraq", "Ali Larijani", "said", "indirect"
    )
    item = item.event("attacked", "ASSAULT", actor="France", recipient="Iraq", quote=item.at("France attacked Iraq"))
    dataset = built(item)
    larijani = next(e for e in dataset.entities if e.type == "Person")
    assert dataset.events[0].attributed_to == larijani.id
    assert dataset.statements[0].speaker_id == larijani.id


def test_what_the_text_says_itself_elsewhere_is_attributed_to_nobody() -> None:
    item = scene("{p:Ali Larijani} said {l:France} attacked {l:Iraq}. {l:France} attacked {l:Iraq}.")
    item = item.quote("France attacked Iraq", "Ali Larijani", "said", "indirect")
    item = item.event("attacked", "ASSAULT", actor="France", recipient="Iraq", quote=item.at("France attacked Iraq"))
    item = item.event("attacked", "ASSAULT", nth=1, actor="France", recipient="Iraq")
    (event,) = built(item).events
    assert event.attributed_to is None
    assert len(event.evidence) == 2


def test_a_missing_recipient_that_the_type_asks_for_is_a_note() -> None:
    dataset = built(scene("{l:France} gave aid.").event("aid", "AID", actor="France"))
    (note,) = dataset.findings
    assert (note.rule, note.severity, note.related) == ("resolve.no-recipient", "note", (dataset.events[0].id,))


def test_unnamed_participants_keep_words_and_count() -> None:
    item = scene("Gunmen killed eleven diplomats.").event(
        "killed", "ASSAULT", lemma="kill", victim="eleven diplomats", count=11
    )
    (party,) = built(item).events[0].participants
    assert (party.text, party.count, party.entity_id, party.mention_id) == ("eleven diplomats", 11, None, None)


def test_the_unnamed_of_a_telling_that_shares_nobody_join_no_event() -> None:
    item = scene(
        "{l:Iran} signed an accord on {d:2020-02-29}. The accord with terrorists was signed on {d:2020-02-29}."
    )
    item = item.event("signed", "SUPPORT", lemma="sign", actor="Iran", time="2020-02-29")
    item = item.event("signed", "SUPPORT", nth=1, lemma="sign", recipient="terrorists", time="2020-02-29")
    (event,) = built(item).events
    assert [p.text for p in event.participants] == ["Iran"]


@pytest.mark.parametrize(
    ("mode", "kept"), [("visit", [("recipient", "Iran")]), (None, [("actor", "The Iran delegation")])]
)
def test_nobody_is_on_both_sides_of_an_event(mode: str | None, kept: list[tuple[str, str]]) -> None:
    item = scene("The {l:Iran} delegation spoke of the visit to its hosts in {l:Iran}.")
    item = item.event("visit", "CONSULT", mode=mode, actor="The Iran delegation")
    there = item.at("Iran", 1)
    candidate = item.extraction.events[0]
    both = replace(candidate, arguments=(*candidate.arguments, Argument("recipient", there, "Iran")))
    assert [(p.role, p.text) for p in built(item.having(events=(both,))).events[0].participants] == kept


@pytest.mark.parametrize(
    ("marked", "event", "label"),
    [
        ("{p:Javad Zarif} met {p:Sergei Lavrov} in {l:Moscow}.", {"trigger": "met", "type": "CONSULT", "lemma": "meet", "actor": "Javad Zarif", "recipient": "Sergei Lavrov", "place": "Moscow"}, "Javad Zarif meets Sergei Lavrov in Moscow"),
        ("{l:Iran} will visit {l:Iraq}.", {"trigger": "visit", "type": "CONSULT", "mode": "visit", "actor": "Iran", "recipient": "Iraq", "status": "planned"}, "Iran to visit Iraq"),
        ("{l:Iran} never visited {l:Iraq}.", {"trigger": "visited", "type": "CONSULT", "mode": "visit", "lemma": "visit", "actor": "Iran", "recipient": "Iraq", "status": "negated"}, "Iran does not visit Iraq"),
        ("{l:Iran} might attack {l:Iraq}.", {"trigger": "attack", "type": "ASSAULT", "actor": "Iran", "recipient": "Iraq", "status": "hypothetical"}, "Iran may attack Iraq"),
        ("{l:Iran} and {l:Iraq} held talks.", {"trigger": "talks", "type": "CONSULT", "actor": ["Iran", "Iraq"]}, "Iran and Iraq hold talks"),
        ("An accord signed with {l:Iraq}.", {"trigger": "signed", "type": "SUPPORT", "lemma": "sign", "recipient": "Iraq"}, "Signing of an agreement with Iraq"),
        ("The offer was made.", {"trigger": "offer", "type": "AGREE"}, "Offer"),
        ("{l:Iran} left {l:Baghdad}.", {"trigger": "left", "type": "RETREAT", "mode": "withdraw", "lemma": "leave", "actor": "Iran", "place": "Baghdad"}, "Iran withdraws from Baghdad"),
        ("An attack on {l:Iraq}.", {"trigger": "attack", "type": "ASSAULT", "recipient": "Iraq"}, "Attack on Iraq"),
        ("Talks in {l:Baghdad}, in {l:Iraq}.", {"trigger": "Talks", "type": "CONSULT", "place": "Baghdad"}, "Talks in Baghdad"),
        ("Two gunmen attacked {l:Iraq}.", {"trigger": "attacked", "type": "ASSAULT", "lemma": "attack", "actor": "Two gunmen", "recipient": "Iraq"}, "Two gunmen attack Iraq"),
        ("A delegation of the movement {k:Harak} visited {l:Iran}.", {"trigger": "visited", "type": "CONSULT", "mode": "visit", "lemma": "visit", "actor": "A delegation of the movement Harak", "recipient": "Iran"}, "Harak delegation visits Iran"),
        ("The {k:Taliban} delegation visited {l:Iran}.", {"trigger": "visited", "type": "CONSULT", "mode": "visit", "lemma": "visit", "actor": "The Taliban delegation", "recipient": "Iran"}, "Taliban delegation visits Iran"),
    ],
)  # fmt: skip
def test_a_label_is_a_headline(marked: str, event: dict[str, object], label: str) -> None:
    more = dict(event)
    item = scene(marked).event(str(more.pop("trigger")), str(more.pop("type")), **more)
    assert built(item).events[0].label == label


def report(source: str, when: str, actor: str = "{l:Iran}") -> Scene:
    """A report of an attack on Iraq."""
    item = scene(actor + " attacked {l:Iraq} on {d:" + when + "}.", source)
    return item.event("attacked", "ASSAULT", actor=item.extraction.names[0].text, recipient="Iraq", time=when)


def test_two_documents_reports_of_one_event_share_a_cluster_and_keep_their_records() -> None:
    first, second = built(report("a.txt", "2020-01-08"), report("b.txt", "2020-01-08")).events
    assert first.id != second.id
    assert first.cluster_id == second.cluster_id == min(first.id, second.id)


@pytest.mark.parametrize("other", [report("b.txt", "2021-01-08"), report("b.txt", "2020-01-08", "{l:France}")])
def test_other_day_or_other_actor_is_another_cluster(other: Scene) -> None:
    events = built(report("a.txt", "2020-01-08"), other).events
    assert all(event.cluster_id == event.id for event in events)


def test_the_speaker_of_the_quotation_is_who_says_it_unless_somebody_accuses_inside() -> None:
    text = "{k:Taliban} met {p:Ali Larijani}, who said “{l:France} attacked {l:Iraq}.”"
    said = "France attacked Iraq."
    item = scene(text).quote(said, "Ali Larijani", "said")
    outside = item.event("attacked", "ASSAULT", actor="France", quote=item.at(said), attribution=item.at("Taliban"))
    assert voices(built(outside)) == ["Ali Larijani"]
    inside = item.event("attacked", "ASSAULT", actor="France", quote=item.at(said), attribution=item.at("France"))
    assert voices(built(inside)) == ["France"]


def voices(dataset: Dataset) -> list[str]:
    """Names of those to whom events are attributed."""
    names = {e.id: e.name for e in dataset.entities}
    return [names[e.attributed_to] for e in dataset.events if e.attributed_to]


def test_a_label_names_nobody_twice_for_a_capital() -> None:
    item = scene("{l:Iran} attacked Young Soldiers. {l:Iran} attacked young soldiers.")
    item = item.event("attacked", "ASSAULT", lemma="attack", actor="Iran", victim="Young Soldiers")
    item = item.event("attacked", "ASSAULT", nth=1, lemma="attack", actor="Iran", recipient="young soldiers")
    (event,) = built(item).events
    assert event.label.lower().count("young soldiers") == 1
