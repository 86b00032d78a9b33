"""Kills, full disks, read-only folders, clocks that go wrong, publishers that race: nothing is lost, nothing half visible."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.check import check
from pipeline.publish import PublishError, publish
from pipeline.records import Dataset
from pipeline.records.identity import DEFAULT_BASE
from pipeline.road import build
from pipeline.write import OutputError, write_output

ROOT = Path(__file__).parents[2]
ARTICLE = "Foreign Minister Tarek Salem met President Ilse Brandt in Oslo on 3 March 2021."


@pytest.mark.slow
@pytest.mark.parametrize(("what", "rounds", "least"), [("publish", 1, 100), ("build", 2, 100), ("keep", 2, 20)])
def test_a_kill_at_any_change_of_the_disk_leaves_old_or_new_and_never_half(
    tmp_path: Path, what: str, rounds: int, least: int
) -> None:
    command = [sys.executable, "-m", "tests.publish.kill_everywhere", what, str(tmp_path / "here"), str(rounds)]
    (tmp_path / "here").mkdir()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert int(done.stdout) >= least


def test_publishers_that_race_write_every_version_once(tmp_path: Path, dataset: Dataset) -> None:
    outs = []
    for number in range(3):
        label = {"label": f"Elphberg meets Duke Michael, told for the {number}th time"}
        event = dataset.events[0].model_copy(update=label)
        write_output(replace(dataset, events=(event,)), tmp_path / f"out{number}", model="none", base_iri=DEFAULT_BASE)
        outs.append(tmp_path / f"out{number}")
    command = [sys.executable, "-m", "pipeline", "-q", "publish", "--to", str(tmp_path / "releases")]
    processes = [subprocess.Popen([*command, str(out)], cwd=ROOT) for out in outs]
    assert [process.wait() for process in processes] == [0, 0, 0]
    names = sorted(path.name for path in (tmp_path / "releases").iterdir())
    assert names == ["1.0.0", "2.0.0", "3.0.0", "latest"]
    assert os.readlink(tmp_path / "releases/latest") == "3.0.0"
    manifests = {(tmp_path / "releases" / name / "manifest.json").read_bytes() for name in names[:3]}
    assert manifests == {(out / "manifest.json").read_bytes() for out in outs}


def test_a_clock_that_goes_backwards_changes_nothing(tmp_path: Path) -> None:
    raw, cache = tmp_path / "raw", tmp_path / "cache"
    raw.mkdir()
    (raw / "visit.txt").write_text(ARTICLE)
    build([raw], tmp_path / "out", cache=cache)
    publish(tmp_path / "out", tmp_path / "releases")
    before = (tmp_path / "out/manifest.json").read_bytes()
    # What is there now comes from a future that the clock has left.
    for path in [*tmp_path.rglob("*")]:
        os.utime(path, (2**32, 2**32), follow_symlinks=False)
    steps: list[int] = []
    build([raw], tmp_path / "out", cache=cache, progress=lambda done, total: steps.append(done))
    assert steps == [1]
    assert (tmp_path / "out/manifest.json").read_bytes() == before
    assert not publish(tmp_path / "out", tmp_path / "releases").new


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MiB of its own."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount here: a full disk and a read-only one are not tried")
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: a full and a read-only one are not tried ({done.stderr.strip()})")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def fill(disk: Path) -> None:
    """Leave 40 KiB free, less than any build or release takes."""
    state = os.statvfs(disk)
    (disk / "ballast").write_bytes(bytes(state.f_bavail * state.f_frsize - (40 << 10)))


def test_a_full_disk_leaves_the_build_that_was_there(small_disk: Path, dataset: Dataset) -> None:
    write_output(dataset, small_disk / "out", model="none", base_iri=DEFAULT_BASE)
    fill(small_disk)
    with pytest.raises(OutputError, match="space"):
        write_output(replace(dataset, relations=()), small_disk / "out", model="none", base_iri=DEFAULT_BASE)
    assert not check(small_disk / "out").failed
    assert sorted(path.name for path in small_disk.iterdir()) == ["ballast", "out"]


def test_a_full_disk_leaves_the_last_release_the_latest(small_disk: Path, built: Path, dataset: Dataset) -> None:
    publish(built, small_disk / "releases")
    fill(small_disk)
    event = dataset.events[0].model_copy(update={"label": "Elphberg sees the Duke"})
    write_output(replace(dataset, events=(event,)), built, model="none", base_iri=DEFAULT_BASE)
    with pytest.raises(PublishError, match="space"):
        publish(built, small_disk / "releases")
    assert sorted(path.name for path in (small_disk / "releases").iterdir()) == ["1.0.0", "latest"]
    assert not check(small_disk / "releases/latest").failed


def test_a_read_only_disk_is_an_error_with_a_cure(small_disk: Path, built: Path, dataset: Dataset) -> None:
    publish(built, small_disk / "releases")
    write_output(replace(dataset, findings=()), built, model="none", base_iri=DEFAULT_BASE)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(PublishError, match="choose another folder with --to"):
        publish(built, small_disk / "releases")
    with pytest.raises(OutputError, match="choose another folder with --out"):
        write_output(dataset, small_disk / "out", model="none", base_iri=DEFAULT_BASE)
    assert os.readlink(small_disk / "releases/latest") == "1.0.0"
