"""A checkpoint out of the packaged model, so that training can go on from published weights when no checkpoint is left.

    python -m training.unpack CHECKPOINT [--model FOLDER]

Eight-bit weights come back as the numbers that they stand for; the clues are those of the model, whatever the lists have become.
The optimiser starts afresh.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from pipeline.analyse.package import PACKAGED
from training.clues import Clues
from training.encoder import READER
from training.heads import Head
from training.network import Network

# The factors of products, in the order in which the network works them out; the last is that of all word heads.
_LAYER = ("qkv", "mix", "widen", "narrow")
_HEADS = ("arc_child", "arc_head", "arc_product", "arc_bias", "label_child", "label_head", "pair_first", "pair_second")


def unpack(folder: Path) -> dict:
    """The state of a run at its start, with the weights of the model in `folder`."""
    said = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    weights = {name: torch.from_numpy(array) for name, array in _arrays(folder / "model.onnx").items()}
    products = [weights[name].T for name in _products(weights)]
    heads = [
        Head(row["name"], row["reads"], tuple(row["labels"]), (), 0.0, row["name"] in said["steps"])
        for row in said["heads"]
    ]
    network = Network(heads, Clues.restored(json.loads((folder / "clues.json").read_text(encoding="utf-8"))))
    state = network.state_dict()
    state.update(
        {
            name.removeprefix("network."): array
            for name, array in weights.items()
            if name.removeprefix("network.") in state
        }
    )
    state["encoder.piece.weight"] = weights["table"].float() * weights["scale"]
    state["root"] = next(array for name, array in weights.items() if "Expand" in name)
    layers = [f"encoder.layers.{layer}.{part}" for layer in range(READER.layers) for part in _LAYER]
    for name, product in zip(["encoder.clue.vectors", *layers, "clue.vectors", *_HEADS], products[:-1], strict=True):
        assert state[f"{name}.weight"].shape == product.shape, (name, product.shape)
        state[f"{name}.weight"] = product
    for row in said["heads"]:
        if row["reads"] == "word":
            start, end = row["columns"]
            state[f"word.{row['name']}.weight"] = products[-1][start:end]
            state[f"word.{row['name']}.bias"] = weights["word.bias"][start:end]
    state.update({f"chain.{name}.steps": torch.tensor(rows) for name, rows in said["steps"].items()})
    state["pair_distance.weight"] = torch.tensor(said["pair_distance"])
    network.load_state_dict(state)
    return {
        "network": state,
        "average": state,
        "optimiser": {"param_groups": []},
        "updates": 0,
        "heads": heads,
        "clues": network.known,
        "size": READER,
    }


def _arrays(path: Path) -> dict[str, np.ndarray]:
    """Every stored array by name, those in eight bits as the numbers that they stand for."""
    stored = {item.name: numpy_helper.to_array(item).copy() for item in onnx.load(str(path)).graph.initializer}
    found = {
        name: array for name, array in stored.items() if not name.endswith(("_scale", "_zero_point", "_quantized"))
    }
    for name, array in stored.items():
        if name.endswith("_quantized"):
            base = name.removesuffix("_quantized")
            found[base] = (array.astype(np.float32) - stored[f"{base}_zero_point"]) * stored[f"{base}_scale"]
    return found


def _products(weights: dict[str, Tensor]) -> list[str]:
    """Names of the nameless factors of products; the export numbers them as the network works them out."""
    return sorted((name for name in weights if "MatMul_" in name), key=lambda name: int(name.rpartition("_")[2]))


def main(arguments: list[str] | None = None) -> int:
    """Write the checkpoint. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m training.unpack", description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--model", type=Path, default=PACKAGED, help="a folder of model files")
    options = parser.parse_args(arguments)
    options.checkpoint.parent.mkdir(parents=True, exist_ok=True)
    torch.save(unpack(options.model), options.checkpoint)
    return 0


if __name__ == "__main__":
    sys.exit(main())
