"""What a file has and what a JSON-LD record says, as digests; a record's is the same in its line and in an article's graph."""

from __future__ import annotations

import os
from hashlib import blake2b, file_digest
from typing import Any

from pipeline.check.limits import FILE
from pipeline.check.places import compact
from pipeline.check.shelf import SECRET
from pipeline.records.vocabulary import CONTEXT_URL

#: How a line begins: the context sorts before every other key.
HEAD = compact({"@context": CONTEXT_URL})[:-1].encode("utf-8") + b","
#: `<` as graphs write it, so that no text ends the script element of a page.
ESCAPED = "\\u003c"


def facts(path: str) -> tuple[int, str | None]:
    """Bytes and SHA-256, hexadecimal, of a file; no SHA-256 of one that is too large or cannot be read."""
    size = 0
    try:
        size = os.stat(path).st_size
        with open(path, "rb") as stream:
            return size, file_digest(stream, "sha256").hexdigest() if size <= FILE else None
    except OSError:
        return size, None


def said(node: dict[str, Any], body: bytes | None = None) -> tuple[str, int]:
    """A digest of what a node says, its context left out, and how many code points it takes in a graph.

    Args:
        body: the node's line, without its newline, if it is canonical.
    """
    if body is not None and body.startswith(HEAD):
        raw = b"{" + body[len(HEAD) :]
        text = raw.decode("utf-8")
    else:
        text = compact({key: value for key, value in node.items() if key != "@context"})
        raw = text.encode("utf-8")
    return digest(raw), len(text) + text.count("<") * (len(ESCAPED) - 1)


def digest(canonical: bytes) -> str:
    """The digest of a node's canonical text."""
    return blake2b(canonical, digest_size=16, key=SECRET).hexdigest()
