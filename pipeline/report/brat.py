"""Articles with their names and events as BRAT, and corrections read back from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.report import labels
from pipeline.report.catalogue import Catalogue, Row
from pipeline.report.labels import ENTITIES, EVENTS, Label, LabelError, exported, names, triggers

#: A text-bound annotation, of one stretch or (as BRAT writes what crosses lines) of several.
BOUND = re.compile(r"T\d+\t(?P<type>\S+) (?P<start>\d+) (?:\d+;\d+ )*(?P<end>\d+)\t")


def export(out: Path, folder: Path) -> int:
    """Write `NAME.txt` and `NAME.ann` of every article and the configuration of the types; returns the number of articles.

    Raises:
        LabelError: if the folder cannot be written.
        NoBuild: if `out` holds no build.
    """

    def write(catalogue: Catalogue, document: Row, base: Path) -> None:
        suffixed(base, ".txt").write_text(document["text"], encoding="utf-8", newline="")
        suffixed(base, ".ann").write_text(standoff(catalogue, document), encoding="utf-8", newline="")

    return exported(out, folder, write, {"annotation.conf": configuration()})


def suffixed(base: Path, suffix: str) -> Path:
    """The file of an article, whose name may have a full stop of its own."""
    return base.with_name(base.name + suffix)


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
        LabelError: if a text in the folder is not the build's.
    """

    def read(document: Row, base: Path) -> set[Label] | None:
        annotated, text = suffixed(base, ".ann"), suffixed(base, ".txt")
        if not annotated.is_file():
            return None
        if text.is_file() and text.read_bytes().decode("utf-8") != document["text"]:
            raise LabelError(f"{text} is not the text of the build; export anew")
        return labels_of(annotated.read_text("utf-8"))

    return labels.imported(out, folder, raw, read)


def labels_of(lines: str) -> set[Label]:
    """The labels of a standoff file."""
    bound = [BOUND.match(line) for line in lines.splitlines()]
    return {(int(m["start"]), int(m["end"]), m["type"]) for m in bound if m}
