"""Batches: windows of like length together, as tensors, with the noise of training put in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor

from pipeline.analyse.pieces import Pieces, Shape
from training.example import NO_HEAD, ROOT, Example
from training.heads import Head, Targets
from training.synonyms import exchanged

# Chances that a window loses its case pattern (all lower, all title, all upper) and that a word is hidden.
LOWERED, TITLED, UPPERED, HIDDEN, HIDDEN_OWN = 0.03, 0.03, 0.02, 0.05, 0.1
# Chance that what the word lists know of a word is kept back.
KEPT_BACK = 0.15
# Chance that a trigger gives way to another of its class.
EXCHANGED = 0.2
_LETTERS = {Shape.LOWER, Shape.TITLE, Shape.UPPER, Shape.CAPITAL, Shape.MIXED}


@dataclass(slots=True)
class Batch:
    """Tensors of one batch. `allowed[name]` is [windows, words, labels]; `heads` counts the root as 0, -1 is unknown.

    `soft[name]` is [windows, words, labels], the scores of a teacher; `taught` [windows] says which windows it read.
    """

    pieces: Tensor
    shapes: Tensor
    clues: Tensor
    blanks: Tensor
    mask: Tensor
    firsts: Tensor
    sentences: Tensor
    allowed: dict[str, Tensor]
    heads: Tensor
    anchors: Tensor
    pairs: Tensor
    words: int
    soft: dict[str, Tensor]
    taught: Tensor


class Collator:
    """Makes batches of examples under one table of heads."""

    def __init__(self, heads: list[Head], pieces: Pieces, mask_id: int) -> None:
        self.heads = heads
        self.pieces = pieces
        self._mask_id = mask_id
        self._targets = {head.name: Targets(head) for head in heads if head.reads in ("word", "label")}
        self._pair_labels = next(head.labels for head in heads if head.reads == "pair")

    def __call__(self, examples: Sequence[Example], noise: Random | None = None) -> Batch:
        """The batch; with `noise`, windows lose their case pattern and words are hidden at random."""
        count, width = len(examples), max(len(example.words) for example in examples)
        if noise is not None:
            examples = [exchanged(example, noise, EXCHANGED) for example in examples]
        rows = [self._row(example, noise) for example in examples]
        long = max(len(row[0]) for row in rows)
        pieces, shapes, clues, blanks = (torch.zeros(count, long, dtype=torch.long) for _ in range(4))
        firsts, sentences = torch.zeros(count, width, dtype=torch.long), torch.full((count, width), -1)
        mask, heads = torch.full((count, 1, 1, long), -10_000.0), torch.full((count, width), -1)
        allowed = {
            head.name: torch.zeros(count, width, len(head.labels), dtype=torch.bool)
            for head in self.heads
            if head.name in self._targets
        }
        anchors: list[tuple[int, int]] = []
        pairs: list[Tensor] = []
        for index, (example, row) in enumerate(zip(examples, rows, strict=True)):
            size, words = len(row[0]), len(example.words)
            for tensor, values in zip((pieces, shapes, clues, blanks), row, strict=False):
                tensor[index, :size] = torch.tensor(values)
            mask[index, ..., :size] = 0
            firsts[index, :words] = torch.tensor(row[4])
            sentences[index, :words] = torch.tensor(example.sentences)
            for name, targets in example.targets.items():
                turn, grid = self._targets[name], allowed[name]
                where = [(word, label) for word, target in enumerate(targets) for label in turn(target)]
                if where:
                    at = torch.tensor(where)
                    grid[index, at[:, 0], at[:, 1]] = True
            if example.heads is not None:
                heads[index, :words] = torch.tensor(
                    [-1 if head == NO_HEAD else 0 if head == ROOT else head + 1 for head in example.heads]
                )
            for anchor, labels in (example.pairs or {}).items():
                target = torch.full((width, len(self._pair_labels)), -1.0)
                for label, found in labels.items():
                    column = self._pair_labels.index(label)
                    target[:words, column] = 0
                    for word, value in found.items():
                        target[word, column] = value
                anchors.append((index, anchor))
                pairs.append(target)
        return Batch(
            pieces, shapes, clues, blanks, mask, firsts, sentences, allowed, heads,
            torch.tensor(anchors, dtype=torch.long).view(-1, 2),
            torch.stack(pairs) if pairs else torch.zeros(0, width, len(self._pair_labels)),
            sum(len(example.words) for example in examples),
            *_soft(examples, width),
        )  # fmt: skip

    def _row(self, example: Example, noise: Random | None) -> tuple[list[int], ...]:
        pieces, shapes, clues, blanks, firsts = [self.pieces.first], [0], [0], [0], list[int]()
        hidden = HIDDEN_OWN if example.source == "own" else HIDDEN
        recast = _recast(noise)
        apart = True
        breaks = frozenset(example.breaks)
        for place, (word, space) in enumerate(zip(example.words, example.spaces, strict=True)):
            if place and place in breaks:
                pieces.append(self.pieces.last)
                shapes.append(0)
                clues.append(0)
                blanks.append(0)
                apart = True
            ids, form, clue = self.pieces(word)
            if noise is not None and noise.random() < KEPT_BACK:
                clue = 0
            if noise is not None and noise.random() < hidden:
                ids = (self._mask_id,)
            if recast is not None and form in _LETTERS:
                form = recast
            firsts.append(len(pieces))
            pieces.extend(ids)
            shapes.extend([form] * len(ids))
            clues.extend([clue] * len(ids))
            blanks.extend([int(apart)] + [0] * (len(ids) - 1))
            apart = space
        return [*pieces, self.pieces.last], [*shapes, 0], [*clues, 0], [*blanks, 0], firsts


def _soft(examples: Sequence[Example], width: int) -> tuple[dict[str, Tensor], Tensor]:
    taught = torch.tensor([bool(example.soft) for example in examples])
    given: dict[str, Tensor] = {}
    for index, example in enumerate(examples):
        for name, scores in example.soft.items():
            if name not in given:
                given[name] = torch.zeros(len(examples), width, scores.shape[1])
            given[name][index, : len(scores)] = scores
    return given, taught


def _recast(noise: Random | None) -> Shape | None:
    if noise is None:
        return None
    chance = noise.random()
    for shape, share in ((Shape.LOWER, LOWERED), (Shape.TITLE, TITLED), (Shape.UPPER, UPPERED)):
        if chance < share:
            return shape
        chance -= share
    return None


def by_length(
    examples: Sequence[Example], lengths: Sequence[int], room: int, random: Random
) -> Iterator[list[Example]]:
    """The examples in random batches of at most `room` pieces (padding counted), windows of like length together."""
    order = sorted(range(len(examples)), key=lambda index: lengths[index] * random.uniform(0.85, 1.15))
    batches: list[list[Example]] = []
    batch: list[Example] = []
    longest = 0
    for index in order:
        if batch and max(longest, lengths[index]) * (len(batch) + 1) > room:
            batches.append(batch)
            batch, longest = [], 0
        batch.append(examples[index])
        longest = max(longest, lengths[index])
    if batch:
        batches.append(batch)
    random.shuffle(batches)
    yield from batches
