"""Articles with their names and events as BRAT, and corrections read back from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.report.catalogue import Catalogue, Row
from pipeline.report.labels import ENTITIES, EVENTS, Label, LabelError, corrections, kept, names, stem, triggers

#: A text-bound annotation, of one stretch or (as BRAT writes what crosses lines) of several.
BOUND = re.compile(r"T\d+\t(?P<type>\S+) (?P<start>\d+) (?:\d+;\d+ )*(?P<end>\d+)\t")


def export(out: Path, folder: Path) -> int:
    """Write `NAME.txt` and `NAME.ann` of every article and the configuration of the types; returns the number of articles.

    Raises:
        LabelError: if the folder cannot be written.
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
        raise LabelError(f"cannot write {folder}: {error.strerror}") from error
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
        LabelError: if a text in the folder is not the build's.
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
            raise LabelError(f"{text} is not the text of the build; export anew")
        found = corrections(catalogue, document, labels_of(annotated.read_text("utf-8")))
        if found:
            yield kept(article, found), len(found)


def labels_of(lines: str) -> set[Label]:
    """The labels of a standoff file."""
    bound = [BOUND.match(line) for line in lines.splitlines()]
    return {(int(m["start"]), int(m["end"]), m["type"]) for m in bound if m}
