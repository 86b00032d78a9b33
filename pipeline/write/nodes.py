"""Records as JSON-LD nodes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from pipeline.records import Evidence, Participant, Record
from pipeline.records.identity import passage_id
from pipeline.records.node import AFFIX
from pipeline.records.vocabulary import LINKED, linked_fields, local


def node(record: Record, texts: Mapping[str, str]) -> dict[str, Any]:
    """The JSON-LD node of a record, without `@context`; what is unknown or empty is left out.

    Args:
        record: a document, entity, event, statement, relation, participant or evidence.
        texts: document id to text, for what surrounds a quotation.
    """
    if isinstance(record, Evidence):
        return evidence_node(record, texts[record.document_id])
    found: dict[str, Any] = {"@id": node_id(record), "@type": local(record.linked_class)}
    for name, key in linked_fields(type(record)).items():
        value = getattr(record, name)
        if record.is_child(name):
            value = [node(child, texts) for child in value]
        elif isinstance(value, tuple):
            value = list(value)
        elif isinstance(value, dt.date):
            value = value.isoformat()
        if value is not None and value != []:
            found[key] = value
    if isinstance(record, LINKED) and "start" in type(record).model_fields:
        found["bestEvidence"] = passage_id(*(getattr(record, name) for name in ("document_id", "start", "end")))
    return found


def node_id(record: Record) -> str:
    """The record's id; a participant's is its event's with role and place."""
    if isinstance(record, Participant):
        return f"{record.event_id}#{record.role}={record.start},{record.end}"
    return str(getattr(record, "id"))  # noqa: B009 - every linked record has one, their base class has not


def evidence_node(evidence: Evidence, text: str) -> dict[str, Any]:
    """A passage with its Web Annotation selectors: the words with what surrounds them, and where they stand."""
    place = passage_id(evidence.document_id, evidence.start, evidence.end)
    quote = {
        "@id": f"{place}&quote",
        "@type": "TextQuoteSelector",
        "exact": evidence.text,
        "prefix": text[max(0, evidence.start - AFFIX) : evidence.start],
        "suffix": text[evidence.end : evidence.end + AFFIX],
    }
    position = {
        "@id": f"{place}&position",
        "@type": "TextPositionSelector",
        "start": evidence.start,
        "end": evidence.end,
    }
    return {
        "@id": place,
        "@type": "SpecificResource",
        "hasSource": evidence.document_id,
        "hasSelector": [quote, position],
        "part": evidence.part,
    }
