"""What a headline, a caption or a parenthesis puts behind a speaker's name and a colon: "Okafor: Ghana will send no troops"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from pipeline.extract.extraction import Name
from pipeline.extract.quotes.turns import Turn, names_somebody
from pipeline.records.document import Document
from pipeline.records.span import Span, trimmed

#: Kinds of passage that say in one line what somebody said.
LINES = frozenset({"title", "heading", "caption"})
#: What may stand before the name: nothing, or a title in capitals.
TITLE = re.compile(r"(?:[A-Z][\w.’'-]*[ \t]+){0,5}")
#: What stands behind the colon, to the end of the line or of the parenthesis.
BEHIND = re.compile(r":[ \t]+(?P<said>[^\s“\"‘«„][^\n]*)")
INSIDE = re.compile(r":[ \t]+(?P<said>[^()\n]+)\)")
#: Tags of verbs of which one makes it a statement; a headline's "Mandela: a life" has none.
SAYING = frozenset({"VBD", "VBZ", "VBP", "MD", "VBG"})
#: Words of a statement without a verb in a parenthesis or caption, at least.
LEAST = 4


def headed(document: Document, doc: Doc, names: Sequence[Name]) -> Iterator[Turn]:
    """The lines and parentheses that a name and a colon open, as turns of one."""
    text = document.text
    bearers = sorted((n for n in names if n.type in {"Person", "Organization"}), key=lambda name: name.span)
    starts = [name.span.start for name in bearers]
    for number, passage in enumerate(p for p in document.passages if p.kind != "boilerplate"):
        for name in bearers[bisect_left(starts, passage.start) : bisect_left(starts, passage.end)]:
            opened = TITLE.fullmatch(text, passage.start, name.span.start) if passage.kind in LINES else None
            bracketed = text[name.span.start - 1 : name.span.start] == "("
            match = (
                (BEHIND if opened else INSIDE).match(text, name.span.end, passage.end) if opened or bracketed else None
            )
            if match is None or not names_somebody(name.text):
                continue
            words = trimmed(text, match.start("said"), match.end("said"))
            if words is not None and says(doc, words, name, passage.kind):
                yield Turn(name.span, words, number)


def says(doc: Doc, words: Span, name: Name, kind: str) -> bool:
    """Whether the words are a statement: they have a verb, or are long enough for a person's in a caption or parenthesis."""
    said = doc.char_span(words.start, words.end, alignment_mode="expand")
    verbal = said is not None and any(token.tag_ in SAYING for token in said)
    short = name.type == "Person" and kind not in {"title", "heading"}
    return verbal or (short and len(words.of(doc.text).split()) >= LEAST)
