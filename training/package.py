"""`python -m training.package CHECKPOINT CORPORA`: write the files of the packaged model from a checkpoint."""

import argparse
import json
import sys
from pathlib import Path

import torch

from pipeline.analyse.package import PACKAGED
from training import calibrate, corpora, lemmas, published
from training.export import write_package
from training.network import Network


def package(checkpoint: Path, texts: Path, folder: Path, *, quantised: bool = True) -> None:
    """Export the running average of the weights, fit the calibration on held-out text, and list the sums."""
    corpora.check(texts)
    state = torch.load(checkpoint, weights_only=False)
    network = Network(state["heads"], state["clues"])
    network.load_state_dict(state["average"])
    vocabulary = set(json.loads(published.vocabulary().read_text(encoding="utf-8"))["model"]["vocab"])
    tables = lemmas.tables(texts, vocabulary)
    write_package(network, folder, {}, {}, tables, quantised=quantised)
    leans = calibrate.leans(folder, texts)
    write_package(network, folder, calibrate.fit(folder, texts), leans, tables, quantised=quantised)


def main(arguments: list[str] | None = None) -> int:
    """Export. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m training.package", description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--out", type=Path, default=PACKAGED, help="the folder of the packaged model")
    parser.add_argument("--full", action="store_true", help="keep weights of 32 bits, for comparison")
    options = parser.parse_args(arguments)
    package(options.checkpoint, options.corpora, options.out, quantised=not options.full)
    return 0


if __name__ == "__main__":
    sys.exit(main())
