"""Rules on the JSON-LD lines: schema, order, expansion, selectors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyld import jsonld

from pipeline.check.bundle import Bundle
from pipeline.check.context import no_fetch, ours
from pipeline.check.json_lines import Line
from pipeline.check.limits import SHAPES
from pipeline.check.rules import breach, quoted
from pipeline.check.shelf import Shelf
from pipeline.check.validators import fault
from pipeline.check.visits import LineRule, Visit
from pipeline.records import Finding
from pipeline.records.node import AFFIX
from pipeline.records.vocabulary import CONTEXT_URL


def schemas(bundle: Bundle, name: str) -> Visit:
    """lines.schema"""

    def line(line: Line) -> Iterator[Finding]:
        if found := fault(name, line.node):
            yield breach("lines.schema", found.message, pointer=line.at(*found.path))

    return Visit(line)


def order(bundle: Bundle, name: str) -> Visit:
    """lines.sorted"""
    before: list[str] = []

    def line(line: Line) -> Iterator[Finding]:
        key = str(line.node.get("@id"))
        if before and not before[0] < key:
            message = f"@id {quoted(line.node.get('@id'))} does not sort after the line before"
            yield breach("lines.sorted", message, pointer=line.at("@id"))
        before[:] = [key]

    return Visit(line)


def expansion(bundle: Bundle, name: str) -> Visit:
    """linked.expansion, for the lines"""
    whole = bundle.whole

    def line(line: Line) -> Iterator[Finding]:
        form = line.form if ours(line.node.get("@context")) else None
        if form is not None and form in whole:
            return
        found = list(expands(line.node, line.pointer, line))
        if form is not None and not found and len(whole) < SHAPES:
            whole.add(form)
        yield from found

    return Visit(line)


def expands(node: dict[str, Any], pointer: str, line: Line | None = None) -> Iterator[Finding]:
    """Expand one document; a dropped key, a fetch or a failure is a finding, with its column where a line is given."""
    if not ours(node.get("@context")):
        message = f"@context is {quoted(node.get('@context'))}, not {CONTEXT_URL}"
        yield breach("linked.expansion", message, pointer=line.at("@context") if line else pointer)
        return
    dropped: list[str] = []
    try:
        jsonld.expand(node, {"documentLoader": no_fetch}, on_property_dropped=lambda key: dropped.append(str(key)))
    except Exception as error:  # PyLD raises many kinds; any is a failed expansion
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        yield breach("linked.expansion", f"does not expand: {quoted(reason)}", pointer=pointer)
        return
    for key in dropped:
        message = f"the context does not map the key {quoted(key)}, so that it would be lost"
        yield breach("linked.expansion", message, pointer=line.at(key) if line else pointer)


def selectors(bundle: Bundle, name: str) -> Visit:
    """evidence.text, for the selectors of the JSON-LD lines."""
    texts = bundle.texts

    def line(line: Line) -> Iterator[Finding]:
        members = line.node.get("evidence")
        for number, evidence in enumerate(members if isinstance(members, list) else ()):
            if isinstance(evidence, dict) and (message := mismatch(evidence, texts)):
                yield breach("evidence.text", message, pointer=line.at("evidence", number))

    return Visit(line)


def mismatch(evidence: dict[str, Any], texts: Shelf) -> str | None:
    """What is wrong between the selectors of one passage and the text, or None."""
    text = texts.get(str(evidence.get("hasSource")))
    members = evidence.get("hasSelector")
    found = {str(s.get("@type")): s for s in members if isinstance(s, dict)} if isinstance(members, list) else {}
    quote, position = found.get("TextQuoteSelector", {}), found.get("TextPositionSelector", {})
    start, end = position.get("start"), position.get("end")
    if text is None:
        return f"hasSource {quoted(evidence.get('hasSource'))} is no document"
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
        return f"the selector's {start}..{end} is no span of the text"
    around = text[max(0, start - AFFIX) : start], text[start:end], text[end : end + AFFIX]
    if (quote.get("prefix"), quote.get("exact"), quote.get("suffix")) != around:
        return f"the selector quotes {quoted(quote.get('exact'))}, but the text has {quoted(around[1])}"
    return None


LINE_RULES: tuple[LineRule, ...] = (schemas, order, expansion, selectors)
