"""A checked folder to an immutable release; `latest` moves last."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.check import Report, check
from pipeline.lock import alive, locked
from pipeline.publish.changes import write_changes
from pipeline.publish.copying import CopyError, copied, flushed, sums
from pipeline.publish.delta import changes
from pipeline.publish.rekey import Moved, Rekey
from pipeline.publish.version import Tally, Version
from pipeline.records import CONTRACT_VERSION

FIRST = Version(1, 0, 0)
#: Beginnings of the names of what a killed publish leaves behind.
LEFTOVERS = (".publishing-", ".latest-")


class Refused(Exception):
    """The folder does not keep the contract and was not released; `report` says why."""

    def __init__(self, report: Report) -> None:
        super().__init__(f"{report.folder} does not keep the contract; nothing was published")
        self.report = report


class PublishError(Exception):
    """The release cannot be written; the message names the cure."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release and whether it is new; publishing the same bytes again makes none."""

    folder: Path
    version: Version
    new: bool


def publish(out: Path, to: Path, *, told: Mapping[str, Moved] | None = None) -> Release:
    """Release the folder `out` under `to`.

    The checked files are copied aside and proven equal to the manifest, the delta against the last release is written beside
    them, the whole is renamed to `to/VERSION`, and only then does the link `to/latest` move. A failed or killed publish leaves
    the last release the latest; publishers of one folder take turns, and no version is ever written twice.

    Args:
        told: what a person says of ids that vanished, by old id.

    Raises:
        Refused: if the folder does not keep the contract.
        Vanished: if ids of the last release are gone and nothing tells why.
        PublishError: if `to` cannot be written, or `out` changed meanwhile.
    """
    if to.resolve().is_relative_to(out.resolve()):
        raise PublishError(f"{to} lies in {out}, which each build replaces; choose another folder with --to")
    seen = manifest_of(out)
    report = check(out)
    if report.failed:
        raise Refused(report)
    try:
        to.mkdir(parents=True, exist_ok=True)
        with locked(to):
            discard_leftovers(to)
            while True:
                last = latest(to)
                if last is not None and seen == manifest_of(to / str(last)):
                    move_latest(to, last)
                    return Release(to / str(last), last, new=False)
                version = release(out, seen, to, last, told or {})
                if version is not None:
                    move_latest(to, version)
                    return Release(to / str(version), version, new=True)
                if latest(to) == last:
                    raise PublishError(f"something in {to} is in the place of the next release; move it away")
    except OSError as error:
        raise PublishError(f"cannot write {to}: {error.strerror or error}; choose another folder with --to") from error
    except CopyError as error:
        raise PublishError(str(error)) from error


def release(out: Path, seen: bytes, to: Path, last: Version | None, told: Mapping[str, Moved]) -> Version | None:
    """Write the release that follows `last` and put it in place; None if its place is taken.

    `seen` is the manifest of `out` that was checked.
    """
    aside = Path(tempfile.mkdtemp(prefix=f"{LEFTOVERS[0]}{os.getpid()}-", dir=to))
    try:
        copied(out, seen, aside)
        tally, moved = delta(to / str(last) if last else None, aside, told)
        with (aside / "rekey.jsonl").open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(entry.line() for entry in moved)
        version = tally.bump(last) if last else FIRST
        described = {
            "version": str(version),
            "previous": str(last) if last else None,
            "contract": CONTRACT_VERSION,
            "changes": {**asdict(tally), "rekeyed": len(moved)},
            "files": sums(aside, ("manifest.json", "changes.parquet", "changes.jsonl", "rekey.jsonl")),
        }
        text = json.dumps(described, indent=2, sort_keys=True) + "\n"
        (aside / "release.json").write_text(text, encoding="utf-8", newline="")
        flushed(aside)
        aside.chmod(0o755)
        place = to / str(version)
        try:
            if place.exists():
                return None
            aside.rename(place)
        except OSError:
            # A folder that is not empty is never replaced by a rename (POSIX rename, ENOTEMPTY or EEXIST).
            if place.exists():
                return None
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return version


def delta(last: Path | None, aside: Path, told: Mapping[str, Moved]) -> tuple[Tally, list[Moved]]:
    """Write what changed since the last release; returns how much, and where ids went. The first release changes nothing."""
    if last is None:
        return write_changes((), aside), []
    rekey = Rekey(last, aside, told)
    tally = write_changes(rekey.watch(changes(last, aside)), aside)
    return tally, rekey.moved()


def latest(to: Path) -> Version | None:
    """The newest release under `to`, by version."""
    versions = [
        v for path in to.iterdir() if path.is_dir() and not path.is_symlink() and (v := Version.parse(path.name))
    ]
    return max(versions, default=None)


def manifest_of(folder: Path) -> bytes:
    """The bytes of a folder's manifest, empty where there is none; two folders with the same have the same files."""
    path = folder / "manifest.json"
    return path.read_bytes() if path.is_file() else b""


def discard_leftovers(to: Path) -> None:
    """Remove what killed publishers left; its name tells the process that made it."""
    for path in to.iterdir():
        begun = next((start for start in LEFTOVERS if path.name.startswith(start)), None)
        if begun is None:
            continue
        process = path.name.removeprefix(begun).partition("-")[0]
        if not (process.isdigit() and alive(int(process))):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def move_latest(to: Path, version: Version) -> None:
    """Point `latest` at a release, in one step."""
    aside = to / f"{LEFTOVERS[1]}{os.getpid()}"
    aside.unlink(missing_ok=True)
    aside.symlink_to(str(version))
    aside.replace(to / "latest")
    flushed(to, deep=False)
