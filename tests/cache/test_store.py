"""Kept results come back as they were, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.cache import Part, Store, cache_folder, source_key
from pipeline.cache.part import packed, unpacked
from pipeline.read import sources
from pipeline.records import Dataset, Finding
from pipeline.write import OutputError
from pipeline.write.jsonld import written_nodes

KEY = "ab" + "0" * 62
NOTE = Finding(rule="read.example", severity="note", message="Ein Wörtchen\n“zitiert”.", start=3, end=5, related=("a",))


def part(dataset: Dataset) -> Part:
    return Part((NOTE,), dataset.documents[0], dataset, "some model", written_nodes(dataset))


def test_a_part_comes_back_as_it_was(dataset: Dataset, tmp_path: Path) -> None:
    for kept in (part(dataset), Part((NOTE,), dataset.documents[0]), Part((NOTE,), None)):
        Store(tmp_path).put(KEY, kept)
        assert Store(tmp_path).get(KEY) == kept


def test_no_flipped_byte_and_no_cut_is_believed(dataset: Dataset) -> None:
    whole = packed(part(dataset))
    assert unpacked(whole) == part(dataset)
    for place in range(0, len(whole), 97):
        assert unpacked(whole[:place]) is None
        assert unpacked(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]) is None


def test_a_damaged_entry_is_removed_and_made_again(dataset: Dataset, tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(KEY, part(dataset))
    store.path(KEY).write_bytes(b"something else")
    assert store.get(KEY) is None
    assert not store.path(KEY).exists()


def test_what_is_longest_unused_goes_first(tmp_path: Path) -> None:
    store, kept = Store(tmp_path), Part((NOTE,), None)
    keys = [f"{n:02x}" + "0" * 62 for n in range(4)]
    for age, key in enumerate(keys):
        store.put(key, kept)
        os.utime(store.path(key), (1000 - age, 1000 - age))
    store.sweep(limit=2 * len(packed(kept)))
    assert [store.get(key) is not None for key in keys] == [True, True, False, False]


def test_what_killed_builds_left_half_written_goes(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(KEY, Part((NOTE,), None))
    left, living = (store.path(KEY).with_name(f".{process}-x") for process in (999999999, os.getpid()))
    for path in (left, living):
        path.write_bytes(b"half")
    store.sweep()
    assert (left.exists(), living.exists()) == (False, True)


def test_a_folder_that_cannot_be_written_is_a_message_not_a_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = Store(tmp_path / "file/cache")
    store.put(KEY, Part((NOTE,), None))
    assert store.get(KEY) is None
    assert store.problem is not None
    assert "cannot be kept" in store.problem


def test_the_cache_lies_beside_the_output_and_never_in_it(tmp_path: Path) -> None:
    assert cache_folder(tmp_path / "out") == tmp_path.resolve() / ".cache/dateline"
    assert cache_folder(tmp_path / "out", tmp_path / "mine") == tmp_path.resolve() / "mine"
    with pytest.raises(OutputError, match="--cache"):
        cache_folder(tmp_path / "out", tmp_path / "out/cache")


def test_a_key_tells_apart_whatever_a_result_is_a_function_of(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "visit.txt").write_text("The envoy left.")

    def key(model: str | None = None, base: str = "https://a.example/") -> str | None:
        return source_key(sources([raw])[0], model=model, base_iri=base)

    seen = [key(), key(base="https://b.example/"), key(model="other")]
    (raw / "visit.meta.toml").write_text('publisher = "The Ledger"')
    seen.append(key())
    (raw / "visit.meta.toml").write_text('publisher = "The Cobalt Ledger"')
    seen.append(key())
    (raw / "visit.txt").write_text("The envoy came.")
    seen.append(key())
    (raw / "visit.txt").rename(raw / "visit.md")
    seen.append(key())
    assert None not in seen
    assert len(set(seen)) == len(seen)
    (raw / "visit.md").touch()
    assert key() == seen[-1]
