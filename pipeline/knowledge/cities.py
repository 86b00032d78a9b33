"""Cities of five thousand people and more, from GeoNames."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pyarrow.parquet as pq

from pipeline.knowledge.spelling import folded
from pipeline.knowledge.table import HERE


@dataclass(frozen=True, slots=True)
class City:
    """A populated place; coordinates in degrees (WGS 84), population in persons, `admin1` as GeoNames codes it."""

    geonames_id: int
    names: tuple[str, ...]
    country: str
    admin1: str
    latitude: float
    longitude: float
    population: int


class _Gazetteer:
    """The table held as columns: rows become objects only when somebody asks for them."""

    def __init__(self) -> None:
        columns = pq.ParquetFile(HERE / "cities.parquet").read(use_threads=False).to_pydict()
        self.ids: list[int] = columns["geonames_id"]
        self.names: list[str] = columns["names"]
        self.countries: list[str] = columns["country"]
        self.admin1: list[str] = columns["admin1"]
        self.latitudes: list[float] = columns["latitude"]
        self.longitudes: list[float] = columns["longitude"]
        self.populations: list[int] = columns["population"]
        keys: dict[str, list[int]] = {}
        for row, spellings in enumerate(columns["keys"]):
            for spelling in spellings.split("|"):
                keys.setdefault(spelling, []).append(row)
        self.rows_by_key = keys

    def city(self, row: int) -> City:
        return City(
            self.ids[row],
            tuple(self.names[row].split("|")),
            self.countries[row],
            self.admin1[row],
            round(self.latitudes[row], 4),
            round(self.longitudes[row], 4),
            self.populations[row],
        )


@cache
def _gazetteer() -> _Gazetteer:
    return _Gazetteer()


@cache
def _row_of_id() -> dict[int, int]:
    return {number: row for row, number in enumerate(_gazetteer().ids)}


def cities_named(name: str) -> tuple[City, ...]:
    """Cities that bear `name` in any spelling on record, the largest first; case and diacritics do not matter."""
    places = _gazetteer()
    rows = dict.fromkeys(places.rows_by_key.get(folded(name), ()))
    return tuple(sorted((places.city(row) for row in rows), key=lambda city: (-city.population, city.geonames_id)))


def city_by_id(geonames_id: int) -> City | None:
    """The city with this GeoNames id, or None."""
    row = _row_of_id().get(geonames_id)
    return None if row is None else _gazetteer().city(row)


def largest_population(key: str) -> int:
    """Population of the largest city whose folded name is `key`; 0 where there is none."""
    places = _gazetteer()
    return max((places.populations[row] for row in places.rows_by_key.get(key, ())), default=0)


@cache
def _people_by_division() -> dict[tuple[str, str], int]:
    places = _gazetteer()
    found: dict[tuple[str, str], int] = {}
    for country, admin1, people in zip(places.countries, places.admin1, places.populations, strict=True):
        found[country, admin1] = found.get((country, admin1), 0) + people
    return found


def population_of_division(country: str, admin1: str | None) -> int:
    """People in the cities on record of a first-level division, by alpha-3 code and GeoNames' code of the division."""
    return _people_by_division().get((country, admin1 or ""), 0)
