"""A linear chain over the labels of a head, for spans so long that a single wrong word in them would cut them (Lafferty 2001)."""

import torch
from torch import Tensor, nn

# What a step that BIO forbids costs at the start of training.
_FORBIDDEN = -4.0


class Chain(nn.Module):
    """Scores of one label after another."""

    def __init__(self, labels: tuple[str, ...]) -> None:
        super().__init__()
        steps = torch.zeros(len(labels), len(labels))
        for i, before in enumerate(labels):
            for j, after in enumerate(labels):
                if after.startswith("I-") and before[2:] != after[2:]:
                    steps[i, j] = _FORBIDDEN
        self.steps = nn.Parameter(steps)

    def forward(self, scores: Tensor, gold: Tensor, lengths: Tensor) -> Tensor:
        """Minus the log-likelihood of `gold` [rows, words], summed; `scores` is [rows, words, labels]."""
        rows = torch.arange(len(scores))
        total = scores[:, 0]
        path = scores[rows, 0, gold[:, 0]]
        for word in range(1, scores.shape[1]):
            inside = word < lengths
            following = torch.logsumexp(total.unsqueeze(2) + self.steps, 1) + scores[:, word]
            total = torch.where(inside.unsqueeze(1), following, total)
            path = path + torch.where(
                inside, self.steps[gold[:, word - 1], gold[:, word]] + scores[rows, word, gold[:, word]], 0.0
            )
        return (torch.logsumexp(total, 1) - path).sum()
