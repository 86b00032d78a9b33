"""Puts places on the map: country, coordinates and GeoNames id, from the gazetteer and what else the document names.

A name that several places bear is decided by the countries the document speaks of, then by population; one that stays
open, or that the gazetteer lacks, gets nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipeline.knowledge.cities import City, cities_named
from pipeline.knowledge.countries import countries
from pipeline.resolve.figures import Figure, geonames
from pipeline.resolve.known import code_of, divisions_named, region_of

#: Persons from which a lone bearer of a name is taken though the document does not name its country.
LARGE = 100_000
#: Times as large as the next bearer that a city must be to be taken alone.
DOMINANT = 10
#: Score of a city whose country the document names, and of one on a continent that it names, in powers of ten of persons.
NAMED, SAME_CONTINENT = 3.0, 0.7
#: Persons from which a city rather than the province of its name is meant.
TOWN = 50_000
AREA = re.compile(
    r"(?i)^(?:state|province|region|governorate|department|oblast|county|district) of | (?:state|province|region|governorate|oblast|county)$"
)


def grounded(figures: Iterable[Figure], text: str) -> list[Figure]:
    """The figures, places among them grounded."""
    figures = list(figures)
    named = mentioned(figures)
    return [ground(figure, named, text) if figure.type == "Place" and not figure.code else figure for figure in figures]


def mentioned(figures: Iterable[Figure]) -> dict[str, int]:
    """Alpha-3 code to how often the document names the country, its people or a body of it."""
    counted: dict[str, int] = {}
    for figure in figures:
        if code := figure.code or (figure.country if figure.type == "Organization" else None):
            counted[code] = counted.get(code, 0) + len(figure.cluster.names)
    return counted


def ground(figure: Figure, named: Mapping[str, int], text: str) -> Figure:
    """One place with what the gazetteer says of it."""
    if figure.subtype == "Facility":
        return figure
    stated = stated_country(figure, text)
    if region := region_of(figure.name):
        return replace(figure, subtype="Region", country=region.country)
    city = best_city(figure, {stated: 1} if stated else named, closed=stated is not None)
    bare = AREA.sub("", figure.name)
    divisions = [d for d in divisions_named(bare) if not stated or d.country == stated]
    of_named = [d for d in divisions if d.country in named] or divisions
    wants_area = figure.subtype == "Region" or bare != figure.name
    if of_named and len({d.country for d in of_named}) == 1 and (wants_area or city is None or city.population < TOWN):
        return replace(figure, subtype="Region", country=of_named[0].country)
    if city is None or wants_area:
        return replace(figure, country=stated) if stated else figure
    return replace(
        figure, subtype="City", country=city.country, latitude=city.latitude, longitude=city.longitude,
        same_as=(geonames(city.geonames_id),),
    )  # fmt: skip


def best_city(figure: Figure, named: Mapping[str, int], *, closed: bool) -> City | None:
    """The city that is meant, or None; `closed`: it must lie in one of the countries named."""
    found = {c.geonames_id: c for name in (figure.name, *figure.alternate_names) for c in cities_named(name)}
    if not found:
        return None
    known = countries()
    continents = {known[code].continent for code in named if code in known}
    inside = [c for c in found.values() if c.country in named]
    if closed and not inside:
        return None

    def score(city: City) -> float:
        near = city.country in known and known[city.country].continent in continents
        return math.log10(city.population + 1) + (NAMED if city.country in named else SAME_CONTINENT if near else 0.0)

    ranked = sorted(found.values(), key=lambda c: (-score(c), c.geonames_id))
    best = ranked[0]
    if best.country in named:
        return best
    rivals = [c for c in ranked[1:] if c.country != best.country or c.population * DOMINANT > best.population]
    if best.population < LARGE or any(c.population * DOMINANT > best.population for c in rivals):
        return None
    return best


def stated_country(figure: Figure, text: str) -> str | None:
    """Country that stands after the name ("Paris, Texas", "Herat, Afghanistan"), as alpha-3; None if none does."""
    for name in figure.cluster.names:
        after = re.match(r", ((?:[A-Z][\w.]+ ?){1,3})", text[name.span.end : name.span.end + 40])
        if after:
            words = after[1].split(" ")
            for size in range(len(words), 0, -1):
                candidate = " ".join(words[:size]).rstrip(". ")
                if code := code_of(candidate):
                    return code
                found = {d.country for d in divisions_named(candidate) if d.country}
                if len(found) == 1:
                    return min(found)
    return None
