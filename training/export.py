"""The trained network as files of the package: ONNX with eight-bit weights, labels, vocabulary, lemmas and their sums."""

import json
import math
import shutil
from hashlib import sha256
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from training import published
from training.heads import Head
from training.network import Network, _with_one

OPSET = 17
# Products with weights of at least so many numbers are worked out in eight bits; the small heads are not.
LARGE = 120_000
FILES = ("model.onnx", "labels.json", "vocabulary.json", "lemmas.json", "clues.json")


class Exported(nn.Module):
    """One window at a time: pieces in, all scores of its words out (see `pipeline.analyse.network.Scores`)."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        table = network.encoder.piece.weight.detach()
        self.register_buffer("scale", table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127)
        self.register_buffer("table", (table / self.scale).round().to(torch.int8))
        names = [head.name for head in network.table if head.reads == "word"]
        self.word = nn.Linear(network.encoder.size.width, sum(network.word[name].out_features for name in names))
        self.word.weight.data = torch.cat([network.word[name].weight.data for name in names])
        self.word.bias.data = torch.cat([network.word[name].bias.data for name in names])

    def forward(
        self, pieces: Tensor, shapes: Tensor, clues: Tensor, blanks: Tensor, firsts: Tensor, sentences: Tensor
    ) -> tuple[Tensor, ...]:
        """All inputs are one-dimensional; the scores have no axis of windows."""
        network, reader = self.network, self.network.encoder
        embedded = self.table[pieces].float() * self.scale[pieces]
        x = reader.norm(
            embedded
            + reader.position.weight[: pieces.shape[0]]
            + reader.shape(shapes)
            + reader.clue(clues)
            + reader.blank(blanks)
        ).unsqueeze(0)
        for layer in reader.layers:
            x = layer(x, None)
        vectors = x[:, firsts] + network.clue(clues[firsts])
        arcs = network.arcs(vectors, sentences.unsqueeze(0))[0]
        children, parents = network.label_vectors(vectors)
        count = vectors.shape[1]
        first = _with_one(functional.relu(network.pair_first(vectors)))[0] @ network.pair_product
        second = _with_one(functional.relu(network.pair_second(vectors)))[0]
        return self.word(vectors)[0], arcs, children[0], parents[0], first.view(count, network.pair_count, -1), second


def columns(heads: list[Head]) -> list[dict]:
    """The heads as `labels.json` lists them, with their columns in the word scores."""
    rows, at = [], 0
    for head in heads:
        size = len(head.labels) if head.reads == "word" else 0
        rows.append({"name": head.name, "reads": head.reads, "labels": list(head.labels), "columns": [at, at + size]})
        at += size
    return rows


def write_network(network: Network, path: Path, *, quantised: bool = True) -> None:
    """Write the network as ONNX to `path`; `quantised` turns its large products into eight-bit ones."""
    model = Exported(network.eval()).eval()
    example = (
        torch.tensor([101, 2023, 102]),
        torch.tensor([0, 1, 0]),
        torch.tensor([0, 1, 0]),
        torch.tensor([0, 1, 0]),
        torch.tensor([1]),
        torch.tensor([0]),
    )
    names = ["pieces", "shapes", "clues", "blanks", "firsts", "sentences"]
    outputs = ["words", "arcs", "label_children", "label_heads", "pair_firsts", "pair_seconds"]
    axes = {name: {0: "word"} for name in [*names[4:], *outputs]} | {name: {0: "piece"} for name in names[:4]}
    axes["arcs"][1] = axes["label_heads"][0] = "head"
    raw = path.with_suffix(".raw.onnx")
    torch.onnx.export(
        model,
        example,
        str(raw),
        dynamo=False,
        opset_version=OPSET,
        input_names=names,
        output_names=outputs,
        dynamic_axes=axes,
    )
    if quantised:
        graph = onnx.load(str(raw)).graph
        sizes = {item.name: math.prod(item.dims) for item in graph.initializer}
        products = [
            node.name for node in graph.node if node.op_type == "MatMul" and sizes.get(node.input[1], 0) >= LARGE
        ]
        quantize_dynamic(
            str(raw),
            str(path),
            nodes_to_quantize=products,
            per_channel=True,
            reduce_range=True,  # see WEIGHT_STEPS
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )
        raw.unlink()
    else:
        raw.replace(path)


def write_package(
    network: Network, folder: Path, calibration: dict, thresholds: dict, lemmas: dict, *, quantised: bool = True
) -> None:
    """Write all files of the model to `folder` and list their sums in `files.toml`."""
    folder.mkdir(parents=True, exist_ok=True)
    write_network(network, folder / "model.onnx", quantised=quantised)
    shutil.copyfile(published.vocabulary(), folder / "vocabulary.json")
    said = {
        "name": "dateline-reader",
        "heads": columns(network.table),
        "calibration": calibration,
        "thresholds": {"pairs": 0.2, **thresholds},
    }
    said["steps"] = {name: _rounded(chain.steps) for name, chain in network.chain.items()}
    said["pair_distance"] = _rounded(network.pair_distance.weight)
    (folder / "labels.json").write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / "lemmas.json").write_text(
        json.dumps(lemmas, ensure_ascii=False, sort_keys=True, indent=0) + "\n", encoding="utf-8"
    )
    (folder / "clues.json").write_text(
        json.dumps(network.known.stored(), ensure_ascii=False, separators=(",\n", ":")) + "\n",
        encoding="utf-8",
    )
    write_sums(folder)


def _rounded(weights: Tensor) -> list[list[float]]:
    return [[round(value, 4) for value in row] for row in weights.detach().tolist()]


def write_sums(folder: Path) -> None:
    """List the SHA-256 of every file of the model."""
    lines = ["# The files of the model and their SHA-256; checked whenever it is loaded.", "[sha256]"]
    lines += [f'"{name}" = "{sha256((folder / name).read_bytes()).hexdigest()}"' for name in FILES]
    (folder / "files.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
