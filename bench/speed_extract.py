"""Words a second of times and of quotations, given the analysed words, on the documents of a built folder.

The bars: 50,000 words a second for times, 10,000 for statements. Names for the speakers are those that the build wrote. Where the packaged
model can be loaded its parse is taken, else words alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as parquet
import spacy
from spacy.tokens import Doc

from pipeline.analyse import ModelError, load
from pipeline.extract.extraction import Name
from pipeline.extract.quotes import quotes
from pipeline.extract.times import times
from pipeline.records.document import Document
from pipeline.records.passage import Passage
from pipeline.records.span import Span

#: Seconds that each measure is given.
BUDGET = 3.0


def main(out: Path) -> None:
    """Print words a second of `times` and `quotes`."""
    documents = built(out)
    names = mentioned(out)
    analyse = analyser()
    pairs = [(document, analyse(document)) for document in documents]
    words = sum(document.words for document in documents)
    rate = measured(words, lambda: [times(document, doc) for document, doc in pairs])
    print(f"times   {rate:>10,.0f} words/s of one core (bar 50,000)  {words} words in {len(documents)} documents")
    rate = measured(words, lambda: [quotes(document, doc, names.get(document.id, []), []) for document, doc in pairs])
    print(f"quotes  {rate:>10,.0f} words/s of one core (bar 10,000)")


def analyser() -> Callable[[Document], Doc]:
    """The packaged model, or a splitter of words where it cannot be loaded."""
    try:
        return load()
    except ModelError as error:
        print(f"words only ({error})")
    blank = spacy.blank("en")
    return lambda document: blank.make_doc(document.text)


def measured(words: int, run: Callable[[], object]) -> float:
    """Words a second of processor time over as many rounds as the budget allows."""
    rounds, began = 0, time.process_time()
    while time.process_time() - began < BUDGET:
        run()
        rounds += 1
    return rounds * words / (time.process_time() - began)


def built(out: Path) -> list[Document]:
    """The documents of a built folder with their passages."""
    passages: dict[str, list[Passage]] = {}
    for row in parquet.read_table(out / "tables" / "passages.parquet").to_pylist():
        kept = {key: row[key] for key in ("id", "document_id", "position", "kind", "level", "section", "start", "end")}
        passages.setdefault(row["document_id"], []).append(Passage(**kept))
    documents = []
    for row in parquet.read_table(out / "tables" / "documents.parquet").to_pylist():
        kept = {
            key: row[key]
            for key in ("id", "source", "media_type", "sha256", "text", "text_sha256", "words", "reference_date")
        }
        own = tuple(sorted(passages.get(row["id"], []), key=lambda p: p.start))
        basis = "inferred" if row["reference_date"] else None
        documents.append(Document(**kept, reference_basis=basis, passages=own))
    return documents


def mentioned(out: Path) -> dict[str, list[Name]]:
    """The names of each document, by its id."""
    kinds = {row["id"]: row["type"] for row in parquet.read_table(out / "tables" / "entities.parquet").to_pylist()}
    names: dict[str, list[Name]] = {}
    for row in sorted(
        parquet.read_table(out / "tables" / "mentions.parquet").to_pylist(), key=lambda r: int(r["start"])
    ):
        if row["form"] in {"name", "acronym"}:
            span = Span(row["start"], row["end"])
            names.setdefault(row["document_id"], []).append(Name(span, row["text"], kinds[row["entity_id"]]))
    return names


if __name__ == "__main__":
    main(Path("out"))
