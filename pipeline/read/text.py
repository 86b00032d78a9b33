"""Reads plain text: the file verbatim, its layout guessed line by line."""

from __future__ import annotations

from pipeline.read.layout import layout
from pipeline.read.reading import Reading


def read_text(text: str) -> Reading:
    """Blocks and metadata of a text without markup."""
    blocks, said = layout(text)
    return Reading(text, blocks, said)
