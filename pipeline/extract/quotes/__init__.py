"""Words in somebody's mouth: quoted and reported speech with its speaker.

The road: quotation marks (`marks`), reporting sentences (`frames`), cues (`cues`), what each cue reports (`surface`, or `tree`
where the analysis has one), who speaks (`speakers`), and how a quotation and its cue find each other (`assemble`).
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from pipeline.extract.extraction import Name, Quote, Reference
from pipeline.extract.quotes.assemble import Assembly
from pipeline.extract.quotes.frames import frames
from pipeline.extract.quotes.marks import quoted
from pipeline.extract.quotes.speakers import Speakers
from pipeline.records.document import Document


def quotes(document: Document, doc: Doc, names: Sequence[Name], references: Sequence[Reference]) -> tuple[Quote, ...]:
    """Every statement outside boilerplate, in text order.

    Content spans leave out the outer quotation marks and keep the complementiser ("that", "to"). Titles, nicknames and words in
    scare quotes are not statements. `speaker` is the span of a name, a reference, a pronoun, or of the noun phrase there; None where
    the text leaves it open.
    """
    passages = [(p.start, p.end) for p in document.passages if p.kind != "boilerplate"]
    holes = [(c.start, c.end) for c in document.citations]
    marked = quoted(document.text, passages)
    assembly = Assembly(document.text, Speakers(names, references))
    for frame in frames(document.text, doc, marked, passages, holes):
        assembly.read(frame)
    return assembly.result()
