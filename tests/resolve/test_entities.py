"""Entities of one document: type, name, country, sector, place."""

from __future__ import annotations

import pytest

from tests.resolve.annotated import BASE
from tests.resolve.scene import built, named, scene


def test_the_fullest_name_is_shown_and_the_others_are_kept() -> None:
    entity = named(
        built(scene("{p:Zarif} spoke. {p:Mohammad Javad Zarif} left. {p:Javad Zarif} came back.")),
        "Mohammad Javad Zarif",
    )
    assert entity.alternate_names == ("Javad Zarif", "Zarif")
    assert entity.mention_count == 3


def test_capitals_of_a_headline_are_not_the_name() -> None:
    entity = named(built(scene("{p:ASHRAF GHANI} FLEES\n\n{p:Ashraf Ghani} fled.")), "Ashraf Ghani")
    assert entity.alternate_names == ()


def test_the_usual_name_of_a_body_is_shown_rather_than_one_with_its_country() -> None:
    entity = named(
        built(scene("The {k:Taliban} came. The {k:Afghan Taliban} left. The {k:Taliban} are back.")), "Taliban"
    )
    assert entity.sector == "REB"


def test_a_country_is_linked_and_named_as_usual() -> None:
    entity = named(built(scene("The {l:Islamic Republic of Iran} and the {l:U.S.} spoke.")), "Iran")
    assert (entity.subtype, entity.country, entity.same_as) == ("Country", "IRN", ("https://sws.geonames.org/130758/",))


def test_a_president_has_country_and_sector_from_the_words_before_the_name() -> None:
    entity = named(built(scene("{a:Afghan} President {p:Ashraf Ghani} spoke.")), "Ashraf Ghani")
    assert (entity.country, entity.sector) == ("AFG", "GOV")


def test_an_officer_has_country_and_sector_from_the_body_of_a_role() -> None:
    item = scene("General {p:Esmail Ghaani}, commander of {l:Iran}'s forces, spoke.").role(
        "commander", "Esmail Ghaani", "Iran"
    )
    entity = named(built(item), "Esmail Ghaani")
    assert (entity.country, entity.sector) == ("IRN", "MIL")


def test_a_former_office_gives_no_country() -> None:
    item = scene("{p:Ana Brnabić}, former envoy to {l:France}, spoke.").role("envoy", "Ana Brnabić", "France", "former")
    assert named(built(item), "Ana Brnabić").country is None


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("They met in {l:Herat}, in the west of {l:Afghanistan}.", "AFG"),
        ("They met in {l:Paris}, the capital of {l:France}.", "FRA"),
        ("They met in {l:Paris}, Texas.", "USA"),
        ("{l:Lebanon} mourns: fire in {l:Tripoli} near {l:Beirut}.", "LBN"),
        ("{l:Libya} votes: queues in {l:Tripoli} and {l:Misrata}.", "LBY"),
    ],
)
def test_a_city_lies_where_the_document_speaks_of(text: str, country: str) -> None:
    name = next(w for w in ("Herat", "Paris", "Tripoli") if w in text)
    entity = named(built(scene(text)), name)
    assert (entity.subtype, entity.country) == ("City", country)
    assert entity.latitude is not None
    assert entity.same_as[0].startswith("https://sws.geonames.org/")


@pytest.mark.parametrize("name", ["Zkrvqa", "Springfield", "Camp Lemonnier"])
def test_a_place_that_is_unknown_or_could_be_many_is_left_open(name: str) -> None:
    entity = named(built(scene("It happened in {l:" + name + "}.")), name)
    assert (entity.country, entity.latitude, entity.same_as) == (None, None, ())


def test_a_region_is_no_city() -> None:
    entity = named(built(scene("War in the {l:Middle East}.")), "Middle East")
    assert (entity.subtype, entity.latitude) == ("Region", None)


def test_a_name_typed_two_ways_has_the_usual_type() -> None:
    item = scene("The {k:Taliban} came. The {g:Taliban} left. The {k:Taliban} are back.")
    assert named(built(item), "Taliban").type == "Organization"


def test_an_international_organisation_bears_the_identifier_of_the_packaged_register_and_others_bear_none() -> None:
    dataset = built(scene("{o:UNICEF} and the {o:International Olympic Committee} met {o:Zanbil Trading}."))
    assert named(dataset, "UNICEF").same_as == (f"{BASE}register/XM-DAC-41122",)
    assert named(dataset, "International Olympic Committee").same_as == ()
    assert named(dataset, "Zanbil Trading").same_as == ()
