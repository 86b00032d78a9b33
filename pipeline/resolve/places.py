"""Puts places on the map: country, coordinates and GeoNames id, from the gazetteer and what else the document names.

A name that several places bear is decided by what stands beside it ("Paris, Texas", "Herat province"), by the countries that the
document speaks of, then by population; one that stays open, or that the gazetteer lacks, gets nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipeline.knowledge.cities import City, cities_named, population_of_division
from pipeline.knowledge.countries import countries
from pipeline.knowledge.regions import Region
from pipeline.records.entity import SUBTYPES, Subtype
from pipeline.resolve.figures import Figure, geonames
from pipeline.resolve.known import divisions_named, region_of
from pipeline.resolve.surroundings import Area, closed, listed_with, meant, stated, without_kind

#: Persons from which a lone bearer of a name is taken though the document does not name its country.
LARGE = 100_000
#: Times as large as the next bearer that a city must be to be taken alone.
DOMINANT = 4
#: Score of a place whose country the document names, and of one on a continent that it names, in powers of ten of persons.
NAMED, SAME_CONTINENT = 1.5, 0.5
#: Score of a city that bears the name as its usual one.
USUAL = 0.2
#: Score of a country's capital.
CAPITAL = 1.5
#: Share of its province's townspeople from which a city rather than the province of its name is meant.
SEAT = 0.1
#: Persons from which a town named like a country ("Armenia, Colombia") is meant where a country stands after it.
NAMESAKE = 50_000


def grounded(figures: Iterable[Figure], text: str) -> list[Figure]:
    """The figures, places among them grounded."""
    figures = list(figures)
    told = [told_of(figure) for figure in figures]
    counted: Counter[str] = Counter()
    for figure, code in zip(figures, told, strict=True):
        if code:
            counted[code] += len(figure.cluster.names)
    result = []
    for figure, code in zip(figures, told, strict=True):
        if figure.type == "Place":
            # What a name may itself speak of says nothing of which bearer of it is meant.
            own = len(figure.cluster.names) if code and not figure.code else 0
            named = {other: n for other, count in counted.items() if (n := count - (own if other == code else 0))}
            figure = ground(other_than_country(figure, figures, named, text), named, text)
        result.append(figure)
    return result


def told_of(figure: Figure) -> str | None:
    """Alpha-3 code of the country that a name, its people, a region or a body of it speaks of; None if it speaks of none."""
    if figure.code or figure.type == "Organization":
        return figure.code or figure.country
    if figure.type not in {"Place", "Group"}:
        return None
    region = next((found for name in figure.cluster.names if (found := region_of(name.text))), None)
    return region.country if region else only_country(divisions_named(figure.name))


def only_country(divisions: Iterable[Region]) -> str | None:
    """The one country that all the divisions lie in."""
    found = {division.country for division in divisions}
    return found.pop() if len(found) == 1 else None


def other_than_country(figure: Figure, figures: list[Figure], named: Mapping[str, int], text: str) -> Figure:
    """The figure without its country's code where the text means a namesake: Niger State, Georgia beside Arizona, Armenia in Colombia."""
    if figure.code is None or figure.subtype != "Country":
        return figure
    if not (namesake_province(figure, figures, named, text) or namesake_town(figure, text)):
        return figure
    return replace(figure, code=None, country=None, subtype=None, same_as=(), latitude=None, longitude=None)


def namesake_province(figure: Figure, figures: list[Figure], named: Mapping[str, int], text: str) -> bool:
    """Whether a province of a country's name is meant, by the words beside it or the list it stands in."""
    found = divisions_named(figure.name)
    if not found:
        return False
    if meant(figure, text) == "area" and any(division.country in named for division in found):
        return True
    beside = {division.country for division in listed_with(figure, figures, text)}
    return any(division.country in beside for division in found)


def namesake_town(figure: Figure, text: str) -> bool:
    """Whether a town of a country's name is meant, by another country or state that stands behind it."""
    area = stated(figure, text)
    if area is None or area.country == figure.code or not closed(figure, text):
        return False
    return any(
        city.country == area.country and (city.admin1 == area.admin1 or city.population >= NAMESAKE)
        for city in cities_named(figure.name)
    )


