"""No folder makes `check` crash, hang, fetch or swell: limits, links, bombs and bytes at random."""

from __future__ import annotations

import json
import os
import shutil
import socket
import time
import tracemalloc
from contextlib import suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.check import check, limits
from pipeline.check.bundle import read_bundle
from pipeline.check.json_text import parse
from pipeline.check.pages import PageError, Reader
from pipeline.check.parquet_file import TableError, read_rows
from pipeline.check.physical_rules import faults
from pipeline.check.reports import FILES, REPORTERS
from pipeline.records import TABLES
from tests.check.corruption import apply


@pytest.fixture(scope="module")
def victim(master: Path) -> Path:
    out = master.parent / "victim"
    shutil.copytree(master, out)
    return out


def files_of(out: Path) -> list[str]:
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())


EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("set"), st.floats(0, 1), st.binary(min_size=1, max_size=4)),
        st.tuples(st.just("insert"), st.floats(0, 1), st.binary(min_size=1, max_size=12)),
        st.tuples(st.just("delete"), st.floats(0, 1), st.binary(min_size=1, max_size=64)),
        st.tuples(st.just("cut"), st.floats(0, 1), st.just(b"")),
    ),
    min_size=1,
    max_size=3,
)


def edited(content: bytes, edits: list[tuple[str, float, bytes]]) -> bytes:
    for kind, where, new in edits:
        at = int(where * len(content))
        if kind == "cut":
            content = content[:at]
        else:
            gone = {"set": len(new), "insert": 0, "delete": len(new)}[kind]
            content = content[:at] + (b"" if kind == "delete" else new) + content[at + gone :]
    return content


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_bytes_at_random_are_findings_not_crashes(data: st.DataObject, victim: Path) -> None:
    fuzzed(data, victim)


@pytest.mark.slow
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_many_bytes_at_random_are_findings_not_crashes(data: st.DataObject, victim: Path) -> None:
    fuzzed(data, victim)


