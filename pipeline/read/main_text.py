"""Asks trafilatura which blocks are the article where the markup does not say so."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.read.page_blocks import PageBlock

#: Code points of markup that trafilatura is asked about; its own parser is slower and less patient than ours.
MOST = 2_000_000
#: Share of the paragraphs that its answer must cover to be believed, and code points compared of a block.
SHARE, PREFIX = 0.3, 60


def main_text(blocks: list[PageBlock], markup: str) -> list[PageBlock]:
    """The blocks, those outside the article as boilerplate; unchanged where the page is too large or the answer too thin."""
    answer = _answer(markup) if len(markup) <= MOST and len(blocks) > 3 else ""
    bare = _bare(answer)
    kept = [_bare(b.text)[:PREFIX] in bare for b in blocks]
    whole = sum(len(b.text) for b in blocks if b.kind == "paragraph")
    found = sum(len(b.text) for b, keep in zip(blocks, kept, strict=True) if b.kind == "paragraph" and keep)
    if not bare or found < SHARE * whole:
        return blocks
    inside = [i for i, (b, keep) in enumerate(zip(blocks, kept, strict=True)) if keep and b.kind == "paragraph"]
    first, last = inside[0], inside[-1]
    return [
        block
        if keep
        or block.level == 1
        or (block.kind in ("heading", "alt", "caption", "note") and first <= i <= last)
        or block.kind == "note"
        else replace(block, kind="boilerplate", level=None)
        for i, (block, keep) in enumerate(zip(blocks, kept, strict=True))
    ]


def _answer(markup: str) -> str:
    import trafilatura  # half a second to import, and most pages name their article

    try:
        return trafilatura.extract(markup, include_comments=False, include_tables=True) or ""
    except Exception:  # a third party's parser on a hostile page; without its advice we keep every block
        return ""


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())
