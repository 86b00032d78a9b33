"""Records that do not hold are put aside before anything is written, and what cannot stand without them with them.

Participants and evidence are parts of their event, statement or relation, passages and citations of their document: where a part
fails, the whole does. What names a record put aside names nothing instead, where the contract lets that be unknown; else it goes too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.records import Dataset, Document, Event, Finding, Participant, Record, Relation, Time
from pipeline.write.quarantine import QuarantinedRecord, record_key

#: Gives each record of the tables (by name, in published order, children too) that must not be published, with the reason.
Judge = Callable[[Mapping[str, Sequence[Record]]], Iterable[tuple[Record, Finding]]]
#: Kinds that can be put aside alone.
GROUPS = ("entities", "mentions", "times", "events", "statements", "relations")


@dataclass(frozen=True, slots=True)
class Sifted:
    """A data set that holds, and what it lacks for that. `documents` must be left out whole (id to the reasons) before the rest is judged."""

    dataset: Dataset
    records: tuple[QuarantinedRecord, ...]
    documents: Mapping[str, tuple[Finding, ...]]
    #: Table name to its rows before anything was put aside; findings are not counted.
    made: Mapping[str, int]


def sifted(dataset: Dataset, judge: Judge) -> Sifted:
    """The data set without the records that `judge` refuses, judged again until it refuses none; each has left a finding."""
    sources = {document.id: document.source for document in dataset.documents}
    tables = dataset.by_table()
    made = {name: len(records) for name, records in tables.items() if name != Finding.table}
    aside: list[QuarantinedRecord] = []
    while refused := whole(dataset, judge(tables)):
        documents = {r.id: tuple(found) for r, found in refused if isinstance(r, Document)}
        if documents:
            return Sifted(dataset, (), documents, made)
        dataset, fallen = parted(dataset, [record for record, _ in refused])
        for record, found in refused:
            records = (record, *fallen.get(record_key(record), ()))
            about = {sources[d] for r in records if (d := getattr(r, "document_id", None)) in sources}
            aside.append(QuarantinedRecord(records, tuple(found), tuple(sorted(about))))
        tables = dataset.by_table()
    told = tuple(entry.notice({document.id for document in dataset.documents}) for entry in aside)
    return Sifted(replace(dataset, findings=(*dataset.findings, *told)), tuple(aside), {}, made)


def whole(dataset: Dataset, verdicts: Iterable[tuple[Record, Finding]]) -> list[tuple[Record, list[Finding]]]:
    """The records refused, each once with every reason; the parent in the place of a child."""
    found = list(verdicts)
    if not found:
        return []
    parent = {
        id(child): record
        for record in dataset.parents()
        for name in record.child_fields()
        for child in getattr(record, name)
    }
    refused: dict[int, tuple[Record, list[Finding]]] = {}
    for record, finding in found:
        record = parent.get(id(record), record)
        refused.setdefault(id(record), (record, []))[1].append(finding)
    return list(refused.values())


def parted(dataset: Dataset, refused: Sequence[Record]) -> tuple[Dataset, dict[str, list[Record]]]:
    """The data set without the records refused, nothing in it naming one; the key of each to what fell with it."""
    out = {id(record) for record in refused}
    groups: dict[str, list[Any]] = {name: [r for r in getattr(dataset, name) if id(r) not in out] for name in GROUPS}
    alive = {record.id for group in groups.values() for record in group}
    # Of two records with one id the other may stay, and what names them with it.
    gone = {key: key for record in refused if (key := record_key(record)) not in alive}
    fallen: dict[str, list[Record]] = {}
    lost = {r.entity_id: record_key(r) for r in refused if r.table == "mentions"}  # type: ignore[attr-defined]
    while True:
        before = len(gone)
        unnamed = lost.keys() - {mention.entity_id for mention in groups["mentions"]}
        for name in GROUPS:
            kept = []
            for record in groups[name]:
                root = next((gone[value] for value in needs(record) if value in gone), None)
                root = root or (lost[record.id] if name == "entities" and record.id in unnamed else None)
                if root is None:
                    kept.append(record)
                else:
                    gone[record.id] = root
                    fallen.setdefault(root, []).append(record)
            groups[name] = kept
        if len(gone) == before:
            break
    mentions = Counter(mention.entity_id for mention in groups["mentions"])
    documents = Counter(entity for entity, _ in {(m.entity_id, m.document_id) for m in groups["mentions"]})
    for name in GROUPS:
        groups[name] = [loosened(record, gone) for record in groups[name]]
    groups["entities"] = [
        changed(entity, {"mention_count": mentions[entity.id], "document_count": documents[entity.id]})
        if entity.mention_count
        else entity
        for entity in groups["entities"]
    ]
    groups["events"] = clustered(groups["events"], gone)
    findings = [changed(f, {"related": tuple(r for r in f.related if r not in gone)}) for f in dataset.findings]
    return replace(dataset, findings=tuple(findings), **{name: tuple(group) for name, group in groups.items()}), fallen


def needs(record: Record) -> list[str]:
    """Ids of the records without which this one says nothing: those that may not be null, and a relation's other side if it has no words."""
    kind = type(record)
    columns = [c for c in kind.references if kind.model_fields[c].is_required()]
    if isinstance(record, Relation) and record.object_text is None:
        columns.append("object_id")
    return [value for column in columns if (value := getattr(record, column)) is not None]


def loosened(record: Any, gone: Mapping[str, str]) -> Any:
    """The record with null for each reference to what is gone, in its children too; it itself where there is none."""
    columns = [*record.references, *(["anchor_id"] if isinstance(record, Time) else [])]
    update: dict[str, Any] = {column: None for column in columns if getattr(record, column) in gone}
    if isinstance(record, Participant) and "mention_id" in update:
        update["entity_id"] = None  # who it is was known from the mention
    if isinstance(record, Event) and "time_id" in update:
        update |= dict.fromkeys(("edtf", "earliest", "latest", "time_basis"))  # the date was that time's
    for name in record.child_fields():
        update[name] = tuple(loosened(child, gone) for child in getattr(record, name))
    return changed(record, update)


def clustered(events: Sequence[Event], gone: Mapping[str, str]) -> list[Event]:
    """The events, those of a cluster that bears the id of one that is gone under the first id of those left."""
    named: dict[str, str] = {}
    for event in events:
        if event.cluster_id in gone:
            named[event.cluster_id] = min(event.id, named.get(event.cluster_id, event.id))
    return [changed(event, {"cluster_id": named.get(event.cluster_id, event.cluster_id)}) for event in events]


def changed(record: Any, update: Mapping[str, Any]) -> Any:
    """The record with these values; the very same object where it has them, whose node need not be written anew."""
    different = {name: value for name, value in update.items() if getattr(record, name) != value}
    return record.model_copy(update=different) if different else record
