"""Reads PDF through pypdf, the extra `pdf`: the text of its pages, laid out as plain text is."""

from __future__ import annotations

import io
import logging

from pipeline.read.dates import from_metadata
from pipeline.read.layout import layout
from pipeline.read.page_metadata import one_line
from pipeline.read.reading import Metadata, Quarantine, Reading

#: Pages read of one file.
MOST_PAGES = 2_000


def read_pdf(raw: bytes) -> Reading:
    """Blocks and metadata of a PDF's text.

    Raises:
        Quarantine: `read.pdf-extra` without pypdf; `read.unreadable` for a damaged or locked file; `read.no-text` for scans.
    """
    try:
        import pypdf
    except ImportError as error:
        raise Quarantine(
            "read.pdf-extra", "Reading PDF needs pypdf; install it with: pip install 'dateline[pdf]'"
        ) from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports every repair on stderr; we report the outcome
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Quarantine("read.unreadable", "The PDF is locked with a password; save it without one.")
        pages = [page.extract_text() or "" for page, _ in zip(reader.pages, range(MOST_PAGES), strict=False)]
        said = _metadata(reader.metadata)
    except Quarantine:
        raise
    except Exception as error:  # pypdf raises whatever its damaged input provokes, RecursionError included
        raise Quarantine(
            "read.unreadable", f"The PDF cannot be read ({type(error).__name__}); save it again."
        ) from error
    text = "\n\n".join(page.strip() for page in pages if page.strip())
    text = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")
    if not any(c.isalnum() for c in text):
        raise Quarantine("read.no-text", "The PDF holds pictures of text; run it through OCR first.")
    blocks, guessed = layout(text)
    return Reading(text, blocks, guessed.over(said))


def _metadata(info: object) -> Metadata:
    """Author and date that the file states. Its title is left out: it is mostly the name of a template."""
    author = getattr(info, "author", None)
    date = from_metadata(getattr(info, "creation_date", None)) if info is not None else None
    names = tuple(name for part in author.split(";") if (name := one_line(part))) if isinstance(author, str) else ()
    return Metadata(authors=names, published=date, published_basis="metadata" if date else None)
