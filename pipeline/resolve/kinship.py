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
        if holder and body and role.status != "former" and holder.figure != body.figure:
            found.setdefault(holder.figure, set()).add(body.figure)
    by_code = {f.code: n for n, f in enumerate(cast.figures) if f.subtype == "Country"}
    for number, figure in enumerate(cast.figures):
        if figure.subtype in ("Government", "Ministry", "ArmedForce", "Legislature") or figure.type == "Person":
            country = by_code.get(figure.country) if figure.country else None
            if country is not None and country != number:
                found.setdefault(number, set()).add(country)
    return {number: frozenset(others) for number, others in found.items()}
