"""The loss: every head's, summed over the words it knows, weighed as in the table, a word of the batch.

Where a teacher has read the windows, what it says counts for a share, on words that nobody annotated too.
"""

import torch
from torch import Tensor
from torch.nn import functional

from training.batches import Batch
from training.network import NEVER, Network

# Scores are divided by this before the network is held against its teacher, so that what it holds possible counts beside what it holds likely.
HEAT = 2.0


def losses(network: Network, batch: Batch, share: float = 0.0) -> dict[str, Tensor]:
    """The loss of each head by name; `share` of it is how far the network is from the teacher."""
    vectors = network.words(batch.pieces, batch.shapes, batch.clues, batch.blanks, batch.firsts, batch.mask)
    result: dict[str, Tensor] = {}
    for head in network.table:
        if head.reads == "word":
            scores, allowed = network.word[head.name], batch.allowed[head.name]
            known = allowed.any(-1)
            if head.chain:
                result[head.name] = _chain(network, head.name, vectors, allowed, known) * head.weight / batch.words
                continue
            loss = _any_of(scores(vectors[known]).float(), allowed[known])
        elif head.reads == "arc":
            known = batch.heads >= 0
            loss = functional.cross_entropy(
                network.arcs(vectors, batch.sentences).float()[known], batch.heads[known], reduction="sum"
            )
        elif head.reads == "label":
            allowed = batch.allowed[head.name]
            known = allowed.any(-1) & (batch.heads >= 0)
            scores = network.labels(vectors, batch.heads.clamp(min=0))
            loss = _any_of(scores.float()[known], allowed[known])
        else:
            scores = network.pairs(vectors, batch.anchors[:, 0], batch.anchors[:, 1], batch.sentences).float()
            known = batch.pairs >= 0
            loss = functional.binary_cross_entropy_with_logits(scores[known], batch.pairs[known], reduction="sum") / 4
        result[head.name] = loss * head.weight / batch.words
    for name, loss in _from_teacher(network, batch, vectors).items():
        weight = next(head.weight for head in network.table if head.name == name)
        result[name] = (1 - share) * result[name] + share * loss * weight / batch.words
    return result


def _from_teacher(network: Network, batch: Batch, vectors: Tensor) -> dict[str, Tensor]:
    """By head, how far the network's distribution over labels is from the teacher's (Kullback and Leibler), summed."""
    inside = (batch.sentences >= 0) & batch.taught.unsqueeze(1)
    found = {}
    for name, scores in batch.soft.items():
        ours, theirs = network.word[name](vectors[inside]).float(), scores[inside]
        found[name] = HEAT**2 * functional.kl_div(
            functional.log_softmax(ours / HEAT, -1),
            functional.log_softmax(theirs / HEAT, -1),
            reduction="sum",
            log_target=True,
        )
    return found


def _chain(network: Network, name: str, vectors: Tensor, allowed: Tensor, known: Tensor) -> Tensor:
    rows = known[:, 0]
    if not rows.any():
        return vectors.new_zeros(())
    scores = network.word[name](vectors[rows])
    with torch.autocast("cpu", enabled=False):
        return network.chain[name](scores.float(), allowed[rows].int().argmax(-1), known[rows].sum(1))


def _any_of(scores: Tensor, allowed: Tensor) -> Tensor:
    """Minus the log of the probability that the label is one of those allowed, summed: cross-entropy where one is."""
    if not len(scores):
        return scores.sum()
    return (torch.logsumexp(scores, -1) - torch.logsumexp(scores.masked_fill(~allowed, NEVER), -1)).sum()