def ground(figure: Figure, named: Mapping[str, int], text: str) -> Figure:
    """One place with what the gazetteer says of it; a country as it is."""
    if figure.code:
        return figure
    area = stated(figure, text)
    if figure.subtype == "Facility":
        return replace(figure, country=area.country) if area else figure
    kind = meant(figure, text)
    plain = without_kind(figure.name)
    kind = "area" if plain != figure.name or (figure.subtype == "Region" and kind is None) else kind
    region = region_of(figure.name)
    if region and not (kind == "town" and region.country is None):
        same = [d for d in divisions_named(plain) if d.country == region.country]
        return of_region(figure, region, same[0] if len(same) == 1 else None)
    city = best_city(figure, named, area)
    division = best_division(plain, named, area)
    if division and (kind == "area" or (kind is None and outweighs(division, city, named))):
        return of_region(figure, division, division)
    if city is None or kind == "area":
        return replace(figure, country=area.country) if area else figure
    return replace(
        figure, subtype="City", country=city.country, latitude=city.latitude, longitude=city.longitude,
        same_as=(geonames(city.geonames_id),),
    )  # fmt: skip


def of_region(figure: Figure, region: Region, division: Region | None) -> Figure:
    """The figure as a region, linked where GeoNames has it among the divisions of its country."""
    subtype: Subtype = next((kind for kind in SUBTYPES["Place"] if kind == region.subtype), "Region")
    linked = (geonames(division.geonames_id),) if division and division.geonames_id else figure.same_as
    return replace(figure, subtype=subtype, country=region.country, same_as=linked)


def outweighs(division: Region, city: City | None, named: Mapping[str, int]) -> bool:
    """Whether the division rather than the city of its name is meant where nothing beside the name says so."""
    if city is None:
        return True
    people = population_of_division(division.country or "", division.admin1)
    if (city.country, city.admin1) == (division.country, division.admin1):
        return city.population < SEAT * people
    return likelihood(people, division.country, named) > likelihood(city.population, city.country, named) + seat(city)


def seat(city: City) -> float:
    """What speaks for a city because it is the capital of its country."""
    country = countries().get(city.country)
    return CAPITAL if country and country.capital_geonames_id == city.geonames_id else 0.0


def likelihood(people: int, country: str | None, named: Mapping[str, int]) -> float:
    """How likely a place of so many people is meant, in powers of ten of persons."""
    known = countries()
    continents = {known[code].continent for code in named if code in known}
    near = country in known and known[country].continent in continents
    return math.log10(people + 1) + (NAMED if country in named else SAME_CONTINENT if near else 0.0)


def best_division(name: str, named: Mapping[str, int], area: Area | None) -> Region | None:
    """The state, province or governorate of this name that is meant, or None."""
    found = divisions_named(name)
    inside = [d for d in found if d.country == area.country] if area else [d for d in found if d.country in named]
    if inside:
        return inside[0] if only_country(inside) else None
    return found[0] if only_country(found) and not (area and len(found) > 1) else None


def best_city(figure: Figure, named: Mapping[str, int], area: Area | None) -> City | None:
    """The city that is meant, or None; it lies in the country stated beside it, and in the state where that has one."""
    names = dict.fromkeys((figure.name, figure.name.partition(", ")[0], *figure.alternate_names))
    found = {c.geonames_id: c for name in names for c in cities_named(name)}
    if area:
        inside = [c for c in found.values() if c.country == area.country]
        found = {c.geonames_id: c for c in [c for c in inside if c.admin1 == area.admin1] or inside}
        named = {area.country: 1}

    def score(city: City) -> float:
        usual = USUAL if city.names[0].casefold() == figure.name.casefold() else 0.0
        return likelihood(city.population, city.country, named) + usual

    ranked = sorted(found.values(), key=lambda c: (-score(c), c.geonames_id))
    if not ranked or ranked[0].country in named:
        return ranked[0] if ranked else None
    best, rivals = ranked[0], ranked[1:]
    if best.population < LARGE or any(c.population * DOMINANT > best.population for c in rivals):
        return None
    return best
