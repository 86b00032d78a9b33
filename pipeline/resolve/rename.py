"""The records of one document with its entities' ids exchanged for those of the whole build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from pipeline.records import Dataset, Event, Record

R = TypeVar("R", bound=Record)


def renamed(dataset: Dataset, ids: Mapping[tuple[str, str], str]) -> Dataset:
    """The records of one document, every reference to an entity by its final id; `ids` is of (document, id there)."""
    document = dataset.documents[0].id
    mine = {entity.id: ids[document, entity.id] for entity in dataset.entities}
    return replace(
        dataset,
        entities=(),
        mentions=tuple(moved(record, mine) for record in dataset.mentions),
        events=tuple(moved_event(record, mine) for record in dataset.events),
        statements=tuple(moved(record, mine) for record in dataset.statements),
        relations=tuple(moved(record, mine) for record in dataset.relations),
    )


def moved(record: R, ids: Mapping[str, str]) -> R:
    """One record, its references to entities exchanged."""
    columns = [column for column, table in record.references.items() if table == "entities"]
    update = {column: ids.get(value, value) for column in columns if (value := getattr(record, column)) is not None}
    return record.model_copy(update=update)


def moved_event(event: Event, ids: Mapping[str, str]) -> Event:
    """One event, its own references and its participants' exchanged."""
    participants = tuple(moved(participant, ids) for participant in event.participants)
    return moved(event, ids).model_copy(update={"participants": participants})
