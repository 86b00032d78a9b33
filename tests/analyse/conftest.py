"""Documents made on the spot, and the packaged model loaded once."""

from collections.abc import Callable
from hashlib import sha256

import pytest

from pipeline import analyse
from pipeline.records import Citation, Document, Passage

IRI = "https://dateline.example/document/test"
Make = Callable[..., Document]


def make(text: str, kinds: tuple[str, ...] = (), marks: tuple[tuple[int, int], ...] = ()) -> Document:
    """A document of `text`: a passage a block between blank lines, of `kinds` in turn, then paragraphs; footnote markers at `marks`."""
    passages, position = [], 0
    for block in text.split("\n\n"):
        if block.strip():
            start = position
            kind = kinds[len(passages)] if len(passages) < len(kinds) else "paragraph"
            passages.append(
                Passage(
                    id=f"{IRI}#char={start},{start + len(block)}",
                    document_id=IRI,
                    position=len(passages),
                    kind=kind,
                    start=start,
                    end=start + len(block),
                )
            )
        position += len(block) + 2
    citations = tuple(
        Citation(id=f"{IRI}#citation={start}", document_id=IRI, marker=text[start:end], start=start, end=end)
        for start, end in marks
    )
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        id=IRI, source="test.txt", media_type="text/plain", sha256=digest, text=text, text_sha256=digest, words=len(text.split()),
        passages=tuple(passages), citations=citations,
    )  # fmt: skip


@pytest.fixture(scope="session")
def document() -> Make:
    return make


@pytest.fixture(scope="session")
def analyser() -> analyse.Analyser:
    return analyse.load()
