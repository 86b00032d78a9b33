"""Names and events as labelled stretches of text, as other annotation programs have them, and their changes as decisions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import get_args

from pipeline.records.entity import EntityType
from pipeline.records.event import EventType
from pipeline.report.catalogue import Catalogue, Row
from pipeline.report.decisions import Change, Decision, Kind, review_path

#: Code points kept on either side of a decision's words.
AFFIX = 32
ENTITIES, EVENTS = get_args(EntityType), get_args(EventType)

#: First code point, code point after the last, and the type.
Label = tuple[int, int, str]


class LabelError(Exception):
    """A folder cannot be written, or read as what it should hold; the message says why."""


def stem(source: str) -> str:
    """Name of an article's files, without folders."""
    return re.sub(r"[^\w.-]+", "-", source.replace("/", "--"))


def exported(
    out: Path, folder: Path, write: Callable[[Catalogue, Row, Path], None], beside: Mapping[str, str] | None = None
) -> int:
    """Have every article of a build written under its path in a folder, which has no suffix yet; returns their number.

    `beside` are texts for the folder itself, by file name.

    Raises:
        LabelError: if the folder cannot be written.
        NoBuild: if `out` holds no build.
    """
    catalogue = Catalogue(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in (beside or {}).items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
        for document in catalogue.documents.values():
            write(catalogue, document, folder / stem(document["source"]))
    except OSError as error:
        raise LabelError(f"cannot write {folder}: {error.strerror}") from error
    return len(catalogue.documents)


def imported(
    out: Path, folder: Path, raw: Path, read: Callable[[Row, Path], set[Label] | None]
) -> Iterator[tuple[Path, int]]:
    """Add to the review beside each article what labels read back say otherwise than the build; yields the files and how many.

    `read` is given the document and its path in the folder as `exported` gave it, and returns None where there is nothing.
    """
    catalogue = Catalogue(out)
    for document in sorted(catalogue.documents.values(), key=lambda row: row["source"]):
        article = raw / document["source"]
        if not article.is_file():
            continue
        now = read(document, folder / stem(document["source"]))
        found = [] if now is None else corrections(catalogue, document, now)
        if found:
            yield kept(article, found), len(found)


def names(catalogue: Catalogue, document: Row) -> list[tuple[Label, Row]]:
    """Names (no pronouns or noun phrases) of a document with their type."""
    rows = catalogue.of_document["mentions"].get(document["id"], [])
    return [
        ((row["start"], row["end"], catalogue.entities[row["entity_id"]]["type"]), row)
        for row in rows
        if row["form"] in ("name", "acronym", "adjective")
    ]


def triggers(catalogue: Catalogue, document: Row) -> list[tuple[Label, Row]]:
    """Triggers of events of a document with their type."""
    rows = catalogue.of_document["events"].get(document["id"], [])
    return [((row["trigger_start"], row["trigger_end"], row["type"]), row) for row in rows]


def corrections(catalogue: Catalogue, document: Row, now: set[Label]) -> list[Decision]:
    """What labels say otherwise than the build, as decisions: names and triggers gone, new or of another type."""
    named = [label for label, _ in names(catalogue, document)]
    told = [label for label, _ in triggers(catalogue, document)]
    found = compared(document, "mention", named, {label for label in now if label[2] in ENTITIES})
    return found + compared(document, "event", told, {label for label in now if label[2] in EVENTS})


def kept(article: Path, found: list[Decision]) -> Path:
    """Adds decisions to the review beside an article; returns its path."""
    with review_path(article).open("a", encoding="utf-8", newline="") as stream:
        stream.writelines(decision.line() + "\n" for decision in found)
    return review_path(article)


def compared(document: Row, kind: Kind, before: list[Label], now: set[Label]) -> list[Decision]:
    """Decisions that lead from the labels before to those now."""
    found = []
    left = now - set(before)
    for start, end, type in sorted(set(before) - now):
        other = next((label for label in sorted(left) if label[:2] == (start, end)), None)
        if other:
            left.discard(other)
            found.append(
                decided(
                    document, kind, "correct", start, end, {"type": type}, Change.model_validate({"type": other[2]})
                )
            )
        else:
            found.append(decided(document, kind, "reject", start, end, {"type": type}, Change()))
    for start, end, type in sorted(left):
        was = {"type": type} if kind == "event" else {}
        found.append(decided(document, kind, "add", start, end, was, Change.model_validate({"type": type})))
    return found


def decided(
    document: Row, kind: Kind, verdict: str, start: int, end: int, was: dict[str, str], change: Change
) -> Decision:
    """A decision on words of the document."""
    text = document["text"]
    return Decision.model_validate({
        "kind": kind, "verdict": verdict, "exact": text[start:end], "prefix": text[max(0, start - AFFIX) : start],
        "suffix": text[end : end + AFFIX], "start": start, "end": end, "was": was, "set": change,
        "reason": "corrected in another program",
    })  # fmt: skip
