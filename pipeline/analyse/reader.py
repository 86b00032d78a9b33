"""The packaged model as a spaCy component: tags, parts of speech, lemmas, trees, names, events, cues, quotations and roles."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.analyse import extensions, reading, sentences
from pipeline.analyse.lemmas import Lemmatizer
from pipeline.analyse.network import Network
from pipeline.analyse.package import PACKAGED, read
from pipeline.analyse.reading import Reading
from pipeline.analyse.result import Result
from pipeline.analyse.windows import Window, pack

# Documents whose windows are handed to the network before the first of them is put together.
AHEAD = 4


@dataclass(slots=True)
class _Prepared:
    """A document on its way: its words, where sentences start, and its windows being read."""

    doc: Doc
    texts: list[str]
    starts: list[bool]
    readings: list[Future[Reading]] = field(default_factory=list)


class Reader:
    """Reads documents with the packaged network. The result for a document never depends on the others in the batch."""

    def __init__(self, network: Network, threads: int = 2) -> None:
        extensions.register()
        self.network = network
        self._lemmatizer = Lemmatizer.of(network.package)
        self._threads = threads
        self._pool: tuple[int, ThreadPoolExecutor] | None = None

    def __call__(self, doc: Doc) -> Doc:
        """The document, annotated."""
        return self._finish(self._begin(doc))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 0) -> Iterator[Doc]:
        """The documents, annotated, in order."""
        waiting: deque[_Prepared] = deque()
        for doc in docs:
            waiting.append(self._begin(doc))
            if len(waiting) > AHEAD:
                yield self._finish(waiting.popleft())
        while waiting:
            yield self._finish(waiting.popleft())

    def _workers(self) -> ThreadPoolExecutor:
        """The threads that read windows; a process that was forked off has none of its parent's and starts its own."""
        if self._pool is None or self._pool[0] != os.getpid():
            self._pool = os.getpid(), ThreadPoolExecutor(self._threads, thread_name_prefix="reader")
        return self._pool[1]

    def _begin(self, doc: Doc) -> _Prepared:
        texts = [token.text for token in doc]
        apart = [True, *(bool(token.whitespace_) for token in doc)]
        if doc.has_annotation("SENT_START"):
            starts = [bool(token.is_sent_start) for token in doc]
        else:
            starts = sentences.starts(texts, apart[1:])
        if texts:
            starts[0] = True
        prepared = _Prepared(doc, texts, starts)
        unread: Sequence[bool] = doc._.unread or [False] * len(texts)
        workers, lengths = self._workers(), _Lengths(self.network, texts)
        # One passage at a time: quotations, roles and arguments come out better than from windows that hold several (measured).
        for passage in _passages(starts, doc._.breaks or (), unread, texts):
            for window in pack([passage], lengths, texts):
                prepared.readings.append(workers.submit(self._read, window, texts, apart))
        return prepared

    def _read(self, window: Window, texts: list[str], apart: list[bool]) -> Reading:
        before = [apart[index] or (index > 0 and texts[index - 1].isspace()) for index in window.words]
        scores = self.network([texts[index] for index in window.words], before, window.sentences, window.breaks)
        return reading.read(window, scores, self.network.package)

    def _finish(self, prepared: _Prepared) -> Doc:
        result = Result(prepared.doc, prepared.texts, prepared.starts, self.network.package, self._lemmatizer)
        result.add([future.result() for future in prepared.readings])
        return result.write()


class _Lengths(Sequence[int]):
    """Pieces of each word, counted when asked for."""

    def __init__(self, network: Network, texts: list[str]) -> None:
        self._pieces, self._texts = network.pieces, texts

    def __getitem__(self, index: Any) -> Any:
        return len(self._pieces(self._texts[index])[0])

    def __len__(self) -> int:
        return len(self._texts)


def _passages(
    starts: list[bool], breaks: Iterable[int], unread: Sequence[bool], texts: list[str]
) -> Iterator[list[list[int]]]:
    """The visible words of each sentence, passage by passage, without what is not to be read."""
    edges = frozenset(breaks)
    passage: list[list[int]] = []
    sentence: list[int] = []
    for index, text in enumerate(texts):
        if starts[index]:
            if sentence:
                passage.append(sentence)
            sentence = []
            if index in edges and passage:
                yield passage
                passage = []
        if not unread[index] and not text.isspace():
            sentence.append(index)
    if sentence:
        passage.append(sentence)
    if passage:
        yield passage


@Language.factory("dateline_reader", default_config={"model": None, "threads": 2})
def make_reader(nlp: Language, name: str, model: str | None, threads: int) -> Callable[[Doc], Doc]:
    """The component for spaCy pipelines; `model` is a folder, by default the packaged one."""
    return Reader(Network(read(Path(model) if model else PACKAGED)), threads)
