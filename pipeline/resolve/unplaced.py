"""Why a place stays off the map: what the gazetteer lacks, or cannot tell apart, is empty with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.knowledge.cities import cities_named
from pipeline.records import Document, Entity, Finding
from pipeline.resolve.figures import Figure
from pipeline.resolve.known import divisions_named, region_of
from pipeline.resolve.surroundings import without_kind

RULE = "resolve.unplaced"


def unplaced(document: Document, figures: Mapping[str, Figure]) -> list[Finding]:
    """A note for each place that is linked to no feature, at its first mention; `figures` are by entity id."""
    return [
        Finding(
            document_id=document.id, rule=RULE, severity="note", related=(number,),
            message=f"“{figure.name}” {left_empty(figure)}: {reason(figure)}.",
            start=figure.cluster.names[0].span.start, end=figure.cluster.names[0].span.end,
        )
        for number, figure in figures.items() if figure.type == "Place" and not figure.same_as
    ]  # fmt: skip


def left_empty(figure: Figure) -> str:
    """What the entity does not say."""
    return f"lies in {figure.country}, more is not known" if figure.country else "is not placed"


def reason(figure: Figure) -> str:
    """What kept the place from being linked."""
    if figure.subtype == "Facility":
        return "the gazetteer has towns and regions, no buildings or sites"
    plain = without_kind(figure.name)
    if region_of(figure.name):
        return "it is a region without an entry of its own in GeoNames"
    bearers = {city.geonames_id for name in (figure.name, plain) for city in cities_named(name)}
    bearers |= {division.geonames_id or 0 for division in divisions_named(plain)}
    if not bearers:
        return "the gazetteer lacks the name"
    several = f"{len(bearers)} places bear the name" if len(bearers) > 1 else "the one place of this name is small"
    return f"{several}, and nothing in the text says that one of them is meant"


def still_unplaced(findings: Iterable[Finding], entities: Sequence[Entity]) -> tuple[Finding, ...]:
    """The findings without the notes on places that another document of the build has put on the map."""
    placed = {entity.id for entity in entities if entity.same_as}
    return tuple(f for f in findings if f.rule != RULE or not placed.intersection(f.related))
