"""What the network's scores of one window mean: tags, a tree, and spans with what is said of them."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from pipeline.analyse import tree
from pipeline.analyse.network import Floats, Scores
from pipeline.analyse.package import Package
from pipeline.analyse.spans import Found, calibrated, decode, softmax
from pipeline.analyse.windows import Window
from pipeline.knowledge import plover

# Relations of the pair scores that each kind of first word takes.
RELATIONS = {"events": ("actor", "recipient", "place", "time"), "cues": ("speaker",), "roles": ("holder", "body")}
GROUPS = ("names", "events", "cues", "roles")
ADJECTIVE = "-adjective"
# Probability from which an event's mode is told: of those below it two in three are wrong, on held-out articles.
MODE_SURE = 0.5


@dataclass(frozen=True, slots=True)
class Marked:
    """A span of words of the document, its group, its label, and what is said of it (see `extensions`)."""

    group: str
    label: str
    start: int
    end: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """One window, read. `heads` are words of the document, a root its own; `quotes` the scores of the quotation labels."""

    window: Window
    tags: list[str]
    parts: list[str]
    heads: list[int]
    labels: list[str]
    marked: list[Marked]
    quotes: Floats


def read(window: Window, scores: Scores, package: Package) -> Reading:
    """The reading of a window."""
    words = window.words
    parents = tree.heads(scores.arcs, window.sentences)
    label_names = package.heads["label"].labels
    labels = [label_names[number] for number in scores.labels(parents).tolist()]
    roots = (parents == 0).tolist()
    breaks = frozenset((np.flatnonzero(np.diff(window.sentences)) + 1).tolist())
    return Reading(
        window=window,
        tags=_best_labels("tag", scores, package),
        parts=_best_labels("pos", scores, package),
        heads=[
            words[place] if root else words[parent - 1]
            for place, (root, parent) in enumerate(zip(roots, parents.tolist(), strict=True))
        ],
        labels=[
            "ROOT" if root else "dep" if label == "root" else label for root, label in zip(roots, labels, strict=True)
        ],
        marked=[
            _marked(group, found, window, scores, package)
            for group in GROUPS
            for found in decode(_leant(group, scores, package), package.heads[group].labels, breaks)
        ],
        quotes=scores.of("quotes").copy(),
    )


def _leant(group: str, scores: Scores, package: Package) -> Floats:
    """The scores of a head of spans, that of being outside lowered by what makes the most of precision and recall."""
    rows = scores.of(group)
    lean = package.thresholds.get(f"lean {group}", 0.0)
    if lean:
        rows = rows.copy()
        rows[:, 0] -= lean
    return rows


def _best_labels(head: str, scores: Scores, package: Package) -> list[str]:
    names = package.heads[head].labels
    return [names[number] for number in scores.of(head).argmax(axis=1).tolist()]


def _marked(group: str, found: Found, window: Window, scores: Scores, package: Package) -> Marked:
    chance = found.probability
    if group in package.calibration:
        chance = calibrated(chance, *package.calibration[group])
    values: dict[str, Any] = {"confidence": round(chance, 2), "probability": found.probability}
    if group == "names":
        if found.kind.endswith(ADJECTIVE):
            values["form"] = "adjective"
    elif group == "events":
        modes = frozenset({"none", *plover.kind(found.kind).modes})
        values["mode"] = _best_of_span("mode", found, scores, package, modes, MODE_SURE)
        values["statuses"] = _chances_of_span("status", found, scores, package)
        values["status"] = values["statuses"][0][0]
    elif group == "roles":
        values["office"] = _best_of_span("office", found, scores, package, None)
    if group in RELATIONS:
        values["arguments"] = _arguments(group, found.start, window, scores, package)
    label = found.kind.removesuffix(ADJECTIVE)
    return Marked(group, label, window.words[found.start], window.words[found.end - 1] + 1, values)


def _best_of_span(
    head: str, found: Found, scores: Scores, package: Package, among: frozenset[str] | None, least: float = 0.0
) -> str | None:
    """The best of the labels `among`, or None where that is "none" or has less than `least` of their probability."""
    able = [
        (label, chance)
        for label, chance in _chances_of_span(head, found, scores, package)
        if among is None or label in among
    ]
    best, chance = able[0]
    return None if best == "none" or chance < least * sum(chance for _, chance in able) else best


def _chances_of_span(head: str, found: Found, scores: Scores, package: Package) -> tuple[tuple[str, float], ...]:
    """Every label of a head with its probability, best first."""
    labels = package.heads[head].labels
    chances = softmax(scores.of(head)[found.start : found.end].mean(axis=0))
    return tuple(
        (labels[number], round(float(chances[number]), 4)) for number in np.argsort(-chances, kind="stable").tolist()
    )


def _arguments(
    group: str, first: int, window: Window, scores: Scores, package: Package
) -> tuple[tuple[int, str, float], ...]:
    labels = package.heads["pairs"].labels
    chances = scores.pairs(first)
    found = []
    for relation in RELATIONS[group]:
        row = chances[labels.index(relation)]
        for local in np.flatnonzero(row >= package.thresholds["pairs"]).tolist():
            found.append((window.words[local], relation, round(float(row[local]), 2)))
    return tuple(sorted(found, key=lambda item: (-item[2], item[1], item[0])))
