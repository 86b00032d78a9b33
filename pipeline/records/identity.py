"""Ids as promises: content-derived, stable across runs and machines."""

from __future__ import annotations

import hashlib
import re
import unicodedata

DEFAULT_BASE = "https://dateline.example/"

#: Hexadecimal digits kept of the SHA-256: 80 bits, so a collision among a billion ids has odds under one in a million.
DIGITS = 20


def digest(*parts: str | int) -> str:
    """First `DIGITS` hexadecimal digits of SHA-256 over length-prefixed parts, so that no two lists of parts run together."""
    sha = hashlib.sha256()
    for part in parts:
        raw = str(part).encode("utf-8", "surrogatepass")
        sha.update(len(raw).to_bytes(8, "big"))
        sha.update(raw)
    return sha.hexdigest()[:DIGITS]


def make_id(base: str, kind: str, *parts: str | int) -> str:
    """The IRI `BASE + kind + "/" + digest`; `kind` is the record's name in the singular."""
    return f"{base}{kind}/{digest(kind, *parts)}"


def passage_id(document_id: str, start: int, end: int) -> str:
    """The IRI of a stretch of a document's text (RFC 5147: code points, end exclusive)."""
    return f"{document_id}#char={start},{end}"


def normalised(name: str) -> str:
    """The form of a name that identity rests on: case, diacritics, punctuation and runs of space folded away."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", " ", plain).strip()
