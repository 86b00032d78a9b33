"""What the windows of a document say, gathered and written to the `Doc`."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, POS, TAG
from spacy.tokens import Doc, Span

from pipeline.analyse import extensions, tree
from pipeline.analyse.lemmas import Lemmatizer
from pipeline.analyse.network import Scores
from pipeline.analyse.package import Package
from pipeline.analyse.spans import Found, calibrated, decode, softmax
from pipeline.analyse.windows import Window
from pipeline.knowledge import plover

# Relations of the pair scores that each kind of first word takes.
RELATIONS = {
    "events": ("actor", "recipient", "place", "time"),
    "cues": ("speaker",),
    "roles": ("holder", "body"),
}


class Result:
    """Gathers what the windows say and writes it to the document."""

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
        self.heads = [-1] * count
        self.spans: dict[str, list[Span]] = {
            name: [] for name in ("names", "events", "cues", "quotes", "roles")
        }

    def add(self, window: Window, scores: Scores) -> None:
        """Take over trees, tags and spans of one window."""
        heads = self.package.heads
        places = window.words
        tag_names, part_names, label_names = heads["tag"].labels, heads["pos"].labels, heads["label"].labels
        tags = scores.of("tag").argmax(axis=1).tolist()
        parts = scores.of("pos").argmax(axis=1).tolist()
        parents = tree.heads(scores.arcs, window.sentences)
        labels = scores.labels(parents).tolist()
        for local, (place, parent) in enumerate(zip(places, parents.tolist(), strict=True)):
            self.tags[place] = tag_names[tags[local]]
            self.parts[place] = part_names[parts[local]]
            label = label_names[labels[local]]
            self.heads[place] = place if parent == 0 else places[parent - 1]
            self.labels[place] = "ROOT" if parent == 0 else "dep" if label == "root" else label
        breaks = frozenset((np.flatnonzero(np.diff(window.sentences)) + 1).tolist())
        for name in ("names", "events", "cues", "roles"):
            for found in decode(scores.of(name), heads[name].labels, breaks):
                start, end = places[found.start], places[found.end - 1] + 1
                self._keep(name, found, start, end, self._values(name, found, window, scores))

    def add_quotes(self, windows: list[Window], scores: list[Scores]) -> None:
        """Take over the quotations of a passage, which may cross sentences and windows."""
        if not windows:
            return
        places = [place for window in windows for place in window.words]
        rows = np.concatenate([found.of("quotes") for found in scores])
        for found in decode(
            rows, self.package.heads["quotes"].labels, steps=self.package.steps.get("quotes")
        ):
            values = {"confidence": round(found.probability, 2)}
            self._keep("quotes", found, places[found.start], places[found.end - 1] + 1, values)

    def _keep(self, name: str, found: Found, start: int, end: int, values: dict[str, Any]) -> None:
        label = found.kind.removesuffix("-adjective")
        self.spans[name].append(Span(self.doc, start, end, label=label))
        extensions.note(self.doc, label, start, end, values)

    def _values(self, name: str, found: Found, window: Window, scores: Scores) -> dict[str, Any]:
        probability = found.probability
        if name in self.package.calibration:
            probability = calibrated(probability, *self.package.calibration[name])
        values: dict[str, Any] = {"confidence": round(probability, 2)}
        if name == "names":
            if found.kind.endswith("-adjective"):
                values["form"] = "adjective"
            return values
        if name == "events":
            values["mode"] = self._best(
                scores, "mode", found, frozenset({"none", *plover.profile().events[found.kind].modes})
            )
            values["status"] = self._best(scores, "status", found, None)
        elif name == "roles":
            values["office"] = self._best(scores, "office", found, None)
        values["arguments"] = self._arguments(name, found.start, window, scores)
        return values

    def _best(self, scores: Scores, name: str, found: Found, among: frozenset[str] | None) -> str | None:
        labels = self.package.heads[name].labels
        chances = softmax(scores.of(name)[found.start : found.end].mean(axis=0))
        order = [labels[number] for number in np.argsort(-chances, kind="stable")]
        best = next(label for label in order if among is None or label in among)
        return None if best == "none" else best

    def _arguments(
        self, name: str, first: int, window: Window, scores: Scores
    ) -> tuple[tuple[int, str, float], ...]:
        labels = self.package.heads["pairs"].labels
        chances = scores.pairs(first)
        found = []
        for relation in RELATIONS[name]:
            row = chances[labels.index(relation)]
            for local in np.flatnonzero(row >= self.package.thresholds["pairs"]).tolist():
                found.append((window.words[local], relation, round(float(row[local]), 2)))
        return tuple(sorted(found, key=lambda item: (-item[2], item[1], item[0])))

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
        if texts:
            for index, text in enumerate(texts):
                tag = self.tags[index]
                lemma = self.lemmatizer(text, tag) if tag else text
                columns[index, 0] = number(tag) if tag else number("_SP") if text.isspace() else 0
                columns[index, 1] = number(self.parts[index] or ("SPACE" if text.isspace() else "X"))
                columns[index, 2] = number(lemma)
                columns[index, 4] = number(self.labels[index])
            columns[:, 3] = (
                (np.asarray(self.heads) - np.arange(len(texts)))
                .astype(np.int32)
                .astype(np.int64)
                .astype(np.uint64)
            )
            doc.from_array([TAG, POS, LEMMA, HEAD, DEP], columns)  # type: ignore[arg-type]  # spaCy's stub names its own array type
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
                if self.heads[index] == -1:
                    self.heads[index] = index - 1 if index > start and roots else root
                    self.labels[index] = "dep"
