"""A training example: one window of words with what its corpus says of each, and what it leaves open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.analyse.pieces import Pieces
from pipeline.analyse.windows import Window, pack

if TYPE_CHECKING:
    from torch import Tensor

# A target is a label, several labels with a bar between them of which any will do, or this: nothing is known.
OPEN = ""
ROOT = -1
NO_HEAD = -2


@dataclass(slots=True)
class Example:
    """Words of one window. `sentences` numbers the sentence of each word; `heads` are word indices, ROOT or NO_HEAD.

    `targets` holds for each head of the table one target a word. `pairs` maps the index of a first word to, for each
    pair label, the words that do (1) or may (-1) stand in that relation to it; words not named do not. `breaks` are the words at
    which a paragraph starts; `soft` holds the scores [words, labels] that a teacher gives, by head.
    """

    source: str
    document: str
    words: list[str]
    spaces: list[bool]
    sentences: list[int]
    targets: dict[str, list[str]] = field(default_factory=dict)
    heads: list[int] | None = None
    pairs: dict[int, dict[str, dict[int, int]]] | None = None
    breaks: list[int] = field(default_factory=lambda: [0])
    soft: dict[str, Tensor] = field(default_factory=dict)


def joined(paragraphs: Iterable[Example]) -> Iterator[Example]:
    """Documents: the paragraphs that follow one another in one document, as one example each."""
    for (source, document), group in groupby(paragraphs, key=lambda example: (example.source, example.document)):
        parts = list(group)
        result = Example(source, document, [], [], [], heads=[], pairs={}, breaks=[])
        assert result.heads is not None
        assert result.pairs is not None
        names = sorted({name for part in parts for name in part.targets})
        result.targets = {name: [] for name in names}
        for part in parts:
            offset = len(result.words)
            numbers = result.sentences[-1] + 1 if result.sentences else 0
            result.breaks.append(offset)
            result.words += part.words
            result.spaces += [*part.spaces[:-1], True] if part.spaces else []
            result.sentences += [number + numbers for number in part.sentences]
            for name in names:
                result.targets[name] += part.targets.get(name) or [OPEN] * len(part.words)
            result.heads += [head if head < 0 else head + offset for head in part.heads or [NO_HEAD] * len(part.words)]
            for first, labels in (part.pairs or {}).items():
                result.pairs[first + offset] = {
                    label: {word + offset: value for word, value in row.items()} for label, row in labels.items()
                }
        yield result


def windows(document: Example, pieces: Pieces, limit: int) -> Iterator[Example]:
    """The document cut into windows of at most `limit` pieces, as at run time."""
    lengths = [len(pieces(word)[0]) for word in document.words]
    edges = frozenset(document.breaks)
    passages: list[list[list[int]]] = [[]]
    number = -1
    for index, sentence in enumerate(document.sentences):
        if index in edges and passages[-1]:
            passages.append([])
        if document.words[index].isspace():
            continue
        if sentence != number or not passages[-1]:
            passages[-1].append([])
            number = sentence
        passages[-1][-1].append(index)
    for window in pack(passages, lengths, document.words, limit):
        yield _select(document, window)


def sentences(whole: Example) -> Iterator[Example]:
    """The sentences of the example, each on its own."""
    for _, group in groupby(range(len(whole.words)), key=whole.sentences.__getitem__):
        chosen = tuple(index for index in group if not whole.words[index].isspace())
        if chosen:
            yield _select(whole, Window(chosen, (0,) * len(chosen), frozenset()))


def _select(whole: Example, window: Window) -> Example:
    chosen, numbers = window.words, window.sentences
    place = {old: new for new, old in enumerate(chosen)}
    heads = None
    if whole.heads is not None:
        heads = [whole.heads[old] if whole.heads[old] < 0 else place.get(whole.heads[old], NO_HEAD) for old in chosen]
    pairs = None
    if whole.pairs is not None:
        pairs = {
            place[first]: {
                label: {place[word]: value for word, value in words.items() if word in place}
                for label, words in labels.items()
            }
            for first, labels in whole.pairs.items()
            if first in place
        }
    return Example(
        source=whole.source,
        document=whole.document,
        words=[whole.words[old] for old in chosen],
        spaces=[whole.spaces[old] or (old + 1 < len(whole.words) and whole.words[old + 1].isspace()) for old in chosen],
        sentences=list(numbers),
        targets={name: [values[old] for old in chosen] for name, values in whole.targets.items()},
        heads=heads,
        pairs=pairs,
        breaks=[0, *sorted(window.breaks)],
    )


def bio(count: int, spans: Iterable[tuple[int, int, str]], outside: str = "O") -> list[str]:
    """BIO targets of `count` words for spans (first word, word after the last, type or types with bars)."""
    result = [outside] * count
    for start, end, types in spans:
        if all(target == outside for target in result[start:end]):
            for index in range(start, end):
                prefix = "B-" if index == start else "I-"
                result[index] = "|".join(prefix + name for name in types.split("|"))
    return result
