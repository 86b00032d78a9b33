"""Countries, capitals and cities."""

from pipeline.knowledge.cities import cities_named, city_by_id
from pipeline.knowledge.countries import capitals, countries
from pipeline.knowledge.regions import regions, subdivisions
from pipeline.knowledge.table import rows


def test_every_country_of_iso_3166_is_there_and_kosovo() -> None:
    codes = set(countries())
    assert {"IRN", "USA", "COD", "TWN", "PSE", "HKG", "KOS", "SSD"} <= codes
    assert len(codes) == 250  # 249 of ISO 3166-1, and Kosovo


def test_nationalities_belong_to_countries_and_no_country_of_people_lacks_one() -> None:
    assert {row["alpha3"] for row in rows("nationalities.tsv")} <= set(countries())
    assert all(country.adjectives for country in countries().values() if country.alpha3 in {"NLD", "KEN", "KIR", "LSO"})


def test_one_capital_one_country() -> None:
    assert capitals()["Tehran"] == "IRN"
    assert capitals()["Nairobi"] == "KEN"


def test_capitals_have_coordinates_on_the_globe() -> None:
    seats = [country.seat for country in countries().values() if country.seat]
    assert len(seats) > 235
    assert all(-90 <= seat.latitude <= 90 and -180 <= seat.longitude <= 180 for seat in seats)


def test_a_city_is_found_under_its_other_spellings_whatever_the_case() -> None:
    for spelling in ("Mazar-i-Sharif", "MAZAR-E-SHARIF", "Mazār-e Sharīf", "Mazar Sharif"):
        assert cities_named(spelling)[0].country == "AFG", spelling


def test_the_largest_bearer_of_a_name_comes_first() -> None:
    assert [city.country for city in cities_named("Vienna")][:2] == ["AUT", "USA"]


def test_unknown_names_and_ids_have_no_city() -> None:
    assert cities_named("Nowhereville-upon-Nothing") == ()
    assert city_by_id(-1) is None


def test_regions_lie_in_countries_that_exist() -> None:
    assert {place.country for place in (*regions(), *subdivisions()) if place.country} <= set(countries())
