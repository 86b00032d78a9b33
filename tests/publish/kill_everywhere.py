"""Run as a program: kills a publish, a build or its keeping of results at every change that it makes to the disk, and proves after each that nothing is lost.

    python -m tests.publish.kill_everywhere publish|build|keep FOLDER ROUNDS

Each victim is forked, so that no program has to start again; it kills itself with SIGKILL right before its Nth change. Prints the
number of kills. Exits with an error at the first folder that is neither what it was nor what it should become.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pipeline.cache import Part, Store
from pipeline.publish import publish
from pipeline.records.identity import DEFAULT_BASE
from pipeline.write import write_output
from tests.publish.two_articles import two_articles

#: What Python reports before it changes the disk (audit events of the library reference); `open` counts where it writes.
CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.symlink", "os.chmod", "os.truncate", "os.utime"}
WRITES = os.O_WRONLY | os.O_RDWR


def digests(folder: Path) -> dict[str, str]:
    """Every file of a folder and its sum."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def killed(victim: Callable[[], object], number: int) -> bool:
    """Run the victim in a process of its own and kill it at its change of that number; False if it ended before."""
    process = os.fork()
    if process == 0:
        left = number

        def hook(event: str, args: tuple[object, ...]) -> None:
            nonlocal left
            writes = event == "open" and isinstance(args[2], int) and bool(args[2] & WRITES)
            if writes or event in CHANGES:
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        try:
            victim()
        except BaseException as error:
            print(f"the victim failed by itself: {error!r}", file=sys.stderr)
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(process, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, "a victim failed by itself"
    return False


def everywhere(attempt: Callable[[int], bool], rounds: int) -> int:
    """Kill at the first change, the second and so on until an attempt ends, `rounds` times over; returns how many were killed."""
    kills = 0
    for _ in range(rounds):
        number = 1
        while attempt(number):
            kills += 1
            number += 1
    return kills


def publishing(folder: Path, rounds: int) -> int:
    """Kill publishes of a second release."""
    releases, old, new = folder / "releases", folder / "old", folder / "new"
    write_output(replace(two_articles(), statements=()), old, model="none", base_iri=DEFAULT_BASE)
    write_output(two_articles(), new, model="none", base_iri=DEFAULT_BASE)
    publish(old, releases)
    first = digests(releases / "1.0.0")

    def attempt(number: int) -> bool:
        died = killed(lambda: publish(new, releases), number)
        assert digests(releases / "1.0.0") == first
        latest = os.readlink(releases / "latest")
        for version in (path for path in releases.iterdir() if path.is_dir() and not path.name.startswith(".")):
            described = json.loads((version / "release.json").read_text())
            listed = json.loads((version / "manifest.json").read_text())["files"] | described["files"]
            present = digests(version)
            assert {name: entry["sha256"] for name, entry in listed.items()} == {
                name: sha for name, sha in present.items() if name != "release.json"
            }, version
        if not died:
            assert latest == "1.1.0"
            assert sorted(path.name for path in releases.iterdir()) == ["1.0.0", "1.1.0", "latest"]
            shutil.rmtree(releases / "1.1.0")
            (releases / "latest").unlink()
            (releases / "latest").symlink_to("1.0.0")
        elif (releases / "1.1.0").exists():
            # Killed after its place was taken: the next publish has only to move `latest`; begin anew for the next kill.
            shutil.rmtree(releases / "1.1.0")
            if latest == "1.1.0":
                (releases / "latest").unlink()
                (releases / "latest").symlink_to("1.0.0")
        return died

    return everywhere(attempt, rounds)


def building(folder: Path, rounds: int) -> int:
    """Kill builds that replace another."""
    out, data = folder / "out", (replace(two_articles(), statements=()), two_articles())
    whole = []
    for records in data:
        write_output(records, out, model="none", base_iri=DEFAULT_BASE)
        whole.append(digests(out))

    def attempt(number: int) -> bool:
        before = digests(out)
        wanted = 1 - whole.index(before)
        died = killed(lambda: write_output(data[wanted], out, model="none", base_iri=DEFAULT_BASE), number)
        assert digests(out) in (whole if died else [whole[wanted]])
        if not died:
            assert [path.name for path in folder.iterdir()] == ["out"]
        return died

    return everywhere(attempt, rounds)


def keeping(folder: Path, rounds: int) -> int:
    """Kill builds while they keep results: what is read afterwards is an earlier result, the new one, or none."""
    data, cache = two_articles(), folder / "cache"
    old, new = (
        Part((), data.documents[0], replace(data, documents=data.documents[:1]), name) for name in ("old", "new")
    )
    keys = [f"{number:02x}" + "0" * 62 for number in range(3)]

    def keep() -> None:
        store = Store(cache)
        for key in keys:
            store.put(key, new)
        store.sweep()

    def attempt(number: int) -> bool:
        shutil.rmtree(cache, ignore_errors=True)
        Store(cache).put(keys[0], old)
        died = killed(keep, number)
        found = [Store(cache).get(key) for key in keys]
        assert found[0] in (old, new)
        assert all(part in (None, new) for part in found[1:])
        Store(cache).sweep()
        assert not list(cache.glob("*/.*")), "half an entry is left"
        if not died:
            assert found == [new] * len(keys)
        return died

    return everywhere(attempt, rounds)


if __name__ == "__main__":
    kind, place, count = sys.argv[1:]
    print({"publish": publishing, "build": building, "keep": keeping}[kind](Path(place), int(count)))
