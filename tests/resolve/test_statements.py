"""Statements and relations."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.extraction import Role
from tests.resolve.scene import built, scene


def test_a_quotation_has_its_speaker_cue_and_the_day_beside_the_cue() -> None:
    item = scene("{p:Ali Larijani} said on {d:2021-01-26} that the war of {d:2019-01-01} was over.")
    item = item.quote("that the war of 2019-01-01 was over", "Ali Larijani", "said", "indirect")
    dataset = built(item)
    (statement,) = dataset.statements
    assert statement.speaker_id == dataset.entities[0].id
    assert (statement.cue, statement.kind, statement.edtf) == ("said", "indirect", "2021-01-26")


def test_a_day_inside_the_words_said_is_not_the_day_of_saying() -> None:
    item = scene("{p:Ali Larijani} said {d:2019-01-01} was cold.").quote(
        "2019-01-01 was cold", "Ali Larijani", "said", "indirect"
    )
    assert built(item).statements[0].edtf is None


def test_the_same_words_in_headline_and_body_are_one_statement_with_two_evidences() -> None:
    item = scene("“We shall never yield to force”\n\n“We shall never yield to force,” {p:Ali Larijani} said.")
    item = item.quote("We shall never yield to force", "Ali Larijani", "said")
    quotes = item.extraction.quotes
    second = replace(quotes[0], span=item.at("We shall never yield to force", 1))
    (statement,) = built(item.having(quotes=(*quotes, second))).statements
    assert [evidence.part for evidence in statement.evidence] == ["headline", "body"]
    assert statement.start == second.span.start


def test_a_cue_that_is_an_event_is_the_statements_event() -> None:
    item = scene("{p:Ali Larijani} urged {l:France} to yield.").quote("to yield", "Ali Larijani", "urged", "indirect")
    item = item.event("urged", "REQUEST", lemma="urge", actor="Ali Larijani", recipient="France")
    dataset = built(item)
    assert dataset.statements[0].event_id == dataset.events[0].id


def test_a_speaker_that_the_text_leaves_open_is_null() -> None:
    item = scene("“All is well,” he said of {l:France}.").quote("All is well", None, "said")
    assert built(item).statements[0].speaker_id is None


def test_an_office_is_one_relation_however_often_it_is_told() -> None:
    item = scene("{l:Iran}'s foreign minister {p:Javad Zarif} came. The foreign minister, {p:Zarif}, left.")
    item = item.role("foreign minister", "Javad Zarif", "Iran")
    again = Role(item.at("foreign minister", 1), "foreign minister", item.at("Zarif", 1))
    dataset = built(item.having(roles=(*item.extraction.roles, again)))
    (relation,) = dataset.relations
    names = {entity.id: entity.name for entity in dataset.entities}
    assert (names[relation.subject_id], relation.predicate, relation.object_text) == (
        "Javad Zarif",
        "holds_office",
        "foreign minister",
    )
    assert relation.object_id is not None
    assert names[relation.object_id] == "Iran"
    assert len(relation.evidence) == 2


def test_a_former_and_a_current_office_are_two_relations() -> None:
    item = (
        scene("{p:Javad Zarif}, once envoy, is minister.")
        .role("envoy", "Javad Zarif", None, "former")
        .role("minister", "Javad Zarif")
    )
    assert sorted(r.status for r in built(item).relations) == ["current", "former"]


def test_a_title_of_nobody_known_is_no_relation() -> None:
    item = scene("The minister, a man, met {l:France}.").role("minister", "a man")
    assert built(item).relations == ()


def test_a_town_does_not_speak_and_a_capital_speaks_for_its_country() -> None:
    item = scene("{l:Iran} sulks. {l:Tehran} said all is well. {l:Geneva} said all is quiet.")
    item = item.quote("all is well", "Tehran", "said", "indirect").quote("all is quiet", "Geneva", "said", "indirect")
    dataset = built(item)
    names = {entity.id: entity.name for entity in dataset.entities}
    assert [names.get(s.speaker_id or "") for s in sorted(dataset.statements, key=lambda s: s.start)] == ["Iran", None]


def test_only_persons_hold_offices() -> None:
    item = scene("The {o:Kestrel Group}, chief of all, left.").role("chief of all", "Kestrel Group")
    assert built(item).relations == ()
