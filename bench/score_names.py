"""Scores names against the annotated articles: strict spans with types, by the rules alone and with the model.

    python -m bench.score_names CORPORA [--rules | --model] [--train] [--show TYPE|all]

`own` is read by its development part (numbers divisible by six), or with `--train` by the rest.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import spacy
from spacy.tokens import Doc

from bench.annotated import Annotated, articles, development
from pipeline.extract.names import names
from pipeline.records.document import Document

TYPES = ("Person", "Organization", "Place", "Group", "Agreement", "Event", "CreativeWork", "Other")
MAIN = "people, bodies, places"
EVERY = "all types"
SPANS = "spans whatever the type"


def rules() -> Callable[[Document], Doc]:
    """A blank pipeline that only finds sentences, so that the rules stand alone."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return lambda document: nlp(document.text)


def model() -> Callable[[Document], Doc]:
    """The packaged model."""
    from pipeline.analyse import load

    return load()


def score(
    annotated: Iterable[Annotated], analyse: Callable[[Document], Doc], show: str = ""
) -> dict[str, Counter[str]]:
    """Counts of right, said and true by type; prints the errors of the type `show` on the way."""
    counts: dict[str, Counter[str]] = {key: Counter() for key in (*TYPES, MAIN, EVERY, SPANS)}
    for article in annotated:
        text = article.document.text
        said = {(n.span.start, n.span.end, str(n.type)) for n in names(article.document, analyse(article.document))}
        true = {(tag.start, tag.end, tag.attributes["t"]) for tag in article.tags if tag.name == "n"}
        for key, counter in counts.items():
            if key == SPANS:
                a, b = {x[:2] for x in said}, {x[:2] for x in true}
                counter.update(right=len(a & b), said=len(a), true=len(b))
            else:
                kinds = {EVERY: TYPES, MAIN: TYPES[:3]}.get(key, (key,))
                x, y = {s for s in said if s[2] in kinds}, {t for t in true if t[2] in kinds}
                counter.update(right=len(x & y), said=len(x), true=len(y))
        for start, end, kind in sorted(said ^ true):
            if show in {kind, "all"}:
                mark = "+" if (start, end, kind) in said else "-"
                line = f"{text[max(0, start - 30) : start]}[[{text[start:end]}]]{text[end : end + 25]}"
                print(f"{article.path.parent.name}/{article.path.stem} {mark} {kind:13} {line!r}")
    return counts


def line(name: str, count: Counter[str]) -> str:
    """Precision, recall, F1 and the counts they rest on."""
    right, said, true = count["right"], count["said"], count["true"]
    precision, recall = right / said if said else 0.0, right / true if true else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return f"{name:26} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   {right} right of {said} said, {true} true"


def main(corpora: Path, options: argparse.Namespace | None = None) -> None:
    """Prints one table for the rules alone and one with the packaged model."""
    makers = {"rules alone": rules, "with the model": model}
    if options is not None and (options.rules or options.model):
        makers.pop("with the model" if options.rules else "rules alone")
    for title, maker in makers.items():
        print(f"-- {title}")
        train = options is not None and options.train
        read = (a for a in articles(corpora) if int(a.path.stem) % 6) if train else development(corpora)
        for name, count in score(read, maker(), options.show if options else "").items():
            print(line(name, count))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("--model", action="store_true")
    parser.add_argument("--train", action="store_true")
    parser.add_argument("--show", default="")
    given = parser.parse_args()
    sys.exit(main(given.corpora, given))
