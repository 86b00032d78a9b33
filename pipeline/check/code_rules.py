"""Rules on codes: PLOVER's, ISO 3166-1's, and the subtypes and classes of the contract."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pipeline.check.bundle import Bundle
from pipeline.check.rules import breach, quoted
from pipeline.knowledge import contexts, plover
from pipeline.knowledge.countries import countries
from pipeline.knowledge.extents import extents
from pipeline.records import Finding
from pipeline.records.entity import SUBTYPES

#: Degrees beyond a country's outermost cities that a place of it may lie: three degrees of latitude are 333 km.
MARGIN = 3.0
#: The one code in use that ISO 3166-1 has not given out.
BEYOND_ISO = frozenset({"KOS"})
#: Columns of an entity that rules here look at.
ENTITY = ("type", "subtype", "name", "country", "sector", "latitude", "longitude")
#: Type and subtype that go together.
PAIRS = {(kind, subtype) for kind, subtypes in SUBTYPES.items() for subtype in subtypes}


def events(bundle: Bundle) -> Iterator[Finding]:
    """codes.plover, for type, mode, quad class and intensity"""
    for number, row in enumerate(bundle.of("events", "type", "mode", "quad", "intensity")):
        pointer = f"tables/events.parquet[{number}]"
        try:
            quad, intensity = plover.quad(row["type"]), plover.intensity(row["type"], row["mode"])
        except (KeyError, ValueError) as error:
            yield breach("codes.plover", f"{row.get('type')}, {row.get('mode')}: {error}", pointer=pointer)
            continue
        if (row.get("quad"), row.get("intensity")) != (quad, intensity):
            found = f"quad {row.get('quad')}, intensity {row.get('intensity')}"
            message = f"{found} for {row['type']} {row['mode'] or ''}: PLOVER has {quad}, {intensity}"
            yield breach("codes.plover", message, pointer=pointer)


def event_contexts(bundle: Bundle) -> Iterator[Finding]:
    """codes.context"""
    known = frozenset(contexts.names())
    for number, row in enumerate(bundle.of("events", "contexts")):
        found = row.get("contexts")
        found = found if isinstance(found, list) else []
        pointer = f"tables/events.parquet[{number}]"
        for context in found:
            if context not in known:
                yield breach("codes.context", f"{quoted(context)} is no PLOVER context", pointer=pointer)
        if len(set(map(str, found))) != len(found):
            yield breach("codes.context", "a context stands twice", pointer=pointer)


def sectors(bundle: Bundle) -> Iterator[Finding]:
    """codes.plover, for sectors"""
    known = plover.profile().sectors.keys() | plover.profile().no_country.keys()
    for pointer, row in entities(bundle):
        if row.get("sector") is not None and row["sector"] not in known:
            yield breach("codes.plover", f"{quoted(row['sector'])} is no PLOVER sector", pointer=pointer)


def country_codes(bundle: Bundle) -> Iterator[Finding]:
    """codes.country"""
    known = countries().keys() | BEYOND_ISO
    for pointer, row in entities(bundle):
        if row.get("country") is not None and row["country"] not in known:
            message = f"{quoted(row['country'])} is neither an ISO 3166-1 alpha-3 code nor KOS"
            yield breach("codes.country", message, pointer=pointer)


def subtypes(bundle: Bundle) -> Iterator[Finding]:
    """codes.subtype"""
    for pointer, row in entities(bundle):
        kind, subtype = str(row.get("type")), row.get("subtype")
        if subtype is not None and (kind, subtype) not in PAIRS:
            yield breach("codes.subtype", f"a {kind} has no subtype {quoted(subtype)}", pointer=pointer)


def coordinates(bundle: Bundle) -> Iterator[Finding]:
    """place.coordinates and place.country"""
    for pointer, row in entities(bundle):
        latitude, longitude = row.get("latitude"), row.get("longitude")
        if latitude is None and longitude is None:
            continue
        if not isinstance(latitude, float) or not isinstance(longitude, float) or not on_earth(latitude, longitude):
            message = f"latitude {latitude} and longitude {longitude} are no point on Earth"
            yield breach("place.coordinates", message, pointer=pointer)
            continue
        extent = extents().get(str(row.get("country")))
        if extent is not None and not extent.holds(latitude, longitude, MARGIN):
            message = f"{quoted(row.get('name'))} at {latitude}, {longitude} lies outside {row['country']}"
            yield breach("place.country", message, pointer=pointer)


def on_earth(latitude: float, longitude: float) -> bool:
    """Whether the degrees are of a point; NaN is none."""
    return -90 <= latitude <= 90 and -180 <= longitude <= 180


def entities(bundle: Bundle) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each row of the entities table after its pointer."""
    for number, row in enumerate(bundle.of("entities", *ENTITY)):
        yield f"tables/entities.parquet[{number}]", row


RULES: tuple[Callable[[Bundle], Iterator[Finding]], ...] = (
    events, event_contexts, sectors, country_codes, subtypes, coordinates,
)  # fmt: skip
