"""A training example: one window of words with what its corpus says of each, and what it leaves open."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from pipeline.analyse.pieces import Pieces
from pipeline.analyse.windows import pack

# A target is a label, several labels with a bar between them of which any will do, or this: nothing is known.
OPEN = ""
ROOT = -1
NO_HEAD = -2


@dataclass(slots=True)
class Example:
    """Words of one window. `sentences` numbers the sentence of each word; `heads` are word indices, ROOT or NO_HEAD.

    `targets` holds for each head of the table one target a word. `pairs` maps the index of a first word to, for each
    pair label, the words that do (1) or may (-1) stand in that relation to it; words not named do not.
    """

    source: str
    words: list[str]
    spaces: list[bool]
    sentences: list[int]
    targets: dict[str, list[str]] = field(default_factory=dict)
    heads: list[int] | None = None
    pairs: dict[int, dict[str, dict[int, int]]] | None = None


def windows(paragraph: Example, pieces: Pieces, limit: int) -> Iterator[Example]:
    """The paragraph cut into windows of at most `limit` pieces, whole sentences together."""
    lengths = [len(pieces(word)[0]) for word in paragraph.words]
    sentences: list[list[int]] = []
    for index, number in enumerate(paragraph.sentences):
        if paragraph.words[index].isspace():
            continue
        if not sentences or paragraph.sentences[sentences[-1][-1]] != number:
            sentences.append([])
        sentences[-1].append(index)
    for window in pack(sentences, lengths, paragraph.words, limit):
        yield _select(paragraph, window.words, window.sentences)


def _select(whole: Example, chosen: Sequence[int], numbers: Sequence[int]) -> Example:
    place = {old: new for new, old in enumerate(chosen)}
    heads = None
    if whole.heads is not None:
        heads = [
            whole.heads[old] if whole.heads[old] < 0 else place.get(whole.heads[old], NO_HEAD)
            for old in chosen
        ]
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
        words=[whole.words[old] for old in chosen],
        spaces=[
            whole.spaces[old] or (old + 1 < len(whole.words) and whole.words[old + 1].isspace())
            for old in chosen
        ],
        sentences=list(numbers),
        targets={name: [values[old] for old in chosen] for name, values in whole.targets.items()},
        heads=heads,
        pairs=pairs,
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


def shuffled(examples: Sequence[Example], seed: int) -> list[Example]:
    """The examples in an order that depends on `seed` alone."""
    order = list(examples)
    Random(seed).shuffle(order)
    return order
