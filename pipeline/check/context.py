"""The one context that records may name, and a loader that fetches nothing."""

from __future__ import annotations

from functools import cache
from typing import Any

from pipeline.check.rules import quoted
from pipeline.records.vocabulary import CONTEXT_URL, context


@cache
def bundled() -> dict[str, Any]:
    """The contract's context document."""
    return context()


def ours(value: object) -> bool:
    """Whether an `@context` is the contract's, by name or written out."""
    return value == CONTEXT_URL or value == bundled()["@context"]


def no_fetch(url: str, options: object) -> dict[str, Any]:
    """A document loader that knows the contract's context and nothing else.

    Raises:
        ValueError: for every other address.
    """
    if url == CONTEXT_URL:
        return {"contextUrl": None, "documentUrl": url, "document": bundled(), "contentType": "application/ld+json"}
    raise ValueError(f"{quoted(url)} would have to be fetched; records name no context but the contract's")
