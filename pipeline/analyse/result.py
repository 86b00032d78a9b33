"""The readings of a document's windows, gathered and written to its `Doc`."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, POS, TAG
from spacy.tokens import Doc, Span

from pipeline.analyse import extensions
from pipeline.analyse.lemmas import Lemmatizer
from pipeline.analyse.package import Package
from pipeline.analyse.reading import Reading
from pipeline.analyse.spans import decode

UNSET = -1


class Result:
    """What is known of the words of one document so far. `starts` says which words start a sentence."""

    def __init__(
        self, doc: Doc, texts: Sequence[str], starts: Sequence[bool], package: Package, lemmatizer: Lemmatizer
    ) -> None:
        self.doc, self.texts, self.starts = doc, texts, starts
        self.package = package
        self.lemmatizer = lemmatizer
        count = len(texts)
        self.tags = [""] * count
        self.parts = [""] * count
        self.labels = [""] * count
        self.heads = [UNSET] * count
        self.spans: dict[str, list[Span]] = {name: [] for name in ("names", "events", "cues", "quotes", "roles")}

    def add(self, readings: Sequence[Reading]) -> None:
        """Take over the readings of all windows, in order."""
        for reading in readings:
            for place, tag, part, head, label in zip(
                reading.window.words, reading.tags, reading.parts, reading.heads, reading.labels, strict=True
            ):
                self.tags[place], self.parts[place] = tag, part
                self.heads[place], self.labels[place] = head, label
            for marked in reading.marked:
                self._mark(marked.group, marked.label, marked.start, marked.end, marked.values)
        if readings:
            self._add_quotes(readings)

    def _add_quotes(self, readings: Sequence[Reading]) -> None:
        """Quotations are found over a whole passage, since they may cross sentences and windows."""
        places = [place for reading in readings for place in reading.window.words]
        scores = np.concatenate([reading.quotes for reading in readings])
        labels, steps = self.package.heads["quotes"].labels, self.package.steps.get("quotes")
        edges = {bisect_left(places, edge) for edge in self.doc._.breaks or ()}
        for first, last in pairwise(sorted({0, len(places), *edges})):
            for found in decode(scores[first:last], labels, steps=steps):
                start, end = places[first + found.start], places[first + found.end - 1] + 1
                values = {"confidence": round(found.probability, 2), "probability": found.probability}
                self._mark("quotes", found.kind, start, end, values)

    def _mark(self, group: str, label: str, start: int, end: int, values: dict[str, Any]) -> None:
        self.spans[group].append(Span(self.doc, start, end, label=label))
        extensions.note(self.doc, label, start, end, values)

    def write(self) -> Doc:
        """Set everything on the document."""
        doc, texts = self.doc, self.texts
        self._attach()
        strings = doc.vocab.strings
        known: dict[str, int] = {}

        def number(text: str) -> int:
            value = known.get(text)
            if value is None:
                value = known[text] = strings.add(text)
            return value

        columns = np.zeros((len(texts), 5), dtype=np.uint64)
        for index, text in enumerate(texts):
            tag = self.tags[index]
            columns[index, 0] = number(tag) if tag else number("_SP") if text.isspace() else 0
            columns[index, 1] = number(self.parts[index] or ("SPACE" if text.isspace() else "X"))
            columns[index, 2] = number(self.lemmatizer(text, tag) if tag else text)
            columns[index, 4] = number(self.labels[index])
        if len(texts):
            # Heads as spaCy keeps them: the way from each word, 32 bits and signed, in an array of unsigned numbers.
            columns[:, 3] = (
                (np.asarray(self.heads) - np.arange(len(texts))).astype(np.int32).astype(np.int64).astype(np.uint64)
            )
            doc.from_array([TAG, POS, LEMMA, HEAD, DEP], columns)  # type: ignore[arg-type]  # the stub names its own array type
        doc.ents = self.spans["names"]
        for name in ("events", "cues", "quotes", "roles"):
            doc.spans[name] = self.spans[name]
        return doc

    def _attach(self) -> None:
        """Give every word a head: parts of one sentence are joined, blanks and unread words hang on their neighbours."""
        edges = [*(index for index, start in enumerate(self.starts) if start), len(self.heads)]
        for start, end in pairwise(edges):
            roots = [index for index in range(start, end) if self.heads[index] == index]
            for other in roots[1:]:
                self.heads[other], self.labels[other] = roots[0], "parataxis"
            root = roots[0] if roots else start
            if not roots:
                self.heads[root], self.labels[root] = root, "ROOT"
            for index in range(start, end):
                if self.heads[index] == UNSET:
                    self.heads[index] = index - 1 if index > start and roots else root
                    self.labels[index] = "dep"
