"""Which entity took the place of one that is gone: the one that the same words name now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq


class Heirs:
    """Heirs of the entities `gone`, told by their mentions in documents whose text is unchanged.

    `same` is the document of the last release to the one of this release that has its text. `of` is an entity to its heir;
    `named_before` are those that unchanged text named in the last release.
    """

    def __init__(self, old: Path, new: Path, same: Mapping[str, str], gone: set[str]) -> None:
        self.of: dict[str, str] = {}
        self.named_before: set[str] = set()
        if not gone:
            return
        before = [
            (same[document], start, end, entity)
            for document, start, end, entity in mentions(old, "entity_id", gone)
            if document in same
        ]
        self.named_before = {entity for *_, entity in before}
        now = mentions(new, "document_id", {document for document, *_ in before})
        by_place = {(document, start, end): entity for document, start, end, entity in now}
        votes: dict[str, Counter[str]] = {}
        for document, start, end, entity in before:
            if heir := by_place.get((document, start, end)):
                votes.setdefault(entity, Counter())[heir] += 1
        # The most votes win; between equals the smaller id, so that the outcome does not depend on order.
        self.of = {entity: min(count, key=lambda heir: (-count[heir], heir)) for entity, count in votes.items()}


def mentions(folder: Path, column: str, wanted: set[str]) -> list[tuple[str, int, int, str]]:
    """Document, start, end and entity of the mentions whose `column` is among `wanted`."""
    columns = ["document_id", "start", "end", "entity_id"]
    table = pq.read_table(folder / "tables/mentions.parquet", columns=columns)
    kept = table.filter(pc.is_in(table[column], value_set=pa.array(sorted(wanted), pa.string())))
    return list(zip(*(kept[name].to_pylist() for name in columns), strict=True))
