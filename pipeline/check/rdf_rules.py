"""Rule on RDF: a record goes through N-Quads and comes back whole."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Iterator
from typing import Any

from pyld import jsonld

from pipeline.check.bundle import Bundle
from pipeline.check.context import bundled, no_fetch, ours
from pipeline.check.json_lines import Line
from pipeline.check.rules import breach, quoted
from pipeline.check.visits import LineRule, Visit
from pipeline.records import Finding

#: Records of a kind that go through RDF: the first of each of so many shapes, and so many more spread evenly, first and last
#: among them. PyLD does some 200 a second.
SHAPES, SAMPLE = 32, 8
#: Records that go together; PyLD compares every statement with every other.
TOGETHER = 5

#: A statement of a record: subject, property, value (an IRI, or text with its datatype).
Triple = tuple[str, str, str, str]


def round_trip(bundle: Bundle, name: str) -> Visit:
    """linked.rdf"""
    picked = sample(len(bundle.lines[name]))
    count = 0
    taken: list[Line] = []
    forms: set[Hashable] = set()

    def line(line: Line) -> Iterable[Finding]:
        nonlocal count
        new = line.form not in forms and len(forms) < SHAPES
        forms.add(line.form)
        if (new or count in picked) and ours(line.node.get("@context")):  # another context is another rule's finding
            taken.append(line)
        count += 1
        return ()

    def end() -> Iterator[Finding]:
        # A few at once, for a context costs more than a record; one by one where that does not say which is at fault.
        for start in range(0, len(taken), TOGETHER):
            few = taken[start : start + TOGETHER]
            if not whole([line.node for line in few]):
                for line in few:
                    yield from lost(line)

    return Visit(line, end)


def sample(lines: int) -> Container[int]:
    """The numbers of at most `SAMPLE` of so many lines, evenly spread."""
    last = lines - 1
    return {number * last // (SAMPLE - 1) for number in range(SAMPLE)} if last >= SAMPLE else range(lines)


def whole(nodes: list[dict[str, Any]]) -> bool:
    """Whether records go through RDF together without a difference."""
    try:
        before, after = trip(
            {**bundled(), "@graph": [{k: v for k, v in node.items() if k != "@context"} for node in nodes]}
        )
    except Exception:  # PyLD raises many kinds
        return False
    return before == after


def lost(line: Line) -> Iterator[Finding]:
    """What a record loses or gains on the way."""
    try:
        before, after = trip(line.node)
    except Exception:  # PyLD raises many kinds; what does not expand is another rule's finding
        return
    for told in sorted(before - after):
        message = f"{told[1]} {quoted(told[2])} is lost on the way through RDF"
        yield breach("linked.rdf", message, pointer=line.pointer)
    for gained in sorted(after - before):
        message = f"{gained[1]} {quoted(gained[2])} is made up on the way through RDF"
        yield breach("linked.rdf", message, pointer=line.pointer)


def trip(node: dict[str, Any]) -> tuple[set[Triple], set[Triple]]:
    """What a record says as JSON-LD, and what is left when it was written as N-Quads and read again."""
    options = {"documentLoader": no_fetch}
    before = jsonld.flatten(jsonld.expand(node, options))
    quads = jsonld.to_rdf(before, {"format": "application/n-quads"} | options)
    after = jsonld.from_rdf(quads, {"format": "application/n-quads", "useNativeTypes": True})
    return triples(before), triples(after)


def triples(flat: list[dict[str, Any]]) -> set[Triple]:
    """The statements of flattened JSON-LD."""
    found: set[Triple] = set()
    for node in flat:
        subject = node["@id"]
        found |= {(subject, "@type", kind, "@id") for kind in node.get("@type", ())}
        for key, values in node.items():
            if not key.startswith("@"):
                found |= {(subject, key, *told(value)) for value in values}
    return found


def told(value: dict[str, Any]) -> tuple[str, str]:
    """A value and its datatype; numbers by their worth, since RDF has its own way to write them."""
    if "@id" in value:
        return value["@id"], "@id"
    literal = value.get("@value")
    if isinstance(literal, (int, float)) and not isinstance(literal, bool):
        return repr(float(literal)), "number"
    return str(literal), value.get("@type", "string")


LINE_RULES: tuple[LineRule, ...] = (round_trip,)
