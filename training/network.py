"""The network: the encoder and, on the first piece of each word, the heads of the table."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from pipeline.analyse import distance
from training.chain import Chain
from training.clues import Clues
from training.encoder import READER, Clue, Encoder, Size
from training.heads import Head

ARC_WIDTH, LABEL_WIDTH, PAIR_WIDTH = 256, 96, 96
# A score that no softmax ever picks, within the range of float16.
NEVER = -10_000.0


class Network(nn.Module):
    """Scores of all heads."""

    def __init__(self, heads: list[Head], known: Clues, dropout: float = 0.1, size: Size = READER) -> None:
        super().__init__()
        self.table = heads
        self.known = known
        width = size.width
        self.encoder = Encoder(known, size, dropout)
        self.clue = Clue(known, width)
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.dropout = nn.Dropout(dropout)
        self.narrow_dropout = nn.Dropout(0.2)
        self.word = nn.ModuleDict(
            {head.name: nn.Linear(width, len(head.labels)) for head in heads if head.reads == "word"}
        )
        labels = {head.reads: len(head.labels) for head in heads}
        self.arc_child, self.arc_head = nn.Linear(width, ARC_WIDTH), nn.Linear(width, ARC_WIDTH)
        self.arc_product = nn.Linear(ARC_WIDTH, ARC_WIDTH, bias=False)
        self.arc_bias = nn.Linear(ARC_WIDTH, 1)
        self.label_child, self.label_head = nn.Linear(width, LABEL_WIDTH), nn.Linear(width, LABEL_WIDTH)
        self.label_product = nn.Parameter(torch.randn(LABEL_WIDTH + 1, labels["label"] * (LABEL_WIDTH + 1)) * 0.02)
        self.pair_first, self.pair_second = nn.Linear(width, PAIR_WIDTH), nn.Linear(width, PAIR_WIDTH)
        self.pair_product = nn.Parameter(torch.randn(PAIR_WIDTH + 1, labels["pair"] * (PAIR_WIDTH + 1)) * 0.02)
        self.pair_distance = nn.Embedding(distance.COUNT, labels["pair"])
        nn.init.zeros_(self.pair_distance.weight)
        self.chain = nn.ModuleDict({head.name: Chain(head.labels) for head in heads if head.chain})
        self.label_count, self.pair_count = labels["label"], labels["pair"]

    def words(
        self, pieces: Tensor, shapes: Tensor, clues: Tensor, blanks: Tensor, firsts: Tensor, mask: Tensor | None
    ) -> Tensor:
        """Vectors of words, [windows, words, width]; `firsts` is the place of each word's first piece."""
        vectors = self.encoder(pieces, shapes, clues, blanks, mask)
        index = firsts.unsqueeze(-1).expand(-1, -1, vectors.shape[-1])
        return self.dropout(vectors.gather(1, index) + self.clue(clues.gather(1, firsts)))

    def arcs(self, vectors: Tensor, sentences: Tensor) -> Tensor:
        """Scores [windows, words, 1 + words] of each word's head: the root, then the words of its sentence."""
        root = self.root.to(vectors.dtype).expand(vectors.shape[0], 1, -1)
        children = self.narrow_dropout(functional.relu(self.arc_child(vectors)))
        heads = self.narrow_dropout(functional.relu(self.arc_head(torch.cat([root, vectors], 1))))
        scores = self.arc_product(children) @ heads.transpose(1, 2) / ARC_WIDTH**0.5 + self.arc_bias(heads).transpose(
            1, 2
        )
        apart = (sentences.unsqueeze(2) != sentences.unsqueeze(1)).to(scores.dtype) * NEVER
        return scores + functional.pad(apart, (1, 0))

    def label_vectors(self, vectors: Tensor) -> tuple[Tensor, Tensor]:
        """For each word as a child [windows, words, labels, LABEL_WIDTH + 1] and as a head [windows, 1 + words, LABEL_WIDTH + 1]."""
        root = self.root.to(vectors.dtype).expand(vectors.shape[0], 1, -1)
        children = _with_one(self.narrow_dropout(functional.relu(self.label_child(vectors))))
        heads = _with_one(self.narrow_dropout(functional.relu(self.label_head(torch.cat([root, vectors], 1)))))
        product = children @ self.label_product
        return product.view(*product.shape[:2], self.label_count, LABEL_WIDTH + 1), heads

    def labels(self, vectors: Tensor, heads: Tensor) -> Tensor:
        """Scores [windows, words, labels] of the arc to `heads` ([windows, words], 0 for the root)."""
        children, parents = self.label_vectors(vectors)
        index = heads.unsqueeze(-1).expand(-1, -1, parents.shape[-1])
        return (children @ parents.gather(1, index).unsqueeze(-1)).squeeze(-1)

    def pairs(self, vectors: Tensor, windows: Tensor, firsts: Tensor, sentences: Tensor) -> Tensor:
        """Scores [anchors, words, labels] of pairs of an anchor (its window and its word) and every word of the window."""
        apart = torch.arange(vectors.shape[1]).unsqueeze(0) - firsts.unsqueeze(1)
        same = sentences[windows] == sentences[windows, firsts].unsqueeze(1)
        near = self.pair_distance(torch.from_numpy(distance.buckets(apart.numpy(), same.numpy())))
        first = _with_one(functional.relu(self.pair_first(vectors[windows, firsts])))
        second = _with_one(functional.relu(self.pair_second(vectors)))[windows]
        product = (first @ self.pair_product).view(-1, self.pair_count, PAIR_WIDTH + 1)
        return second @ product.transpose(1, 2) + near


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, x.new_ones(*x.shape[:-1], 1)], -1)
