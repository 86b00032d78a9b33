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
