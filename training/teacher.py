"""What larger networks say of the training text, for the one that is packaged to learn from.

A teacher marks every word with scores as soft as its doubts, also where nobody has annotated (Hinton and others, 2015). A parser puts trees on
articles that have none, so that the network does not forget, over our own articles, how such sentences are built.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import torch
from torch import Tensor

from pipeline.analyse.pieces import Pieces
from training import published
from training.batches import Batch, Collator
from training.example import NO_HEAD, OPEN, ROOT, Example
from training.heads import Head
from training.network import Network
from training.progress import short_numbers

# Windows that are read at once.
TOGETHER = 24
# A head, a label or a tag that the parser is less sure of is left open.
SURE = 0.6
_TREE = ("tag", "pos", "label")
# Words before a verb of speech within which its subject is looked for, and what ends the search.
SUBJECT_REACH = 16
_FINITE, _ANEW = ("VBD", "VBZ", "VBP", "MD"), ("and", ";", ":")


def taught(table: Iterable[Head]) -> list[str]:
    """Names of the heads that a teacher teaches: the spans of our own articles but for names.

    Of names it reads too few texts, and of what belongs to a span (its mode, its status, who takes part) it knows less than the network that
    it teaches.
    """
    return [head.name for head in table if "own" in head.sources and "O" in head.labels and head.name != "names"]


def teach(checkpoint: Path, examples: list[Example], table: list[Head]) -> None:
    """Set `soft` of every example to the scores of the network in `checkpoint`.

    Raises:
        SystemExit: if its heads have other labels than the table's.
    """
    names = taught(table)

    def mark(network: Network, batch: Batch, vectors: Tensor, group: list[Example]) -> None:
        scores = {name: network.word[name](vectors).half() for name in names}
        for index, example in enumerate(group):
            example.soft = {name: found[index, : len(example.words)].clone() for name, found in scores.items()}

    _read(checkpoint, examples, table, names, mark)


def parse(checkpoint: Path, examples: list[Example], table: list[Head]) -> None:
    """Put tags and trees of the network in `checkpoint` on every example that has none; what it is not sure of is left open.

    Raises:
        SystemExit: if its heads have other labels than the table's.
    """
    labels = {head.name: head.labels for head in table}

    def grow(network: Network, batch: Batch, vectors: Tensor, group: list[Example]) -> None:
        chance, parent = network.arcs(vectors, batch.sentences).float().softmax(-1).max(-1)
        found = {name: network.word[name](vectors).float().softmax(-1).max(-1) for name in _TREE[:2]}
        found["label"] = network.labels(vectors, parent).float().softmax(-1).max(-1)
        for index, example in enumerate(group):
            words = range(len(example.words))
            example.heads = [
                NO_HEAD if chance[index, word] < SURE else int(parent[index, word]) - 1 if parent[index, word] else ROOT
                for word in words
            ]
            for name, (sure, best) in found.items():
                example.targets[name] = [
                    labels[name][best[index, word]] if sure[index, word] >= SURE else OPEN for word in words
                ]
            give_speakers(example)

    bare = [example for example in examples if not any(example.targets.get("tag", ()))]
    _read(checkpoint, bare, table, list(_TREE), grow)


def give_speakers(example: Example) -> None:
    """Give a verb of speech the subject that the parser left with the clause before it: "They had left, the army said".

    The annotators have marked the verb as a cue; a subject that follows its own verb and stands before a verb without one is that one's.
    """
    heads, tags, labels = example.heads or [], example.targets["tag"], example.targets["label"]
    for verb, cue in enumerate(example.targets.get("cues", ())):
        served = any(head == verb and labels[word].startswith("nsubj") for word, head in enumerate(heads))
        if cue != "B-cue" or not tags[verb].startswith("VB") or served:
            continue
        for word in range(verb - 1, max(-1, verb - SUBJECT_REACH), -1):
            if labels[word].startswith("nsubj"):
                if heads[word] < word:
                    heads[word], labels[word] = verb, "nsubj"
                break
            if (
                example.sentences[word] != example.sentences[verb]
                or tags[word] in _FINITE
                or example.words[word] in _ANEW
            ):
                break


def _read(
    checkpoint: Path,
    examples: list[Example],
    table: list[Head],
    needed: list[str],
    note: Callable[[Network, Batch, Tensor, list[Example]], None],
) -> None:
    """Let the network of the checkpoint read the examples, and note what it says of each batch."""
    state = torch.load(checkpoint, weights_only=False)
    labels = {head.name: head.labels for head in state["heads"]}
    if any(labels[head.name] != head.labels for head in table if head.name in needed):
        raise SystemExit(f"{checkpoint} has other labels than heads.toml: train the teacher anew")
    network = Network(state["heads"], state["clues"], size=state["size"])
    network.load_state_dict(state["average"])
    network.eval()
    collate = Collator(state["heads"], Pieces(published.vocabulary(), state["clues"].forms), published.HIDDEN)
    order = sorted(examples, key=lambda example: len(example.words))

    @torch.no_grad()
    def work(group: list[Example]) -> None:
        batch = collate(group)
        with short_numbers():
            vectors = network.words(batch.pieces, batch.shapes, batch.clues, batch.blanks, batch.firsts, batch.mask)
            note(network, batch, vectors, group)

    with ThreadPoolExecutor(max_workers=2) as pool:
        for _ in pool.map(work, [order[at : at + TOGETHER] for at in range(0, len(order), TOGETHER)]):
            pass
