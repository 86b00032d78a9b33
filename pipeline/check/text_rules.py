"""Rules on evidence and times: what the tables say against the text and against each other."""

from __future__ import annotations

import datetime as dt
import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any

from pipeline.check.bundle import Bundle
from pipeline.check.rules import breach, quoted
from pipeline.check.shelf import Shelf
from pipeline.records import TABLES, Finding
from pipeline.records.edtf import parse
from pipeline.records.identity import passage_id
from pipeline.records.passage import PARTS

#: Tables whose `text` are the words at `start`..`end` of the row's document.
QUOTING = tuple(name for name, kind in TABLES.items() if {"start", "end", "text"} <= set(kind.columns()))
#: Tables whose rows must be among their own evidence.
SUPPORTED = ("events", "statements", "relations")
EDTF_COLUMNS = ("edtf", "published_edtf")


def quotations(bundle: Bundle) -> Iterator[Finding]:
    """evidence.text"""
    texts = bundle.texts
    for name in QUOTING:
        for number, row in enumerate(bundle.of(name, "document_id", "start", "end", "text")):
            if finding := misquoted(row, texts, f"tables/{name}.parquet[{number}]", "text", "start", "end"):
                yield finding
    for number, row in enumerate(bundle.of("statements", "document_id", "cue", "cue_start", "cue_end")):
        if row.get("cue") is not None or row.get("cue_start") is not None:
            pointer = f"tables/statements.parquet[{number}]"
            if finding := misquoted(row, texts, pointer, "cue", "cue_start", "cue_end"):
                yield finding
    for number, row in enumerate(bundle.of("citations", "document_id", "start", "end")):
        pointer = f"tables/citations.parquet[{number}]"
        start, end = row.get("start"), row.get("end")
        text = texts.get(str(row.get("document_id")), "")
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
            yield breach("evidence.text", f"offsets {start}..{end} lie outside the text", pointer=pointer)
    for number, row in enumerate(bundle.of("events", "document_id", "trigger_start", "trigger_end")):
        start, end = row.get("trigger_start"), row.get("trigger_end")
        text = texts.get(str(row.get("document_id")), "")
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
            pointer = f"tables/events.parquet[{number}]"
            yield breach("evidence.text", f"trigger offsets {start}..{end} lie outside the text", pointer=pointer)


def triggers(bundle: Bundle) -> Iterator[Finding]:
    """evidence.trigger"""
    for number, row in enumerate(bundle.of("events", "start", "trigger_start", "trigger_end", "end")):
        found = [row.get(name) for name in ("start", "trigger_start", "trigger_end", "end")]
        places = [place for place in found if isinstance(place, int)]
        if len(places) == 4 and not places[0] <= places[1] < places[2] <= places[3]:
            message = f"the trigger {places[1]}..{places[2]} is outside the clause {places[0]}..{places[3]}"
            yield breach("evidence.trigger", message, pointer=f"tables/events.parquet[{number}]")


def misquoted(row: dict[str, Any], texts: Shelf, pointer: str, words: str, first: str, last: str) -> Finding | None:
    """A finding if the words are not the document's at those offsets."""
    document, exact = row.get("document_id"), row.get(words)
    start, end = row.get(first), row.get(last)
    text = texts.get(str(document))
    if text is None:
        return None  # the dangling reference is another rule's finding
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
        return breach("evidence.text", f"{first} {start} and {last} {end} are no span of the text", pointer=pointer)
    if text[start:end] == exact:
        return None
    message = f"{words} is {quoted(exact)}, but the document has {quoted(text[start:end])} at {start}..{end}"
    return breach("evidence.text", message, pointer=pointer, document_id=str(document), start=start, end=end)


def best(bundle: Bundle) -> Iterator[Finding]:
    """evidence.best"""
    spans = bundle.of("evidence", "record_id", "document_id", "start", "end")
    known = Shelf(
        ((row.get("record_id"), row.get("document_id"), row.get("start"), row.get("end")), 1) for row in spans
    )
    for name in SUPPORTED:
        for number, row in enumerate(bundle.of(name, "id", "document_id", "start", "end")):
            if (row.get("id"), row.get("document_id"), row.get("start"), row.get("end")) not in known:
                message = f"{quoted(row.get('id'))} has no evidence at its own span"
                yield breach("evidence.best", message, pointer=f"tables/{name}.parquet[{number}]")


