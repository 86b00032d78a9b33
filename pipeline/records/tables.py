"""Every table of the contract by name."""

from __future__ import annotations

from pipeline.records.citation import Citation
from pipeline.records.column import Record
from pipeline.records.document import Document
from pipeline.records.entity import Entity
from pipeline.records.event import Event
from pipeline.records.evidence import Evidence
from pipeline.records.finding import Finding
from pipeline.records.mention import Mention
from pipeline.records.participant import Participant
from pipeline.records.passage import Passage
from pipeline.records.relation import Relation
from pipeline.records.statement import Statement
from pipeline.records.time import Time

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
