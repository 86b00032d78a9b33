"""From what every text says to records with ids: first within a document, then across documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.extract.extraction import Extraction
from pipeline.records import Dataset, Document
from pipeline.resolve.across import joined
from pipeline.resolve.decisions import Decisions
from pipeline.resolve.register import Register
from pipeline.resolve.rename import renamed
from pipeline.resolve.reports import with_clusters
from pipeline.resolve.unplaced import still_unplaced
from pipeline.resolve.within import within

__all__ = ["across", "resolve", "within"]


def resolve(
    articles: Sequence[tuple[Document, Extraction]],
    base_iri: str,
    decisions: Decisions = (),
    register: Register | None = None,
) -> Dataset:
    """All records of a build. The order of the articles does not matter, and an unrelated article changes no id.

    Raises:
        ValueError: if a time expression's EDTF value is none.
    """
    parts = (within(document, extraction, base_iri, decisions) for document, extraction in articles)
    return across(parts, base_iri, decisions, register)


def across(
    datasets: Iterable[Dataset], base_iri: str, decisions: Decisions = (), register: Register | None = None
) -> Dataset:
    """The records of single documents, as `within` gives them, with entities joined and reports of one event marked.

    `decisions` prevail over every rule and must be those that `within` knew; `register` links persons and organisations.
    """
    parts = sorted(datasets, key=lambda part: part.documents[0].id)
    found = joined(parts, base_iri, decisions, register)
    moved = [renamed(part, found.ids, found.reasons) for part in parts]
    events = with_clusters([event for part in moved for event in part.events])
    return Dataset(
        documents=tuple(document for part in moved for document in part.documents),
        entities=tuple(sorted(found.entities, key=lambda entity: entity.id)),
        mentions=tuple(mention for part in moved for mention in part.mentions),
        times=tuple(time for part in moved for time in part.times),
        events=tuple(events),
        statements=tuple(statement for part in moved for statement in part.statements),
        relations=tuple(relation for part in moved for relation in part.relations),
        findings=(
            *still_unplaced((finding for part in moved for finding in part.findings), found.entities),
            *found.findings,
        ),
    )
