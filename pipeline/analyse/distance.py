"""Buckets of the distance between two words, which the pair scores take into account beside what the words are."""

import numpy as np
from numpy.typing import NDArray

# Upper edges of the buckets of distances, in words, on either side.
EDGES = (1, 2, 4, 8, 16, 32, 64)
SIDE = len(EDGES) + 1
COUNT = 2 * (2 * SIDE + 1)


def buckets(distances: NDArray[np.int64], same_sentence: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Bucket of each distance (second word minus first), 0 to COUNT − 1; words of one sentence have buckets of their own."""
    size = np.searchsorted(np.asarray(EDGES), np.abs(distances)) + 1
    place = SIDE + np.sign(distances) * size
    result: NDArray[np.int64] = place + np.where(same_sentence, 2 * SIDE + 1, 0)
    return result
