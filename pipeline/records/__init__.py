"""The contract: one frozen model a file. Schemas, tables and JSON-LD are all generated from these."""

from pipeline.records.citation import Citation
from pipeline.records.column import Record
from pipeline.records.dataset import Dataset
from pipeline.records.document import Document
from pipeline.records.entity import Entity
from pipeline.records.event import Event
from pipeline.records.evidence import Evidence
from pipeline.records.finding import Finding
from pipeline.records.mention import Mention
from pipeline.records.participant import Participant
from pipeline.records.passage import Passage
from pipeline.records.relation import Relation
from pipeline.records.span import Span
from pipeline.records.statement import Statement
from pipeline.records.time import Time

#: Version of the contract, MAJOR.MINOR.
CONTRACT_VERSION = "1.0"

#: Every table by name, in the order of CONTRACT.md.
TABLES: dict[str, type[Record]] = {
    record.table: record
    for record in (
        Document,
        Passage,
        Entity,
        Mention,
        Time,
        Event,
        Participant,
        Evidence,
        Statement,
        Relation,
        Citation,
        Finding,
    )  # fmt: skip
}

#: Record kinds that are published as JSON-LD lines, `jsonld/NAME.jsonl`.
LINKED: tuple[type[Record], ...] = (Document, Entity, Event, Statement, Relation)

__all__ = [
    "CONTRACT_VERSION", "LINKED", "TABLES", "Citation", "Dataset", "Document", "Entity", "Event", "Evidence",
    "Finding", "Mention", "Participant", "Passage", "Record", "Relation", "Span", "Statement", "Time",
]  # fmt: skip
