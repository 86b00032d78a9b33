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
from pipeline.records.tables import TABLES
from pipeline.records.time import Time
from pipeline.records.vocabulary import CONTRACT_VERSION, LINKED

__all__ = [
    "CONTRACT_VERSION", "LINKED", "TABLES", "Citation", "Dataset", "Document", "Entity", "Event", "Evidence",
    "Finding", "Mention", "Participant", "Passage", "Record", "Relation", "Span", "Statement", "Time",
]  # fmt: skip
