"""Which media type an input is, by its suffix and by what it holds."""

from __future__ import annotations

import re
from pathlib import Path

TEXT, MARKDOWN, HTML, XHTML, PDF = (
    "text/plain", "text/markdown", "text/html", "application/xhtml+xml", "application/pdf",
)  # fmt: skip
SUFFIXES = {
    ".txt": TEXT, ".text": TEXT, ".md": MARKDOWN, ".markdown": MARKDOWN,
    ".html": HTML, ".htm": HTML, ".xhtml": XHTML, ".pdf": PDF,
}  # fmt: skip
#: Code points looked at.
HEAD = 2048
#: What a page begins with, after white space, comments and an XML declaration.
PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,1000}?-->\s*)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])",
    re.I | re.S,
)


def media_type_of(path: Path) -> str | None:
    """The media type that the file's suffix stands for; None for a suffix that no reader knows."""
    return SUFFIXES.get(path.suffix.lower())


def is_pdf(raw: bytes) -> bool:
    """Whether the bytes are a PDF, whatever the file is called (the header may stand within the first 1024 bytes)."""
    return b"%PDF-" in raw[:1024]


def sniffed(text: str, stated: str | None) -> str:
    """The media type of decoded text: a page is a page even when it was saved as `.txt`, and text without a tag is no page."""
    if PAGE.match(text[:HEAD]):
        return XHTML if stated == XHTML else HTML
    if stated in (HTML, XHTML):
        return stated if re.search(r"<\s*[a-zA-Z!/]", text) else TEXT
    return MARKDOWN if stated == MARKDOWN else TEXT
