"""The seam: a `Document` in, a spaCy `Doc` over the same text out, whichever pipeline makes it."""

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from pipeline.analyse import extensions, foreign, words
from pipeline.analyse.layout import bare
from pipeline.analyse.network import Network
from pipeline.analyse.package import read
from pipeline.analyse.reader import Reader
from pipeline.records import Document


class Analyser:
    """Turns documents into `Doc`s. `name` says which model does it, for the manifest.

    `doc.text` is the document's text exactly; sentences never cross a passage. `doc.ents` holds names with our types as labels,
    `doc.spans` the groups `events`, `cues`, `quotes` and `roles`; what spans carry beyond that is listed in `extensions`.
    """

    def __init__(self, name: str, rules: Tokenizer, language: Language | None, reader: Reader | None) -> None:
        extensions.register()
        self.name = name
        self._rules = rules
        self._language = language
        self._reader = reader

    def __call__(self, document: Document) -> Doc:
        """The document, analysed."""
        return next(self.pipe([document]))

    def pipe(self, documents: Iterable[Document]) -> Iterator[Doc]:
        """The documents, analysed, in order; each result is the same whatever stands beside it."""
        bares = (bare(document, self._rules, self._rules.vocab) for document in documents)
        if self._reader is not None:
            yield from self._reader.pipe(bares)
        elif self._language is not None:
            # One at a time: the batches of many pipelines change the last digits of their scores.
            for doc in bares:
                yield foreign.adapted(self._language(doc))


def load(model: str | None = None, threads: int = 2) -> Analyser:
    """The packaged model, or with `model` any installed spaCy pipeline by name.

    `threads` read windows of the packaged model side by side; the result does not depend on it.

    Raises:
        ModelError: where the model is missing, damaged or not installed; the message names the cure.
    """
    if model is None:
        package = read()
        return Analyser(package.name, words.tokenizer(), None, Reader(Network(package), threads))
    language = foreign.pipeline(model)
    meta = language.meta
    return Analyser(f"{meta['lang']}_{meta['name']}-{meta['version']}", language.tokenizer, language, None)
