"""Which of the ids that were expected have been met, a byte for each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pipeline.check.shelf import Shelf


class Met:
    """A set of ids that takes a byte for each of those it was told to expect."""

    def __init__(self, expected: Iterable[Any]) -> None:
        self._numbers = Shelf((key, number) for number, key in enumerate(expected))
        self._met = bytearray(len(self._numbers))
        self._others: set[Any] = set()

    def __contains__(self, key: Any) -> bool:
        number = self._numbers.get(key)
        return key in self._others if number is None else bool(self._met[number])

    def add(self, key: Any) -> None:
        """Put an id in."""
        number = self._numbers.get(key)
        if number is None:
            self._others.add(key)
        else:
            self._met[number] = True
