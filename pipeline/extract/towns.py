"""A town and the ground it lies in, written without a comma: "Houston Texas", "San Rafael CA", "Lyon France" are two names each."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from pipeline.extract.candidate import Candidate
from pipeline.knowledge.cities import cities_named
from pipeline.knowledge.countries import countries
from pipeline.knowledge.regions import regions, subdivisions
from pipeline.knowledge.spelling import folded
from pipeline.knowledge.words import common_words

#: The country whose divisions are written by their two letters.
POSTAL = "USA"


def parted(candidate: Candidate) -> tuple[Candidate, ...]:
    """The candidate, or the town and its ground where it holds both; "New York City" and "Baja California" are one place each."""
    words = candidate.words
    if candidate.type != "Place" or candidate.form != "name" or len(words) < 2 or candidate.key in _grounds():
        return (candidate,)
    if any(word.glue not in {" ", ", "} for word in words[1:]) or cities_named(candidate.key):
        return (candidate,)
    if candidate.key in _stretches():
        return (candidate,)
    for at in range(1, len(words)):
        lies = _grounds().get(" ".join(folded(word.bare) for word in words[at:]), frozenset())
        common = at == 1 and words[0].lower in common_words()  # "Central America"
        towns = cities_named(" ".join(word.text for word in words[:at])) if lies and not common else ()
        within = next((ground for town in towns for ground in sorted(lies) if ground[0] == town.country), None)
        if within is not None:
            country, division = within
            middle = candidate.first + at
            return (
                replace(candidate, last=middle, subtype="City", code=None),
                replace(
                    candidate,
                    first=middle,
                    subtype="Region" if division else "Country",
                    code=None if division else country,
                ),
            )
    return (candidate,)


def stretched(candidate: Candidate) -> Candidate:
    """The candidate with the small word behind it that makes it a region's name: "the Gaza strip"."""
    after = candidate.after
    if candidate.type != "Place" or candidate.form != "name" or after is None or after.glue != " ":
        return candidate
    whole = f"{candidate.key} {folded(after.bare)}"
    return (
        replace(candidate, last=candidate.last + 1)
        if after.lower == after.text and whole in _stretches()
        else candidate
    )


@cache
def _stretches() -> frozenset[str]:
    """Folded names of the regions that are no division of a country."""
    return frozenset(folded(name) for region in regions() for name in region.names)


@cache
def _grounds() -> dict[str, frozenset[tuple[str, str]]]:
    """Country, and division or "", by every folded name of a country or division and by the letters of a state."""
    found: dict[str, set[tuple[str, str]]] = {}
    for country in countries().values():
        for name in country.names:
            found.setdefault(folded(name), set()).add((country.alpha3, ""))
    for division in subdivisions():
        if division.country is None or division.admin1 is None:
            continue
        letters = (division.admin1,) if division.country == POSTAL else ()
        for name in (*division.names, *letters):
            found.setdefault(folded(name), set()).add((division.country, division.admin1))
    return {name: frozenset(grounds) for name, grounds in found.items()}
