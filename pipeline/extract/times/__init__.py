"""Expressions of time in a document, as precise as its words and no more.

The road: each passage's words (`tokens`), what expressions they hold (`grammar` tries the rules of `calendar`, `periods`, `phrases`,
`articles`, `units`, `counted`, `clock` and `alone` at each word, `joining` makes one of two), what each means (`meaning`), and its value,
counted from the reference date or the text (`resolve`, `nearest`, `recurring`, by the arithmetic of `parts` and `shifts`; `tense` and
`context` say what is near).
"""

from __future__ import annotations

from spacy.tokens import Doc

from pipeline.extract.extraction import TimeExpression
from pipeline.extract.times.context import Context, Focus, Resolved
from pipeline.extract.times.grammar import found_in
from pipeline.extract.times.meaning import CalendarDate, Clock, Deictic, Found, Plain, Range, Recent, Shift, Weekday
from pipeline.extract.times.parts import GRANULARITY
from pipeline.extract.times.resolve import resolved
from pipeline.extract.times.tense import abbreviation, close, tense
from pipeline.extract.times.tokens import NO_TAGS, STOPS, Tokens, tokenised
from pipeline.records.document import Document
from pipeline.records.span import Span
from pipeline.records.time import Granularity, TimeKind

#: Names that may hold a word of time without being one; those of other labels (events, places) often are dated.
PROPER = frozenset({"Person", "Organization", "CreativeWork"})

#: Words before a time that is named only in passing.
PASSING = frozenset({"since", "of", "(", "until"})


def times(document: Document, doc: Doc) -> tuple[TimeExpression, ...]:
    """Every expression of time outside boilerplate, in text order, none overlapping.

    Relative expressions count from `document.reference_date`; without one they have no value unless the text gives it. Of `doc`
    only tags (for the tense) and names (a month within a person's name is none) are used, so a blank one will do.
    """
    holes = sorted((c.start, c.end) for c in document.citations)
    names = [Span(e.start_char, e.end_char) for e in doc.ents if e.label_ in PROPER]
    tags = {token.idx: token.tag_ for token in doc} if doc.has_annotation("TAG") else NO_TAGS
    context = Context(document.reference_date)
    out: list[TimeExpression] = []
    for number, passage in enumerate(p for p in document.passages if p.kind != "boilerplate"):
        inside = [hole for hole in holes if passage.start <= hole[0] < passage.end]
        words = tokenised(document.text, passage.start, passage.end, inside, tags)
        taken = [n for n in names if n.start < passage.end and passage.start < n.end]
        context.passage = number
        sentences = sentence_starts(words)
        for found in found_in(words):
            span = words.span(found.start, found.end)
            if any(n.contains(span) for n in taken):
                continue
            context.sentence = sentences[found.start]
            out.append(expression(document.text, words, found, span, context))
    return tuple(out)


def expression(text: str, words: Tokens, found: Found, span: Span, context: Context) -> TimeExpression:
    """One expression with its value; the context remembers it for those that follow."""
    context.tense = tense(words, found.start, found.end)
    context.close = close(words, found.start)
    context.from_then = (
        isinstance(found.meaning, Weekday)
        and words.at(found.start - 1) == "from"
        and words.at(found.start - 2) not in {"up", "down", "postponed"}
        and words.at(found.end) not in {"'", "’"}
    )
    context.heads_entry = words.new_line(found.start)
    context.stands_alone = context.heads_entry and words.new_line(found.end)
    result = resolved(found.meaning, context)
    remember(context, words, found, span, result)
    value = result.edtf
    return TimeExpression(
        span=span,
        text=span.of(text),
        kind=kind_of(found, result),
        edtf=str(value) if value else None,
        earliest=value.earliest if value else None,
        latest=value.latest if value else None,
        granularity=unit_of(found, result),
        basis=result.basis,
        anchor=result.anchor,
    )


def unit_of(found: Found, result: Resolved) -> Granularity | None:
    """The finest unit that the words commit to."""
    if isinstance(found.meaning, Plain):
        return GRANULARITY[found.meaning.unit] if found.meaning.unit else None
    return result.unit


def kind_of(found: Found, result: Resolved) -> TimeKind:
    """What an expression denotes."""
    meaning = found.meaning
    if isinstance(meaning, Plain) and meaning.kind != "vague":
        return meaning.kind
    if isinstance(meaning, Shift) and meaning.origin == "ahead" and result.edtf is None:
        return "duration"
    if isinstance(meaning, Clock) or (isinstance(meaning, Range) and isinstance(meaning.first, Clock)):
        return "clock"
    return "interval" if result.edtf and result.edtf.is_interval else "date"


def remember(context: Context, words: Tokens, found: Found, span: Span, result: Resolved) -> None:
    """Keep a dated expression as what later ones may count from."""
    if result.edtf is None or isinstance(found.meaning, Recent) or found.meaning == Deictic("day", 0):
        return
    focus = Focus(
        result.edtf,
        span,
        context.passage,
        result.basis == "stated",
        words.at(found.start - 1) in PASSING,
        result.basis == "stated" or result.carries,
    )
    context.history.append(focus)
    dated = isinstance(found.meaning, (CalendarDate, Range)) and (focus.stated or context.entry is not None)
    if context.heads_entry and (dated or (context.stands_alone and isinstance(found.meaning, Weekday))):
        context.entry = focus


def sentence_starts(words: Tokens) -> list[int]:
    """For each word, the offset of the first word of its sentence."""
    out: list[int] = []
    first = 0
    for i in range(len(words)):
        if i and words.low[i - 1] in STOPS and words.low[i - 1] != ";" and not abbreviation(words, i - 1):
            first = i
        out.append(words.start[first])
    return out
