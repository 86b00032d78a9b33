"""`python -m training.average OUT CHECKPOINT CHECKPOINT …`: a checkpoint with the mean of several runs' weights.

Runs that began from the same weights mostly agree with their mean better than with one another (Wortsman and others, 2022); it costs nothing to run.
"""

import argparse
import sys
from pathlib import Path

import torch


def average(checkpoints: list[Path]) -> dict:
    """The first checkpoint with the mean of all running averages; the networks must have the same heads and clues."""
    states = [torch.load(path, weights_only=False) for path in checkpoints]
    weights = [state["average"] for state in states]
    first = states[0]
    first["average"] = {
        name: torch.stack([each[name].float() for each in weights]).mean(0) if value.is_floating_point() else value
        for name, value in weights[0].items()
    }
    return first


def main(arguments: list[str] | None = None) -> int:
    """Write the mean. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m training.average", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    options = parser.parse_args(arguments)
    torch.save(average(options.checkpoints), options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
