"""Nouns that point back at an event told before, and acts that are alike without being one."""

from __future__ import annotations

from pipeline.records import Dataset, Event
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


def parties(dataset: Dataset, event: Event) -> list[str]:
    """Names of an event's participants."""
    names = {e.id: e.name for e in dataset.entities}
    return [names[p.entity_id] for p in event.participants if p.entity_id]
