"""Scores events against the annotated articles and against coded PLOVER sentences.

    python -m bench.score_events CORPORA [--rules] [--given] [--train] [--show KIND]

`own`: triggers by overlap of words, each annotated trigger met once; participants where the annotated entity has a mention in the trigger's
sentence (phrases that the annotation does not mark at all, "two bridges", are not judged); dates, status and attribution on the triggers met. `plover_gsr/dev`: whether a sentence's coded type (older codes migrated; an
undertaking of a future act counts as the manual files it) is among those found. `--given` takes names, references, times
and quotations from the annotation, so that only this room's errors count; else the whole road's are used.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import spacy
from spacy.tokens import Doc

from bench.annotated import Annotated, articles, development, document
from bench.event_measures import Inputs, compare
from pipeline.extract.events import events
from pipeline.extract.extraction import Name, Quote, Reference, TimeExpression
from pipeline.knowledge import plover
from pipeline.records.document import Document
from pipeline.records.span import Span

#: Bars of the project: what the development part must reach.
BARS = {
    "events, type right": 0.70, "actors": 0.75, "recipients": 0.75, "dates": 0.75, "status": 0.90, "attribution": 0.80,
}  # fmt: skip


def rules() -> Callable[[Document], Doc]:
    """A blank pipeline that only finds sentences: the lexicon and word order alone."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return lambda found: nlp(found.text)


def model() -> Callable[[Document], Doc]:
    """The packaged model."""
    from pipeline.analyse import load

    return load()


def found_inputs(read: Document, doc: Doc) -> Inputs:
    """Names, references, times and quotations as the road finds them."""
    from pipeline.extract import extract

    said = extract(read, doc)
    return said.names, said.references, said.times, said.quotes


def given_inputs(article: Annotated) -> Inputs:
    """Names, references, times and quotations as annotated."""
    text = article.document.text
    names, references, times, quotes = [], [], [], []
    acting = {
        t.attributes["e"] for t in article.tags if t.name == "n" and t.attributes.get("s") in {"Country", "Government"}
    }
    for tag in article.tags:
        span, a = Span(tag.start, tag.end), tag.attributes
        words = span.of(text)
        if tag.name == "n":
            form = a.get("f", "name")
            names.append(Name(span, words, a["t"], None, form, 0.9, ("given",), metonym=a["e"] in acting))  # type: ignore[arg-type]
        elif tag.name == "r":
            pronoun = len(words.split()) == 1 and words[0].islower()
            references.append(Reference(span, words, _head(words), "pronoun" if pronoun else "nominal"))
        elif tag.name == "time":
            kind = {"duration": "duration", "set": "set"}.get(
                a.get("k", ""), "interval" if "/" in a.get("v", "") else "date"
            )
            times.append(TimeExpression(span, words, kind, a.get("v") or None, _first_day(a.get("v", ""))))  # type: ignore[arg-type]
        elif tag.name == "q":
            quotes.append(Quote(span, words, a["k"]))  # type: ignore[arg-type]
    return tuple(names), tuple(references), tuple(times), tuple(quotes)


def _first_day(edtf: str) -> dt.date | None:
    parts = edtf.partition("/")[0].rstrip("~?%").split("-")
    if not parts[0].isdigit() or (len(parts) > 1 and not 1 <= int(parts[1]) <= 12):
        return None
    return dt.date(*[int(part) for part in [*parts, "1", "1"][:3]])


def _head(words: str) -> str:
    first = words.split(" of ")[0].split(" in ")[0].split(" who ")[0].split(" from ")[0].split(", ")[0]
    return first.split()[-1]


def score(
    annotated: Iterable[Annotated], analyse: Callable[[Document], Doc], given: bool, show: str = ""
) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """Counts of right, said and true by measure, and by event type."""
    measures: dict[str, Counter[str]] = {}
    types: dict[str, Counter[str]] = {type: Counter() for type in plover.types()}
    for article in annotated:
        doc = analyse(article.document)
        inputs = given_inputs(article) if given else found_inputs(article.document, doc)
        said = events(article.document, doc, *inputs)
        compare(article, doc, said, inputs, measures, types, show)
    return measures, types


