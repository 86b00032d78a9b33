"""The packaged model on disk: its files, proven by their sums, and what they say."""

import json
import tomllib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

PACKAGED = Path(__file__).parent / "model"
SUMS = "files.toml"


class ModelError(RuntimeError):
    """The packaged model cannot be used; the message says what to do about it."""


@dataclass(frozen=True, slots=True)
class Head:
    """A head of the model: its name, its labels, and the columns of the word scores that hold it (none for trees and pairs)."""

    name: str
    labels: tuple[str, ...]
    columns: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Package:
    """What the files of the model say; `folder` holds the network and the vocabulary.

    `thresholds` holds what a pair must reach ("pairs") and, by head of spans, what is taken from the score of being outside
    ("lean events"). `steps` are scores of one label after another, for heads whose labels hang together; `pair_distance` [buckets, pair labels]
    is what the distance of two words adds to their pair scores; `clues` are the numbers of what word lists know of a word form.
    """

    folder: Path
    name: str
    heads: dict[str, Head]
    calibration: dict[str, tuple[float, float]]
    thresholds: dict[str, float]
    steps: dict[str, NDArray[np.float32]]
    pair_distance: NDArray[np.float32]
    lemmas: dict[str, dict[str, str]]
    known_words: frozenset[str]
    clues: dict[str, int]


def read(folder: Path = PACKAGED) -> Package:
    """The package in `folder`.

    Raises:
        ModelError: where a file is missing or is not the one that was packaged.
    """
    cure = "reinstall the package, or run `make train` to make the model anew"
    sums = folder / SUMS
    if not sums.is_file():
        raise ModelError(f"the language model is missing ({SUMS} in its folder): {cure}")
    try:
        listed: dict[str, str] = tomllib.loads(sums.read_text(encoding="utf-8"))["sha256"]
    except (tomllib.TOMLDecodeError, KeyError, UnicodeDecodeError) as error:
        raise ModelError(f"{SUMS} of the language model cannot be read: {cure}") from error
    for name, expected in listed.items():
        path = folder / name
        if not path.is_file():
            raise ModelError(f"{name} of the language model is missing: {cure}")
        if sha256(path.read_bytes()).hexdigest() != expected:
            raise ModelError(
                f"{name} of the language model is damaged, its SHA-256 is not the one listed in {SUMS}: {cure}"
            )
    said: dict[str, Any] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    lemmas: dict[str, Any] = json.loads((folder / "lemmas.json").read_text(encoding="utf-8"))
    return Package(
        folder=folder,
        name=f"{said['name']}+{listed['model.onnx'][:12]}",
        heads={row["name"]: Head(row["name"], tuple(row["labels"]), tuple(row["columns"])) for row in said["heads"]},
        calibration={name: (pair[0], pair[1]) for name, pair in said["calibration"].items()},
        thresholds=said["thresholds"],
        steps={name: np.array(rows, dtype=np.float32) for name, rows in said["steps"].items()},
        pair_distance=np.array(said["pair_distance"], dtype=np.float32),
        lemmas=lemmas["exceptions"],
        known_words=frozenset(lemmas["words"]),
        clues=json.loads((folder / "clues.json").read_text(encoding="utf-8"))["forms"],
    )
