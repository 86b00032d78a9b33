"""Who counts as one participant in two tellings: one and the same, or one that acts for the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.resolve.figures import Figure
from pipeline.resolve.telling import Telling


def with_leaders(
    tellings: Sequence[Telling], figures: Sequence[Figure], kin: Mapping[int, frozenset[int]]
) -> dict[int, frozenset[int]]:
    """The kin, and of whoever once acts together with a body that body too: "a delegation of the union, headed by X"."""
    found = dict(kin)
    for telling in tellings:
        acting = [key[0] for key in telling.of("actor") if isinstance(key[0], int)]
        bodies = frozenset(who for who in acting if figures[who].type == "Organization")
        for who in acting:
            if figures[who].type == "Person" and bodies:
                found[who] = found.get(who, frozenset()) | bodies
    return found


def meet(
    ours: frozenset[tuple[object, ...]], theirs: frozenset[tuple[object, ...]], kin: Mapping[int, frozenset[int]]
) -> bool:
    """Whether two sets of participants share one, or one that acts for the other."""
    if ours & theirs:
        return True
    return any(spread(a, kin) & spread(b, kin) for a in ours for b in theirs)


def spread(key: tuple[object, ...], kin: Mapping[int, frozenset[int]]) -> frozenset[object]:
    """A participant with those it acts for."""
    return frozenset({key}) if not isinstance(key[0], int) else frozenset({key[0]}) | kin.get(key[0], frozenset())