def fuzzed(data: st.DataObject, victim: Path) -> None:
    path = victim / data.draw(st.sampled_from(files_of(victim)))
    content = path.read_bytes()
    changed = edited(content, data.draw(EDITS))
    try:
        path.write_bytes(changed)
        report = check(victim)
        assert "check.undecided" not in report.by_rule
        for reporter in (*REPORTERS.values(), *FILES.values()):
            assert reporter(report).encode("utf-8")
        # The manifest itself is not covered by a checksum; every other byte is.
        assert report.failed or changed == content or path.name == "manifest.json"
    finally:
        path.write_bytes(content)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**18), 10**18), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=6)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)),
    max_leaves=6,
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), value=JSON)
def test_any_value_anywhere_is_a_finding_not_a_crash(data: st.DataObject, value: object, victim: Path) -> None:
    path = victim / data.draw(
        st.sampled_from([n for n in files_of(victim) if n.endswith((".jsonl", ".json", ".jsonld"))])
    )
    content = path.read_text(encoding="utf-8")
    try:
        first, *rest = content.splitlines(keepends=True) if path.suffix == ".jsonl" else [content]
        node = json.loads(first)
        target, key = node, None
        while isinstance(target, (dict, list)) and target:
            parent = target
            key = data.draw(st.sampled_from(sorted(target) if isinstance(target, dict) else range(len(target))))
            target = parent[key]
            if data.draw(st.booleans()):
                break
        parent[key] = value
        first = json.dumps(node, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
        path.write_bytes((first + "".join(rest)).encode("utf-8", "surrogatepass"))
        report = check(victim)
        assert "check.undecided" not in report.by_rule
        assert all(reporter(report) for reporter in REPORTERS.values())
    finally:
        path.write_text(content, encoding="utf-8", newline="")


def test_nothing_is_fetched(master: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*args: object, **kwargs: object) -> None:
        raise AssertionError("a connection was asked for")

    out = tmp_path / "out"
    shutil.copytree(master, out)
    for path in (["@context"], ["participant", 0, "@context"]):
        apply({"kind": "line", "file": "events", "path": path, "set": '"https://evil.example/c"'}, out)
    for name in ("datapackage.json", "croissant.json"):
        apply({"kind": "manifest", "file": name, "path": ["@context"], "set": '"https://evil.example/c"'}, out)
    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    assert "linked.expansion" in check(out).by_rule


def bomb(path: Path, column: pa.Array, **options: object) -> int:
    pq.write_table(pa.table({"id": column}), path, **options)
    return path.stat().st_size


def test_a_bomb_of_zeros_is_not_decoded(tmp_path: Path) -> None:
    path = tmp_path / "bomb.parquet"
    size = bomb(path, pa.array(["0" * (66 << 20)]), compression="zstd", use_dictionary=False, write_statistics=False)
    assert size < 100_000
    peak = peak_of_reading(path)
    assert peak < 8 << 20, "nothing was decompressed"


def test_a_bomb_of_repeats_is_not_written_out(tmp_path: Path) -> None:
    path = tmp_path / "bomb.parquet"
    array = pa.DictionaryArray.from_arrays(pa.array([0] * 50_000, pa.int32()), pa.array(["0" * (1 << 20)]))
    size = bomb(path, array, compression="zstd", write_statistics=False)
    assert size < 20_000, "fifty gigabytes in a few kilobytes"
    assert peak_of_reading(path) < 64 << 20


def test_a_bomb_of_rows_is_not_counted_out(tmp_path: Path) -> None:
    path = tmp_path / "bomb.parquet"
    size = bomb(path, pa.nulls(10_000_000, pa.string()), compression="zstd", write_statistics=False)
    assert size < 50_000
    assert peak_of_reading(path) < 8 << 20, "no row was made"


def test_a_row_group_of_ids_is_read_without_holding_all_of_them(tmp_path: Path) -> None:
    path = tmp_path / "ids.parquet"
    ids = pa.array([f"https://dateline.example/event/{number:020x}" for number in range(100_000)])
    pq.write_table(pa.table({"id": ids, "again": ids}), path, compression="zstd")
    rows = read_rows(path)
    before = pa.total_allocated_bytes()
    held = [pa.total_allocated_bytes() - before for _ in rows.batches("id", "again")]
    assert max(held) < 10 << 20, "less than the ids of one column and a table to find them by"


def test_what_a_dictionary_says_often_at_length_is_still_written_out_a_little_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "texts.parquet"
    bomb(path, pa.array(["0" * (1 << 20)] * 60), compression="zstd")
    assert max(batch.nbytes for batch in read_rows(path).batches("id")) < limits.BATCH_BYTES + (1 << 10)


def test_a_manifest_of_many_files_is_not_held(master: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(master, out)
    manifest = json.loads((out / "manifest.json").read_bytes())
    manifest["files"] |= {f"jsonld/articles/{number:020x}.jsonld": {"bytes": number} for number in range(20_000)}
    (out / "manifest.json").write_text(json.dumps(manifest))
    tracemalloc.start()
    bundle = read_bundle(out, lambda finding: None)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sum(1 for _ in bundle.listed("files")) > 20_000
    assert held < 4 << 20


def peak_of_reading(path: Path) -> int:
    """Bytes that Arrow and Python hold at most while a file is refused."""
    pool = pa.default_memory_pool()
    before = pool.max_memory()
    tracemalloc.start()
    with pytest.raises(TableError) as refused:
        read_rows(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.value.rule == "files.size"
    return peak + max(0, pool.max_memory() - before)


def test_a_sparse_file_of_gigabytes_is_refused_at_once(master: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(master, out)
    for name in ("tables/events.parquet", "jsonld/events.jsonl", "manifest.json", "jsonld/articles/huge.jsonld"):
        (out / name).touch()
        os.truncate(out / name, limits.FILE + 1)
    began = time.monotonic()
    report = check(out)
    assert time.monotonic() - began < 10
    assert report.by_rule["files.size"] >= 3


@pytest.mark.parametrize("name", ["tables", "jsonld", "jsonld/articles"])
def test_a_folder_that_is_a_link_is_not_entered(name: str, master: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(master, out)
    shutil.move(out / name, tmp_path / "elsewhere")
    (out / name).symlink_to(tmp_path / "elsewhere")
    report = check(out)
    assert report.failed
    assert "files.foreign" in report.by_rule


def test_a_link_in_a_circle_ends(master: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(master, out)
    (out / "tables/loop").symlink_to(out / "tables")
    (out / "jsonld/self").symlink_to("self")
    assert check(out).by_rule["files.foreign"] == 2


def test_pipes_and_names_beyond_unicode_are_named(master: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(master, out)
    os.mkfifo(out / "tables/pipe.parquet")
    (out / "tables/\x1b[31mred\n.csv").touch()
    Path(os.fsdecode(bytes(out / "tables") + b"/\xff\xfe.csv")).touch()
    report = check(out)
    assert report.by_rule["files.foreign"] == 3
    for reporter in REPORTERS.values():
        assert "\x1b" not in reporter(report)
        assert reporter(report).encode("utf-8")


@pytest.mark.parametrize("name", ["tables/events.parquet", "jsonld/events.jsonl", "manifest.json"])
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(name: str, master: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(master, out)
    (out / name).unlink()
    os.mkfifo(out / name)
    assert "files.missing" in check(out).by_rule


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=4))
def test_footers_with_flipped_bytes_are_read_or_refused_and_never_abort(
    master: Path, tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[float, int]]
) -> None:
    content = bytearray((master / "tables/relations.parquet").read_bytes())
    length = int.from_bytes(content[-8:-4], "little")
    for where, byte in edits:
        content[len(content) - 8 - length + int(where * length)] = byte
    path = tmp_path_factory.mktemp("footer") / "relations.parquet"
    path.write_bytes(content)
    with suppress(TableError):
        list(read_rows(path))
        list(faults(path, TABLES["relations"]))


@settings(max_examples=300)
@given(st.binary(max_size=200))
def test_page_headers_of_any_bytes_end(raw: bytes) -> None:
    reader = Reader(raw)
    try:
        reader.struct()
    except PageError:
        return
    assert reader.at <= len(raw) + max(raw, default=0) * 2**64


@settings(max_examples=300)
@given(
    st.one_of(
        st.binary(max_size=60),
        st.text('[]{}":,0123456789eE+-.\\untrfalsx \ud800', max_size=60).map(
            lambda t: t.encode("utf-8", "surrogatepass")
        ),
    )
)
def test_json_of_any_bytes_is_a_value_or_refused(raw: bytes) -> None:
    try:
        value = parse(raw)
    except ValueError:
        return
    assert json.dumps(value, allow_nan=False, ensure_ascii=False).encode("utf-8")


def test_deep_nesting_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(ValueError, match="levels deep"):
        parse(b"[" * 10_000_000)
