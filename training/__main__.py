"""`python -m training CORPORA`: train the model, export it to the package, and print its scores."""

import argparse
import os
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")  # read when torch is loaded

import torch

from pipeline.analyse.package import PACKAGED
from pipeline.analyse.pieces import Pieces
from training import clues, corpora, encoder, heads, optimise, published, score, teacher
from training.batches import Collator
from training.network import Network
from training.package import package

PLAN = Path(__file__).parent / "plan.toml"


def main(arguments: list[str] | None = None) -> int:
    """Train and export. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("corpora", type=Path, help="the folder of corpora")
    parser.add_argument(
        "--plan", type=Path, default=PLAN, help="the plan of training; what it leaves out is as in training/plan.toml"
    )
    parser.add_argument(
        "--checkpoint",
        type=Path,
        default=Path("out/training/checkpoint.pt"),
        help="where the state of training is kept",
    )
    beginning = parser.add_mutually_exclusive_group()
    beginning.add_argument("--resume", type=Path, help="a checkpoint to go on from where it stood")
    beginning.add_argument("--start", type=Path, help="a checkpoint whose weights a new run begins with")
    parser.add_argument("--teacher", type=Path, help="a checkpoint of a larger network, to learn from its doubts")
    parser.add_argument(
        "--parser", type=Path, help="a checkpoint of a larger network, for trees on articles that have none"
    )
    parser.add_argument("--out", type=Path, default=PACKAGED, help="the folder of the packaged model")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)  # the loop has two threads of its own
    plan = {**_plan(PLAN), **_plan(options.plan)}
    torch.manual_seed(plan["seed"])
    options.checkpoint.parent.mkdir(parents=True, exist_ok=True)
    before = options.resume or options.start
    stored = torch.load(before, weights_only=False) if before else {}
    known = stored.get("clues") or clues.clues()
    pieces = Pieces(published.vocabulary(), known.forms)
    training = corpora.load(options.corpora, pieces, plan["window"], held_out=False)
    held_out = corpora.load(options.corpora, pieces, plan["window"], held_out=True)
    for name, examples in training.items():
        print(
            f"{name}: {sum(len(example.words) for example in examples)} words in {len(examples)} windows",
            file=sys.stderr,
        )
    table = heads.table(example for examples in training.values() for example in examples)
    if before:
        labels = {head.name: head.labels for head in stored["heads"]}
        table = [replace(head, labels=labels[head.name]) for head in table]
    every = [example for examples in training.values() for example in examples]
    if options.teacher:
        teacher.teach(options.teacher, every, table)
    if options.parser:
        teacher.parse(options.parser, every, table)
    size = encoder.TEACHER if plan["large"] else encoder.READER
    network, average = (Network(table, known, plan["dropout"], size) for _ in range(2))
    published.start(network.encoder)
    run = optimise.prepare(network, average, plan)
    if options.resume:
        run.restore(options.resume)
    elif options.start:
        run.start(options.start)
    optimise.train(run, Collator(table, pieces, published.HIDDEN), training, held_out, plan, options.checkpoint)
    if plan["large"]:
        return 0
    package(options.checkpoint, options.corpora, options.out)
    for line in score.lines(options.corpora, options.out):
        print(line, flush=True)
    return 0


def _plan(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main())
