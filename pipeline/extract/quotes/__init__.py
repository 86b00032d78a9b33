"""Words in somebody's mouth: quoted and reported speech with its speaker.

The road: quotation marks (`marks`), turns of transcripts (`turns`) and of interviews (`interviews`), headlines
with a colon (`headed`), reporting sentences (`frames`), cues (`cues`), what each cue
reports (`reading` weighs `surface`, `tree` and the model's `evidence`), who speaks (`tree_speakers`, `speakers`, `subjects`), by what `medium`, and
how a quotation and its cue find each other (`assemble`).
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from pipeline.extract.extraction import Name, Quote, Reference
from pipeline.extract.quotes.assemble import Assembly
from pipeline.extract.quotes.frames import Frames
from pipeline.extract.quotes.headed import headed
from pipeline.extract.quotes.interviews import interview
from pipeline.extract.quotes.marks import DEPTH, quoted
from pipeline.extract.quotes.pool import Speakers
from pipeline.extract.quotes.reading import Reading
from pipeline.extract.quotes.turns import turns
from pipeline.records.document import Document
from pipeline.records.span import Span


def quotes(document: Document, doc: Doc, names: Sequence[Name], references: Sequence[Reference]) -> tuple[Quote, ...]:
    """Every statement outside boilerplate, in text order.

    Content spans leave out the outer quotation marks and keep the complementiser ("that", "to"). Titles, nicknames and words in
    scare quotes are not statements. `speaker` is the span of a name, a reference, a pronoun, or of the noun phrase there; None where
    the text leaves it open.
    """
    passages = [(p.start, p.end) for p in document.passages if p.kind != "boilerplate"]
    holes = [(c.start, c.end) for c in document.citations]
    marked = quoted(document.text, passages)
    frames = Frames(document.text, doc, holes)
    assembly = Assembly(document.text, Reading(doc, Speakers(names, references)))
    outermost = [q for q in marked if q.level == 0]
    spoken = turns(document.text, passages) or interview(document.text, passages, names)
    for turn in spoken:
        assembly.turn(turn)
    for turn in () if spoken else headed(document, doc, names):
        assembly.turn(turn, "indirect")
    for number, (start, end) in enumerate(passages):
        for frame in frames.of(Span(start, end), [q for q in outermost if q.passage == number], number):
            assembly.read(frame)
    # What a quotation itself quotes or reports: "He told me, ‘You teach their children.’"
    for level in range(DEPTH - 1):
        inner = [q for q in marked if q.level == level + 1]
        for quote in (q for q in marked if q.level == level):
            for frame in frames.of(quote.inner, [q for q in inner if quote.inner.contains(q.outer)], quote.passage):
                assembly.read(frame, nested=True)
    return assembly.result()
