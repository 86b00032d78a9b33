"""Runs the packaged network on one window at a time, so that the same text gives the same bytes whatever stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from pipeline.analyse.distance import buckets
from pipeline.analyse.package import ModelError, Package
from pipeline.analyse.pieces import Pieces

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Scores:
    """What the network says of the words of one window.

    `words` [words, columns of all word heads]; `arcs` [words, 1 + words], the root first; `label_children` [words, labels,
    width] and `label_heads` [1 + words, width] are the factors of the scores of arc labels, `firsts` and `seconds` those of pairs.
    """

    package: Package
    sentences: tuple[int, ...]
    words: Floats
    arcs: Floats
    label_children: Floats
    label_heads: Floats
    firsts: Floats
    seconds: Floats

    def of(self, head: str) -> Floats:
        """The scores [words, labels] of one word head."""
        start, end = self.package.heads[head].columns
        return self.words[:, start:end]

    def labels(self, heads: NDArray[np.int64]) -> NDArray[np.int64]:
        """The best label, by number, of the arc from each word to its head (0 the root, else 1 + a word)."""
        scores = np.einsum("wld,wd->wl", self.label_children, self.label_heads[heads], optimize=False)
        best: NDArray[np.int64] = scores.argmax(axis=1)
        return best

    def pairs(self, first: int) -> Floats:
        """Probabilities [labels, words] that each word stands in each relation to the word `first`."""
        numbers = np.asarray(self.sentences)
        near = self.package.pair_distance[buckets(np.arange(len(numbers)) - first, numbers == numbers[first])]
        scores = self.firsts[first] @ self.seconds.T + near.T
        chances: Floats = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
        return chances


class Network:
    """The network of a package, loaded once. `threads` is for one window; windows may be read from several threads."""

    def __init__(self, package: Package, threads: int = 1) -> None:
        self.package = package
        self.pieces = Pieces(package.folder / "vocabulary.json", package.clues)
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = ort.InferenceSession(
                str(package.folder / "model.onnx"),
                options,
                providers=["CPUExecutionProvider"],
                # The fused operator takes a sixth more time than its parts on the processors measured.
                disabled_optimizers=["SkipLayerNormFusion"],
            )
        except Exception as error:
            raise ModelError("model.onnx cannot be loaded: reinstall the package, or run `make train`") from error

    def __call__(
        self,
        words: Sequence[str],
        apart: Sequence[bool],
        sentences: Sequence[int],
        breaks: frozenset[int] = frozenset(),
    ) -> Scores:
        """Scores of one window.

        `apart` says whether a blank stands before each word, `sentences` numbers its sentence, a passage starts at each of `breaks`.
        """
        pieces, shapes, clues, blanks, firsts = [self.pieces.first], [0], [0], [0], []
        for place, (word, blank) in enumerate(zip(words, apart, strict=True)):
            if place in breaks:
                pieces.append(self.pieces.last)
                shapes.append(0)
                clues.append(0)
                blanks.append(0)
            ids, shape, clue = self.pieces(word)
            firsts.append(len(pieces))
            pieces.extend(ids)
            shapes.extend([shape] * len(ids))
            clues.extend([clue] * len(ids))
            blanks.append(int(blank))
            blanks.extend([0] * (len(ids) - 1))
        pieces.append(self.pieces.last)
        shapes.append(0)
        clues.append(0)
        blanks.append(0)
        given = {
            "pieces": pieces,
            "shapes": shapes,
            "clues": clues,
            "blanks": blanks,
            "firsts": firsts,
            "sentences": sentences,
        }
        found = self._session.run(None, {name: np.asarray(values, dtype=np.int64) for name, values in given.items()})
        return Scores(self.package, tuple(sentences), *found)
