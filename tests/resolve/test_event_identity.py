"""Nouns that point back at an event told before, and acts that are alike without being one."""

from __future__ import annotations

import pytest

from pipeline.records import Dataset, Event
from pipeline.resolve.wording import same_words
from tests.resolve.scene import Scene, built, scene

NOUN = {"type": "PROTEST", "mode": "strike", "lemma": "strike", "source": "both: strike.n"}


def told(item: Scene) -> list[tuple[str, int]]:
    """The trigger of each event and how many clauses tell it, in text order."""
    events = sorted(built(item).events, key=lambda e: e.start)
    return [(item.text[e.trigger_start : e.trigger_end], len(e.evidence)) for e in events]


def test_a_noun_with_an_article_means_the_event_before_it() -> None:
    item = scene(
        "{o:Union Sur} began a strike on {d:2019-05-03}. {l:Peru} lost millions. The strike hurt {o:Banco Sol}."
    )
    item = item.event("strike", **NOUN, actor="Union Sur", time="2019-05-03")
    item = item.event("strike", nth=1, **NOUN)
    assert told(item) == [("strike", 2)]


def test_whoever_stands_beside_the_noun_takes_no_part_in_what_it_points_at() -> None:
    item = scene("{o:Union Sur} began a strike. After the strike {o:Banco Sol} closed.")
    item = item.event("strike", **NOUN, actor="Union Sur")
    item = item.event("strike", nth=1, **NOUN, actor="Banco Sol")
    dataset = built(item)
    assert parties(dataset, *dataset.events) == ["Union Sur"]


def test_of_two_events_the_noun_means_the_one_that_its_participants_fit() -> None:
    item = scene("{o:Union Sur} began a strike. {o:Union Norte} began a strike. The strike by {o:Union Sur} went on.")
    for nth, who in enumerate(("Union Sur", "Union Norte")):
        item = item.event("strike", nth=nth, **NOUN, actor=who)
    item = item.event("strike", nth=2, **NOUN, actor="Union Sur")
    assert told(item) == [("strike", 2), ("strike", 1)]


def test_a_noun_without_an_article_tells_an_event_of_its_own() -> None:
    item = scene("{o:Union Sur} began a strike. {l:Peru} fears a strike.")
    item = item.event("strike", **NOUN, actor="Union Sur").event("strike", nth=1, **NOUN)
    assert told(item) == [("strike", 1), ("strike", 1)]


def test_the_noun_of_another_day_or_of_a_denial_tells_an_event_of_its_own() -> None:
    item = scene("{o:Union Sur} began a strike on {d:2019-05-03}. The strike of {d:2019-06-10} was short.")
    item = item.event("strike", **NOUN, time="2019-05-03").event("strike", nth=1, **NOUN, time="2019-06-10")
    assert told(item) == [("strike", 1), ("strike", 1)]
    item = scene("{o:Union Sur} began a strike. Nobody saw the strike.")
    item = item.event("strike", **NOUN).event("strike", nth=1, **NOUN, status="negated")
    assert told(item) == [("strike", 1), ("strike", 1)]


def test_two_acts_of_one_person_against_one_body_in_other_words_are_two() -> None:
    item = scene(
        "{p:Ana Ruiz} complained of {l:Peru}. It rained. The road was shut. Night fell. Later {p:Ruiz} protested."
    )
    item = item.event("complained", "ACCUSE", mode="disapprove", lemma="complain", actor="Ana Ruiz", recipient="Peru")
    item = item.event("protested", "ACCUSE", mode="disapprove", lemma="protest", actor="Ruiz")
    assert told(item) == [("complained", 1), ("protested", 1)]


VISIT = {"type": "CONSULT", "mode": "visit", "lemma": "visit"}


def test_a_noun_of_other_words_means_the_only_event_of_its_type_shortly_before_it() -> None:
    item = scene("Gunmen raided {l:Peru}. The killings shocked {o:Banco Sol}.")
    item = item.event("raided", "ASSAULT", lemma="raid", recipient="Peru")
    item = item.event("killings", "ASSAULT", lemma="killing", source="both: killing.n")
    assert told(item) == [("raided", 2)]


