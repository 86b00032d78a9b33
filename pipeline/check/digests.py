"""What a JSON-LD record says, as a digest: the same in its line and in an article's graph."""

from __future__ import annotations

from typing import Any

from pipeline.check.places import compact
from pipeline.check.shelf import mark
from pipeline.records.vocabulary import CONTEXT_URL

#: How a line begins: the context sorts before every other key.
HEAD = compact({"@context": CONTEXT_URL})[:-1].encode("utf-8") + b","


def said(node: dict[str, Any], body: bytes | None = None) -> str:
    """A digest of what a node says, its context left out.

    Args:
        body: the node's line, without its newline, if at hand; only read where it begins as a canonical line does.
    """
    if body is not None and body.startswith(HEAD):
        return digest(b"{" + body[len(HEAD) :])
    return digest(compact({key: value for key, value in node.items() if key != "@context"}).encode("utf-8"))


def digest(canonical: bytes) -> str:
    """The digest of a node's canonical text."""
    return mark(canonical.decode("utf-8")).hex()
