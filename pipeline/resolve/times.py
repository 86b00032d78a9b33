"""Time expressions as records, each with what it counts from."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.extraction import TimeExpression
from pipeline.records import Document, Span, Time
from pipeline.records.edtf import parse
from pipeline.records.identity import make_id


def times(document: Document, found: Sequence[TimeExpression], base: str) -> dict[Span, Time]:
    """One record a time expression, by its span; the first of two at one span is kept."""
    by_span: dict[Span, TimeExpression] = {}
    for expression in found:
        by_span.setdefault(expression.span, expression)
    ids = {span: time_id(document, expression, base) for span, expression in by_span.items()}
    return {span: record(document, expression, ids) for span, expression in by_span.items()}


def time_id(document: Document, expression: TimeExpression, base: str) -> str:
    """The IRI of a time expression."""
    return make_id(base, "time", document.id, expression.span.start, expression.span.end, expression.kind)


def record(document: Document, expression: TimeExpression, ids: dict[Span, str]) -> Time:
    """One time expression; earliest and latest are read off its EDTF value where it has one."""
    anchor = ids.get(expression.anchor) if expression.anchor and expression.anchor != expression.span else None
    if anchor is None and expression.basis == "anchored":
        anchor = document.id
    earliest, latest = expression.earliest, expression.latest
    if expression.edtf:
        value = parse(expression.edtf)
        earliest, latest = value.earliest, value.latest
    return Time(
        id=ids[expression.span], document_id=document.id, start=expression.span.start, end=expression.span.end,
        text=expression.span.of(document.text), kind=expression.kind, edtf=expression.edtf, earliest=earliest,
        latest=latest, granularity=expression.granularity, basis=expression.basis, anchor_id=anchor,
    )  # fmt: skip
