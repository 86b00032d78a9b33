"""Our own annotated articles (`own/GUIDE.md`) as examples: names, events, speech, roles and who does what to whom."""

import re
import xml.sax
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokenizer import Tokenizer

from pipeline.analyse import sentences, words
from training.example import OPEN, Example, bio

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]+)*")
# A cue further than this from a quotation, in code points, is not taken to introduce it.
CUE_REACH = 90


@dataclass(frozen=True, slots=True)
class Span:
    """An annotated stretch: its tag, its attributes, and where it stands in code points."""

    tag: str
    start: int
    end: int
    attributes: dict[str, str]

    def ids(self, name: str) -> list[str]:
        """The ids in the attribute `name`."""
        return self.attributes.get(name, "").split()


class _Handler(xml.sax.ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.open: list[tuple[str, dict[str, str], int]] = []
        self.spans: list[Span] = []

    def startElement(self, name: str, attrs: xml.sax.xmlreader.AttributesImpl) -> None:
        self.open.append((name, dict(attrs.items()), len(self.text)))

    def endElement(self, name: str) -> None:
        tag, attributes, start = self.open.pop()
        if tag != "article":
            self.spans.append(Span(tag, start, len(self.text), attributes))

    def characters(self, content: str) -> None:
        self.text += content


def read(path: Path) -> tuple[str, list[Span]]:
    """Text and annotated spans of the article at `path`."""
    handler = _Handler()
    xml.sax.parse(str(path), handler)
    return handler.text, sorted(handler.spans, key=lambda span: (span.start, -span.end))


def name_type(span: Span) -> str:
    """The type that the model gives this name: adjectives of places and peoples have their own."""
    kind = span.attributes["t"]
    return f"{kind}-adjective" if span.attributes.get("f") == "adjective" and kind in ("Place", "Group") else kind


def paragraphs(path: Path, rules: Tokenizer) -> Iterator[Example]:
    """The article's paragraphs as examples, tokenised and cut into sentences as at run time."""
    text, spans = read(path)
    for match in _PARAGRAPH.finditer(text):
        inside = [
            Span(span.tag, span.start - match.start(), span.end - match.start(), span.attributes)
            for span in spans
            if match.start() <= span.start and span.end <= match.end()
        ]
        yield _paragraph("/".join(path.parts[-2:]), match.group(), inside, rules)


def _paragraph(document: str, text: str, spans: list[Span], rules: Tokenizer) -> Example:
    found, spaces = words.split(rules, text)
    numbers, number = [], -1
    for index, start in enumerate(sentences.starts(found, spaces)):
        # In these articles a line break is never a mere wrapping of lines.
        number += start or (index > 0 and "\n" in found[index - 1])
        numbers.append(number)
    offsets, position = [], 0
    for word, space in zip(found, spaces, strict=True):
        offsets.append((position, position + len(word)))
        position += len(word) + space
    place = [_words_of(span, offsets) for span in spans]
    count = len(found)

    def typed(tag: str, label: str | None = None) -> list[tuple[int, int, str]]:
        return [
            (*where, label or span.attributes[{"ev": "t", "q": "k"}[tag]])
            for span, where in zip(spans, place, strict=True)
            if span.tag == tag and where[0] < where[1]
        ]

    names = [(*w, name_type(s)) for s, w in zip(spans, place, strict=True) if s.tag == "n" and w[0] < w[1]]
    mode, status, office = [OPEN] * count, [OPEN] * count, [OPEN] * count
    for span, (start, end) in zip(spans, place, strict=True):
        for index in range(start, end):
            if span.tag == "ev":
                mode[index] = span.attributes.get("m") or "none"
                status[index] = span.attributes["st"]
            elif span.tag == "role":
                office[index] = span.attributes.get("st") or "current"
    return Example(
        source="own",
        document=document,
        words=found,
        spaces=spaces,
        sentences=numbers,
        targets={
            "names": bio(count, names),
            "events": bio(count, typed("ev")),
            "cues": bio(count, typed("cue", "cue")),
            "quotes": bio(count, typed("q")),
            "roles": bio(count, typed("role", "role")),
            "mode": mode,
            "status": status,
            "office": office,
        },
        pairs=_pairs(spans, place, numbers),
    )


def _words_of(span: Span, offsets: list[tuple[int, int]]) -> tuple[int, int]:
    """First word and word after the last of those that overlap the span."""
    inside = [index for index, (start, end) in enumerate(offsets) if start < span.end and end > span.start]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _pairs(spans: list[Span], place: list[tuple[int, int]], numbers: list[int]) -> dict[int, dict[str, dict[int, int]]]:
    """For each trigger, cue and role title: the words of the nearest mention of each of its participants."""
    mentions = [
        (span.attributes["e"], where) for span, where in zip(spans, place, strict=True) if span.tag in ("n", "r")
    ]
    times = [
        (span.attributes.get("v", ""), where) for span, where in zip(spans, place, strict=True) if span.tag == "time"
    ]
    result: dict[int, dict[str, dict[int, int]]] = {}

    def put(
        first: int, label: str, wanted: str, among: list[tuple[str, tuple[int, int]]], *, same: bool = False
    ) -> None:
        """Mark the nearest of `among` with id `wanted`; leave its other mentions open."""
        row = result.setdefault(first, {}).setdefault(label, {})
        having = [where for identifier, where in among if identifier == wanted and where[0] < where[1]]
        if same:
            having = [where for where in having if numbers[where[0]] == numbers[first]]
        having.sort(key=lambda where: (abs(numbers[where[0]] - numbers[first]), abs(where[0] - first)))
        for rank, (start, end) in enumerate(having):
            for index in range(start, end):
                if index != first and row.get(index) != 1:
                    row[index] = 1 if rank == 0 else -1

    for span, (first, end) in zip(spans, place, strict=True):
        if first >= end:
            continue
        if span.tag == "ev":
            row = result.setdefault(first, {})
            for label in ("actor", "recipient", "place", "time"):
                row.setdefault(label, {})
            for label, attribute in (("actor", "a"), ("recipient", "r"), ("place", "p")):
                for identifier in span.ids(attribute):
                    put(first, label, identifier, mentions)
            if span.attributes.get("d"):
                put(first, "time", span.attributes["d"], times, same=True)
        elif span.tag == "role":
            row = result.setdefault(first, {})
            row.setdefault("holder", {})
            row.setdefault("body", {})
            put(first, "holder", span.attributes["e"], mentions)
            if span.attributes.get("o"):
                put(first, "body", span.attributes["o"], mentions)
        elif span.tag == "cue":
            speaker = _speaker(span, spans)
            if speaker:
                put(first, "speaker", speaker, mentions)
    return result


def _speaker(cue: Span, spans: list[Span]) -> str | None:
    """The speaker of the quotation nearest to the cue, of those it is not itself part of."""
    gaps = [
        (max(span.start - cue.end, cue.start - span.end, 0), span.attributes["s"])
        for span in spans
        if span.tag == "q" and not (span.start <= cue.start and cue.end <= span.end)
    ]
    return min(gaps)[1] if gaps and min(gaps)[0] <= CUE_REACH else None
