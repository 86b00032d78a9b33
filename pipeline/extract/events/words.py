"""The document's tokens as plain lists: what the rules of this folder read, whether or not a parser has run."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc

from pipeline.records.span import Span

#: Tokens of the longest sentence; what has more (a list, a text without full stops) is read in pieces, so that rules that look
#: through a sentence take linear time.
LONGEST = 300
_PLAIN = str.maketrans("’‘`", "'''")


class Words:
    """Parallel lists over the tokens of a `Doc`; token ranges are half open, as spaCy's are."""

    def __init__(self, doc: Doc) -> None:
        self.tagged: bool = doc.has_annotation("TAG")
        self.parsed: bool = doc.has_annotation("DEP")
        self.lower: list[str] = [token.text.lower().translate(_PLAIN) for token in doc]
        self.text: list[str] = [token.text for token in doc]
        self.lemma: list[str] = [token.lemma_.lower() or word for token, word in zip(doc, self.lower, strict=True)]
        self.tag: list[str] = [token.tag_ for token in doc] if self.tagged else [""] * len(doc)
        self.starts: list[int] = [token.idx for token in doc]
        self.ends: list[int] = [token.idx + len(token) for token in doc]
        self.dep: list[str] = []
        self.head: list[int] = []
        self.children: list[list[int]] = []
        if self.parsed:
            self.dep = [token.dep_.lower() for token in doc]
            self.head = [token.head.i for token in doc]
            self.children = [[] for _ in doc]
            for index, head in enumerate(self.head):
                if head != index:
                    self.children[head].append(index)
        self.sentences: list[tuple[int, int]] = [
            (piece, min(piece + LONGEST, end))
            for start, end in _sentences(doc)
            for piece in range(start, max(end, start + 1), LONGEST)
        ]
        self._sentence_starts = [start for start, _ in self.sentences]

    def __len__(self) -> int:
        return len(self.lower)

    def sentence(self, index: int) -> tuple[int, int]:
        """The token range of the sentence that the token stands in."""
        return self.sentences[bisect_right(self._sentence_starts, index) - 1]

    def span(self, start: int, end: int) -> Span:
        """Code points of the tokens `start` to `end`, blanks at the edges left out."""
        while start < end - 1 and self.text[start].isspace():
            start += 1
        while end - 1 > start and self.text[end - 1].isspace():
            end -= 1
        return Span(self.starts[start], self.ends[end - 1])

    def covered(self, span: Span) -> tuple[int, int]:
        """The token range that overlaps a span of code points; empty where it lies between tokens."""
        first = bisect_right(self.ends, span.start)
        last = first
        while last < len(self.starts) and self.starts[last] < span.end:
            last += 1
        return first, last

    def before(self, index: int) -> str:
        """The word before, lower case; empty at the sentence's start."""
        return self.lower[index - 1] if index > self.sentence(index)[0] else ""

    def after(self, index: int) -> str:
        """The word after, lower case; empty at the sentence's end."""
        return self.lower[index + 1] if index + 1 < self.sentence(index)[1] else ""

    def subtree(self, index: int) -> Iterator[int]:
        """The token and all that hangs from it, in no order."""
        stack = [index]
        while stack:
            current = stack.pop()
            yield current
            stack += self.children[current]


def _sentences(doc: Doc) -> list[tuple[int, int]]:
    if not len(doc):
        return []
    if doc.has_annotation("SENT_START"):
        return [(sentence.start, sentence.end) for sentence in doc.sents]
    starts = [0, *(token.i + 1 for token in doc[:-1] if token.text in {".", "!", "?"} or "\n\n" in token.text)]
    return list(zip(starts, [*starts[1:], len(doc)], strict=True))
