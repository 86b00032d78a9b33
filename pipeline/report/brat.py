"""Articles with their names and events as BRAT, which INCEpTION imports as suggestions too, and corrections read back from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from pipeline.records.entity import EntityType
from pipeline.records.event import EventType
from pipeline.report.catalogue import Catalogue, Row
from pipeline.report.decisions import Change, Decision, Kind, review_path

#: Code points kept on either side of a decision's words.
AFFIX = 32
ENTITIES, EVENTS = get_args(EntityType), get_args(EventType)
#: A text-bound annotation, of one stretch or (as BRAT writes what crosses lines) of several.
BOUND = re.compile(r"T\d+\t(?P<type>\S+) (?P<start>\d+) (?:\d+;\d+ )*(?P<end>\d+)\t")

Label = tuple[int, int, str]


class BratError(Exception):
    """A folder cannot be read or written as BRAT; the message says why."""


def stem(source: str) -> str:
    """Name of an article's files, without folders."""
    return re.sub(r"[^\w.-]+", "-", source.replace("/", "--"))


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


def export(out: Path, folder: Path) -> int:
    """Write `NAME.txt` and `NAME.ann` of every article and the configuration of the types; returns the number of articles.

    Raises:
        BratError: if the folder cannot be written.
        NoBuild: if `out` holds no build.
    """
    catalogue = Catalogue(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "annotation.conf").write_text(configuration(), encoding="utf-8", newline="")
        for document in catalogue.documents.values():
            base = folder / stem(document["source"])
            base.with_name(base.name + ".txt").write_text(document["text"], encoding="utf-8", newline="")
            base.with_name(base.name + ".ann").write_text(standoff(catalogue, document), encoding="utf-8", newline="")
    except OSError as error:
        raise BratError(f"cannot write {folder}: {error.strerror}") from error
    return len(catalogue.documents)


def configuration() -> str:
    """The types, as BRAT's annotation.conf declares them."""
    roles = ", ".join(
        f"{role}*:<ENTITY>" for role in ("Actor", "Recipient", "Beneficiary", "Instrument", "Topic", "Victim")
    )
    events = "\n".join(f"{type}\t{roles}" for type in EVENTS)
    return "[entities]\n" + "\n".join(ENTITIES) + f"\n\n[relations]\n\n[events]\n{events}\n\n[attributes]\n"


def standoff(catalogue: Catalogue, document: Row) -> str:
    """The standoff lines of one document: names, triggers, and events with the participants that are names."""
    text, lines = document["text"], []
    number_of: dict[str, int] = {}
    for number, ((start, end, type), row) in enumerate(
        [*names(catalogue, document), *triggers(catalogue, document)], 1
    ):
        number_of[row["id"]] = number
        lines.append(f"T{number}\t{type} {stretches(text, start, end)}\t{' '.join(text[start:end].split())}")
    for count, (_, event) in enumerate(triggers(catalogue, document), 1):
        parties = [p for p in catalogue.participants.get(event["id"], ()) if p["mention_id"] in number_of]
        told = [f"{p['role'].capitalize()}:T{number_of[p['mention_id']]}" for p in parties]
        lines.append(f"E{count}\t" + " ".join([f"{event['type']}:T{number_of[event['id']]}", *told]))
    return "".join(line + "\n" for line in lines)


def stretches(text: str, start: int, end: int) -> str:
    """The offsets of words, one stretch a line of the text, since BRAT's annotations do not cross lines."""
    parts = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\n]+", text[start:end]) if m[0].strip()]
    return ";".join(f"{a} {b}" for a, b in parts)


def imported(out: Path, folder: Path, raw: Path) -> Iterator[tuple[Path, int]]:
    """Add to the review beside each article what its BRAT file says otherwise than the build; yields the files and how many.

    Raises:
        BratError: if a text in the folder is not the build's.
    """
    catalogue = Catalogue(out)
    for document in sorted(catalogue.documents.values(), key=lambda row: row["source"]):
        base = folder / stem(document["source"])
        annotated = base.with_name(base.name + ".ann")
        article = raw / document["source"]
        if not annotated.is_file() or not article.is_file():
            continue
        text = base.with_name(base.name + ".txt")
        if text.is_file() and text.read_bytes().decode("utf-8") != document["text"]:
            raise BratError(f"{text} is not the text of the build; export anew")
        found = corrections(catalogue, document, annotated.read_text("utf-8"))
        if found:
            with review_path(article).open("a", encoding="utf-8", newline="") as stream:
                stream.writelines(decision.line() + "\n" for decision in found)
            yield review_path(article), len(found)


def corrections(catalogue: Catalogue, document: Row, lines: str) -> list[Decision]:
    """What differs between a standoff file and the build, as decisions: names and triggers gone, new or of another type."""
    bound = [BOUND.match(line) for line in lines.splitlines()]
    now = {(int(m["start"]), int(m["end"]), m["type"]) for m in bound if m}
    found = compared(
        document, "mention", [label for label, _ in names(catalogue, document)], {x for x in now if x[2] in ENTITIES}
    )
    return found + compared(
        document, "event", [label for label, _ in triggers(catalogue, document)], {x for x in now if x[2] in EVENTS}
    )


def compared(document: Row, kind: Kind, before: list[Label], now: set[Label]) -> list[Decision]:
    """Decisions that lead from the labels before to those now. New events are left out: BRAT says too little of them."""
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
    if kind == "mention":
        found += [
            decided(document, kind, "add", s, e, {}, Change.model_validate({"type": t})) for s, e, t in sorted(left)
        ]
    return found


def decided(
    document: Row, kind: Kind, verdict: str, start: int, end: int, was: dict[str, str], change: Change
) -> Decision:
    """A decision on words of the document."""
    text = document["text"]
    return Decision.model_validate({
        "kind": kind, "verdict": verdict, "exact": text[start:end], "prefix": text[max(0, start - AFFIX) : start],
        "suffix": text[end : end + AFFIX], "start": start, "end": end, "was": was, "set": change, "reason": "corrected in BRAT",
    })  # fmt: skip
