"""Scores names and roles against annotated articles: strict spans with types, precision, recall and F1.

    python bench/score_names.py ARTICLES [--train] [--model] [--show TYPE]

ARTICLES is the folder of annotated articles with its `validate.py`; numbers divisible by six are scored (the others
with `--train`). Without `--model` a blank pipeline with sentence boundaries is used, so that the rules stand alone.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc

from pipeline.extract.names import names
from pipeline.records.document import Document
from pipeline.records.passage import Passage


def articles(folder: Path, train: bool) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Path and record (text, spans) of every article of the part asked for."""
    spec = importlib.util.spec_from_file_location("annotated", folder / "validate.py")
    if spec is None or spec.loader is None:
        sys.exit(f"{folder} has no validate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for path in sorted(folder.glob("*/*.xml")):
        if (int(path.stem) % 6 != 0) == train:
            yield path, module.check(path)[0]


def as_document(text: str, source: str = "article") -> Document:
    """The text as a document whose blocks are split at blank lines, the first a title where it is short."""
    passages, at = [], 0
    for block in text.split("\n\n"):
        start = text.index(block, at)
        at = start + len(block)
        stripped = block.strip()
        if stripped:
            start += block.index(stripped)
            short = len(stripped) < 90 and stripped[-1] not in ".!?”\":" and "\n" not in stripped
            kind = ("title" if not passages else "heading") if short else "paragraph"
            passages.append(
                Passage(id=f"x:p{start}", document_id="x:d", position=len(passages), kind=kind, start=start,
                        end=start + len(stripped))
            )  # fmt: skip
    return Document(
        id="x:d", source=source, media_type="text/plain", sha256="0" * 64, text=text, text_sha256="0" * 64,
        words=len(text.split()), passages=tuple(passages),
    )  # fmt: skip


def analyser(model: bool) -> Callable[[Document], Doc]:
    """The packaged model, or a blank pipeline that only finds sentences."""
    if model:
        from pipeline.analyse import load

        return load()
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return lambda document: nlp(document.text)


def figures(right: int, said: int, true: int) -> str:
    """Precision, recall, F1 and the counts they rest on."""
    precision, recall = right / said if said else 0.0, right / true if true else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({right} right of {said} said, {true} true)"


def main() -> None:
    """Prints the table; with --show, every error of one type."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--train", action="store_true")
    parser.add_argument("--model", action="store_true")
    parser.add_argument("--show", default="")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    analyse = analyser(options.model)
    counts: dict[str, Counter[str]] = {}
    for path, record in articles(options.articles, options.train):
        if options.only and options.only not in str(path):
            continue
        document = as_document(record["text"])
        found = {(n.span.start, n.span.end, n.type) for n in names(document, analyse(document))}
        true = {(x["start"], x["end"], x["t"]) for x in record["spans"] if x["tag"] == "n"}
        for kind in ("Person", "Organization", "Place", "Group", "Agreement", "Event", "CreativeWork", "Other"):
            for key in (kind, "all types", *(["people, bodies, places"] if kind in {"Person", "Organization", "Place"} else [])):
                said = {x for x in found if x[2] == kind}
                gold = {x for x in true if x[2] == kind}
                counts.setdefault(key, Counter()).update(right=len(said & gold), said=len(said), true=len(gold))
        spans_found, spans_true = {x[:2] for x in found}, {x[:2] for x in true}
        counts.setdefault("spans alone", Counter()).update(
            right=len(spans_found & spans_true), said=len(spans_found), true=len(spans_true)
        )
        if options.show:
            for a, b, kind in sorted(found ^ true):
                mark = "+" if (a, b, kind) in found else "-"
                if options.show in {kind, "all"}:
                    line = record["text"][max(0, a - 30) : a] + "[[" + record["text"][a:b] + "]]" + record["text"][b : b + 25]
                    print(f"{path.parent.name}/{path.stem} {mark} {kind:13} {line!r}")
    for key, count in counts.items():
        print(f"{key:24} {figures(count['right'], count['said'], count['true'])}")


if __name__ == "__main__":
    main()