def sentences_score(corpora: Path, analyse: Callable[[Document], Doc], show: str = "") -> Counter[str]:
    """Counts over `plover_gsr/dev`: sentences, type found, and source and target both found."""
    counts: Counter[str] = Counter()
    nlp_inputs = found_inputs
    for row in (corpora / "plover_gsr" / "dev.jsonl").read_text("utf-8").splitlines():
        record = json.loads(row)
        coded = record["events"][0]
        wanted = _migrated(coded["event"], coded.get("mode"))
        read = document(record["text"], None, record["id"]).model_copy(update={"reference_date": dt.date(2000, 1, 1)})
        doc = analyse(read)
        try:
            inputs = nlp_inputs(read, doc)
        except ImportError:
            inputs = ((), (), (), ())
        said = events(read, doc, *inputs)
        types = {event.type for event in said} | {
            future
            for event in said
            if event.status in {"planned", "hypothetical"} and (future := plover.kind(event.type).planned) is not None
        }
        hit = wanted in types
        counts.update(sentences=1, type=int(hit), any=int(bool(said)))
        sides = [[a for a in coded.get(key, []) if "start" in a] for key in ("source", "target")]
        both = hit and all(
            not side
            or any(
                arg.span.start < a["end"] and a["start"] < arg.span.end
                for e in said
                for arg in e.arguments
                for a in side
            )
            for side in sides
        )
        counts.update(participants=int(both))
        if show == "sides" and hit and not both:
            sided = [[a["text"] for a in side] for side in sides]
            print(
                f"sides {wanted} {sided} got {[(e.type, [(a.role, a.text) for a in e.arguments]) for e in said]} {record['text']!r}"
            )
        if show == "gsr" and not hit:
            print(
                f"gsr {wanted:9} got {[(e.type, e.trigger.of(record['text']), e.status) for e in said]} {record['text']!r}"
            )
    return counts


def _migrated(code: str, mode: str | None) -> str | None:
    try:
        found = plover.migrated(code, mode)
    except plover.UnknownCode:
        found = plover.migrated(code)
    return found[0] if found else None


def _line(name: str, count: Counter[str], bar: float | None = None) -> str:
    said, true, right = count["said"], count["true"], count["right"]
    good = count["good"] or right
    precision, recall = good / said if said else 0.0, right / true if true else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    mark = f"   bar {bar:.2f}" if bar is not None else ""
    return f"{name:20} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   {right} right of {said} said, {true} true{mark}"


def main(corpora: Path, options: argparse.Namespace | None = None) -> None:
    """Prints measures, types and the coded sentences, for the rules alone and for the packaged model."""
    picked = options or argparse.Namespace(rules=False, model=False, given=False, train=False, show="")
    makers = {"rules alone": rules, "with the model": model}
    if picked.rules:
        makers.pop("with the model")
    elif picked.model:
        makers.pop("rules alone")
    for name, make in makers.items():
        try:
            analyse = make()
        except Exception as reason:  # the model is a file that may be absent
            print(f"SKIPPED {name}: {reason}")
            continue
        part = (a for a in articles(corpora) if int(a.path.stem) % 6) if picked.train else development(corpora)
        measures, types = score(part, analyse, picked.given, picked.show)
        print(
            f"-- own, {'training' if picked.train else 'development'} part, {name}{', mentions given' if picked.given else ''}"
        )
        for measure, count in measures.items():
            print(_line(measure, count, BARS.get(measure)))
        for type, count in types.items():
            print(_line(type, count))
        counts = sentences_score(corpora, analyse, picked.show)
        total = counts["sentences"] or 1
        print(
            f"-- plover_gsr/dev, {name}: type {counts['type'] / total:.3f} (bar 0.82), with both sides {counts['participants'] / total:.3f} (bar 0.65)"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    for flag in ("--rules", "--model", "--given", "--train"):
        parser.add_argument(flag, action="store_true")
    parser.add_argument(
        "--show",
        default="",
        help="missed, extra, mode, status, dates, place, by, actor, recipient, gsr, sides or a type",
    )
    arguments = parser.parse_args()
    if not arguments.corpora.is_dir():
        sys.exit(f"SKIPPED: {arguments.corpora} is not here")
    main(arguments.corpora, arguments)
