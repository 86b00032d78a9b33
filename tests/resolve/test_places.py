"""Places: which bearer of a name is meant, by what stands beside it and what else the document speaks of."""

from __future__ import annotations

import pytest

from pipeline.knowledge.cities import city_by_id
from pipeline.knowledge.regions import subdivisions
from pipeline.records import Entity
from tests.resolve.scene import built, named, scene


def place(marked: str, name: str) -> Entity:
    return named(built(scene(marked)), name)


def feature(entity: Entity) -> int | None:
    """The number of the GeoNames feature that the place is linked to."""
    return int(entity.same_as[0].rstrip("/").rpartition("/")[2]) if entity.same_as else None


def division(name: str, country: str) -> int | None:
    return next(d.geonames_id for d in subdivisions() if d.country == country and name in d.names)


@pytest.mark.parametrize(
    ("marked", "name", "country"),
    [
        ("{c:Afghan} clinics closed across {l:Herat} province.", "Herat", "AFG"),
        ("Gunmen came to {l:Niger} State, in {l:Nigeria}.", "Niger", "NGA"),
        ("Polls closed in {l:Georgia}, {l:Arizona} and {l:Nevada}.", "Georgia", "USA"),
        ("Judges of the province of {l:Ontario} agreed.", "Ontario", "CAN"),
        ("{l:Helmand} was quiet.", "Helmand", "AFG"),
    ],
)
def test_a_province_is_linked_as_a_province(marked: str, name: str, country: str) -> None:
    entity = place(marked.replace("{c:", "{a:"), name)
    assert (entity.subtype, entity.country, feature(entity)) == ("Region", country, division(name, country))
    assert feature(entity) is not None


@pytest.mark.parametrize(
    ("marked", "admin1"),
    [
        ("She spoke in {l:Springfield}, Illinois.", "IL"),
        ("She spoke in {l:Springfield}, Massachusetts.", "MA"),
        ("She spoke in {l:Springfield}, Missouri, on Monday.", "MO"),
    ],
)
def test_the_state_that_stands_behind_a_town_decides_between_its_namesakes(marked: str, admin1: str) -> None:
    city = city_by_id(feature(place(marked, "Springfield")) or 0)
    assert city is not None
    assert city.admin1 == admin1


def test_a_town_named_like_a_country_is_told_by_the_country_it_lies_in() -> None:
    entity = place("Growers in {l:Armenia}, {l:Colombia}, blocked the road.", "Armenia")
    assert (entity.subtype, entity.country) == ("City", "COL")


@pytest.mark.parametrize("name", ["Niger", "Chad", "Jordan", "Georgia"])
def test_a_country_in_a_list_of_countries_stays_one(name: str) -> None:
    entity = place("{l:Mali}, {l:" + name + "}, {l:Kenya} and {l:Peru} abstained.", name)
    assert entity.subtype == "Country"


def test_a_state_that_is_no_more_is_a_country_on_no_map_of_today() -> None:
    entity = place("The {l:Ottoman Empire} fell.", "Ottoman Empire")
    assert (entity.subtype, entity.country, entity.same_as) == ("Country", None, ())


def test_a_region_of_a_country_has_its_country_and_a_wider_one_none() -> None:
    assert place("Votes in the {l:Middle West} swung.", "Middle West").country == "USA"
    assert place("Rain in the {l:Sahel} failed.", "Sahel").country is None


def test_a_building_lies_where_the_text_says() -> None:
    entity = place("They met at {l:Camp Lemonnier}, Djibouti.", "Camp Lemonnier")
    assert entity.country == "DJI"


@pytest.mark.parametrize(
    ("marked", "name", "reason"),
    [
        ("Rain fell on {l:Kyaw Ywarlay}.", "Kyaw Ywarlay", "the gazetteer lacks the name"),
        ("She spoke in {l:Springfield}.", "Springfield", "places bear the name"),
        ("Rain in the {l:Sahel} failed.", "Sahel", "a region without an entry"),
    ],
)
def test_a_place_that_is_not_linked_is_empty_with_a_reason(marked: str, name: str, reason: str) -> None:
    article = scene(marked)
    dataset = built(article)
    entity = named(dataset, name)
    assert (entity.same_as, entity.latitude, entity.longitude) == ((), None, None)
    (note,) = [f for f in dataset.findings if f.rule == "resolve.unplaced"]
    assert (note.severity, note.related, note.start) == ("note", (entity.id,), article.at(name).start)
    assert reason in note.message


def test_a_place_on_the_map_has_no_such_note() -> None:
    dataset = built(scene("She spoke in {l:Nairobi}, {l:Kenya}."))
    assert not [f for f in dataset.findings if f.rule == "resolve.unplaced"]


def test_the_note_on_a_place_goes_where_another_article_of_the_build_places_it() -> None:
    told = scene("She spoke in {l:Springfield}, Illinois.", source="a.txt")
    open_ = scene("She spoke in {l:Springfield}.", source="b.txt")
    dataset = built(told, open_)
    assert [bool(entity.same_as) for entity in dataset.entities if entity.name == "Springfield"] == [True]
    assert not [f for f in dataset.findings if f.rule == "resolve.unplaced"]


def test_the_note_on_a_place_names_its_entity_of_the_whole_build() -> None:
    dataset = built(*(scene("Rain fell on {l:Kyaw Ywarlay}.", source=name) for name in ("a.txt", "b.txt")))
    entity = named(dataset, "Kyaw Ywarlay")
    notes = [f for f in dataset.findings if f.rule == "resolve.unplaced"]
    assert [(f.related, f.document_id) for f in notes] == [((entity.id,), d.id) for d in dataset.documents]
