"""Regions, seas, continents and the first-level divisions of countries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.knowledge.table import rows, several


@dataclass(frozen=True, slots=True)
class Region:
    """A named stretch of land or water; `country` is an alpha-3 code where all of it lies in one."""

    names: tuple[str, ...]
    subtype: str
    country: str | None
    adjectives: tuple[str, ...] = ()
    #: ISO 3166-2 code of a first-level division.
    code: str | None = None
    #: GeoNames' id, and its code among the divisions of the country, where GeoNames has the division.
    geonames_id: int | None = None
    admin1: str | None = None

    @property
    def name(self) -> str:
        """The usual name."""
        return self.names[0]


@cache
def regions() -> tuple[Region, ...]:
    """Regions written by hand: the Middle East, the Sahel, Crimea, the Strait of Hormuz."""
    return tuple(
        Region(
            (row["name"], *several(row["other_names"])),
            row["subtype"],
            row["country"] or None,
            several(row["adjectives"]),
        )
        for row in rows("regions.tsv")
    )


@cache
def subdivisions() -> tuple[Region, ...]:
    """The first level of ISO 3166-2 and GeoNames: states, provinces, governorates."""
    return tuple(
        Region(
            several(row["names"]),
            "Region",
            row["country"],
            code=row["code"] or None,
            geonames_id=int(row["geonames_id"]) if row["geonames_id"] else None,
            admin1=row["admin1"] or None,
        )
        for row in rows("subdivisions.tsv")
    )
