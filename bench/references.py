"""What pronouns and descriptions are joined to, on the references of our own articles, given all else that is annotated.

A reference is *right* where it is joined to the entity that the annotation gives it, *wrong* where it is joined to another
(though perhaps to one that the text never names), and *open* where it is joined to nothing: rightly, if nobody of a name is
meant. Where the packaged model is installed its tree stands beside the annotation, since "it" and "they" are followed back by one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Doc

from pipeline.analyse import ModelError, load
from pipeline.extract.antecedents import with_antecedents
from pipeline.extract.extraction import Argument, EventCandidate, Extraction
from pipeline.records import Document, Span
from pipeline.resolve.cast import Cast
from pipeline.resolve.clusters import joined
from pipeline.resolve.figures import Figure, figure_of
from pipeline.resolve.places import grounded
from pipeline.resolve.references import resolve_references
from pipeline.resolve.story import story_of
from pipeline.resolve.within import with_offices
from tests.resolve.annotated import annotated, article

KINDS = ("he, she", "I, we", "it, itself", "they, them", "who, which", "the …", "other phrases")
_HE, _I = (
    frozenset(["he", "him", "himself", "she", "her", "herself"]),
    frozenset(["i", "me", "myself", "we", "us", "ourselves"]),
)
_IT, _THEY, _WHO = ({"it", "itself"}, {"they", "them", "themselves"}, {"who", "whom", "which"})


class Judged(NamedTuple):
    """One reference: its kind of words, the verdict, and for people its place, reason, entity meant and entity found."""

    kind: str
    verdict: str
    path: Path
    span: Span
    text: str
    reason: str
    meant: str
    found: str


def judged(paths: list[Path]) -> Iterator[Judged]:
    """Every reference of the articles with its verdict: "right", "wrong", "named nobody", "open", "rightly open"."""
    try:
        analyser = load()
    except ModelError:
        analyser = None
    for path in paths:
        document, extraction = article(path)
        if analyser is not None:
            extraction = with_tree(extraction, analyser(document))
        meant = {Span(a, b): e.get("e") or "" for a, b, e in annotated(path)[2] if e.tag in {"n", "r"}}
        named = {meant[name.span] for name in extraction.names}
        cast = resolved(document, asking_all(extraction))
        bearers = [of_names(figure, meant) for figure in cast.figures]
        for reference in extraction.references:
            stand = cast.at(reference.span)
            wanted, found = meant[reference.span], bearers[stand.figure] if stand else ""
            if stand is None:
                verdict = "open" if wanted in named else "rightly open"
            else:
                verdict = "right" if found == wanted else "wrong" if wanted in named else "named nobody"
            yield Judged(
                kind_of(reference.text), verdict, path, reference.span, reference.text,
                stand.reason if stand else "", wanted, found,
            )  # fmt: skip


def with_tree(extraction: Extraction, doc: Doc) -> Extraction:
    """The extraction with what a tree lets "it" and "they" point back to."""
    return replace(extraction, references=with_antecedents(extraction.references, doc, extraction.names))


def asking_all(extraction: Extraction) -> Extraction:
    """The extraction with one event more that all references are the topic of, so that each of them is asked for and none acts."""
    every = tuple(Argument("topic", r.span, r.text) for r in extraction.references)
    first = Span(0, 1)
    return replace(
        extraction, events=(*extraction.events, EventCandidate(first, first, "", "CONSULT", arguments=every))
    )


def resolved(document: Document, extraction: Extraction) -> Cast:
    """The document's cast once its references are resolved."""
    naming = joined(document.text, extraction.names)
    figures = with_offices(grounded(map(figure_of, naming.clusters()), document.text), naming, extraction)
    cast = Cast(document.text, figures, extraction.quotes)
    resolve_references(extraction, cast, story_of(document))
    return cast


def of_names(figure: Figure, meant: dict[Span, str]) -> str:
    """The annotated entity of most of the figure's names."""
    return Counter(meant.get(name.span, "") for name in figure.cluster.names).most_common(1)[0][0]


def kind_of(text: str) -> str:
    """Which row of the table a reference counts in."""
    word = text.lower()
    if word in _HE or word in _I:
        return KINDS[0] if word in _HE else KINDS[1]
    for kind, words in enumerate((_IT, _THEY, _WHO), start=2):
        if word in words:
            return KINDS[kind]
    return KINDS[5] if word.startswith("the ") else KINDS[6]


def development(corpora: Path) -> list[Path]:
    """The articles of `own` that nothing is tuned on: numbers divisible by six."""
    return [path for path in sorted((corpora / "own").glob("*/*.xml")) if int(path.stem) % 6 == 0]


def tuning(corpora: Path) -> list[Path]:
    """The other articles of `own`, and those of the training text with like numbers."""
    text = Path(__file__).parents[1] / "training" / "text"
    paths = (*sorted((corpora / "own").glob("*/*.xml")), *sorted(text.glob("*/*.xml")))
    return [path for path in paths if int(path.stem) % 6]


def table(paths: list[Path], *, show: Callable[[Judged], bool] | None = None) -> Iterator[str]:
    """One line a kind of reference, one for all; before them the references that `show` asks for."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in judged(paths):
        counts[one.kind][one.verdict] += 1
        counts["all"][one.verdict] += 1
        if show and show(one):
            yield f"  {one.path.parent.name}/{one.path.stem} {one.verdict}: “{one.text}” at {one.span.start} is {one.meant}, found {one.found} ({one.reason})"
    for kind in (*KINDS, "all"):
        n = counts[kind]
        made = n["right"] + n["wrong"] + n["named nobody"]
        share = n["right"] / made if made else 0.0
        yield (
            f"references  {kind:14}  joined {made}: right {n['right']} ({share:.3f}), wrong {n['wrong']}, of nobody named "
            f"{n['named nobody']}; open {n['open']} though named, {n['rightly open']} rightly"
        )