def cover(bundle: Bundle) -> Iterator[Finding]:
    """evidence.cover and identity.derived"""
    by_document = bundle.passages
    for whole in bundle.of("documents", "id", "text"):
        document, text = whole.get("id"), whole.get("text")
        if not isinstance(document, str) or not isinstance(text, str):
            continue  # a document without text is another rule's finding
        passages = sorted(by_document.all(document), key=lambda row: (row.get("position") or 0, row.get("id") or ""))
        at = 0
        for number, row in enumerate(passages):
            start, end = row.get("start"), row.get("end")
            pointer = f"tables/passages.parquet: {row.get('id')}"
            if not isinstance(start, int) or not isinstance(end, int) or row.get("position") != number or start < at:
                message = f"passage {row.get('position')} at {start}..{end} is out of order or overlaps"
                yield breach("evidence.cover", message, pointer=pointer, document_id=document)
                break
            if row.get("id") != passage_id(document, start, end):
                yield breach("identity.derived", f"the id does not say #char={start},{end}", pointer=pointer)
            if text[at:start].strip():
                message = f"no passage holds {quoted(text[at:start].strip())}"
                yield breach("evidence.cover", message, pointer=pointer, document_id=document, start=at, end=start)
            at = end
        else:
            if text[at:].strip():
                message = f"no passage holds {quoted(text[at:].strip())}"
                yield breach("evidence.cover", message, document_id=document, start=at, end=len(text))


def parts(bundle: Bundle) -> Iterator[Finding]:
    """evidence.part"""
    by_document = bundle.passages
    starts = Shelf((row.get("id"), begun(by_document.all(row.get("id")))) for row in bundle.of("documents", "id"))
    for number, row in enumerate(bundle.of("evidence", "document_id", "start", "part")):
        passages, start = starts.get(row.get("document_id"), []), row.get("start")
        if not isinstance(start, int) or not passages or start < passages[0][0]:
            continue  # words in no passage are another rule's finding
        kind = passages[bisect_right(passages, start, key=lambda passage: passage[0]) - 1][1]
        if row.get("part") != PARTS[kind]:
            message = f"part is {quoted(row.get('part'))}, but the passage is a {kind}: {PARTS[kind]}"
            yield breach("evidence.part", message, pointer=f"tables/evidence.parquet[{number}]")


def begun(passages: list[dict[str, Any]]) -> list[tuple[int, str]]:
    """Where passages of a document begin, in order, and their kinds."""
    return sorted(
        (p["start"], p["kind"]) for p in passages if isinstance(p.get("start"), int) and p.get("kind") in PARTS
    )


def checksums(bundle: Bundle) -> Iterator[Finding]:
    """evidence.checksum"""
    for number, row in enumerate(bundle.of("documents", "text", "text_sha256")):
        text = row.get("text")
        if isinstance(text, str):
            found = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            if found != row.get("text_sha256"):
                message = f"text_sha256 is {quoted(row.get('text_sha256'))}, but the text's is {found}"
                yield breach("evidence.checksum", message, pointer=f"tables/documents.parquet[{number}]")


def times(bundle: Bundle) -> Iterator[Finding]:
    """time.edtf and time.order"""
    for name in bundle.rows:
        columns = [column for column in EDTF_COLUMNS if column in TABLES[name].columns()]
        dated = "earliest" in TABLES[name].columns()
        for number, row in enumerate(bundle.of(name, *columns, "earliest", "latest") if columns else ()):
            pointer = f"tables/{name}.parquet[{number}]"
            value = row.get(columns[0])
            earliest, latest = row.get("earliest"), row.get("latest")
            if value is None:
                if dated and (earliest is not None or latest is not None):
                    yield breach("time.edtf", "earliest or latest without an EDTF value", pointer=pointer)
                continue
            try:
                parsed = parse(value)
            except (ValueError, TypeError) as error:
                yield breach("time.edtf", f"{quoted(value)} is not EDTF level 1: {error}", pointer=pointer)
                continue
            if dated and (earliest, latest) != (parsed.earliest, parsed.latest):
                meant = f"{parsed.earliest}..{parsed.latest}"
                yield breach("time.edtf", f"{value} means {meant}, not {earliest}..{latest}", pointer=pointer)
            if isinstance(earliest, dt.date) and isinstance(latest, dt.date) and latest < earliest:
                yield breach("time.order", f"ends {latest} before it begins {earliest}", pointer=pointer)


RULES: tuple[Callable[[Bundle], Iterator[Finding]], ...] = (
    checksums, cover, quotations, best, parts, triggers, times,
)  # fmt: skip
