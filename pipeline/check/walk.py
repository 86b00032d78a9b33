"""What lies below a folder, without following a link or opening anything."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from pipeline.check.limits import ENTRIES


@dataclass(frozen=True, slots=True)
class Entry:
    """A name below the folder that was walked, with `/`, and whether it is a plain file, a link, or something else (a pipe)."""

    name: str
    kind: Literal["file", "link", "other"]


def walk(folder: Path, below: str) -> Iterator[Entry]:
    """Everything under `folder/below` but the folders themselves, in order of name; at most `ENTRIES` of them.

    Folders that cannot be read are passed over: what should be in them is missed by name.
    """
    if (folder / below).is_symlink():
        yield Entry(below, "link")
        return
    yield from islice(entries(f"{folder}/{below}", below), ENTRIES)


def entries(path: str, name: str) -> Iterator[Entry]:
    """Everything under the folder at `path`, whose name below the folder walked is `name`."""
    waiting = [(path, name)]
    while waiting:
        path, name = waiting.pop()
        try:
            with os.scandir(path) as found:
                members = sorted(found, key=lambda entry: entry.name)
        except OSError:
            continue
        below = []
        for member in members:
            if member.is_symlink():
                yield Entry(f"{name}/{member.name}", "link")
            elif member.is_dir(follow_symlinks=False):
                below.append((f"{path}/{member.name}", f"{name}/{member.name}"))
            else:
                yield Entry(f"{name}/{member.name}", "file" if member.is_file(follow_symlinks=False) else "other")
        waiting += reversed(below)
