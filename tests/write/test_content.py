"""The checksum of a table's values is the one that anybody can work out with a plain JSON encoder."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.write.content import BATCH, content_sha256

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
ROW = st.tuples(
    st.none() | TEXT, st.none() | st.integers(0, 2**31 - 1), st.none() | NUMBER, st.none() | st.dates(), st.lists(TEXT, max_size=3)
)  # fmt: skip


def plainly(rows: list[tuple[Any, ...]]) -> str:
    """As the description of the checksum says, with Python's own encoder."""
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"), default=dt.date.isoformat)
    return hashlib.sha256(text.encode()).hexdigest()


@given(st.lists(ROW, max_size=6))
@settings(max_examples=300, deadline=None)
def test_it_is_the_sum_of_the_rows_as_json(rows: list[tuple[Any, ...]]) -> None:
    assert content_sha256(rows) == plainly(rows)


@pytest.mark.parametrize("number", [1e-5, -4e-05, 0.0001, 1e16, 1e15, -0.0, 5e-324, 0.1 + 0.2])
def test_a_number_is_written_as_python_writes_it(number: float) -> None:
    rows = [("a", None), ("b", 1.5), ("c", number)]
    assert content_sha256(rows) == plainly(rows)


def test_it_does_not_depend_on_how_many_rows_are_written_at_a_time() -> None:
    rows = [(str(n), n, n / 7 * 10.0 ** (n % 40 - 20)) for n in range(2 * BATCH + 1)]
    assert content_sha256(iter(rows)) == plainly(rows)


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        content_sha256([("a", float("nan"))])
