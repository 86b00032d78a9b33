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
from pipeline.extract.events import events
from pipeline.extract.extraction import EventCandidate, Name, Quote, Reference, TimeExpression
from pipeline.knowledge import plover
from pipeline.records.document import Document
from pipeline.records.span import Span

Inputs = tuple[tuple[Name, ...], tuple[Reference, ...], tuple[TimeExpression, ...], tuple[Quote, ...]]
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
    acting = {t.attributes["e"] for t in article.tags if t.name == "n" and t.attributes.get("s") in {"Country", "Government"}}
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
            kind = {"duration": "duration", "set": "set"}.get(a.get("k", ""), "interval" if "/" in a.get("v", "") else "date")
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
        _compare(article, doc, said, inputs, measures, types, show)
    return measures, types


def _compare(
    article: Annotated, doc: Doc, said: tuple[EventCandidate, ...], inputs: Inputs,
    measures: dict[str, Counter[str]], types: dict[str, Counter[str]], show: str,
) -> None:  # fmt: skip
    text = article.document.text
    gold = [tag for tag in article.tags if tag.name == "ev"]
    where: dict[str, list[Span]] = {}
    for tag in article.tags:
        if tag.name in {"n", "r"}:
            where.setdefault(tag.attributes["e"], []).append(Span(tag.start, tag.end))
    sentences = [Span(s.start_char, s.end_char) for s in doc.sents if s.end_char > s.start_char]
    left = list(said)
    dates = {time.span: (time.edtf, time.earliest) for time in inputs[2]}
    speakers = {quote.span: quote.speaker for quote in inputs[3]}

    def count(measure: str, **values: int) -> None:
        measures.setdefault(measure, Counter()).update(values)

    for tag in gold:
        span, a = Span(tag.start, tag.end), tag.attributes
        match = [e for e in left if e.trigger.overlaps(span)]
        match.sort(key=lambda e: (e.type != a["t"], e.trigger.distance(span)))
        met = match[0] if match else None
        right = met is not None and met.type == a["t"]
        types[a["t"]].update(true=1, right=int(right))
        count("triggers", true=1, right=int(met is not None))
        count("events, type right", true=1, right=int(right))
        line = text[max(0, span.start - 60) : span.start] + "[[" + span.of(text) + "]]" + text[span.end : span.end + 60]
        if not right and show in {"missed", a["t"]}:
            print(f"- {a['t']:9} {a.get('m', ''):12} {'as ' + met.type if met else '':12} {line!r}")
        if met is None:
            continue
        left.remove(met)
        if not right:
            continue
        count("mode", said=1, true=1, right=int(met.mode == a.get("m")))
        count("status", said=1, true=1, right=int(met.status == a["st"]))
        if met.status != a["st"] and show == "status":
            print(f"status {a['st']:12} not {met.status:12} {line!r} {met.source}")
        sentence = next((s for s in sentences if s.contains(span)), span)
        for role, key in (("actor", "a"), ("recipient", "r")):
            _participants(role, a.get(key, "").split(), met, where, sentence, count, show, line, text)
        inside = [t for t in article.tags if t.name == "time" and sentence.contains(Span(t.start, t.end)) and t.attributes.get("v")]
        wanted = a.get("d") if any(t.attributes["v"] == a.get("d") for t in inside) else None
        got = dates[met.time][0] if met.time is not None else None
        exact = wanted is not None and got is not None and _same(got, wanted)
        count("dates", said=int(met.time is not None and "d" in a), true=int(wanted is not None), right=int(exact))
        if show == "dates" and exact != (wanted is not None):
            print(f"date {wanted} not {got} {line!r}")
        place = [p for p in where.get(a.get("p", ""), []) if sentence.contains(p)]
        hit = met.place is not None and any(met.place.overlaps(p) for p in where.get(a.get("p", ""), []))
        count("places", said=int(met.place is not None), true=int(bool(place)), right=int(hit))
        by = where.get(a.get("by", ""), [])
        quote = met.quote is not None
        count("attribution", said=int(quote or met.attribution is not None), true=int(bool(by)), right=int(bool(by) and _says(met, by, speakers, article, quote)))
    for event in said:
        types[event.type].update(said=1)
        count("events, type right", said=1)
        count("triggers", said=1)
    if show == "extra":
        for event in left:
            s = event.trigger
            print(f"+ {event.type:9} {event.confidence} {event.source:40} {text[max(0, s.start - 60) : s.start]!r}[[{s.of(text)}]]{text[s.end : s.end + 50]!r}")


