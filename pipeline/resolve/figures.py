"""What one document says of one entity: its names put together, typed, and placed in the world as far as that is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.extract.extraction import Name
from pipeline.knowledge.countries import countries
from pipeline.records.entity import SUBTYPES, EntityType, Subtype
from pipeline.resolve.known import entry_of
from pipeline.resolve.naming import Cluster
from pipeline.resolve.organisations import content, core, generic, is_acronym
from pipeline.resolve.persons import parse

#: Letters from which an all-capitals name is a headline's rather than an acronym.
SHOUTED = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """An entity of one document. `offices` are folded words of the offices that the text gives a person."""

    cluster: Cluster
    type: EntityType
    subtype: Subtype | None
    name: str
    alternate_names: tuple[str, ...] = ()
    code: str | None = None
    country: str | None = None
    sector: str | None = None
    same_as: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    offices: frozenset[str] = field(default=frozenset())
    titles: frozenset[str] = field(default=frozenset())
    gender: str | None = None

    @property
    def by_code(self) -> bool:
        """Whether it is a country, or the people of one."""
        return self.code is not None and self.type in ("Place", "Group")


def figure_of(cluster: Cluster) -> Figure:
    """The entity that a cluster of names is, by what the names themselves say."""
    names = cluster.names
    code = (
        next((name.code for name in names if name.code), None)
        if names[0].type in ("Place", "Organization", "Group")
        else None
    )
    kind = majority(name.type for name in names)
    if code and kind in ("Place", "Organization"):
        return country_figure(cluster, code)
    own = [name for name in names if name.alias_of is None] if kind == "Person" else []
    shown = canonical(own or names, kind)
    subtype = majority_or_none(name.subtype for name in names if name.subtype in SUBTYPES.get(kind, ()))
    entry = next((found for name in names if (found := entry_of(name.text))), None) if kind != "Person" else None
    country = code
    if entry:
        subtype = subtype or (entry.subtype if entry.type == kind else None)  # type: ignore[assignment]
        country = country or entry.country
    return Figure(cluster, kind, subtype, shown, others(names, shown), code, country)


def country_figure(cluster: Cluster, code: str) -> Figure:
    """A country: named as usual, linked to GeoNames, at a point inside it."""
    country = countries().get(code)
    names = [n for n in cluster.names if n.form != "adjective" and not n.metonym]
    shown = country.name if country else canonical(names or cluster.names, "Place")
    linked = (geonames(country.geonames_id),) if country else ()
    at = (country.latitude, country.longitude) if country else (None, None)
    return Figure(
        cluster, "Place", "Country", shown, others(names, shown), code, code, same_as=linked, latitude=at[0], longitude=at[1]
    )  # fmt: skip


def geonames(number: int) -> str:
    """The IRI of a GeoNames feature."""
    return f"https://sws.geonames.org/{number}/"


def majority(kinds: Iterable[EntityType]) -> EntityType:
    """The most frequent type; the first among equals."""
    return Counter(kinds).most_common(1)[0][0]


def majority_or_none(kinds: Iterable[Subtype | None]) -> Subtype | None:
    """The most frequent subtype given; None if none is."""
    counted = Counter(kind for kind in kinds if kind)
    return counted.most_common(1)[0][0] if counted else None


def canonical(names: Iterable[Name], kind: EntityType) -> str:
    """The fullest of the spellings, the most frequent among the equally full."""
    return fullest(
        Counter(plain_case(name.text) for name in names if name.form != "adjective") or Counter(n.text for n in names),
        kind,
    )


def fullest(spellings: Counter[str], kind: EntityType) -> str:
    """The fullest spelling, then the most frequent, then the longest, then the first in order."""

    def rank(text: str) -> tuple[int, int, int, int, str]:
        if kind == "Person":
            parsed = parse(text)
            full = len(parsed.core) * 2 + len(parsed.initials)
        elif kind == "Place":
            full = 0
        else:
            plain = core(text)
            full = len(content(text)) if generic(plain) else len(plain)
        return (-int(not is_acronym(text)), -full, -spellings[text], -len(text), text)

    return min(spellings, key=rank)


def plain_case(text: str) -> str:
    """A headline's capitals as in running text: "ASHRAF GHANI" as "Ashraf Ghani"; short words and acronyms stay."""
    if not text.isupper() or len(text) <= SHOUTED or "." in text or " " not in text:
        return text
    return " ".join(word.capitalize() for word in text.split(" "))


def others(names: Iterable[Name], shown: str) -> tuple[str, ...]:
    """Every other spelling, sorted; adjectives are no names."""
    return tuple(sorted({plain_case(n.text) for n in names if n.form != "adjective"} - {shown}))
