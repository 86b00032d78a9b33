"""The JSON-LD vocabulary of the contract, read off the records: prefixes, keys, context."""

from __future__ import annotations

from functools import cache
from typing import Any, get_origin

from pipeline.records.column import Record
from pipeline.records.document import Document
from pipeline.records.entity import Entity
from pipeline.records.event import Event
from pipeline.records.evidence import Evidence
from pipeline.records.participant import Participant
from pipeline.records.relation import Relation
from pipeline.records.statement import Statement

#: Version of the contract, MAJOR.MINOR.
CONTRACT_VERSION = "1.0"
#: Where the contract's files would be published; nothing is ever fetched from there.
SCHEMA_BASE = f"https://dateline.example/schemas/v{CONTRACT_VERSION.split('.')[0]}/"
CONTEXT_URL = SCHEMA_BASE + "context.jsonld"

PREFIXES: dict[str, str] = {
    "dl": f"https://dateline.example/ns/v{CONTRACT_VERSION.split('.')[0]}#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

#: Record kinds that are published as JSON-LD lines, `jsonld/NAME.jsonl`.
LINKED: tuple[type[Record], ...] = (Document, Entity, Event, Statement, Relation)
#: Kinds that stand nested in those.
NESTED: tuple[type[Record], ...] = (Participant, Evidence)

#: Keys that come from no column: evidence is told in Web Annotation terms.
EVIDENCE_TERMS: dict[str, dict[str, str]] = {
    "bestEvidence": {"@id": "dl:bestEvidence", "@type": "@id"},
    "exact": {"@id": "oa:exact"},
    "hasSelector": {"@id": "oa:hasSelector", "@container": "@set"},
    "hasSource": {"@id": "oa:hasSource", "@type": "@id"},
    "part": {"@id": "dl:part"},
    "prefix": {"@id": "oa:prefix"},
    "suffix": {"@id": "oa:suffix"},
    "start": {"@id": "oa:start"},
    "end": {"@id": "oa:end"},
}
SELECTOR_CLASSES = ("oa:TextQuoteSelector", "oa:TextPositionSelector")

COERCIONS = {"@id": "@id", "edtf": "edtf:EDTF", "date": "xsd:date"}


def local(compact: str) -> str:
    """The key of a term or class: the local part of its compact IRI."""
    return compact.partition(":")[2]


def expand(compact: str) -> str:
    """The full IRI of a compact one."""
    prefix, _, name = compact.partition(":")
    return PREFIXES[prefix] + name


@cache
def linked_fields(record: type[Record]) -> dict[str, str]:
    """Field name to JSON-LD key, for every field that JSON-LD tells by a key of its own."""
    return {
        name: local(term) for name in record.model_fields if (term := record.extra_of(name).get("term")) is not None
    }


def is_list(record: type[Record], name: str) -> bool:
    """Whether the field holds several values."""
    return get_origin(record.model_fields[name].annotation) is tuple


def context() -> dict[str, Any]:
    """The JSON-LD context: 1.1, protected, no @vocab, no @language; keys sorted.

    Raises:
        ValueError: if two kinds define one key differently.
    """
    terms: dict[str, Any] = dict(EVIDENCE_TERMS)
    for record in LINKED + NESTED:
        for name, key in linked_fields(record).items():
            extra = record.extra_of(name)
            definition: dict[str, str] = {"@id": extra["term"]}
            if "coerce" in extra:
                definition["@type"] = COERCIONS[extra["coerce"]]
            if is_list(record, name):
                definition["@container"] = "@set"
            if terms.setdefault(key, definition) != definition:
                raise ValueError(f"{record.__name__}.{name}: the key {key} already means {terms[key]}")
        for compact in record.classes:
            terms.setdefault(local(compact), {"@id": compact})
    for compact in SELECTOR_CLASSES:
        terms[local(compact)] = {"@id": compact}
    head: dict[str, Any] = {"@version": 1.1, "@protected": True}
    return {"@context": head | PREFIXES | dict(sorted(terms.items()))}
