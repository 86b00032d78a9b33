"""Links persons and organisations to the entries of a register, with a score and the reason for it; in doubt, none.

The score starts from how the names agree (equal 0.92, spelt otherwise 0.82), gains where the countries agree too, and an entity of
another country is never linked. Two entries that score alike leave the entity unlinked, and a note says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.records import Entity, Finding
from pipeline.records.identity import make_id
from pipeline.resolve import organisations, persons
from pipeline.resolve.keys import is_weak
from pipeline.resolve.known import key
from pipeline.resolve.persons import parse
from pipeline.resolve.register import Register, Registered

EQUAL, ALIKE, COUNTRY = 0.92, 0.82, 0.06
#: Score from which an entity is linked, and how far the next entry must lie behind.
LEAST, LEAD = 0.8, 0.04


@dataclass(slots=True)
class Index:
    """The entries of a register by everything that a name may be looked up by."""

    by_name: dict[str, list[Registered]] = field(default_factory=lambda: defaultdict(list))
    by_pair: dict[tuple[str, str], list[tuple[str, Registered]]] = field(default_factory=lambda: defaultdict(list))
    by_words: dict[tuple[str, ...], list[tuple[str, Registered]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, entry: Registered) -> None:
        """Puts an entry in."""
        for name in entry.names:
            self.by_name[key(name)].append(entry)
            if "Person" in entry.types and parse(name).is_full:
                for pair in persons.pair_blocks(parse(name)):
                    self.by_pair[pair].append((name, entry))
            if "Organization" in entry.types:
                self.by_words[tuple(sorted(organisations.content(name)))].append((name, entry))


def link(
    entities: Mapping[int, Entity], register: Register | None, base: str, apart: Iterable[tuple[int, int]] = ()
) -> tuple[dict[int, Entity], list[Finding]]:
    """The entities by number, those found in the register linked and with ids of it; and a note for each link and each doubt.

    Entities of `apart` are different ones whatever the register says: two of them that find one entry stay unlinked.
    """
    if not register:
        return dict(entities), []
    index = Index()
    for entry in register:
        index.add(entry)
    found = {n: ranked(e, index) for n, e in entities.items() if e.type in ("Person", "Organization")}
    sure = {n: entries[0] for n, entries in found.items() if entries and clear(entries)}
    for one, other in apart:
        if one in sure and other in sure and sure[one][1].iri == sure[other][1].iri:
            del sure[one], sure[other]
    linked, notes = dict(entities), []
    for n, entries in found.items():
        entity = entities[n]
        if n in sure:
            score, entry, reason = sure[n]
            number = make_id(base, "entity", entity.type, entry.iri)
            linked[n] = entity.model_copy(update={"id": number, "same_as": tuple(sorted({*entity.same_as, entry.iri}))})
            notes.append(note("resolve.linked", linked[n], f"is {entry.iri} ({score:.2f}: {reason})."))
        elif entries:
            rivals = " and ".join(sorted(entry.iri for _, entry, _ in entries[:2]))
            notes.append(
                note(
                    "resolve.link-open",
                    entity,
                    f"is linked to nothing: {rivals} may be meant, or a decision speaks against it.",
                )
            )
    return linked, notes


def clear(entries: Sequence[tuple[float, Registered, str]]) -> bool:
    """Whether the first of the ranked entries lies ahead of the next."""
    return len(entries) == 1 or entries[0][0] - entries[1][0] >= LEAD


def ranked(entity: Entity, index: Index) -> list[tuple[float, Registered, str]]:
    """Entries that an entity may be, each with score and reason, the best first."""
    best: dict[str, tuple[float, Registered, str]] = {}
    for name in (entity.name, *entity.alternate_names):
        if telling(name, entity):
            for base, entry, reason in agreeing(name, entity, index):
                score, why = weighed(base, entity, entry, reason)
                if score >= LEAST and score > best.get(entry.iri, (0.0,))[0]:
                    best[entry.iri] = (score, entry, why)
    return sorted(best.values(), key=lambda found: (-found[0], found[1].iri))


def telling(name: str, entity: Entity) -> bool:
    """Whether a name says enough to be looked up by: a person's full name, a body's that is more than its kind; an acronym only
    where it is all that the texts call it, or its country is known."""
    if is_weak(entity.type, name):
        return False
    return (
        entity.type == "Person"
        or not organisations.is_acronym(name)
        or name == entity.name
        or entity.country is not None
    )


def agreeing(name: str, entity: Entity, index: Index) -> list[tuple[float, Registered, str]]:
    """Entries of the entity's type that bear a name, or one spelt otherwise."""
    found = [(EQUAL, entry, f"“{name}” is its name") for entry in index.by_name.get(key(name), ())]
    if entity.type == "Person":
        spelt = {pair for block in persons.pair_blocks(parse(name)) for pair in index.by_pair.get(block, ())}
        alike = [(n, e) for n, e in spelt if persons.compare(parse(name), parse(n)) == "same"]
    else:
        alike = index.by_words.get(tuple(sorted(organisations.content(name))), [])
    found += [
        (ALIKE, entry, f"“{name}” is another form of “{other}”")
        for other, entry in sorted(alike, key=lambda a: (a[1].iri, a[0]))
    ]
    return [one for one in found if entity.type in one[1].types]


def weighed(base: float, entity: Entity, entry: Registered, reason: str) -> tuple[float, str]:
    """Score and reason with what the countries say; 0 where they differ."""
    if entity.country is None or not entry.countries:
        return base, reason
    if entity.country not in entry.countries:
        return 0.0, reason
    return base + COUNTRY, f"{reason}, both of {entity.country}"


def note(rule: str, entity: Entity, said: str) -> Finding:
    """A note on an entity."""
    return Finding(
        document_id=None,
        rule=rule,
        severity="note",
        message=f"“{entity.name}” {said}",
        pointer=entity.id,
        related=(entity.id,),
    )
