"""A shelf gives back what was put on it, however much that is."""

from __future__ import annotations

import gc
import os
from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.check import shelf as module
from pipeline.check.shelf import Shelf

KEYS = st.one_of(st.none(), st.text(max_size=2), st.tuples(st.text(max_size=1), st.integers(0, 1)))
VALUES = st.one_of(st.none(), st.integers(0, 2), st.text(max_size=2), st.lists(st.integers(0, 1), max_size=2))


@settings(deadline=None)
@given(st.lists(st.tuples(KEYS, VALUES), max_size=12), KEYS)
def test_a_shelf_is_a_multimap_in_the_order_given(pairs: list[tuple[Any, Any]], absent: Any) -> None:
    expected: dict[Any, list[Any]] = defaultdict(list)
    for key, value in pairs:
        expected[key].append(value)
    shelf = Shelf(pairs)
    for key in {*expected, absent}:
        values = expected.get(key, [])
        assert (key in shelf) == bool(values)
        assert shelf.get(key, "none") == (values[-1] if values else "none")
        assert shelf.all(key) == values
        assert shelf.counted(key) == (len(values), len({repr(value) for value in values}))
    later = [(expected[key][0], value) for key, value in numbered(pairs)]
    assert list(shelf.repeats()) == later


def numbered(pairs: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """The pairs whose key came before."""
    return [pair for number, pair in enumerate(pairs) if pair[0] in [key for key, _ in pairs[:number]]]


def test_what_does_not_fit_the_memory_is_found_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SHELF", 1 << 16)
    shelf = Shelf((str(number), [number, "x" * 100]) for number in range(20_000))
    assert all(shelf.get(str(number))[0] == number for number in range(0, 20_000, 97))
    assert "20000" not in shelf


def test_what_is_no_longer_needed_is_given_back_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CACHE", 1 << 10)
    before = len(os.listdir("/proc/self/fd"))
    gc.disable()
    try:
        for _ in range(3):
            shelf = Shelf((str(number), [number, "x" * 100]) for number in range(20_000))
            assert shelf.get("7") == [7, "x" * 100]
        del shelf
        assert len(os.listdir("/proc/self/fd")) == before
    finally:
        gc.enable()


def test_values_come_in_the_order_given_and_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = [("b", 1), ("a", [2, "x"]), ("b", None)]
    for room in (module.SHELF, 0):
        monkeypatch.setattr(module, "SHELF", room)
        shelf = Shelf(pairs)
        assert list(shelf.values()) == [1, [2, "x"], None]
        assert len(shelf) == 3