def test_a_noun_of_other_words_means_neither_of_two_events_nor_one_of_another_mode_nor_one_long_ago() -> None:
    blast = {"type": "ASSAULT", "mode": "explosives", "lemma": "blast", "source": "both: blast.n"}
    two = scene("Gunmen raided {l:Peru}. Rebels shelled {l:Chile}. The blast shocked {o:Banco Sol}.")
    two = two.event("raided", "ASSAULT", lemma="raid", recipient="Peru")
    two = two.event("shelled", "ASSAULT", lemma="shell", recipient="Chile").event("blast", **blast)
    assert told(two) == [("raided", 1), ("shelled", 1), ("blast", 1)]
    other = scene("Gunmen stabbed {l:Peru}. The blast shocked {o:Banco Sol}.")
    other = other.event("stabbed", "ASSAULT", mode="primitive", lemma="stab", recipient="Peru").event("blast", **blast)
    assert told(other) == [("stabbed", 1), ("blast", 1)]
    new = scene("Gunmen raided {l:Peru}. The death of a student shocked {o:Banco Sol}.")
    new = new.event("raided", "ASSAULT", lemma="raid", recipient="Peru")
    new = new.event("death", "ASSAULT", lemma="death", source="both: death.n", recipient="a student")
    assert told(new) == [("raided", 1), ("death", 1)]
    long_ago = scene("Gunmen raided {l:Peru}. " + "It rained. " * 12 + "The blast shocked {o:Banco Sol}.")
    long_ago = long_ago.event("raided", "ASSAULT", lemma="raid", recipient="Peru").event("blast", **blast)
    assert told(long_ago) == [("raided", 1), ("blast", 1)]


def test_a_noun_that_points_back_is_not_what_is_told_for_the_first_time_far_behind_it() -> None:
    meeting = {"type": "CONSULT", "lemma": "meeting", "source": "both: meeting.n"}
    item = scene("{p:Ana Ruiz} praised the meeting. " + "It rained. " * 12 + "Later {p:Ana Ruiz} met {p:Omar Tell}.")
    item = item.event("meeting", **meeting, actor="Ana Ruiz")
    item = item.event("met", "CONSULT", lemma="meet", actor="Ana Ruiz", recipient="Omar Tell")
    assert told(item) == [("meeting", 1), ("met", 1)]


def test_meetings_of_one_person_with_two_others_are_two() -> None:
    item = scene("{p:Ana Ruiz} met {p:Omar Tell}. {p:Ana Ruiz} met {p:Ingrid Dahl}.")
    for nth, who in enumerate(("Omar Tell", "Ingrid Dahl")):
        item = item.event("met", "CONSULT", nth=nth, lemma="meet", actor="Ana Ruiz", recipient=who)
    assert told(item) == [("met", 1), ("met", 1)]


def test_the_delegation_of_a_visitor_may_be_that_of_his_side_and_the_host_stays_the_host() -> None:
    item = scene(
        "A delegation of the movement {k:Harak}, led by {p:Omar Tell}, visited {l:Peru}. {p:Omar Tell} and his delegation visited {l:Peru}. "
        "{l:Peru} visited with the {k:Harak} delegation."
    )
    item = item.event("visited", **VISIT, actor=["A delegation of the movement Harak", "Omar Tell"], recipient="Peru")
    item = item.event("visited", nth=1, **VISIT, actor=["Omar Tell", "his delegation"], recipient="Peru")
    item = item.event("visited", nth=2, **VISIT, actor="Peru", recipient="the Harak delegation")
    assert told(item) == [("visited", 3)]
    (event,) = built(item).events
    assert [(p.role, p.text) for p in event.participants] == [
        ("actor", "A delegation of the movement Harak"),
        ("actor", "Omar Tell"),
        ("recipient", "Peru"),
    ]


def test_a_counterpart_named_behind_his_title_is_one_participant() -> None:
    item = scene("{p:Ana Ruiz} met her counterpart Foreign Minister {p:Omar Tell}.")
    item = item.event("met", "CONSULT", lemma="meet", actor=["Ana Ruiz", "Omar Tell"], recipient="her counterpart")
    (event,) = built(item).events
    assert [(p.role, p.text) for p in event.participants] == [("actor", "Ana Ruiz"), ("recipient", "Omar Tell")]


