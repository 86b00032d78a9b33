"""Well-formed trees: one root a sentence and no cycles, by the maximum spanning tree where the best heads make none."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]


def heads(scores: Scores, sentences: Sequence[int]) -> Heads:
    """Head of each word of a window: 0 for the root, else 1 + the index of the head word.

    `scores` is [words, 1 + words]: the root first, then the words. `sentences` numbers the sentence of each word; a word's
    head lies in its own sentence, and each sentence has exactly one root.
    """
    numbers = np.asarray(sentences)
    result: Heads = scores.argmax(axis=1).astype(np.int64)
    if not len(numbers):
        return result
    edges = np.flatnonzero(np.diff(numbers)) + 1
    for start, end in zip([0, *edges], [*edges, len(numbers)], strict=True):
        own = result[start:end]
        local = np.where(own == 0, 0, own - start)
        if not _is_tree(local):
            columns = np.concatenate([[0], np.arange(start + 1, end + 1)])
            best = spanning_tree(scores[start:end, columns].astype(np.float64))
            result[start:end] = np.where(best == 0, 0, best + start)
    return result


def _is_tree(local: Heads) -> bool:
    """Whether heads (0 the root, else 1 + index) have one root, stay inside, and lead to it from everywhere."""
    count = len(local)
    if (local == 0).sum() != 1 or local.min() < 0 or local.max() > count:
        return False
    reached = np.concatenate([[0], local])
    steps = 1
    while steps < count + 1:
        reached = reached[reached]
        steps *= 2
    return not reached.any()


def spanning_tree(scores: NDArray[np.float64]) -> Heads:
    """The best tree under the likeliest root (Chu and Liu 1965, Edmonds 1967); heads as in `heads`.

    `scores` is [words, 1 + words]. The root is the word that gains most by being it.
    """
    count = len(scores)
    others = scores[:, 1:].copy()
    np.fill_diagonal(others, -np.inf)
    root = int((scores[:, 0] - (others.max(axis=1) if count > 1 else 0.0)).argmax())
    weights = np.full((count + 1, count + 1), -np.inf)  # weights[head, child]
    weights[1:, 1:] = others.T
    weights[:, root + 1] = -np.inf
    weights[0, root + 1] = 0.0
    found: Heads = _edmonds(weights)[1:]
    return found


def _edmonds(weights: NDArray[np.float64]) -> Heads:
    """Heads of all nodes of the best arborescence from node 0 (whose own entry is 0)."""
    best: Heads = weights.argmax(axis=0)
    best[0] = 0
    cycle = _cycle(best)
    if cycle is None:
        return best
    members = np.array(cycle)
    rest = np.array([node for node in range(len(weights)) if node not in set(cycle)])
    inner = weights[best[members], members]
    # The cycle as one node, last: into it by the member whose replaced arc costs least, out of it by the best member.
    entering = weights[np.ix_(rest, members)] - inner
    leaving = weights[np.ix_(members, rest)]
    smaller = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    smaller[:-1, :-1] = weights[np.ix_(rest, rest)]
    smaller[:-1, -1] = entering.max(axis=1)
    smaller[-1, :-1] = leaving.max(axis=0)
    solved = _edmonds(smaller)
    result: Heads = best.copy()
    for place, node in enumerate(rest):
        if node != 0:
            head = solved[place]
            result[node] = members[leaving[:, place].argmax()] if head == len(rest) else rest[head]
    outside = solved[-1]
    broken = members[entering[outside].argmax()]
    result[broken] = rest[outside]
    return result


def _cycle(best: Heads) -> list[int] | None:
    """Some cycle among the heads, or None."""
    state = [0] * len(best)
    state[0] = 2
    for start in range(len(best)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(best[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return None
