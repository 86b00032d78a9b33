"""How training goes: scores on held-out windows, straight from the network, with the treebank's words and sentences."""

from collections.abc import Sequence

import torch

from pipeline.analyse.spans import best_path
from training.batches import Collator
from training.example import Example
from training.network import Network


@torch.no_grad()
def report(network: Network, collate: Collator, held_out: dict[str, list[Example]]) -> dict[str, float]:
    """Scores by name, in per cent: tags, UAS and LAS on GUM and spans on our own articles and on EWT."""
    network.eval()
    scores = _tree(network, collate, held_out["gum"])
    for head in ("names", "events", "cues", "quotes", "roles"):
        scores[head] = _spans(network, collate, held_out["own"], head)
    scores["status"] = _words(network, collate, held_out["own"], "status")
    scores["mode"] = _words(network, collate, held_out["own"], "mode")
    scores["uner"] = _spans(network, collate, held_out["ewt"], "names", ("Person", "Organization", "Place"))
    network.train()
    return scores


def short_numbers(cache: bool = True) -> torch.autocast:
    """Products in bfloat16 where the processor has it; elsewhere it would be worked out in software, some twenty times slower."""
    return torch.autocast("cpu", torch.bfloat16, torch.cpu._is_avx512_bf16_supported(), cache_enabled=cache)


def _batches(examples: Sequence[Example], size: int = 16) -> list[list[Example]]:
    order = sorted(examples, key=lambda example: len(example.words))
    return [order[at : at + size] for at in range(0, len(order), size)]


def _vectors(network: Network, batch):
    with short_numbers():
        return network.words(batch.pieces, batch.shapes, batch.clues, batch.blanks, batch.firsts, batch.mask).float()


def _tree(network: Network, collate: Collator, examples: Sequence[Example]) -> dict[str, float]:
    total = tags = heads = labels = 0
    tag_labels = {head.name: head.labels for head in network.table}
    for group in _batches(examples):
        batch = collate(group)
        vectors = _vectors(network, batch)
        arcs = network.arcs(vectors, batch.sentences).argmax(-1)
        kinds = network.labels(vectors, arcs).argmax(-1)
        tagged = network.word["tag"](vectors).argmax(-1)
        for row, example in enumerate(group):
            for word in range(len(example.words)):
                total += 1
                tags += tag_labels["tag"][tagged[row, word]] == example.targets["tag"][word]
                if arcs[row, word] == example.heads[word] + 1:
                    heads += 1
                    labels += tag_labels["label"][kinds[row, word]] == example.targets["label"][word]
    return {"tag": 100 * tags / total, "uas": 100 * heads / total, "las": 100 * labels / total}


def _words(network: Network, collate: Collator, examples: Sequence[Example], name: str) -> float:
    labels = next(head.labels for head in network.table if head.name == name)
    right = total = 0
    for group in _batches(examples):
        guessed = network.word[name](_vectors(network, collate(group))).argmax(-1)
        for row, example in enumerate(group):
            for word, target in enumerate(example.targets[name]):
                if target:
                    total += 1
                    right += labels[guessed[row, word]] == target
    return 100 * right / max(total, 1)


def _spans(
    network: Network, collate: Collator, examples: Sequence[Example], name: str, kinds: tuple[str, ...] = ()
) -> float:
    labels = next(head.labels for head in network.table if head.name == name)
    right = gold_count = guess_count = 0
    for group in _batches([example for example in examples if name in example.targets]):
        scores = network.word[name](_vectors(network, collate(group)))
        guessed = scores.argmax(-1)
        for row, example in enumerate(group):
            gold = decode([target.partition("|")[0] for target in example.targets[name]], kinds)
            numbers = guessed[row, : len(example.words)]
            if name in network.chain:
                numbers = best_path(scores[row, : len(example.words)].numpy(), network.chain[name].steps.numpy())
            guess = decode([labels[label] for label in numbers.tolist()], kinds)
            right += len(gold & guess)
            gold_count += len(gold)
            guess_count += len(guess)
    return 200 * right / max(gold_count + guess_count, 1)


def decode(labels: Sequence[str], kinds: tuple[str, ...] = ()) -> set[tuple[int, int, str]]:
    """Spans (first word, word after the last, type) of BIO labels; an I without its B opens a span."""
    found, start, kind = set(), 0, ""
    for index, label in enumerate([*labels, "O"]):
        prefix, _, now = label.partition("-")
        if kind and (prefix != "I" or now != kind):
            found.add((start, index, kind))
            kind = ""
        if now and not kind:
            start, kind = index, now
    return {span for span in found if not kinds or span[2] in kinds}
