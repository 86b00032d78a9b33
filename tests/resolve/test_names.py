"""Names of one document, joined into entities."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.resolve.clusters import clusters
from tests.resolve.scene import built, named, scene


def groups(marked: str) -> list[list[str]]:
    """Texts of the names by entity."""
    item = scene(marked)
    return [[name.text for name in cluster.names] for cluster in clusters(item.text, item.extraction.names)]


def test_a_country_is_one_entity_in_name_adjective_and_metonym_but_its_capital_is_a_city_of_its_own() -> None:
    assert groups("{l:Iran} spoke. {a:Iranian} envoys left. {m:Tehran} denied it. They met in {l:Tehran}.") == [
        ["Iran", "Iranian", "Tehran"], ["Tehran"],
    ]  # fmt: skip


def test_a_people_is_not_its_country() -> None:
    assert groups("{l:Iran} is large. {g:Iranians} vote. An {g:Iranian} spoke.") == [["Iran"], ["Iranians", "Iranian"]]


def test_a_surname_belongs_to_its_only_bearer() -> None:
    assert groups("{p:Mohammad Javad Zarif} came. {p:Zarif} spoke. {p:Javad Zarif} left.") == [
        ["Mohammad Javad Zarif", "Zarif", "Javad Zarif"]
    ]


def test_a_surname_in_the_headline_belongs_to_the_bearer_named_later() -> None:
    assert groups("{p:Zarif} in {l:Moscow}\n\n{p:Javad Zarif} arrived.")[0] == ["Zarif", "Javad Zarif"]


def test_a_surname_of_two_belongs_to_the_one_named_last() -> None:
    assert groups("{p:Ali Larijani} met {p:Sadeq Larijani}. {p:Ali Larijani} left. {p:Larijani} was tired.") == [
        ["Ali Larijani", "Ali Larijani", "Larijani"], ["Sadeq Larijani"],
    ]  # fmt: skip


def test_a_title_decides_between_two_bearers() -> None:
    text = "Mullah {p:Abdul Ghani Baradar} met envoys of President {p:Ashraf Ghani}. Mullah {p:Ghani} smiled. President {p:Ghani} did not."
    assert groups(text) == [["Abdul Ghani Baradar", "Ghani"], ["Ashraf Ghani", "Ghani"]]


def test_three_who_share_a_name_part_stay_three() -> None:
    text = "{p:Ashraf Ghani}, {p:Abdul Ghani Baradar} and {p:Esmail Ghaani} have a name in common."
    assert len(groups(text)) == 3


def test_a_slip_of_one_vowel_is_one_person_if_the_office_is_the_same() -> None:
    text = "Foreign Minister {p:Javad Zarif} came. Foreign Minister {p:Javid Zarif} left."
    assert len(groups(text)) == 1
    assert len(groups(text.replace("Foreign Minister", ""))) == 2


def test_an_acronym_belongs_to_the_name_with_its_initials() -> None:
    text = "The {o:Supreme National Security Council} met. The {o:SNSC} and the {o:UNSC} differ."
    assert groups(text)[0] == ["Supreme National Security Council", "SNSC"]


def test_an_acronym_in_parentheses_belongs_to_the_name_before_it() -> None:
    assert groups("The {o:Front de Libération} ({o:LFF}) spoke.") == [["Front de Libération", "LFF"]]


def test_a_stock_exchange_in_parentheses_is_no_alias() -> None:
    assert len(groups("{o:Kestrel Maritime} ({o:ASX}: {o:KMR}) fell.")) >= 2


def test_ministries_of_two_countries_stay_two() -> None:
    text = "The {a:Iranian} {n:Foreign Ministry} wrote to the {a:Afghan} {n:Foreign Ministry}. The {n:Foreign Ministry of Iran} waited."
    assert groups(text) == [
        ["Iranian"],
        ["Foreign Ministry", "Foreign Ministry of Iran"],
        ["Afghan"],
        ["Foreign Ministry"],
    ]


def test_a_party_named_after_a_movement_is_not_the_movement() -> None:
    assert len(groups("The {k:Taliban} and {k:Tehrik-e Taliban Pakistan} differ.")) == 2


def test_a_bare_head_means_the_body_of_that_kind_named_last() -> None:
    text = "The {o:Mekong River Commission} met. The {o:Commission} agreed."
    assert groups(text) == [["Mekong River Commission", "Commission"]]


def test_an_alias_that_the_text_states_is_joined() -> None:
    item = scene("The {k:Ansar} , known as {k:Helpers}, left.")
    first, second = item.extraction.names
    names = (first, replace(second, alias_of=first.span))
    found = clusters(item.text, names)
    assert len(found) == 1
    assert found[0].reasons[1] == "stated beside “Ansar”"


def test_every_name_has_a_reason_in_words() -> None:
    item = scene("{p:Javad Zarif} met {p:Lavrov}. {p:Zarif} left {l:Iran} for {a:Iranian} waters.")
    for cluster in clusters(item.text, item.extraction.names):
        assert all(len(reason) > 5 for reason in cluster.reasons)


def test_a_capital_that_stands_for_its_government_is_marked_as_such() -> None:
    item = scene("{m:Tehran} denied it. {l:Iran} lied. {a:Iranian} ships left.")
    (cluster,) = clusters(item.text, item.extraction.names)
    assert cluster.reasons == (
        "capital that stands for its government",
        "name of the same country",
        "adjective of the country",
    )


def test_a_place_that_nobody_knows_and_that_spells_a_persons_surname_is_that_person() -> None:
    dataset = built(scene("{p:Esmail Ghaani} spoke. Later {l:Qaani} left for {l:Qatar}."))
    person = named(dataset, "Esmail Ghaani")
    assert {m.text for m in dataset.mentions if m.entity_id == person.id} == {"Esmail Ghaani", "Qaani"}
    assert [e.name for e in dataset.entities if e.type == "Place"] == ["Qatar"]


def test_a_town_stays_a_town_though_a_person_is_named_almost_like_it() -> None:
    dataset = built(scene("{p:Omar Ghazny} spoke in {l:Ghazni}."))
    assert [e.name for e in dataset.entities if e.type == "Place"] == ["Ghazni"]


def test_a_place_that_nobody_knows_and_that_is_a_bodys_name_without_its_kind_is_that_body() -> None:
    dataset = built(scene("{w:TOLO news} asked. Later {l:Tolo} wrote of {l:Qatar}."))
    body = named(dataset, "TOLO news", "Organization")
    assert {m.text for m in dataset.mentions if m.entity_id == body.id} == {"TOLO news", "Tolo"}
    assert [e.name for e in dataset.entities if e.type == "Place"] == ["Qatar"]


@pytest.mark.parametrize(("body", "town"), [("Ghazni network", "Ghazni"), ("Zedka Bank", "Zedka")])
def test_a_place_of_a_list_or_in_the_full_name_of_a_body_stays_a_place(body: str, town: str) -> None:
    dataset = built(scene(f"The {{o:{body}}} spoke in {{l:{town}}}."))
    assert [e.name for e in dataset.entities if e.type == "Place"] == [town]


def test_a_person_keeps_the_name_that_a_fuller_alias_stands_beside() -> None:
    item = scene("{p:Salim Nasser} ({p:Karim Yusuf Haddad}) left.")
    first, second = item.extraction.names
    dataset = built(item.having(names=(first, replace(second, alias_of=first.span))))
    assert [(e.name, e.alternate_names) for e in dataset.entities] == [("Salim Nasser", ("Karim Yusuf Haddad",))]
