"""The folder of entries: one file a key, written in one step, safe for several builds at once."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from pipeline.cache.part import Part, packed, unpacked
from pipeline.lock import alive
from pipeline.write import OutputError

#: Bytes of entries that are kept; the longest unused go first. About a hundred thousand articles.
LIMIT = 2 << 30
SUFFIX = ".part"
#: Tells backup programs to pass the folder over (Cache Directory Tagging Specification).
TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Results that dateline keeps; safe to delete.\n"


def cache_folder(out: Path, wanted: Path | None = None) -> Path:
    """The folder for results of builds into `out`: the one wanted, or `.cache/dateline` beside `out`.

    Raises:
        OutputError: if it lies in `out`, whose content a build replaces.
    """
    place = Path(os.path.realpath(out))
    folder = Path(os.path.realpath(wanted)) if wanted else place.parent / ".cache/dateline"
    if folder.is_relative_to(place):
        raise OutputError(
            f"the cache {wanted} lies in {out}, which each build replaces; choose another folder with --cache"
        )
    return folder


class Store:
    """Parts by key under a folder. Nothing that is wrong with the folder stops a build: what cannot be read is done again.

    `problem` says why nothing can be kept, for people; None while all is well.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problem: str | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name, content in (("CACHEDIR.TAG", TAG), (".gitignore", "*\n")):
                if not (folder / name).exists():
                    (folder / name).write_text(content, encoding="utf-8")
        except OSError as error:
            self.failed(error)

    def get(self, key: str) -> Part | None:
        """The part kept under the key, if it is there and whole."""
        path = self.path(key)
        try:
            part = unpacked(path.read_bytes())
        except OSError:
            return None
        with contextlib.suppress(OSError):
            if part is None:
                path.unlink()
            else:
                os.utime(path)
        return part

    def put(self, key: str, part: Part) -> None:
        """Keep the part under the key; a reader sees the whole entry or none."""
        path = self.path(key)
        try:
            path.parent.mkdir(exist_ok=True)
            descriptor, aside = tempfile.mkstemp(prefix=f".{os.getpid()}-", dir=path.parent)
            try:
                with os.fdopen(descriptor, "wb") as stream:
                    stream.write(packed(part))
                os.replace(aside, path)
            except BaseException:
                Path(aside).unlink(missing_ok=True)
                raise
        except OSError as error:
            self.failed(error)

    def path(self, key: str) -> Path:
        """Where an entry is; 256 folders keep each of them short."""
        return self.folder / key[:2] / (key[2:] + SUFFIX)

    def failed(self, error: OSError) -> None:
        """Remember why nothing can be kept."""
        self.problem = (
            f"results cannot be kept in {self.folder} ({error.strerror or error}); the next build does all again"
        )

    def sweep(self, limit: int = LIMIT) -> None:
        """Remove what killed builds left half written, and the entries longest unused beyond `limit` bytes."""
        entries: list[tuple[float, int, Path]] = []
        for path in self.folder.glob("??/*"):
            with contextlib.suppress(OSError):
                if path.name.startswith("."):
                    process = path.name[1:].partition("-")[0]
                    if not (process.isdigit() and alive(int(process))):
                        path.unlink()
                elif path.suffix == SUFFIX:
                    status = path.stat()
                    entries.append((status.st_mtime, status.st_size, path))
        total = sum(size for _, size, _ in entries)
        for _, size, path in sorted(entries):
            if total <= limit:
                break
            with contextlib.suppress(OSError):
                path.unlink()
            total -= size
