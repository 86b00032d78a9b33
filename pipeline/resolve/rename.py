"""The records of one document with its entities' ids exchanged for those of the whole build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import TypeVar

from pipeline.records import Dataset, Event, Finding, Mention, Record

R = TypeVar("R", bound=Record)


def renamed(
    dataset: Dataset, ids: Mapping[tuple[str, str], str], reasons: Mapping[tuple[str, str], str] | None = None
) -> Dataset:
    """The records of one document, every reference to an entity by its final id; `ids` is of (document, id there).

    `reasons`, likewise, tell why a person's decision moved an entity; its mentions tell it too.
    """
    document = dataset.documents[0].id
    mine = {entity.id: ids[document, entity.id] for entity in dataset.entities}
    return replace(
        dataset,
        entities=(),
        mentions=tuple(
            moved(told(record, (reasons or {}).get((document, record.entity_id))), mine) for record in dataset.mentions
        ),
        events=tuple(moved_event(record, mine) for record in dataset.events),
        statements=tuple(moved(record, mine) for record in dataset.statements),
        relations=tuple(moved(record, mine) for record in dataset.relations),
        findings=tuple(moved_finding(record, mine) for record in dataset.findings),
    )


def told(mention: Mention, reason: str | None) -> Mention:
    """A mention with one more reason, if it has not been told yet."""
    if reason is None or reason in mention.link_reason:
        return mention
    return mention.model_copy(update={"link_reason": f"{mention.link_reason}; {reason}"})


def moved(record: R, ids: Mapping[str, str]) -> R:
    """One record, its references to entities exchanged; itself where none of them moved, as most do not."""
    update = {}
    for column in entity_columns(type(record)):
        value = getattr(record, column)
        if value is not None and (final := ids.get(value, value)) != value:
            update[column] = final
    return record.model_copy(update=update) if update else record


def moved_finding(finding: Finding, ids: Mapping[str, str]) -> Finding:
    """A finding, the entities that it concerns by their final ids."""
    related = tuple(ids.get(number, number) for number in finding.related)
    return finding if related == finding.related else finding.model_copy(update={"related": related})


@cache
def entity_columns(kind: type[Record]) -> tuple[str, ...]:
    """Columns of a kind that name an entity."""
    return tuple(column for column, table in kind.references.items() if table == "entities")


def moved_event(event: Event, ids: Mapping[str, str]) -> Event:
    """One event, its own references and its participants' exchanged."""
    here = moved(event, ids)
    participants = tuple(moved(participant, ids) for participant in event.participants)
    if all(one is other for one, other in zip(participants, event.participants, strict=True)):
        return here
    return here.model_copy(update={"participants": participants})
