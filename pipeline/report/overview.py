"""The data behind the overview: every entity, event and statement in as few characters as its lists need."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from pipeline.records.edtf import parse
from pipeline.report import facts
from pipeline.report.catalogue import Catalogue, Row, by_day, short, text_order

#: Code points of a statement that its list shows; the article has the rest.
SHOWN = 220
#: Ordinal of the day from which scripts count.
FIRST = date(1970, 1, 1).toordinal()
#: Of findings, the gravest first.
SEVERITIES = ("error", "warning", "note")


def overview_data(catalogue: Catalogue) -> dict[str, Any]:
    """Rows of lists, documents and entities referred to by their number; the scripts know the columns by their order."""
    documents = sorted(catalogue.documents.values(), key=lambda row: row["source"])
    document_number = {row["id"]: number for number, row in enumerate(documents)}
    entities = sorted(catalogue.entities.values(), key=lambda row: (-row["mention_count"], row["name"], row["id"]))
    entity_number = {row["id"]: number for number, row in enumerate(entities)}

    def entity_row(row: Row) -> list[Any]:
        where = sorted({document_number[m["document_id"]] for m in catalogue.mentions.get(row["id"], ())})
        roles = dict.fromkeys(
            words for tie in catalogue.ties.get(row["id"], ()) if (words := facts.tie_words(catalogue, tie, row["id"]))
        )
        return [
            short(row["id"]), row["name"], row["type"], row["subtype"], row["country"], row["mention_count"], where,
            list(row["alternate_names"]), list(roles)[:4], row["latitude"], row["longitude"],
        ]  # fmt: skip

    def event_row(row: Row) -> list[Any]:
        parties = catalogue.participants.get(row["id"], ())
        who = sorted({entity_number[p["entity_id"]] for p in parties if p["entity_id"]})
        return [
            short(row["id"]), row["label"], row["type"], row["mode"], row["status"], row["edtf"], day(row["earliest"]),
            day(row["latest"]), document_number[row["document_id"]], who, entity_number.get(row["place_id"]),
            row["quad"], entity_number.get(row["attributed_to"]),
        ]  # fmt: skip

    def statement_row(row: Row) -> list[Any]:
        text = " ".join(row["text"].split())
        text = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
        said, event = parse(row["edtf"]) if row["edtf"] else None, catalogue.events.get(row["event_id"] or "")
        return [
            short(row["id"]), entity_number.get(row["speaker_id"]), row["kind"], text, document_number[row["document_id"]],
            row["edtf"], day(said.earliest if said else None), day(said.latest if said else None), event and event["type"],
            entity_number.get(row["addressee_id"]), row["cue"],
        ]  # fmt: skip

    return {
        "documents": [
            [short(row["id"]), catalogue.title(row["id"]), row["source"], row["published_edtf"], row["publisher"], row["words"]]
            for row in documents
        ],
        "entities": [entity_row(row) for row in entities],
        "events": [event_row(row) for row in by_day(catalogue.tables["events"])],
        "statements": [statement_row(row) for row in sorted(catalogue.tables["statements"], key=text_order)],
        "findings": [
            [document_number.get(row["document_id"]), row["rule"], row["severity"], row["message"], row["start"], row["end"]]
            for row in sorted(catalogue.tables["findings"], key=lambda row: SEVERITIES.index(row["severity"]))
        ],
    }  # fmt: skip


def day(value: date | None) -> int | None:
    """A date in days from 1 January 1970."""
    return None if value is None else value.toordinal() - FIRST


def search_data(catalogue: Catalogue) -> list[list[Any]]:
    """Every passage for the text search: number of its document, first code point, words, each where it stands in the passage."""
    documents = sorted(catalogue.documents.values(), key=lambda row: row["source"])
    return [
        [number, passage["start"], re.sub(r"\s", " ", document["text"][passage["start"] : passage["end"]])]
        for number, document in enumerate(documents)
        for passage in catalogue.passages.get(document["id"], [])
        if passage["kind"] != "boilerplate"
    ]


def figures(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Figures of the build, labelled."""
    tables = catalogue.tables
    counts = [
        ("articles", len(tables["documents"])), ("words", sum(row["words"] for row in tables["documents"])),
        ("entities", len(tables["entities"])), ("mentions", len(tables["mentions"])),
        ("times", len(tables["times"])), ("events", len(tables["events"])), ("statements", len(tables["statements"])),
        ("relations", len(tables["relations"])), ("findings", len(tables["findings"])),
    ]  # fmt: skip
    return [(label, f"{number:,}") for label, number in counts]
