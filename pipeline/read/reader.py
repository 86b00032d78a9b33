"""One input to one document: bytes, decoding, the reader of its media type, what its sidecar states."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.read.document import document
from pipeline.read.encoding import decode
from pipeline.read.html import read_html
from pipeline.read.markdown import read_markdown
from pipeline.read.media import HTML, MARKDOWN, PDF, TEXT, XHTML, is_pdf, media_type_of, sniffed
from pipeline.read.pdf import read_pdf
from pipeline.read.reading import Problem, Quarantine, Reading
from pipeline.read.sidecar import sidecar
from pipeline.read.text import read_text
from pipeline.records.document import Document
from pipeline.records.finding import Finding
from pipeline.records.identity import make_id

#: Largest input in bytes. An article has a few thousand words; 64 MiB is a thousand books.
MOST_BYTES = 64 << 20
#: Longest text in code points that is taken for one article: two long novels, a hundred times a long article.
MOST_TEXT = 1_000_000
READERS: dict[str, Callable[[str], Reading]] = {
    TEXT: read_text, MARKDOWN: read_markdown, HTML: read_html, XHTML: read_html,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A document and what to know about it; no document, and a finding of severity `error`, if it was quarantined."""

    document: Document | None
    findings: tuple[Finding, ...] = ()


def read(path: Path, source: str, base_iri: str) -> ReadResult:
    """Read the article at `path`, called `source`, with ids under `base_iri`. Raises nothing that the input could cause."""
    try:
        raw = _bytes(path)
        media_type, reading = _reading(raw, path)
        if len(reading.text) > MOST_TEXT:
            message = (
                f"The text has {len(reading.text):,} characters; more than {MOST_TEXT:,} are no article: split it."
            )
            raise Quarantine("read.too-large", message)
        if not any(c.isalnum() for b in reading.blocks for c in reading.text[b.start : b.end]):
            raise Quarantine("read.no-text", "The input holds no words; save the article again or remove the file.")
    except Quarantine as refused:
        return ReadResult(None, (_finding(Problem(refused.rule, refused.message, "error"), None, source),))
    stated, problems = sidecar(path)
    reading = replace(reading, metadata=stated.over(reading.metadata))
    made = document(reading, raw=raw, source=source, media_type=media_type, base_iri=base_iri)
    own = make_id(base_iri, "document", source)
    return ReadResult(made, tuple(_finding(problem, own, source) for problem in (*reading.problems, *problems)))


def _bytes(path: Path) -> bytes:
    """The file's bytes.

    Raises:
        Quarantine: `read.unreadable` or `read.too-large`.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Quarantine("read.unreadable", f"The file cannot be read ({reason}); check its permissions.") from error
    if len(raw) > MOST_BYTES:
        raise Quarantine("read.too-large", f"The file is larger than {MOST_BYTES >> 20} MiB; split it into articles.")
    return raw


def _reading(raw: bytes, path: Path) -> tuple[str, Reading]:
    if is_pdf(raw):
        return PDF, read_pdf(raw)
    if media_type_of(path) == PDF and raw.strip():
        raise Quarantine("read.binary", "The file is called .pdf but has no PDF header; save the article again.")
    decoded = decode(raw)
    media_type = sniffed(decoded.text, media_type_of(path))
    reading = READERS[media_type](decoded.text)
    return media_type, replace(reading, problems=(*decoded.problems, *reading.problems))


def _finding(problem: Problem, document_id: str | None, source: str) -> Finding:
    return Finding(
        document_id=document_id,
        rule=problem.rule,
        severity=problem.severity,
        message=problem.message,
        pointer=source,
        start=problem.start,
        end=problem.end,
    )
