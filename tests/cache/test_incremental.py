"""A build that uses what earlier ones kept writes the bytes of a build from nothing."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.mapping import Map, mapped
from pipeline.read import sources
from pipeline.records import Record
from pipeline.records.identity import DEFAULT_BASE
from pipeline.road import build

ROOT = Path(__file__).parents[2]
#: Short articles with shared people, so that an edit of one changes what is joined with the others.
TEXTS = (
    "Foreign Minister Tarek Salem met President Ilse Brandt in Oslo on 3 March 2021.",
    "Salem said on Friday: “We agreed to talk again in May.”",
    "Tarek Salem, the foreign minister, rejected a proposal by the African Union (AU).",
    "President Brandt did not travel to Oslo, the African Union said.",
    "Ilse Brandt, wife of Tarek Brandt, signed the Oslo Accord on 4 March 2021.",
    "",
    "Foreign Minister Tarek Salem met President Ilse Brandt in Oslo on 3 March 2021.\n",
)
NAMES = ("a.txt", "b.txt", "c.md", "d.html")
STATED = ("", 'published = "2021-03-05"\n', 'publisher = "The Ledger"\nunknown = 1\n')
EDITS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), st.sampled_from(TEXTS)),
    st.tuples(st.just("remove"), st.sampled_from(NAMES), st.just("")),
    st.tuples(st.just("state"), st.sampled_from(NAMES), st.sampled_from(STATED)),
    st.tuples(st.just("damage"), st.just("cache"), st.just("")),
)


def edit(raw: Path, cache: Path, what: str, name: str, content: str) -> None:
    """One step of an editor, or of a disk that goes bad."""
    if what == "write":
        (raw / name).write_text(content, encoding="utf-8")
    elif what == "remove":
        (raw / name).unlink(missing_ok=True)
    elif what == "state":
        (raw / name).with_suffix(".meta.toml").write_text(content, encoding="utf-8")
    else:
        for path in sorted(cache.rglob("*.part"))[::2]:
            path.write_bytes(path.read_bytes()[:-1])


def digests(out: Path) -> dict[str, str]:
    """Every file of a folder and its sum."""
    paths = (path for path in sorted(out.rglob("*")) if path.is_file())
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def check_edits(edits: list[tuple[str, str, str]]) -> None:
    """Build after every edit, with and without what was kept."""
    with tempfile.TemporaryDirectory() as folder:
        raw, cache = Path(folder) / "raw", Path(folder) / "cache"
        raw.mkdir()
        (raw / NAMES[0]).write_text(TEXTS[0], encoding="utf-8")
        build([raw], Path(folder) / "out", cache=cache)
        for what in edits:
            edit(raw, cache, *what)
            build([raw], Path(folder) / "out", cache=cache)
        build([raw], Path(folder) / "anew")
        assert digests(Path(folder) / "out") == digests(Path(folder) / "anew")


@given(st.lists(EDITS, min_size=1, max_size=4))
@settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_edits_give_the_bytes_of_a_build_from_nothing(edits: list[tuple[str, str, str]]) -> None:
    check_edits(edits)


@pytest.mark.slow
@given(st.lists(EDITS, min_size=1, max_size=8))
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
def test_fifty_sequences_of_edits_give_the_bytes_of_a_build_from_nothing(edits: list[tuple[str, str, str]]) -> None:
    check_edits(edits)


def written(folder: Path, texts: tuple[str, ...] = TEXTS[:5]) -> Path:
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_build_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    raw, cache, steps = written(tmp_path / "raw"), tmp_path / "cache", list[int]()

    def stop(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([raw], tmp_path / "out", cache=cache, progress=stop)
    assert not (tmp_path / "out").exists()
    build([raw], tmp_path / "out", cache=cache, progress=lambda done, total: steps.append(done))
    assert steps == [2, 3, 4, 5]
    build([raw], tmp_path / "anew")
    assert digests(tmp_path / "out") == digests(tmp_path / "anew")


def test_only_the_edited_article_is_worked_out_again(tmp_path: Path) -> None:
    raw, cache, steps = written(tmp_path / "raw"), tmp_path / "cache", list[int]()
    build([raw], tmp_path / "out", cache=cache)
    (raw / "3.txt").write_text("The President left.", encoding="utf-8")
    build([raw], tmp_path / "out", cache=cache, progress=lambda done, total: steps.append(done))
    assert steps == [4, 5]


def test_a_review_is_an_input_of_the_build_but_nothing_is_worked_out_again_for_it(tmp_path: Path) -> None:
    raw, cache, steps = written(tmp_path / "raw"), tmp_path / "cache", list[int]()
    build([raw], tmp_path / "out", cache=cache)
    (raw / "3.review.jsonl").write_text("no decision\n", encoding="utf-8")
    built = build([raw], tmp_path / "out", cache=cache, progress=lambda done, total: steps.append(done))
    assert steps == [5]
    assert any(finding.rule.startswith("review.") for finding in built.dataset.findings)
    reviews = json.loads((tmp_path / "out/manifest.json").read_text())["reviews"]
    assert reviews == {"3.txt": hashlib.sha256(b"no decision\n").hexdigest()}


def test_the_verdict_on_an_article_is_kept_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw, how = written(tmp_path / "raw", TEXTS[:2]), Map(DEFAULT_BASE, cache=tmp_path / "cache")

    def sound(tables: Mapping[str, Sequence[Record]]) -> bool:
        return getattr(tables["documents"][0], "source", "") != "1.txt"

    with monkeypatch.context() as patch:
        patch.setattr("pipeline.mapping.sound", sound)
        assert [part.sound for part in mapped(sources([raw]), how).parts] == [True, False]
    assert [part.sound for part in mapped(sources([raw]), how).parts] == [True, False]


def test_an_article_that_changes_while_it_is_read_is_not_kept(tmp_path: Path) -> None:
    raw, cache = written(tmp_path / "raw", TEXTS[:1]), tmp_path / "cache"

    def change(done: int, total: int) -> None:
        if done == 0:
            (raw / "0.txt").write_text("Nobody met anybody.", encoding="utf-8")

    mapped(sources([raw]), Map(DEFAULT_BASE, cache=cache), change)
    assert list(cache.rglob("*.part")) == []


def test_two_builds_at_once_into_one_folder_leave_one_whole_build(tmp_path: Path) -> None:
    raw, out = written(tmp_path / "raw"), tmp_path / "out"
    command = [sys.executable, "-m", "pipeline", "-q", "build", str(raw), "--out", str(out)]
    processes = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]
    assert [process.wait() for process in processes] == [0, 0]
    build([raw], tmp_path / "anew")
    assert digests(out) == digests(tmp_path / "anew")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".cache", "anew", "out", "raw"]


def test_a_cache_that_cannot_be_read_changes_nothing(tmp_path: Path) -> None:
    raw, cache = written(tmp_path / "raw", TEXTS[:2]), tmp_path / "cache"
    build([raw], tmp_path / "out", cache=cache)
    before = digests(tmp_path / "out")
    shutil.rmtree(cache)
    cache.write_text("a file")
    built = build([raw], tmp_path / "out", cache=cache)
    assert built.problem is not None
    assert digests(tmp_path / "out") == before
