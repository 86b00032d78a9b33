"""Joins the names of persons in one document: full names by comparison, then bare surnames to the one who bears them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.knowledge.titles import titles
from pipeline.resolve import persons
from pipeline.resolve.naming import Naming
from pipeline.resolve.persons import PersonName, aligned, parse
from pipeline.resolve.spelling import alike, rules


def join_persons(naming: Naming, members: Sequence[int]) -> None:
    """Joins names of one person and keeps two persons apart, in place; `members` are indexes of names of persons."""
    parsed = {i: parse(naming.names[i].text) for i in members}
    full = [i for i in members if parsed[i].is_full]
    naming.join_equal(full, lambda i: parsed[i], "same name")
    leaders = sorted({naming.sets.find(i) for i in full})
    unsure = join_full(naming, leaders, parsed)
    settled = [i for i in full if naming.sets.find(i) not in {naming.sets.find(u) for u in unsure}]
    bearers = bearers_of(naming, settled, parsed)
    bare = [i for i in members if i not in set(settled)]
    for index in bare:
        found = bearer(naming, index, parsed[index], bearers, parsed)
        if found:
            naming.join(index, *found)
    left = [i for i in bare if naming.sets.find(i) not in {naming.sets.find(s) for s in settled}]
    for at, index in enumerate(left):
        for earlier in left[:at]:
            if (
                parsed[earlier].is_full == parsed[index].is_full
                and persons.compare(parsed[earlier], parsed[index]) == "same"
            ):
                naming.join(index, earlier, "same name")
                break
            if (
                not parsed[index].is_full
                and not parsed[earlier].is_full
                and alike(parsed[index].core[-1], parsed[earlier].core[-1])
            ):
                naming.join(index, earlier, "another spelling of the same name")
                break


def join_full(naming: Naming, leaders: Sequence[int], parsed: dict[int, PersonName]) -> list[int]:
    """Joins full names; returns those that fit two persons and so were left alone."""
    by_block: dict[str, list[int]] = defaultdict(list)
    for i in leaders:
        for block in persons.blocks(parsed[i]):
            by_block[block].append(i)
    pairs = sorted({(a, b) for group in by_block.values() for n, a in enumerate(group) for b in group[n + 1 :]})
    same: dict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        verdict = persons.compare(parsed[a], parsed[b])
        if verdict == "different" and persons.misspelt(parsed[a], parsed[b]) and same_titles(naming, a, b):
            verdict = "same"
        if verdict == "different":
            naming.sets.forbid(a, b)
        elif verdict == "same":
            same[a].add(b)
            same[b].add(a)
    unsure = [
        i for i, others in same.items()
        if any(not naming.sets.may_join(a, b) for a in others for b in others if a < b)
    ]  # fmt: skip
    for a, others in sorted(same.items()):
        for b in sorted(others):
            if a < b and a not in unsure and b not in unsure:
                naming.join(b, a, f"another spelling of “{naming.names[a].text}”")
    return unsure


def same_titles(naming: Naming, one: int, other: int) -> bool:
    """Whether both persons bear a title that few do; courtesy says nothing."""
    few = titles().offices | titles().modifiers
    return bool(titles_of(naming, naming.sets.find(one)) & titles_of(naming, naming.sets.find(other)) & few)


def bearers_of(naming: Naming, settled: Sequence[int], parsed: dict[int, PersonName]) -> dict[str, set[int]]:
    """Block of a word to the roots of the persons whose full name has it."""
    found: dict[str, set[int]] = defaultdict(set)
    for i in settled:
        for block in persons.blocks(parsed[i]):
            found[block].add(i)
    return found


def bearer(
    naming: Naming, index: int, name: PersonName, bearers: dict[str, set[int]], parsed: dict[int, PersonName]
) -> tuple[int, str] | None:
    """The person whom a short name means, as a name of theirs and the reason; None if nobody or too many may be meant."""
    borne = naming.titles(index)
    ranked: dict[int, tuple[int, int]] = {}
    for block in persons.blocks(name):
        for other in bearers.get(block, ()):
            if persons.compare(name, parsed[other]) == "different" or not naming.sets.may_join(index, other):
                continue
            tier = place_of(name, parsed[other])
            root = naming.sets.find(other)
            if tier is None or (tier and borne and not fits(borne, titles_of(naming, root))):
                continue
            ranked[root] = min(ranked.get(root, (tier, other)), (tier, other))
    if not ranked:
        return None
    short = naming.names[index].text
    if len(ranked) > 1 and borne:
        fitting = [root for root in ranked if borne & titles_of(naming, root)]
        if len(fitting) == 1:
            return ranked[fitting[0]][1], f"“{short}” with a title that only one bearer of the name has in this text"
    # Who has been named by now is meant rather than who is yet to come.
    known = {root: found for root, found in ranked.items() if root < index and found[0] < ALIKE} or ranked
    tier = min(found[0] for found in known.values())
    best = {root: other for root, (at, other) in known.items() if at == tier}
    if len(best) == 1:
        other = next(iter(best.values()))
        return other, f"short for the only “{naming.names[other].text}” in this text so far"
    recent = naming.nearest(index, best)
    return (best[recent], "short name of the bearer named last before") if recent is not None else None


#: Tier from which a short name is only alike.
ALIKE = 3


def fits(borne: frozenset[str], known: frozenset[str]) -> bool:
    """Whether titles before a short name may be of one whose titles are known: they share one, or nothing is known."""
    return not known or bool(borne & known)


def titles_of(naming: Naming, root: int) -> frozenset[str]:
    """All titles that the names of one set bear."""
    found: frozenset[str] = frozenset()
    for i in range(len(naming.names)):
        if naming.names[i].type == "Person" and naming.sets.find(i) == root:
            found |= naming.titles(i)
    return found


def place_of(short: PersonName, full: PersonName) -> int | None:
    """How usual the short name is for the full one: 0 its last word, or its family name where that comes first, 1 another word, 2 a very common one, +3 if only alike.

    None where a very common word alone would decide.
    """
    word = short.core[-1]
    exact = word in full.core
    found = [i for i, other in enumerate(full.core) if other == word or (not exact and alike(word, other))]
    at = max(found or (aligned(short.core, full.core) or ()), default=None)
    if at is None:
        return None
    last = at == len(full.core) - 1 or (at == 0 and exact and len(full.core) < 4 and word in rules().family_first)
    if not last and word in rules().common and len(short.core) == 1:
        return None
    return (0 if last else 1) + (0 if exact else ALIKE)
