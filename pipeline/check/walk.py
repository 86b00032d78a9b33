"""What lies below a folder, without following a link or opening anything."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
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
    count = 0
    for root, folders, files in os.walk(folder / below):
        folders.sort()
        at = Path(root).relative_to(folder)
        links = [name for name in folders if os.path.islink(os.path.join(root, name))]
        for name in sorted((*files, *links)):
            count += 1
            if count > ENTRIES:
                return
            path = Path(root, name)
            kind: Literal["file", "link", "other"] = (
                "link" if path.is_symlink() else "file" if path.is_file() else "other"
            )
            yield Entry((at / name).as_posix(), kind)
