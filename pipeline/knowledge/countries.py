"""Countries, their codes, the words for them and their people, and their capitals."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.knowledge.cities import City, city_by_id
from pipeline.knowledge.table import rows, several


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory with an ISO 3166-1 code (or KOS)."""

    alpha3: str
    alpha2: str
    name: str
    other_names: tuple[str, ...]
    #: "Iranian", "French".
    adjectives: tuple[str, ...]
    #: "Iranian", "Iranians", "Briton", "Britons".
    people: tuple[str, ...]
    continent: str
    capital: str | None
    geonames_id: int
    capital_geonames_id: int | None
    #: A point in the country, in degrees (WGS 84); None where the source has none.
    latitude: float | None = None
    longitude: float | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of the country, the usual one first."""
        return (self.name, *self.other_names)

    @property
    def seat(self) -> City | None:
        """The capital with its coordinates, where the gazetteer of cities has it."""
        return city_by_id(self.capital_geonames_id) if self.capital_geonames_id else None


@cache
def countries() -> dict[str, Country]:
    """Every country by its alpha-3 code.

    `countries.tsv` is built from GeoNames, ISO 3166, CLDR and countryinfo; `nationalities.tsv` is written by hand.
    """
    spoken = {row["alpha3"]: row for row in rows("nationalities.tsv")}
    found: dict[str, Country] = {}
    for row in rows("countries.tsv"):
        words = spoken.get(row["alpha3"], {})
        others = (*several(row["other_names"]), *several(words.get("other_names", "")))
        found[row["alpha3"]] = Country(
            alpha3=row["alpha3"],
            alpha2=row["alpha2"],
            name=row["name"],
            other_names=tuple(dict.fromkeys(others)),
            adjectives=several(words.get("adjectives", "")),
            people=several(words.get("people", "")),
            continent=row["continent"],
            capital=row["capital"] or None,
            geonames_id=int(row["geonames_id"]),
            capital_geonames_id=int(row["capital_geonames_id"]) if row["capital_geonames_id"] else None,
            latitude=float(row["latitude"]) if row["latitude"] else None,
            longitude=float(row["longitude"]) if row["longitude"] else None,
        )
    return found


@cache
def capitals() -> dict[str, str]:
    """Name of a capital to its country's alpha-3 code."""
    seats: dict[str, str] = {}
    for code, country in countries().items():
        for name in (country.capital, *(country.seat.names if country.seat else ())):
            if name:
                seats.setdefault(name, code)
    return seats
