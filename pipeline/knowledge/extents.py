"""How far each country reaches, as far as its cities tell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import pyarrow.parquet as pq

from pipeline.knowledge.table import HERE


@dataclass(frozen=True, slots=True)
class Extent:
    """A box in degrees (WGS 84). `west` may be greater than `east`: the box then crosses the antimeridian."""

    south: float
    north: float
    west: float
    east: float

    def holds(self, latitude: float, longitude: float, margin: float) -> bool:
        """Whether a point lies in the box or within `margin` degrees of it."""
        if not self.south - margin <= latitude <= self.north + margin:
            return False
        width = (self.east - self.west) % 360
        return (longitude - self.west + margin) % 360 <= width + 2 * margin


@cache
def extents() -> dict[str, Extent]:
    """Alpha-3 code to the smallest box around the country's cities in the gazetteer; countries without any are left out."""
    table = pq.ParquetFile(HERE / "cities.parquet").read(["country", "latitude", "longitude"], use_threads=False)
    points: dict[str, tuple[list[float], list[float]]] = {}
    for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
        country, latitude, longitude = row
        latitudes, longitudes = points.setdefault(country, ([], []))
        latitudes.append(latitude)
        longitudes.append(longitude)
    return {
        country: Extent(min(latitudes), max(latitudes), *arc(longitudes))
        for country, (latitudes, longitudes) in sorted(points.items())
    }


def arc(longitudes: list[float]) -> tuple[float, float]:
    """West and east end of the shortest arc that holds every longitude: what is left beside the widest gap."""
    turn = sorted(set(longitudes))
    gaps = [(after - before, before, after) for before, after in pairwise(turn)]
    gaps.append((turn[0] + 360 - turn[-1], turn[-1], turn[0]))
    _, east, west = max(gaps)
    return west, east
