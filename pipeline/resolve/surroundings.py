"""What a text says beside a place's name: that a province is meant, or a town, and in which country or state it lies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.extract.extraction import Name
from pipeline.knowledge.cities import population_of_division
from pipeline.knowledge.regions import Region
from pipeline.resolve.figures import Figure
from pipeline.resolve.known import code_of, divisions_named

_AREA = "province|region|governorate|oblast|prefecture|county|department|canton"
_OPENS_AREA = re.compile(rf"(?i)^(?:state|district|{_AREA})s? of (?:the )?")
_CLOSES_AREA = re.compile(rf"(?i) (?:state|{_AREA})$")
_AREA_AFTER = re.compile(rf"(?:-| )(?:{_AREA}|[Pp]rovince|[Rr]egion|[Gg]overnorate|[Oo]blast)s?\b|(?: State\b| state\b)(?! (?:\w+ )?(?:television|tv|TV|media|radio|news|visit|dinner))")  # fmt: skip
_AREA_BEFORE = re.compile(rf"\b(?:state|{_AREA})s? of (?:the )?$", re.IGNORECASE)
_TOWN_BEFORE = re.compile(
    r"\b(?:city|town|village|port|suburb|capital|municipality|hamlet) (?:of )?$|\bcapital, $", re.IGNORECASE
)
_TOWN_AFTER = re.compile(r" (?:city|town|municipality)\b")
#: What closes "Paris, Texas, …": a list of places goes on with a capital and "and".
_STATED = re.compile(r", ((?:[A-Z][\w.'’-]+ ?){1,3})")
_REACH = 40
#: Times as many townspeople as the next division of its name that one must have to be taken.
FAR = 20
_LISTED = re.compile(r"(?:, | and | or |, and |, or )")


@dataclass(frozen=True, slots=True)
class Area:
    """Where a place lies: an alpha-3 code, and GeoNames' code of a first-level division where one is named."""

    country: str
    admin1: str | None = None


def without_kind(name: str) -> str:
    """A province's name without the word for its kind: "Herat" for "Herat Province", "Texas" for "State of Texas"."""
    return _CLOSES_AREA.sub("", _OPENS_AREA.sub("", name))


def meant(figure: Figure, text: str) -> Literal["area", "town"] | None:
    """Whether most mentions stand beside a word for a province, or any beside one for a town; None where neither is said."""
    names = [name for name in figure.cluster.names if name.form != "adjective"]
    areas = sum(
        bool(_AREA_AFTER.match(text, name.span.end)) or bool(_AREA_BEFORE.search(_before(text, name))) for name in names
    )
    if areas and areas * 2 >= len(names):
        return "area"
    towns = any(_TOWN_BEFORE.search(_before(text, name)) or _TOWN_AFTER.match(text, name.span.end) for name in names)
    return "town" if towns else None


def _before(text: str, name: Name) -> str:
    return text[max(0, name.span.start - _REACH) : name.span.start]


def stated(figure: Figure, text: str) -> Area | None:
    """Country or state that stands after the name ("Paris, Texas", "Herat, Afghanistan"), or in it; None if none does."""
    own = figure.name.partition(", ")[2]
    if own and (area := area_named(own)):
        return area
    for name in figure.cluster.names:
        after = _STATED.match(text, name.span.end, name.span.end + _REACH)
        if after:
            words = after[1].split()
            for size in range(len(words), 0, -1):
                if area := area_named(" ".join(words[:size]).rstrip(". ")):
                    return area
    return None


def area_named(name: str) -> Area | None:
    """The country that bears the name, or the first-level division, by far the largest where there are several."""
    if code := code_of(name):
        return Area(code)
    sized = sorted(
        (
            (population_of_division(d.country, d.admin1), d.country, d.admin1)
            for d in divisions_named(name)
            if d.country
        ),
        key=lambda row: (-row[0], row[1]),
    )
    if not sized:
        return None
    people, country, admin1 = sized[0]
    rivals = [row for row in sized[1:] if row[0] * FAR > people]
    if not rivals:
        return Area(country, admin1)
    return Area(country) if all(row[1] == country for row in rivals) else None


def closed(figure: Figure, text: str) -> bool:
    """Whether what stands after the name closes there, so that it says where the place is and no list goes on."""
    for name in figure.cluster.names:
        after = _STATED.match(text, name.span.end, name.span.end + _REACH)
        if after and not re.match(r"(?:, (?:and )?| and | or )[A-Z]", text[after.end() : after.end() + 8]):
            return text[after.end() - 1 : after.end()] != " " or text[after.end() : after.end() + 3] not in {
                "and",
                "or ",
            }
    return False


def listed_with(figure: Figure, figures: list[Figure], text: str) -> Iterator[Region]:
    """First-level divisions that stand in one list with the name: "Georgia, Arizona and Pennsylvania"."""
    at = {name.span: other for other in figures if other is not figure for name in other.cluster.names}
    for name in figure.cluster.names:
        for span, other in at.items():
            first, last = sorted((name.span, span))
            if last.start - first.end <= len(", and ") and _LISTED.fullmatch(text[first.end : last.start]):
                yield from (() if other.code else divisions_named(other.name))
