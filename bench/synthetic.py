"""Folders of any size for measuring: copies of one small article under ids of their own, and articles of our own prose."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from pipeline.records import Dataset, Record
from pipeline.records.identity import DEFAULT_BASE
from pipeline.write import write_output
from tests.conftest import sample

#: Fields whose values name records; each copy has names of its own.
NAMES = ("id", "document_id", "entity_id", "mention_id", "event_id", "record_id", "subject_id", "object_id", "speaker_id",
         "addressee_id", "time_id", "place_id", "cluster_id", "anchor_id", "attributed_to")  # fmt: skip
#: The articles that the language model learns from, written for the project; their words without the tags.
PROSE = Path(__file__).parents[1] / "training/text"
#: Words from which an article takes no further paragraph.
ENOUGH = 400


def write_articles(number: int, folder: Path) -> int:
    """Write that many Markdown articles of some 300 to 500 words, no two alike; returns how many words they have.

    Each is an article of our own, whole, and paragraphs of others below it, so that people and places come up again and again
    as they do in the news.
    """
    roots = [ElementTree.parse(path).getroot() for path in sorted(PROSE.glob("*/*.xml"))]
    prose = [["".join(root.itertext()).strip().split("\n\n"), root.attrib] for root in roots]
    folder.mkdir(parents=True)
    words = 0
    for one in range(number):
        again, base = divmod(one, len(prose))
        paragraphs, about = prose[base]
        body, more = list(paragraphs), (base + 7 * again + 1) % len(prose)
        while sum(len(part.split()) for part in body) < ENOUGH or len(body) == len(paragraphs):
            body += prose[more][0][: 2 + again % 3]
            more = (more + 1) % len(prose)
        head = "\n".join(
            f"{name}: {json.dumps(about[name])}" for name in ("title", "publisher", "published") if name in about
        )
        text = "\n\n".join(" ".join(part.split()) for part in body)
        words += len(text.split())
        (folder / f"{one:05}.md").write_text(f"---\n{head}\n---\n\n{text}\n", encoding="utf-8")
    return words


def write_lines(lines: Iterable[str], path: Path) -> None:
    """Write one line each."""
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(f"{line}\n" for line in lines)


def write_copies(number: int, out: Path) -> int:
    """Write a folder of at least `number` rows; returns how many it has."""
    one = sample()
    each = sum(map(len, one.by_table().values()))
    copies = -(-number // each)
    groups: dict[str, list[Any]] = {name: [] for name in Dataset.__slots__}
    for copy in range(copies):
        for name in groups:
            groups[name] += [renamed(record, copy) for record in getattr(one, name)]
    data = Dataset(**{name: tuple(sorted(found, key=key)) for name, found in groups.items()})
    write_output(data, out, model="none", base_iri=DEFAULT_BASE)
    return each * copies


def key(record: Record) -> str:
    """What records of a kind are sorted by."""
    return str(getattr(record, "id", ""))


def renamed(record: Record, copy: int) -> Record:
    """A copy of a record and of its children under other ids."""
    changes: dict[str, Any] = {}
    for name in type(record).model_fields:
        value = getattr(record, name)
        if type(record).is_child(name):
            changes[name] = tuple(renamed(child, copy) for child in value)
        elif name in NAMES and isinstance(value, str):
            changes[name] = moved(value, copy)
        elif name == "source":
            changes[name] = f"{copy}-{value}"
    return record.model_copy(update=changes)


def moved(iri: str, copy: int) -> str:
    """Another id of the same kind; a passage's keeps the place that it names."""
    stem, mark, place = iri.partition("#")
    base, _, name = stem.rpartition("/")
    return f"{base}/{hashlib.sha256(f'{copy} {name}'.encode()).hexdigest()[:20]}{mark}{place}"
