"""A checked folder to an immutable release; `latest` moves last."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from pipeline.check import Report, check
from pipeline.publish.version import Version, change
from pipeline.records import TABLES

FIRST = Version(1, 0, 0)
#: What of an output folder is released.
RELEASED = ("tables", "jsonld", "datapackage.json", "croissant.json", "manifest.json")


class Refused(Exception):
    """The folder does not keep the contract and was not released; `report` says why."""

    def __init__(self, report: Report) -> None:
        super().__init__(f"{report.folder} does not keep the contract; nothing was published")
        self.report = report


class PublishError(Exception):
    """The folder of releases cannot be written; the message names the cure."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release and whether it is new; publishing the same bytes again makes none."""

    folder: Path
    version: Version
    new: bool


def publish(out: Path, to: Path) -> Release:
    """Release the folder `out` under `to`.

    The release is copied aside, checked again as copied, renamed to `to/VERSION`, and only then does the link `to/latest` move.
    A failed or killed publish leaves the last release the latest.

    Raises:
        Refused: if the folder does not keep the contract.
        PublishError: if `to` cannot be written.
    """
    report = check(out)
    if report.failed:
        raise Refused(report)
    try:
        to.mkdir(parents=True, exist_ok=True)
        last = latest(to)
        if last is not None and same_bytes(out, to / str(last)):
            move_latest(to, last)
            return Release(to / str(last), last, new=False)
        version = FIRST if last is None else change(to / str(last), out).bump(last)
        aside = Path(tempfile.mkdtemp(prefix=".publishing-", dir=to))
        try:
            copy(out, aside)
            write_rekey(to / str(last) if last else None, aside)
            copied = check(aside)
            if copied.failed:
                raise Refused(copied)
            aside.chmod(0o755)
            aside.rename(to / str(version))
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        move_latest(to, version)
    except OSError as error:
        raise PublishError(f"cannot write {to}: {error.strerror or error}; choose another folder with --to") from error
    return Release(to / str(version), version, new=True)


def latest(to: Path) -> Version | None:
    """The newest release under `to`, by version."""
    versions = [
        v for path in to.iterdir() if path.is_dir() and not path.is_symlink() and (v := Version.parse(path.name))
    ]
    return max(versions, default=None)


def same_bytes(out: Path, release: Path) -> bool:
    """Whether the two have the same manifest, and so the same files."""
    return (out / "manifest.json").read_bytes() == (release / "manifest.json").read_bytes()


def copy(out: Path, aside: Path) -> None:
    """Copy what is released and make sure that it is on disk."""
    for name in RELEASED:
        if (out / name).is_dir():
            shutil.copytree(out / name, aside / name)
        else:
            shutil.copy2(out / name, aside / name)
    for path in aside.rglob("*"):
        if path.is_file():
            with path.open("rb") as stream:
                os.fsync(stream.fileno())


def write_rekey(old: Path | None, new: Path) -> None:
    """Write `rekey.jsonl`: every id of the last release that is gone, with what took its place (null: nothing) and why."""
    lines = [] if old is None else list(rekeyed(old, new))
    with (new / "rekey.jsonl").open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(json.dumps(line, sort_keys=True, ensure_ascii=False) + "\n" for line in lines)


def rekeyed(old: Path, new: Path) -> Iterator[dict[str, str | None]]:
    """One line an id that vanished, sorted."""
    columns = ["id", "source", "text_sha256"]
    before = {row["id"]: row for row in pq.read_table(old / "tables/documents.parquet", columns=columns).to_pylist()}
    after = {row["id"]: row for row in pq.read_table(new / "tables/documents.parquet", columns=columns).to_pylist()}
    for name, kind in TABLES.items():
        if "id" not in kind.columns():
            continue
        rows = pq.read_table(old / f"tables/{name}.parquet").to_pylist()
        kept = set(pq.read_table(new / f"tables/{name}.parquet", columns=["id"])["id"].to_pylist())
        for row in rows:
            if row["id"] not in kept:
                document = row["id"] if name == "documents" else row.get("document_id")
                yield {"old": row["id"], "new": None, "reason": reason(before.get(document), after.get(document))}


def reason(before: dict[str, str] | None, after: dict[str, str] | None) -> str:
    """Why a record of a document vanished, as far as the two releases tell."""
    if before is None:
        return "no article supports it any more"
    if after is None:
        return f"the article {before['source']} is gone"
    if before["text_sha256"] != after["text_sha256"]:
        return f"the text of {before['source']} changed"
    return f"{before['source']} is read differently by this version of the software"


def move_latest(to: Path, version: Version) -> None:
    """Point `latest` at a release, in one step."""
    aside = to / f".latest-{os.getpid()}"
    aside.unlink(missing_ok=True)
    aside.symlink_to(str(version))
    aside.replace(to / "latest")
