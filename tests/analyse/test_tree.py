"""Trees from scores: one root a sentence, no cycles, and the best of those."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pipeline.analyse import tree


def _is_tree(heads):
    for word in range(1, len(heads) + 1):
        seen, node = set(), word
        while node:
            if node in seen:
                return False
            seen.add(node)
            node = int(heads[node - 1])
    return True


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 12).flatmap(lambda n: arrays(np.float32, (n, n + 1), elements=st.floats(-50, 50, width=32))))
def test_any_scores_give_one_root_and_no_cycle(scores):
    heads = tree.heads(scores, [0] * len(scores))
    assert (heads == 0).sum() == 1
    assert _is_tree(heads)


def test_sentences_of_a_window_never_share_a_tree():
    numbers = [0, 0, 0, 1, 1, 2]
    scores = np.random.default_rng(7).normal(size=(6, 7)).astype(np.float32)
    for word, other in product(range(6), repeat=2):
        if numbers[word] != numbers[other]:
            scores[word, other + 1] = -10_000
    heads = tree.heads(scores, numbers)
    assert _is_tree(heads)
    for word, head in enumerate(heads):
        assert head == 0 or numbers[head - 1] == numbers[word]
    assert [sum(heads[word] == 0 for word in range(6) if numbers[word] == n) for n in range(3)] == [1, 1, 1]


def test_the_tree_is_the_best_under_its_root():
    rng = np.random.default_rng(11)
    for _ in range(40):
        count = int(rng.integers(2, 5))
        scores = rng.normal(size=(count, count + 1))
        found = tree.spanning_tree(scores)
        root = int(np.flatnonzero(found == 0)[0])
        best = max(
            sum(scores[word, head] for word, head in enumerate(heads))
            for heads in product(range(count + 1), repeat=count)
            if heads[root] == 0 and heads.count(0) == 1 and _is_tree(heads)
        )
        assert np.isclose(sum(scores[word, head] for word, head in enumerate(found)), best)
