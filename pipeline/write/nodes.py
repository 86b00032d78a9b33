"""Records as JSON-LD nodes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
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
    keys, quotes = plan(type(record))
    for name, key, nested in keys:
        value = getattr(record, name)
        if value is None or value == ():
            continue
        if nested:
            value = [node(child, texts) for child in value]
        elif isinstance(value, tuple):
            value = list(value)
        elif isinstance(value, dt.date):
            value = value.isoformat()
        found[key] = value
    if quotes:
        found["bestEvidence"] = passage_id(*(getattr(record, name) for name in ("document_id", "start", "end")))
    return found


@cache
def plan(kind: type[Record]) -> tuple[tuple[tuple[str, str, bool], ...], bool]:
    """Field, key and whether nodes stand in it, for every field of a kind that JSON-LD tells; and whether it names its best evidence.

    Worked out once a kind: asking for each record took half of the time that nodes take.
    """
    keys = tuple((name, key, kind.is_child(name)) for name, key in linked_fields(kind).items())
    return keys, kind in LINKED and "start" in kind.model_fields


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
