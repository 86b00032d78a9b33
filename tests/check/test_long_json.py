"""Long JSON files are read member by member: the same values and refusals as of a text read whole, and next to nothing held."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from pipeline.check import long_json
from pipeline.check.json_text import parse
from pipeline.check.limits import DEPTH
from pipeline.check.long_json import opened, read_long

GOOD = (
    '{"a": [1, 2.5e3, -7, true, null], "b": {"c": "ä\\n\\"}{", "d": {}, "e": []}}',
    ' [ [ ] , { "long enough to be cut" : "and still longer than what is read ahead" } , 12345678901234567 ] ',
    '"a text that is longer than a piece"',
    "123456789012345678",
    '["\\ud83d\\ude00", "\\ud83d\\ude00 again and again"]',
    "[" * DEPTH + "]" * DEPTH,
)
BAD = (
    '{"a": 1, "a": 2, "and something that makes it long": 3}',
    '{"a long object within": {"twice": 1, "between": [1, 2, 3], "twice": 2}}',
    "[1, 2, 3, 4, 5, 6, 7, 8, 9,]",
    '{"a": 1, "b": 2, "c": 3,}',
    '{"a": 1 "b": 2, "c": 3}',
    "[1, 2, 3, 4, 5, 6, 7, 8, 9",
    "[1, 2, 3, 4, 5, 6, 7, 8, NaN]",
    "[1, 2, 3, 4, 5, 6, 7, 1e999]",
    f"[1, 2, 3, 4, 5, 6, 7, {'9' * 40}]",
    '["something before it", "\\ud800"]',
    '{"something before it": 1, "\\udfff": 2}',
    "[1, 2, 3, 4, 5, 6, 7, 8] [9]",
    "[" * (DEPTH + 1) + "]" * (DEPTH + 1),
    "[1, [2, [3, " + "[" * (DEPTH - 2) + "]" * (DEPTH - 2) + "]]]",
    "\ufeff[1, 2, 3, 4, 5, 6, 7]",
    "{1: 2, 3: 4, 5: 6}",
    "",
)


def as_found(found: dict[str, Any]) -> Any:
    """Every object as it is."""
    return found


@pytest.fixture(params=[4, 16, 1 << 16])
def path(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that is read so many characters at a time."""
    monkeypatch.setattr(long_json, "PIECE", request.param)
    return tmp_path / "long.json"


@pytest.mark.parametrize("text", GOOD)
def test_a_file_read_in_pieces_has_the_same_value(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8")
    with opened(path) as cursor:
        cursor.skip()
        cursor.end()
    assert read_long(path, as_found) == parse(text.encode("utf-8"))
    assert read_long(path, lambda found: len(found)) == parse(text.encode("utf-8"), lambda found: len(found))


@pytest.mark.parametrize("text", BAD)
def test_a_file_read_in_pieces_is_refused_for_the_same_reason(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r".") as whole:
        parse(text.encode("utf-8"))
    with pytest.raises(ValueError, match=r".") as pieces:
        read_long(path, as_found)
    assert (type(pieces.value), str(pieces.value)) == (type(whole.value), str(whole.value))


def test_of_a_long_file_little_is_held(tmp_path: Path) -> None:
    path = tmp_path / "long.json"
    entries = [{"name": f"{number:064x}", "sha256": f"{number:064x}"} for number in range(10_000)]
    path.write_text(json.dumps({"entries": entries}, indent=2))
    nothing: dict[str, Any] = {}
    tracemalloc.start()
    value = read_long(path, lambda found: found if "entries" in found else nothing)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(value["entries"]) == 10_000
    assert peak < path.stat().st_size // 2