@pytest.mark.parametrize(
    ("noun", "recipient", "events"),
    [
        ("The sacking", None, [("sacked", 2)]),
        ("The sacking of {p:Omar Tell}", "Omar Tell", [("sacked", 2)]),
        ("The sacking of 40 teachers", "40 teachers", [("sacked", 1), ("sacking", 1)]),
        # A participant that only stands somewhere behind the noun does not part it from what it points at.
        ("The sacking was a shock to the 40 teachers", "40 teachers", [("sacked", 2)]),
    ],
)
def test_a_noun_that_goes_on_to_somebody_else_does_not_point_back(
    noun: str, recipient: str | None, events: list[tuple[str, int]]
) -> None:
    item = scene(f"{{l:Peru}} sacked the minister {{p:Omar Tell}}. {'It rained. ' * 25}{noun} at noon.")
    item = item.event("sacked", "COERCE", lemma="sack", actor="Peru", recipient="Omar Tell")
    item = item.event("sacking", "COERCE", lemma="sacking", source="both: sacking.n", recipient=recipient)
    assert told(item) == events


@pytest.mark.parametrize(
    ("text", "type", "first", "second", "events"),
    [
        (
            "{l:Peru} massed its troops near {l:Chile} and put its air force on alert.",
            "MOBILIZE",
            "massed.v",
            "put.v",
            2,
        ),
        (
            "{l:Peru} massed its troops near {l:Chile}. It put its air force on alert.",
            "MOBILIZE",
            "massed.v",
            "put.v",
            1,
        ),
        ("{l:Peru} massed its troops near {l:Chile}, a show of force.", "MOBILIZE", "massed.v", "show.n", 1),
        ("{l:Peru} pays and trains an army in {l:Chile}.", "AID", "pays.v", "trains.v", 1),
        ("{l:Peru} shelled a town in {l:Chile}, killing ten.", "ASSAULT", "shelled.v", "killing.v", 1),
    ],
)
def test_two_verbs_of_one_sentence_are_two_acts_save_force_with_what_it_does_and_two_words_for_one_act(
    text: str, type: str, first: str, second: str, events: int
) -> None:
    item = scene(text)
    for word in (first, second):
        item = item.event(word[:-2], type, source=f"both: {word}", actor="Peru", recipient="Chile")
    assert len(told(item)) == events


@pytest.mark.parametrize(("between", "events"), [(5, [("praised", 2)]), (25, [("praised", 1), ("praise", 1)])])
def test_a_word_and_one_participant_make_one_event_of_what_is_near_and_two_of_what_is_far(
    between: int, events: list[tuple[str, int]]
) -> None:
    item = scene("{p:Ana Ruiz} praised {o:Union Sur}. " + "It rained. " * between + "{p:Ana Ruiz} had words of praise.")
    item = item.event("praised", "SUPPORT", lemma="praise", actor="Ana Ruiz", recipient="Union Sur")
    item = item.event("praise", "SUPPORT", nth=1, lemma="praise", actor="Ana Ruiz")
    assert told(item) == events


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("peace agreement", "agree to", True),
        ("meet with", "meeting", True),
        ("contacts with", "meet with", False),
        ("march against", "vote against", False),
    ],
)
def test_a_preposition_is_no_word_that_two_triggers_share(one: str, other: str, alike: bool) -> None:
    assert same_words(one, other) is alike


@pytest.mark.parametrize(("company", "events"), [("{p:Omar Tell} of {k:Harak}", 1), ("{p:Omar Tell} and a man", 2)])
def test_the_visit_of_a_head_is_that_of_the_body_whose_delegation_he_is_told_to_head(company: str, events: int) -> None:
    item = scene(
        f"{{p:Omar Tell}} visits {{l:Peru}}\n{{k:Harak}} visited {{l:Peru}}. It rained. {company} denounced {{l:Chile}}."
    )
    item = item.event("visits", **VISIT, actor="Omar Tell", recipient="Peru")
    item = item.event("visited", **VISIT, actor="Harak", recipient="Peru")
    both = ["Omar Tell", "Harak"] if "Harak" in company else "Omar Tell"
    item = item.event("denounced", "ACCUSE", lemma="denounce", actor=both, recipient="Chile")
    assert len(told(item)) == events + 1


def parties(dataset: Dataset, event: Event) -> list[str]:
    """Names of an event's participants."""
    names = {e.id: e.name for e in dataset.entities}
    return [names[p.entity_id] for p in event.participants if p.entity_id]
