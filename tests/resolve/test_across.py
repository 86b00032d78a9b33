"""Entities of several documents."""

from __future__ import annotations

from pipeline.resolve import across, within
from tests.resolve.annotated import BASE
from tests.resolve.integrity import assert_whole
from tests.resolve.scene import built, scene


def persons(*marked: str) -> list[str]:
    """Names of the persons of several one-paragraph articles, each its own document."""
    dataset = built(*(scene(text, f"{n}.txt") for n, text in enumerate(marked)))
    return sorted(entity.name for entity in dataset.entities if entity.type == "Person")


def test_a_person_under_two_full_names_is_one() -> None:
    assert persons("{p:Mohammad Javad Zarif} left.", "{p:Javad Zarif} came.") == ["Mohammad Javad Zarif"]


def test_a_bare_surname_stays_apart_from_a_stranger_of_that_name() -> None:
    assert persons("{p:Smith} left.", "{p:John Smith} came.") == ["John Smith", "Smith"]


def test_a_bare_surname_is_the_bearer_of_the_same_office() -> None:
    first = scene("President {p:Biden} left.", "a.txt").role("President", "Biden")
    second = scene("President {p:Joe Biden} came.", "b.txt").role("President", "Joe Biden")
    (entity,) = built(first, second).entities
    assert (entity.name, entity.alternate_names, entity.document_count) == ("Joe Biden", ("Biden",), 2)


def test_two_bare_surnames_in_two_documents_stay_two() -> None:
    dataset = built(scene("{p:Smith} left.", "a.txt"), scene("{p:Smith} came.", "b.txt"))
    assert len({entity.id for entity in dataset.entities}) == 2


def test_what_one_document_tells_apart_no_other_joins() -> None:
    found = persons("{p:Ali Ahmad Rahimi} met {p:Ali Reza Rahimi}.", "{p:Ali Rahimi} left.")
    assert {"Ali Ahmad Rahimi", "Ali Reza Rahimi"} <= set(found)


def test_a_country_is_one_entity_in_all_documents() -> None:
    dataset = built(scene("{l:Iran} left.", "a.txt"), scene("{a:Iranian} ships came.", "b.txt"))
    (entity,) = dataset.entities
    assert (entity.name, entity.mention_count, entity.document_count) == ("Iran", 2, 2)


def test_a_body_joins_by_an_alias_that_another_document_uses() -> None:
    first = scene("The {k:Popular Front of Qarn} ({k:PFQ}) left.", "a.txt")
    second = scene("The {k:Popular Front of Qarn} came.", "b.txt")
    (entity,) = built(first, second).entities
    assert entity.alternate_names == ("PFQ",)


def test_a_ministry_without_a_country_is_not_another_countrys() -> None:
    dataset = built(
        scene("The {a:Iranian} {n:Ministry of Justice} spoke.", "a.txt"),
        scene("The {n:Ministry of Justice} spoke.", "b.txt"),
        scene("The {a:French} {n:Ministry of Justice} spoke.", "c.txt"),
    )
    assert len([e for e in dataset.entities if e.name == "Ministry of Justice"]) == 3


def test_two_towns_of_one_name_are_two_and_one_town_of_two_names_is_one() -> None:
    dataset = built(
        scene("{l:Lebanon}: fire in {l:Tripoli}.", "a.txt"), scene("{l:Libya}: fire in {l:Tripoli}.", "b.txt"),
        scene("{l:Afghanistan}: fire in {l:Mazar-i-Sharif}.", "c.txt"), scene("{l:Afghanistan}: fire in {l:Mazar-e Sharif}.", "d.txt"),
    )  # fmt: skip
    assert sorted(e.country or "" for e in dataset.entities if e.name == "Tripoli") == ["LBN", "LBY"]
    assert len([e for e in dataset.entities if e.name.startswith("Mazar")]) == 1


def test_the_reduce_step_takes_what_the_map_step_gave() -> None:
    scenes = [scene("{p:Javad Zarif} met {l:Iran}.", "a.txt"), scene("{p:Javad Zarif} left.", "b.txt")]
    parts = [within(s.document, s.extraction, BASE) for s in scenes]
    assert across(parts, BASE) == built(*scenes)
    for part in parts:
        assert_whole(part)
