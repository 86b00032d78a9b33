"""Values by key from a source sorted by it, asked for in the same order: a merge of two sorted lists, nothing held."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol


class Beside(Protocol):
    """Values by key."""

    def all(self, key: str) -> list[Any]:
        """Every value of a key, in the order given."""


class Alongside:
    """Pairs of key and value that come in ascending order of keys and are asked for in ascending order."""

    def __init__(self, pairs: Iterable[tuple[str, Any]]) -> None:
        self._pairs = iter(pairs)
        self._next = next(self._pairs, None)
        self._key: str | None = None
        self._values: list[Any] = []

    def all(self, key: str) -> list[Any]:
        """Every value of a key; keys lower than one asked for before have none."""
        if key == self._key:
            return self._values
        self._key, self._values = key, []
        while self._next is not None and self._next[0] <= key:
            if self._next[0] == key:
                self._values.append(self._next[1])
            self._next = next(self._pairs, None)
        return self._values
