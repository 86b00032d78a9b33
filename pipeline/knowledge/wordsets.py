"""Small sets of words by what they tell of their neighbours."""

from __future__ import annotations

from functools import cache

from pipeline.knowledge.table import settings, words


@cache
def wordset(name: str) -> frozenset[str]:
    """The words of the set `name` in `wordsets.toml`.

    Raises:
        KeyError: if there is no such set.
    """
    return frozenset(words(settings("wordsets.toml")[name]))
