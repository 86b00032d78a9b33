"""The training loop: AdamW, rates that rise, hold and fall, and a running average of the weights."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import torch

from training.batches import Batch, Collator, by_length
from training.encoder import Product
from training.example import Example
from training.loss import losses
from training.network import Network
from training.progress import report, short_numbers


@dataclass
class Run:
    """A network in training: its running average, its optimiser, and how many updates it has seen."""

    network: Network
    average: Network
    optimiser: torch.optim.AdamW
    updates: int = 0

    def save(self, path: Path) -> None:
        """Write everything that goes on needs."""
        state = {
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "updates": self.updates,
            "size": self.network.encoder.size,
            "heads": self.network.table,
            "clues": self.network.known,
        }
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def start(self, path: Path) -> None:
        """Begin with the running average of a saved state as weights."""
        state = torch.load(path, weights_only=False)
        for network in (self.network, self.average):
            network.load_state_dict(state["average"], strict=False)

    def restore(self, path: Path) -> None:
        """Go on from a saved state."""
        state = torch.load(path, weights_only=False)
        self.network.load_state_dict(state["network"], strict=False)
        self.average.load_state_dict(state["average"], strict=False)
        groups = state["optimiser"]["param_groups"]
        if [len(group["params"]) for group in groups] == [
            len(group["params"]) for group in self.optimiser.param_groups
        ]:
            rates = [(group["lr"], group["rate"]) for group in self.optimiser.param_groups]
            self.optimiser.load_state_dict(state["optimiser"])
            for group, (now, full) in zip(self.optimiser.param_groups, rates, strict=True):
                group["lr"], group["rate"] = now, full
        self.updates = state["updates"]


def prepare(network: Network, average: Network, plan: dict[str, Any]) -> Run:
    """A run at its start."""
    average.load_state_dict(network.state_dict())
    average.requires_grad_(False)
    groups: dict[float, list[torch.nn.Parameter]] = {}
    for name, weight in network.named_parameters():
        groups.setdefault(_full_rate(name, plan, network.encoder.size.layers), []).append(weight)
    options = [{"params": weights, "lr": full, "rate": full} for full, weights in groups.items()]
    return Run(
        network,
        average,
        torch.optim.AdamW(options, weight_decay=plan["weight_decay"], betas=(0.9, 0.98), fused=True),
    )


def _full_rate(name: str, plan: dict[str, Any], layers: int) -> float:
    """The highest learning rate of a weight: lower layers of the encoder, which know the language, move less."""
    if not name.startswith("encoder."):
        return plan["head_rate"]
    if name.startswith("encoder.layers."):
        above = layers - 1 - int(name.split(".")[2])
        return plan["encoder_rate"] * plan["layer_decay"] ** above
    if name.startswith(("encoder.shape", "encoder.blank", "encoder.clue")):
        return plan["head_rate"]
    return plan["encoder_rate"] * plan["layer_decay"] ** layers


def rate(update: int, plan: dict[str, Any]) -> float:
    """Share of the full rate at this update: up, level, and linearly down to nothing."""
    if update < plan["warm_up"]:
        return (update + 1) / plan["warm_up"]
    left = plan["warm_up"] + plan["hold"] + plan["cool_down"] - update
    return max(0.0, min(1.0, left / max(plan["cool_down"], 1)))


def mixture(texts: dict[str, list[Example]], repeat: dict[str, int]) -> list[Example]:
    """The examples of all corpora, each as often as `repeat` says (once where it says nothing)."""
    return [example for name, examples in texts.items() for example in examples * repeat.get(name, 1)]


def train(
    run: Run,
    collate: Collator,
    training: dict[str, list[Example]],
    held_out: dict[str, list[Example]],
    plan: dict[str, Any],
    checkpoint: Path,
) -> None:
    """Go on until the plan's last update; a checkpoint after every report."""
    turn = plan["warm_up"] + plan["hold"]
    total = turn + plan["cool_down"]
    products = [module for module in run.network.modules() if isinstance(module, Product)]
    run.network.train()
    pool = ThreadPoolExecutor(max_workers=2)
    log = Log(total)
    while run.updates < total:
        stop, repeat = (turn, plan["hold_repeat"]) if run.updates < turn else (total, plan["cool_repeat"])
        # Vectors of word pieces stand still once our own articles come in: those of the words that the articles happen to hold
        # would move away from those of their like.
        pieces = run.network.encoder.piece.weight
        pieces.requires_grad_(run.updates < turn)
        pieces.grad = None
        examples = mixture(training, repeat)
        lengths = [sum(len(collate.pieces(word)[0]) for word in example.words) + 2 for example in examples]
        random = Random(plan["seed"] + run.updates)
        torch.manual_seed(plan["seed"] + run.updates)
        for group in by_length(examples, lengths, plan["room"], random):
            if run.updates >= stop:
                break
            for product in products:
                product.rounded = run.updates >= total - plan["rounded"]
            for options in run.optimiser.param_groups:
                options["lr"] = options["rate"] * rate(run.updates, plan)
            halves = [half for half in (group[::2], group[1::2]) if half]
            found, words = _gradients(
                run.network, [collate(half, random) for half in halves], plan["teacher_share"], pool
            )
            torch.nn.utils.clip_grad_norm_(run.network.parameters(), plan["clip"])
            run.optimiser.step()
            _average(run, plan["average"])
            run.updates += 1
            log.add(run.updates, found, words)
            if run.updates % plan["report"] == 0 or run.updates == total:
                scores = report(run.average, collate, held_out)
                print(run.updates, " ".join(f"{name} {value:.2f}" for name, value in scores.items()), flush=True)
                run.save(checkpoint)


