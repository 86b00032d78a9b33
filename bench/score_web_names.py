"""Scores names against the held-out sentences of Universal NER (web text): persons, organisations and places, strict.

    python -m bench.score_web_names CORPORA [--show]

Where its guideline and ours differ, nobody is judged: it leaves adjectives of nationality and streets unmarked, which we
find; it takes some articles into names ("The Detroit News"), which we leave out.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from bench.annotated import document
from bench.score_names import line, model
from pipeline.extract.extraction import Name
from pipeline.extract.names import names
from pipeline.records.document import Document
from pipeline.records.passage import Passage
from training import uner
from training.splits import is_development_id

_ARTICLE = re.compile(r"(?:The|the|An?|an?) (?=\w)")
_STREETS = frozenset(
    [
        "Avenue",
        "Ave",
        "Ave.",
        "Boulevard",
        "Blvd",
        "Blvd.",
        "Drive",
        "Dr",
        "Dr.",
        "Highway",
        "Lane",
        "Ln",
        "Road",
        "Rd",
        "Rd.",
        "Street",
        "St",
        "St.",
    ]
)
TYPES = {"PER": "Person", "ORG": "Organization", "LOC": "Place"}


def article(record: dict) -> Document:
    """A record as a document, one passage a sentence."""
    bare = document("x", None, record["id"])
    passages = tuple(
        Passage(id=f"{bare.id}#char={a},{b}", document_id=bare.id, position=i, kind="paragraph", start=a, end=b)
        for i, (a, b) in enumerate(record["sentences"])
        if record["text"][a:b].strip()
    )
    return bare.model_copy(
        update={"text": record["text"], "passages": passages, "words": len(record["text"].split()), "citations": ()}
    )


def without_article(text: str, start: int, end: int, kind: str) -> tuple[int, int, str]:
    """The span without the article that it opens with."""
    article = _ARTICLE.match(text, start, end)
    return (article.end() if article else start, end, kind)


def judged(name: Name) -> bool:
    """Whether the guideline of Universal NER marks names of this kind at all."""
    return name.form != "adjective" and not (name.type == "Place" and name.text.split()[-1] in _STREETS)


def main(corpora: Path, *, show: bool = False) -> None:
    """Prints one line a type, and one for all."""
    analyse = model()
    counts = {key: Counter[str]() for key in (*TYPES.values(), "all")}
    for number, record in uner.documents(corpora).items():
        if not is_development_id(number):
            continue
        text = article(record)
        true = {without_article(text.text, e["start"], e["end"], TYPES[e["type"]]) for e in record["entities"]}
        found = names(text, analyse(text))
        streets = {row for row in true if row[2] == "Place" and text.text[row[0] : row[1]].split()[-1] in _STREETS}
        true -= streets
        said = {without_article(text.text, n.span.start, n.span.end, str(n.type)) for n in found if judged(n)}
        said = {row for row in said if row[2] in TYPES.values()}
        for key, count in counts.items():
            ours, theirs = ({row for row in rows if key in (row[2], "all")} for rows in (said, true))
            count.update(right=len(ours & theirs), said=len(ours), true=len(theirs))
        for start, end, kind in sorted(said ^ true) if show else ():
            print(f"{'+' if (start, end, kind) in said else '-'} {kind:13} {text.text[start:end]!r}")
    for key, count in counts.items():
        print(line(key, count))


if __name__ == "__main__":
    main(Path(sys.argv[1]), show="--show" in sys.argv)
