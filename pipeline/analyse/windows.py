"""Windows: the stretches of words that the model reads at once, whole passages together, long ones cut between sentences."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# Word pieces in one window, its two marks included. Sentences that are longer are cut and rejoined.
LONGEST = 192
_CUT_AFTER = frozenset({";", ",", ":", "–", "—", ")", "\n"})


@dataclass(frozen=True, slots=True)
class Window:
    """Visible words of one window: their indices in the document and, for each, the number of its sentence in the window.

    `breaks` are the places in the window, other than the first, at which a passage starts.
    """

    words: tuple[int, ...]
    sentences: tuple[int, ...]
    breaks: frozenset[int] = frozenset()


def pack(
    passages: Iterable[Sequence[Sequence[int]]], lengths: Sequence[int], texts: Sequence[str], limit: int = LONGEST
) -> Iterator[Window]:
    """Windows over one document.

    A passage is its sentences, a sentence its visible words by index; `lengths` holds the pieces of every word, `texts` the words.
    Passages share a window while they fit in it whole, so that the model sees what surrounds them.
    """
    words: list[int] = []
    numbers: list[int] = []
    breaks: list[int] = []
    used, number = 2, 0
    for passage in passages:
        parts = [part for sentence in passage for part in _parts(sentence, lengths, texts, limit - 2)]
        sizes = [sum(lengths[index] for index in part) for part in parts]
        whole = sum(sizes)
        for place, (part, size) in enumerate(zip(parts, sizes, strict=True)):
            if words and used + (whole + 1 if place == 0 else size) > limit:
                yield Window(tuple(words), tuple(numbers), frozenset(breaks))
                words, numbers, breaks, used, number = [], [], [], 2, 0
            if place == 0 and words:
                breaks.append(len(words))
                used += 1
            words.extend(part)
            numbers.extend([number] * len(part))
            used += size
            number += 1
    if words:
        yield Window(tuple(words), tuple(numbers), frozenset(breaks))


def _parts(sentence: Sequence[int], lengths: Sequence[int], texts: Sequence[str], room: int) -> Iterator[Sequence[int]]:
    """The sentence whole, or cut into parts of at most `room` pieces, after punctuation where the second half has any."""
    start, used, best = 0, 0, 0
    for position, index in enumerate(sentence):
        if used + lengths[index] > room:
            stop = best if best > start else position
            yield sentence[start:stop]
            start = stop
            used = sum(lengths[other] for other in sentence[start:position])
            best = 0
        used += lengths[index]
        if texts[index] in _CUT_AFTER and used > room // 2:
            best = position + 1
    if start < len(sentence):
        yield sentence[start:]