class Log:
    """Losses and speed on standard error, every `EVERY` updates."""

    EVERY = 50

    def __init__(self, total: int) -> None:
        self._total, self._began, self._words = total, time.monotonic(), 0
        self._sums: dict[str, float] = {}

    def add(self, updates: int, losses: dict[str, float], words: int) -> None:
        """Take note of one update."""
        self._words += words
        for name, loss in losses.items():
            self._sums[name] = self._sums.get(name, 0.0) + loss / self.EVERY
        if updates % self.EVERY == 0:
            speed = self._words / (time.monotonic() - self._began)
            shown = " ".join(f"{name} {value:.3f}" for name, value in self._sums.items())
            print(f"{updates}/{self._total} {speed:.0f} words/s {shown}", file=sys.stderr, flush=True)
            self._began, self._words, self._sums = time.monotonic(), 0, {}


def _gradients(
    network: Network, batches: list[Batch], share: float, pool: ThreadPoolExecutor
) -> tuple[dict[str, float], int]:
    """Set the gradients of the batches together, each worked out in a thread of its own; losses by head, and words.

    Two threads that each do half a batch lose far less to other work on the machine than operators that wait for two threads each.
    """
    words = sum(batch.words for batch in batches)
    weights = [weight for weight in network.parameters() if weight.requires_grad]

    def work(batch: Batch) -> tuple[dict[str, float], tuple[torch.Tensor | None, ...]]:
        with short_numbers(cache=False):
            found = losses(network, batch, share)
        total = torch.stack(list(found.values())).sum() * (batch.words / words)
        return {name: loss.item() * batch.words / words for name, loss in found.items()}, torch.autograd.grad(
            total, weights, allow_unused=True
        )

    results = list(pool.map(work, batches))
    for index, weight in enumerate(weights):
        parts = [grads[index] for _, grads in results if grads[index] is not None]
        weight.grad = None if not parts else parts[0] if len(parts) == 1 else parts[0].add_(parts[1])
    return {name: sum(found[name] for found, _ in results) for name in results[0][0]}, words


@torch.no_grad()
def _average(run: Run, decay: float) -> None:
    keep = min(decay, (1 + run.updates) / (10 + run.updates))
    torch._foreach_lerp_(list(run.average.parameters()), list(run.network.parameters()), 1 - keep)
