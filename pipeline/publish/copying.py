"""A build's files, copied and proven: what is released is what its manifest says, and it is on disk."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.write.manifest import file_sha256


class CopyError(Exception):
    """What was copied is not what the manifest says; the message names the cure."""


def copied(out: Path, manifest: bytes, aside: Path) -> None:
    """Copy every file that the manifest of `out` lists, and nothing else.

    Raises:
        CopyError: if a file is not the one that the manifest lists: the build was replaced after it was checked.
        OSError: if a file cannot be read or written.
    """
    (aside / "manifest.json").write_bytes(manifest)
    listed: dict[str, dict[str, Any]] = json.loads(manifest)["files"]
    for name, entry in listed.items():
        path = aside / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(out / name, path)
        except FileNotFoundError as error:
            raise CopyError(f"{name} of {out} went while it was published; publish again") from error
        if file_sha256(path) != entry["sha256"]:
            raise CopyError(f"{name} of {out} changed while it was published; publish again")


def flushed(folder: Path, *, deep: bool = True) -> None:
    """Make sure that the folder is on disk, with all it holds if `deep`; its files can then no longer be written."""
    for path in sorted(folder.rglob("*")) if deep else ():
        if path.is_file():
            path.chmod(0o444)
        synchronise(path)
    synchronise(folder)


def synchronise(path: Path) -> None:
    """fsync of a file or folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sums(folder: Path, names: Iterable[str]) -> dict[str, dict[str, int | str]]:
    """Bytes and SHA-256 of files of a folder."""
    paths = {name: folder / name for name in names}
    return {name: {"bytes": path.stat().st_size, "sha256": file_sha256(path)} for name, path in paths.items()}
