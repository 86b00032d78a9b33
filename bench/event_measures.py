"""Counts of one annotated article's events against those found in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from spacy.tokens import Doc

from bench.annotated import Annotated
from pipeline.extract.extraction import EventCandidate, Name, Quote, Reference, TimeExpression
from pipeline.records.span import Span

Inputs = tuple[tuple[Name, ...], tuple[Reference, ...], tuple[TimeExpression, ...], tuple[Quote, ...]]


def compare(
    article: Annotated, doc: Doc, said: tuple[EventCandidate, ...], inputs: Inputs,
    measures: dict[str, Counter[str]], types: dict[str, Counter[str]], show: str,
) -> None:  # fmt: skip
    """Adds the article's counts to `measures` and `types` and prints the errors of the kind `show`."""
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
        if met.mode != a.get("m") and show == "mode":
            print(f"mode {a.get('m')} not {met.mode} {a['t']} {line!r} {met.source}")
        count("status", said=1, true=1, right=int(met.status == a["st"]))
        if met.status != a["st"] and show == "status":
            print(f"status {a['st']:12} not {met.status:12} {line!r} {met.source}")
        sentence = next((s for s in sentences if s.contains(span)), span)
        for role, key in (("actor", "a"), ("recipient", "r")):
            _participants(role, a.get(key, "").split(), met, where, sentence, count, show, line, text)
        inside = [
            t
            for t in article.tags
            if t.name == "time" and sentence.contains(Span(t.start, t.end)) and t.attributes.get("v")
        ]
        wanted = a.get("d") if any(t.attributes["v"] == a.get("d") for t in inside) else None
        got = dates[met.time][0] if met.time is not None else None
        exact = wanted is not None and got is not None and _same(got, wanted)
        count("dates", said=int(met.time is not None and "d" in a), true=int(wanted is not None), right=int(exact))
        if show == "dates" and exact != (wanted is not None):
            print(f"date {wanted} not {got} {line!r}")
        place = [p for p in where.get(a.get("p", ""), []) if sentence.contains(p)]
        hit = met.place is not None and any(met.place.overlaps(p) for p in where.get(a.get("p", ""), []))
        if show == "place" and hit != bool(place):
            print(f"place {[p.of(text) for p in place]} not {met.place and met.place.of(text)} {line!r}")
        count("places", said=int(met.place is not None), true=int(bool(place)), right=int(hit))
        by = where.get(a.get("by", ""), [])
        quote = met.quote is not None
        told = quote or met.attribution is not None
        says = bool(by) and _says(met, by, speakers, article, quote)
        count("attribution", said=int(told), true=int(bool(by)), right=int(says))
        if show == "by" and (says != bool(by) or told != bool(by)):
            voice = (met.quote and speakers.get(met.quote)) or met.attribution
            print(
                f"by {a.get('by')} not {voice and voice.of(text)} quote {met.quote and met.quote.of(text)!r} in {sentence.of(text)!r} {line!r}"
            )
    for event in said:
        types[event.type].update(said=1)
        count("events, type right", said=1)
        count("triggers", said=1)
    if show == "extra":
        for event in left:
            s = event.trigger
            print(
                f"+ {event.type:9} {event.confidence} {event.source:40} {text[max(0, s.start - 60) : s.start]!r}[[{s.of(text)}]]{text[s.end : s.end + 50]!r}"
            )


def _same(got: str, wanted: str) -> bool:
    return got == wanted


def _says(
    met: EventCandidate, by: list[Span], speakers: dict[Span, Span | None], article: Annotated, quote: bool
) -> bool:
    if met.attribution is not None and any(met.attribution.overlaps(span) for span in by):
        return True
    if not quote or met.quote is None:
        return False
    speaker = speakers.get(met.quote)
    if speaker is not None:
        text = article.document.text
        # "Its spokeswoman, NAME" is one speaker, whichever half of the apposition is taken.
        return any(
            speaker.overlaps(span) or (speaker.end < span.start and text[speaker.end : span.start].strip(" \t") == ",")
            for span in by
        )
    # Given quotations carry the speaker's id rather than a span.
    tags = [t for t in article.tags if t.name == "q" and (t.start, t.end) == (met.quote.start, met.quote.end)]
    return any(span.start == s.start for t in tags for s in by for span in by if t.attributes["s"] in _ids(article, s))


def _ids(article: Annotated, span: Span) -> set[str]:
    return {
        t.attributes["e"] for t in article.tags if t.name in {"n", "r"} and (t.start, t.end) == (span.start, span.end)
    }


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
