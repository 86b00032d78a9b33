"""Spans from the scores of BIO labels, each with the probability of its least certain word."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

_FORBIDDEN = -1e4
# A word whose score of being outside leads every other by this much (in natural logarithms) is taken to be outside.
_SURE = 7.0


@dataclass(frozen=True, slots=True)
class Found:
    """A span of words of a window: `start` inclusive, `end` exclusive, its type, and a probability between 0 and 1."""

    start: int
    end: int
    kind: str
    probability: float


def decode(
    scores: NDArray[np.float32],
    labels: tuple[str, ...],
    breaks: frozenset[int] = frozenset(),
    steps: NDArray[np.float32] | None = None,
) -> list[Found]:
    """Spans in order, from the labels that score best together. `scores` is [words, labels].

    No span goes on across `breaks`, words at which a sentence starts; quotations may cross them, names may not. `steps` [labels,
    labels], where a head has learned them, are scores of one label after another; without them an I must follow its B.
    """
    best = _bound_by_bio(scores, labels, breaks) if steps is None else scores.argmax(axis=1)
    if steps is not None and best.any():
        best = best_path(scores, steps)
    marked = np.flatnonzero(best)
    if not len(marked):
        return []
    rows = scores[marked]
    rows = np.exp(rows - rows.max(axis=1, keepdims=True))
    chosen = rows[np.arange(len(marked)), best[marked]] / rows.sum(axis=1)
    found: list[Found] = []
    start, end, kind, least = 0, -1, "", 1.0
    for word, label, probability in zip(marked.tolist(), best[marked].tolist(), chosen.tolist(), strict=True):
        prefix, _, now = labels[label].partition("-")
        if kind and word == end and prefix == "I" and now == kind and word not in breaks:
            end, least = word + 1, min(least, probability)
            continue
        if kind:
            found.append(Found(start, end, kind, least))
        start, end, kind, least = word, word + 1, now, probability
    found.append(Found(start, end, kind, least))
    return found


def _bound_by_bio(scores: NDArray[np.float32], labels: tuple[str, ...], breaks: frozenset[int]) -> NDArray[np.int64]:
    """The best labels under the rule that an I follows its own B or I; words that are surely outside cut the search short."""
    best: NDArray[np.int64] = scores.argmax(axis=1)
    if not best.any():
        return best
    steps, inside = _bio(labels)
    unsure = np.flatnonzero(scores[:, 0] - scores[:, 1:].max(axis=1) < _SURE)
    for run in np.split(unsure, np.flatnonzero(np.diff(unsure) > 1) + 1):
        if best[run].any():
            local = scores[run]
            for place, word in enumerate(run.tolist()):
                if place == 0 or word in breaks:
                    local[place] += inside
            best[run] = best_path(local, steps)
    return best


@cache
def _bio(labels: tuple[str, ...]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Scores [labels, labels] of one label after another, and [labels] of one after nothing: forbidden or free."""
    steps = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for after, label in enumerate(labels):
        if label.startswith("I-"):
            for before, other in enumerate(labels):
                if other[2:] != label[2:]:
                    steps[before, after] = _FORBIDDEN
    return steps, steps[0].copy()


def best_path(scores: NDArray[np.float32], steps: NDArray[np.float32]) -> NDArray[np.int64]:
    """The labels that score best together (Viterbi 1967)."""
    count, labels = scores.shape
    total = scores[0]
    back = np.zeros((count, labels), dtype=np.int64)
    for word in range(1, count):
        table = total[:, None] + steps
        back[word] = table.argmax(axis=0)
        total = table.max(axis=0) + scores[word]
    path = np.zeros(count, dtype=np.int64)
    path[-1] = total.argmax()
    for word in range(count - 1, 0, -1):
        path[word - 1] = back[word, path[word]]
    return path


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probabilities of one row of scores."""
    rows: NDArray[np.float32] = np.exp(scores - scores.max())
    result: NDArray[np.float32] = rows / rows.sum()
    return result


def calibrated(probability: float, slope: float, offset: float) -> float:
    """The share of names with this probability that are right: a line on the log-odds, fitted on held-out text."""
    p = min(max(probability, 1e-6), 1 - 1e-6)
    odds = slope * float(np.log(p / (1 - p))) + offset
    return float(1 / (1 + np.exp(-odds)))
