"""Which country and sector (PLOVER) an actor belongs to, and the offices a person holds, as far as the text says so."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from pipeline.extract.extraction import Role
from pipeline.resolve.figures import Figure
from pipeline.resolve.gender import gender_of
from pipeline.resolve.naming import Naming
from pipeline.resolve.organisations import nations
from pipeline.resolve.spelling import words


@dataclass(frozen=True, slots=True)
class Sectors:
    """`sectors.toml`: subtype to sector, and for offices the rules in order."""

    subtypes: dict[str, str]
    offices: tuple[tuple[str, frozenset[str]], ...]


@cache
def sectors() -> Sectors:
    """The data, read once."""
    data = tomllib.loads(files("pipeline.resolve").joinpath("sectors.toml").read_text("utf-8"))
    return Sectors(data["subtypes"], tuple((row["sector"], frozenset(row["words"])) for row in data["offices"]))


def sector_of_office(office: frozenset[str]) -> str | None:
    """Sector that the words of an office tell; None where they tell none."""
    if office & GENERALS:
        office = office - {"general"}
    return next((sector for sector, listed in sectors().offices if office & listed), None)


#: Offices whose name has "general" in it: a secretary-general is no soldier.
GENERALS = frozenset(
    {"secretary", "attorney", "director", "consul", "governor", "inspector", "prosecutor", "solicitor"}
)


def placed(figure: Figure, naming: Naming, held: Sequence[tuple[Role, Figure | None]]) -> Figure:
    """A person or body with its country, sector, offices, titles and gender; `held` are its roles and the bodies they are at."""
    at = [naming.index[name.span] for name in figure.cluster.names]
    if figure.type == "Organization":
        return replace(
            figure,
            country=figure.country or body_country(figure, naming, at),
            sector=sectors().subtypes.get(figure.subtype or ""),
        )
    if figure.type != "Person":
        return figure
    titles = frozenset(t for i in at for t in naming.titles(i))
    offices = frozenset(w for role, _ in held for w in words(role.text)) | titles
    current = [body for role, body in held if body and role.status != "former"]
    countries = {body.country for body in current if body.country}
    nations_said = {code for i in at if (code := nation_before_title(naming, i))}
    found = countries or nations_said
    sector = sector_of_office(offices)
    if sector is None:
        by_body = {body.sector for body in current if body.sector}
        sector = min(by_body) if len(by_body) == 1 else None
    return replace(
        figure, country=min(found) if len(found) == 1 else None, sector=sector, offices=offices, titles=titles,
        gender=gender_of((figure.name, *figure.alternate_names), titles),
    )  # fmt: skip


def body_country(figure: Figure, naming: Naming, at: Sequence[int]) -> str | None:
    """The one country that a body's names, or the words before them, speak of."""
    found = {code for name in (figure.name, *figure.alternate_names) for code in nations(name)}
    found |= {code for i in at if (code := naming.nation(i))}
    return min(found) if len(found) == 1 else None


def nation_before_title(naming: Naming, index: int) -> str | None:
    """Country of the nationality that stands before a person's titles ("Afghan President Ashraf Ghani"); None if none does."""
    name = naming.names[index]
    if not index or not (earlier := naming.names[index - 1]).code or earlier.span.end > name.span.start:
        return None
    between = naming.text[earlier.span.end : name.span.start]
    said = words(between)
    possessive = between.startswith(("’s ", "'s "))
    if not said or len(between) > REACH or not (earlier.form == "adjective" or possessive):
        return None
    return earlier.code if len(naming.titles(index)) and set(said) <= naming.titles(index) else None


#: Code points that titles between a nationality and a name may take.
REACH = 40
