"""Writing a folder aside and putting it in place in one step, so that a reader never sees half a build."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.lock import alive, locked

#: Exchange two paths atomically (Linux renameat2, linux/fs.h).
RENAME_EXCHANGE = 2
AT_FDCWD = -100


class OutputError(Exception):
    """The output folder cannot be written; the message says what to do."""


@contextlib.contextmanager
def replaced(out: Path, *, keep: tuple[str, ...] = ()) -> Iterator[Path]:
    """Yield an empty folder beside `out` that takes its place if the block ends well, and vanishes if not.

    Args:
        keep: entries of the old folder that move into the new one.

    Raises:
        OutputError: if `out` is no folder, is somebody else's, or cannot be written.
    """
    out = Path(os.path.realpath(out))
    refuse_foreign(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        if out.exists() and not os.access(out, os.W_OK | os.X_OK):
            raise PermissionError(13, "no permission to write", str(out))
        discard_leftovers(out)
        aside = Path(tempfile.mkdtemp(prefix=f".{out.name}.building-{os.getpid()}-", dir=out.parent))
    except OSError as error:
        raise OutputError(f"cannot write {out}: {error.strerror}; choose another folder with --out") from error
    try:
        # mkdtemp makes a private folder; what a build publishes is readable as any new folder is.
        aside.chmod(0o777 & ~current_umask())
        yield aside
        # Builds into one folder take turns here; whichever ends last is the one that stays, whole.
        with locked(out.parent):
            for name in keep:
                if (out / name).exists() and not (aside / name).exists():
                    shutil.copytree(out / name, aside / name, symlinks=True)
            exchange(aside, out)
    except OSError as error:
        raise OutputError(f"cannot write {out}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def refuse_foreign(out: Path) -> None:
    """Stop before a folder is replaced that no build of ours made."""
    if out.exists() and not out.is_dir():
        raise OutputError(f"{out} is a file; --out needs a folder")
    try:
        entries = {entry.name for entry in out.iterdir()} if out.exists() else set()
    except OSError as error:
        raise OutputError(f"cannot read {out}: {error.strerror}; choose another folder with --out") from error
    if "release.json" in entries:
        raise OutputError(f"{out} is a release, which never changes; choose another folder with --out")
    if entries and "manifest.json" not in entries:
        raise OutputError(f"{out} is not empty and holds no manifest.json of a build; choose another folder with --out")


def discard_leftovers(out: Path) -> None:
    """Remove what builds that were killed left beside `out`; a folder names the process that fills it."""
    for leftover in out.parent.glob(f".{out.name}.building-*"):
        process = leftover.name.removeprefix(f".{out.name}.building-").partition("-")[0]
        if not (process.isdigit() and alive(int(process))):
            shutil.rmtree(leftover, ignore_errors=True)


def current_umask() -> int:
    """The process's umask; it can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def exchange(aside: Path, out: Path) -> None:
    """Put `aside` in the place of `out`; afterwards `aside` holds the old folder, if there was one."""
    if not out.exists():
        aside.rename(out)
        return
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.renameat2(AT_FDCWD, os.fsencode(aside), AT_FDCWD, os.fsencode(out), RENAME_EXCHANGE) == 0:
            return
    # Without an atomic exchange there is a moment with no folder at all, never one with half a build.
    old = aside.with_name(aside.name + "-old")
    out.rename(old)
    aside.rename(out)
    old.rename(aside)