def _same(got: str, wanted: str) -> bool:
    return got == wanted


def _says(met: EventCandidate, by: list[Span], speakers: dict[Span, Span | None], article: Annotated, quote: bool) -> bool:
    if met.attribution is not None and any(met.attribution.overlaps(span) for span in by):
        return True
    if not quote or met.quote is None:
        return False
    speaker = speakers.get(met.quote)
    if speaker is not None:
        return any(speaker.overlaps(span) for span in by)
    # Given quotations carry the speaker's id rather than a span.
    tags = [t for t in article.tags if t.name == "q" and (t.start, t.end) == (met.quote.start, met.quote.end)]
    return any(span.start == s.start for t in tags for s in by for span in by if t.attributes["s"] in _ids(article, s))


def _ids(article: Annotated, span: Span) -> set[str]:
    return {t.attributes["e"] for t in article.tags if t.name in {"n", "r"} and (t.start, t.end) == (span.start, span.end)}


def _participants(
    role: str, ids: list[str], met: EventCandidate, where: dict[str, list[Span]], sentence: Span,
    count: Callable[..., None], show: str, line: str, text: str,
) -> None:  # fmt: skip
    marked = [span for spans in where.values() for span in spans]
    got = [a.span for a in met.arguments if a.role == role and any(a.span.overlaps(span) for span in marked)]
    near = [ident for ident in ids if any(sentence.contains(span) for span in where.get(ident, []))]
    reached = [ident for ident in near if any(span.overlaps(g) for span in where[ident] for g in got)]
    good = [g for g in got if any(span.overlaps(g) for ident in ids for span in where.get(ident, []))]
    count(f"{role}s", true=len(near), right=len(reached), said=len(got), good=len(good))
    if show == role and (len(reached) < len(near) or len(good) < len(got)):
        print(f"{role} {near} got {[g.of(text) for g in got]} {met.type} {met.source} {line!r}")


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
            not side or any(arg.span.start < a["end"] and a["start"] < arg.span.end for e in said for arg in e.arguments for a in side)
            for side in sides
        )
        counts.update(participants=int(both))
        if show == "gsr" and not hit:
            print(f"gsr {wanted:9} got {[(e.type, e.trigger.of(record['text']), e.status) for e in said]} {record['text']!r}")
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
        print(f"-- own, {'training' if picked.train else 'development'} part, {name}{', mentions given' if picked.given else ''}")
        for measure, count in measures.items():
            print(_line(measure, count, BARS.get(measure)))
        for type, count in types.items():
            print(_line(type, count))
        counts = sentences_score(corpora, analyse, picked.show)
        total = counts["sentences"] or 1
        print(f"-- plover_gsr/dev, {name}: type {counts['type'] / total:.3f} (bar 0.82), with both sides {counts['participants'] / total:.3f} (bar 0.65)")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    for flag in ("--rules", "--model", "--given", "--train"):
        parser.add_argument(flag, action="store_true")
    parser.add_argument("--show", default="", help="missed, extra, status, dates, actor, recipient, gsr or an event type")
    arguments = parser.parse_args()
    if not arguments.corpora.is_dir():
        sys.exit(f"SKIPPED: {arguments.corpora} is not here")
    main(arguments.corpora, arguments)
