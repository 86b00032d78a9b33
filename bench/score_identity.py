"""Scores which tellings are joined into one event, on the annotated articles, through all of extraction.

    python -m bench.score_identity CORPORA [--train] [--show]

Judged are triggers that were found: two that the annotation gives one id are one event, all others are apart. Pairs: precision
and recall of the pairs joined. B-cubed: the same for every trigger's own event, averaged, so that events told once count too.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from spacy.tokens import Doc

from bench.annotated import Annotated, articles, development
from bench.references import resolved
from bench.score_events import model
from pipeline.extract import extract
from pipeline.records.document import Document
from pipeline.records.identity import DEFAULT_BASE
from pipeline.resolve.kinship import kinship
from pipeline.resolve.mistaken import retyped
from pipeline.resolve.sameness import same_events
from pipeline.resolve.story import story_of
from pipeline.resolve.telling import Telling, tellings
from pipeline.resolve.times import times


def main(corpora: Path, *, train: bool = False, show: bool = False) -> None:
    """Prints both measures."""
    part = (a for a in articles(corpora) if int(a.path.stem) % 6) if train else development(corpora)
    print(f"-- identity of events, {'training' if train else 'development'} part of own")
    pairs, cubed = [0, 0, 0], [0.0, 0.0, 0]
    for article, found in tellings_of(part, model()):
        told = [(ours, truth) for ours, group in enumerate(found) for t in group if (truth := meant(t, article))]
        for one, other in combinations(told, 2):
            ours, true = one[0] == other[0], one[1] == other[1]
            pairs = [pairs[0] + (ours and true), pairs[1] + ours, pairs[2] + true]
        for one in told:
            ours, true = (
                {n for n, t in enumerate(told) if t[0] == one[0]},
                {n for n, t in enumerate(told) if t[1] == one[1]},
            )
            cubed = [cubed[0] + len(ours & true) / len(ours), cubed[1] + len(ours & true) / len(true), cubed[2] + 1]
        if show:
            print_wrong(article, found)
    right, said, true = pairs
    print(line("pairs", right / (said or 1), right / (true or 1), f"{right} right of {said} joined, {true} true"))
    print(line("B-cubed", cubed[0] / (cubed[2] or 1), cubed[1] / (cubed[2] or 1), f"{cubed[2]} triggers"))


def tellings_of(
    part: Iterable[Annotated], analyse: Callable[[Document], Doc]
) -> Iterator[tuple[Annotated, list[list[Telling]]]]:
    """Each article with its tellings by event, as the road joins them."""
    for article in part:
        document = article.document
        said = extract(document, analyse(document))
        cast = resolved(document, replace(said, names=retyped((*said.names, *said.unnamed))))
        told = tellings(said.events, cast, story_of(document), times(document, said.times, DEFAULT_BASE))
        yield article, same_events(told, cast.figures, kinship(said.roles, cast))


def meant(telling: Telling, article: Annotated) -> str:
    """The annotation's id of the event at a telling's trigger; empty where none is annotated."""
    at = telling.candidate.trigger
    return next(
        (t.attributes["id"] for t in article.tags if t.name == "ev" and t.start < at.end and at.start < t.end), ""
    )


def print_wrong(article: Annotated, found: list[list[Telling]]) -> None:
    """Every pair that is joined and should not be (+) or should be and is not (-)."""
    text = article.document.text
    told = [(n, t) for n, group in enumerate(found) for t in group if meant(t, article)]
    for (n, one), (m, other) in combinations(told, 2):
        true = meant(one, article) == meant(other, article)
        if (n == m) != true:
            parts = (
                f"{t.candidate.type} {t.candidate.mode} {t.candidate.status} “{t.candidate.clause.of(text)}” {sides(t)}"
                for t in (one, other)
            )
            print("-" if true else "+", article.path.parent.name, article.path.stem, *parts, sep="\n    ")


def sides(telling: Telling) -> str:
    """Participants, date and place of a telling, for people."""
    said = ", ".join(f"{p.argument.role} {p.argument.text}" for p in telling.parties)
    return f"[{telling.candidate.lemma}; {said}; {telling.when}; {telling.place}]"


def line(name: str, precision: float, recall: float, note: str) -> str:
    """One row of figures."""
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f"{name:20} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   {note}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--train", action="store_true")
    parser.add_argument("--show", action="store_true")
    picked = parser.parse_args()
    if not picked.corpora.is_dir():
        sys.exit(f"SKIPPED: {picked.corpora} is not here")
    main(picked.corpora, train=picked.train, show=picked.show)
