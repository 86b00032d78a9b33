"""Who acts for whom: office holders for their bodies, bodies and capitals for their countries."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.extraction import Role
from pipeline.resolve.cast import Cast


def kinship(roles: Sequence[Role], cast: Cast) -> dict[int, frozenset[int]]:
    """Number of an entity to the numbers of those it acts for or belongs to."""
    found: dict[int, set[int]] = {}
    for role in roles:
        holder, body = cast.at(role.holder), cast.at(role.organisation)
        if (
            holder
            and body
            and role.status != "former"
            and role.predicate != "succeeds"
            and holder.figure != body.figure
        ):
            found.setdefault(holder.figure, set()).add(body.figure)
    by_code = {f.code: n for n, f in enumerate(cast.figures) if f.subtype == "Country"}
    for number, figure in enumerate(cast.figures):
        if figure.subtype in ("Government", "Ministry", "ArmedForce", "Legislature") or figure.type == "Person":
            country = by_code.get(figure.country) if figure.country else None
            if country is not None and country != number:
                found.setdefault(number, set()).add(country)
    return {number: frozenset(others) for number, others in found.items()}


#: Bodies that speak for their country.
STATE = ("Ministry", "Government", "ArmedForce")


def posted(role: Role, cast: Cast) -> bool:
    """Whether the body named is only where the office is: "its bureau chief in Qatar"."""
    at = role.organisation
    return at is not None and cast.text[: at.start].endswith((" in ", " at "))


def speaks_for(speaker: int, roles: Sequence[Role], cast: Cast) -> int | None:
    """Whom a speaker's "we" means: the one body of the current offices, its country where it is an organ of state, the
    country itself for one who governs without a body named; None where there is no such, or more than one."""
    figures = cast.figures
    if figures[speaker].type != "Person":
        return None
    bodies: set[int] = set()
    for role in roles:
        holder, body = cast.at(role.holder), cast.at(role.organisation)
        if (
            role.status != "former"
            and holder
            and body
            and holder.figure == speaker
            and figures[body.figure].type != "Group"
            and not posted(role, cast)
        ):
            bodies.add(body.figure)
    organs = {figures[n].country for n in bodies if figures[n].subtype in STATE and figures[n].country}
    governs = {figures[speaker].country} if not bodies and figures[speaker].sector in ("GOV", "MIL") else set()
    if states := organs | (governs - {None}):
        bodies = {n for n, figure in enumerate(figures) if figure.subtype == "Country" and figure.code in states}
    return min(bodies) if len(bodies) == 1 else None
