"""An entity as one document alone knows it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from pipeline.knowledge.titles import titles
from pipeline.records import Dataset, Entity
from pipeline.resolve.spelling import words


@dataclass(frozen=True, slots=True)
class Local:
    """An entity as one document knows it; `offices` are the words of each office it holds there, `spellings` counts its names there."""

    document: str
    entity: Entity
    spellings: Counter[str]
    offices: tuple[frozenset[str], ...] = ()
    #: The document's name among the inputs.
    source: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """What tells it from all others."""
        return (self.document, self.entity.id)

    @property
    def by_code(self) -> bool:
        """Whether it is a country, or the people of one."""
        return self.entity.country is not None and (self.entity.subtype == "Country" or self.entity.type == "Group")


def locals_of(dataset: Dataset) -> list[Local]:
    """The entities of one document with their spellings."""
    document = dataset.documents[0].id
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in dataset.mentions:
        if mention.form in ("name", "acronym"):
            counted[mention.entity_id][mention.text] += 1
    held: dict[str, list[frozenset[str]]] = defaultdict(list)
    for relation in dataset.relations:
        if relation.predicate == "holds_office" and (office := office_words(relation.object_text or "")):
            held[relation.subject_id].append(office)
    source = dataset.documents[0].source
    return [Local(document, entity, counted[entity.id], tuple(held[entity.id]), source) for entity in dataset.entities]


def office_words(title: str) -> frozenset[str]:
    """Words of a title that say which office it is; empty if none names an office."""
    known = titles()
    said = set(words(title))
    return frozenset(said & (known.offices | known.modifiers)) if said & known.offices else frozenset()


def share_office(one: Local, other: Local) -> bool:
    """Whether both hold an office that the same words tell, one perhaps more fully."""
    return any(a <= b or b <= a for a in one.offices for b in other.offices)


def akin(one: Local, other: Local) -> bool:
    """Whether two persons of like name hold one office, or are of one country and sector, and nothing speaks against it."""
    a, b = one.entity, other.entity
    if a.country and b.country and a.country != b.country:
        return False
    return share_office(one, other) or (
        a.country is not None and a.sector is not None and (a.country, a.sector) == (b.country, b.sector)
    )
