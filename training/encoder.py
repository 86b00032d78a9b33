"""The encoder: a published transformer with embeddings of each word's shape, its clues and the blank before it."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from pipeline.analyse.pieces import Shape
from training.clues import Clues

HEADS, VOCABULARY, POSITIONS = 12, 30522, 512
# Steps on either side of nothing for weights, and in all for what they are multiplied with. Weights have seven bits: with eight, the sums of
# two products overflow on processors without instructions for eight-bit products, and the model says another thing there.
WEIGHT_STEPS, INPUT_STEPS = 64, 255


@dataclass(frozen=True, slots=True)
class Size:
    """What sets one published transformer apart from another; `near` counts its classes of distance, each with a score of its own."""

    layers: int
    width: int
    epsilon: float
    near: int = 0


READER = Size(layers=6, width=384, epsilon=1e-12)
TEACHER = Size(layers=12, width=768, epsilon=1e-5, near=32)


class Product(nn.Linear):
    """A product of the encoder; in training it may be worked out as in the package, with rounded factors (Jacob and others, 2018).

    Weights are rounded for each number that comes out, what goes in for each window; gradients pass as if nothing were.
    """

    rounded = False

    def forward(self, x: Tensor) -> Tensor:
        """`x` is [windows, pieces, numbers]."""
        if not (self.rounded and self.training):
            return super().forward(x)
        with torch.no_grad():
            step = (self.weight.abs().amax(1, keepdim=True) / WEIGHT_STEPS).clamp(min=1e-8)
            weight = (self.weight / step).round() * step - self.weight
            low, high = x.amin((1, 2), keepdim=True).clamp(max=0), x.amax((1, 2), keepdim=True).clamp(min=0)
            step = ((high - low) / INPUT_STEPS).clamp(min=1e-8)
            given = (x / step).round() * step - x
        return functional.linear(x + given, self.weight + weight, self.bias)


class Layer(nn.Module):
    """One transformer layer, normalised after each half as in BERT."""

    def __init__(self, size: Size, dropout: float) -> None:
        super().__init__()
        width = size.width
        self.qkv = Product(width, 3 * width)
        self.mix = Product(width, width)
        self.mix_norm = nn.LayerNorm(width, eps=size.epsilon)
        self.widen = Product(width, 4 * width)
        self.narrow = Product(4 * width, width)
        self.norm = nn.LayerNorm(width, eps=size.epsilon)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, added: Tensor | None) -> Tensor:
        """`x` is [windows, pieces, width]; `added` to the scores of attention is what hides pieces or tells their distance."""
        width = x.shape[2] // HEADS
        query, key, value = self.qkv(x).view(x.shape[0], x.shape[1], 3, HEADS, width).permute(2, 0, 3, 1, 4)
        # Written out: on two cores its backward pass takes a third of the time of the fused operator's.
        scores = query @ (key * width**-0.5).transpose(2, 3)
        if added is not None:
            scores = scores + added.to(scores.dtype)
        mixed = self.mix((functional.softmax(scores, -1, dtype=scores.dtype) @ value).transpose(1, 2).reshape(x.shape))
        x = self.mix_norm(x + mixed)
        return self.norm(x + self.dropout(self.narrow(functional.gelu(self.widen(x)))))


class Clue(nn.Module):
    """What the word lists know of a word, as a vector: the sum of the vectors of its columns, which start at nothing."""

    def __init__(self, known: Clues, width: int) -> None:
        super().__init__()
        held = torch.zeros(len(known.patterns), len(known.columns), dtype=torch.int8)
        for number, pattern in enumerate(known.patterns):
            held[number, sorted(pattern)] = 1
        self.register_buffer("held", held)
        self.vectors = nn.Linear(len(known.columns), width, bias=False)
        nn.init.zeros_(self.vectors.weight)

    def forward(self, numbers: Tensor) -> Tensor:
        """`numbers` are those of patterns; the result has an axis of the width more."""
        vectors: Tensor = self.vectors(self.held[numbers].to(self.vectors.weight.dtype))
        return vectors


class Encoder(nn.Module):
    """Vectors of word pieces."""

    def __init__(self, known: Clues, size: Size = READER, dropout: float = 0.1) -> None:
        super().__init__()
        self.size = size
        self.piece = nn.Embedding(VOCABULARY, size.width)
        self.position = nn.Embedding(POSITIONS, size.width)
        self.shape = nn.Embedding(len(Shape), size.width)
        self.blank = nn.Embedding(2, size.width)
        self.clue = Clue(known, size.width)
        self.norm = nn.LayerNorm(size.width, eps=size.epsilon)
        self.near = nn.Embedding(size.near, HEADS) if size.near else None
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in range(size.layers))
        self.dropout = nn.Dropout(dropout)
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.blank.weight)

    def forward(
        self, pieces: Tensor, shapes: Tensor, clues: Tensor, blanks: Tensor, mask: Tensor | None = None
    ) -> Tensor:
        """`pieces`, `shapes`, `clues`, `blanks` are [windows, pieces]; the result is [windows, pieces, width].

        `mask` is additive, [windows, 1, 1, pieces].
        """
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.piece(pieces) + self.position(places) + self.shape(shapes) + self.clue(clues) + self.blank(blanks)
        x = self.dropout(self.norm(x))
        added = mask
        if self.near is not None:
            near = self.near(near_buckets(len(places), self.size.near)).permute(2, 0, 1).unsqueeze(0)
            added = near if mask is None else near + mask
        for layer in self.layers:
            x = layer(x, added)
        return x


def near_buckets(count: int, buckets: int) -> Tensor:
    """Class of distance [count, count] of each pair of pieces: small ones exactly, large ones by their logarithm up to 128 (Raffel 2020)."""
    places = torch.arange(count)
    apart = places.unsqueeze(1) - places.unsqueeze(0)
    sides = buckets // 2
    exact = sides // 2
    size = apart.abs()
    far = exact + (torch.log(size.clamp(min=1) / exact) / torch.log(torch.tensor(128 / exact)) * (sides - exact)).long()
    return (apart < 0).long() * sides + torch.where(size < exact, size, far.clamp(max=sides - 1))
