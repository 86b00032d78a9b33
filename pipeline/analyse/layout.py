"""From a `Document` to a bare `Doc`: words, sentences within passages, and what need not be read."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.analyse import sentences, words
from pipeline.records import Document

# Passages that are no part of what the article says: they are cut into sentences, not analysed.
UNREAD = frozenset({"boilerplate", "note"})


def bare(document: Document, rules: Tokenizer, vocab: Vocab) -> Doc:
    """A `Doc` whose text is the document's, code point by code point, with sentence starts and nothing else.

    Footnote markers are words of their own; no word or sentence crosses the edge of a passage.
    """
    passages = [(passage.start, passage.end, passage.kind not in UNREAD) for passage in document.passages]
    return laid_out(document.text, passages, [(mark.start, mark.end) for mark in document.citations], rules, vocab)


def laid_out(
    text: str,
    passages: Iterable[tuple[int, int, bool]],
    marks: Iterable[tuple[int, int]],
    rules: Tokenizer,
    vocab: Vocab,
) -> Doc:
    """The same for a bare text; a passage is its start, its end (code points) and whether it is to be read."""
    passages, marks = list(passages), list(marks)
    edges = {start for start, _, _ in passages}
    cuts = {end for _, end, _ in passages} | {edge for mark in marks for edge in mark}
    found, spaces = words.split(rules, text, edges, cuts)
    offsets = [0, *accumulate(len(word) + space for word, space in zip(found, spaces, strict=True))]

    def word_at(offset: int) -> int:
        return bisect_left(offsets, offset, 0, len(found))

    breaks = []
    unread = [False] * len(found)
    for start, end, read in passages:
        first, last = word_at(start), word_at(end)
        breaks.append(first)
        if not read:
            unread[first:last] = [True] * (last - first)
    starts = sentences.starts(found, spaces, breaks, [word_at(start) for start, _ in marks])
    doc = Doc(vocab, words=found, spaces=spaces, sent_starts=list(starts))
    doc._.breaks = breaks
    doc._.unread = unread
    return doc
