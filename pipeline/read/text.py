"""Reads plain text: the file verbatim, its layout guessed line by line."""

from __future__ import annotations

from pipeline.read.layout import layout
from pipeline.read.lines import MOST_LINES, lines
from pipeline.read.reading import Problem, Reading


def read_text(text: str) -> Reading:
    """Blocks and metadata of a text without markup."""
    blocks, said = layout(text)
    crowded = text.count("\n") > MOST_LINES and len(lines(text)) > MOST_LINES
    message = (
        f"The file has more than {MOST_LINES} lines, so that passages hold several of them; split it into articles."
    )
    return Reading(text, blocks, said, problems=(Problem("read.layout", message),) if crowded else ())
