"""The inputs below the folders given: which files are articles, and what they are called."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.read.media import SUFFIXES, media_type_of
from pipeline.read.sidecar import SUFFIX as SIDECAR
from pipeline.records.finding import Finding, Severity

REVIEW = ".review.jsonl"
#: What a person decided about the names of the articles, at the top of their folder.
DECISIONS = "resolve.toml"


@dataclass(frozen=True, slots=True)
class Source:
    """A file and its name in the contract. `skipped` says why it is not to be read; None for an article."""

    path: Path
    source: str
    skipped: Finding | None = None


def sources(raws: Sequence[Path]) -> list[Source]:
    """Every input below `raws` (folders or single files), in order of name within each.

    Sidecars, review files and hidden files are passed over; files that no reader knows and links that lead out of
    their folder come with the finding that says so. With several `raws`, names begin with the last part of theirs.

    Raises:
        FileNotFoundError: if one of `raws` does not exist.
    """
    found: list[Source] = []
    prefixes: set[str] = set()
    for raw in raws:
        if not raw.exists():
            raise FileNotFoundError(f"there is no file or folder {printable(str(raw))!r}; name one that holds articles")
        last = printable(raw.resolve().name or "root")
        prefix = (
            last
            if last not in prefixes
            else next(f"{last}-{n}" for n in range(2, 10**6) if f"{last}-{n}" not in prefixes)
        )
        prefixes.add(prefix)
        if raw.is_dir():
            below = f"{prefix}/" if len(raws) > 1 else ""
            found.extend(_source(path, below + name, raw) for path, name in _walk(raw, ""))
        else:
            found.append(Source(raw, prefix))
    return found


def printable(name: str) -> str:
    """A file name that can be written as UTF-8 on one line: undecodable bytes and control characters as `\\xNN`."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() or c == " " else c.encode("unicode_escape").decode("ascii") for c in text)


def _walk(folder: Path, below: str) -> Iterator[tuple[Path, str]]:
    """Paths and names under `folder`, hidden ones and the pipeline's own files left out; links to folders are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError:
        yield folder, below.rstrip("/") or "."
        return
    described = {part for entry in entries for part in (entry.name, Path(entry.name).stem)}
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith(REVIEW) or (entry.name == DECISIONS and not below):
            continue
        if entry.name.endswith(SIDECAR) and entry.name.removesuffix(SIDECAR) in described:
            continue
        path, name = folder / entry.name, below + printable(entry.name)
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path, name + "/")
        else:
            yield path, name


def _source(path: Path, name: str, root: Path) -> Source:
    """The source, with a finding if it is not to be read."""
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(root.resolve()):
            return _skipped(
                path, name, "read.link", "error", "The link leads out of its folder; put the file itself there."
            )
        mode = path.stat().st_mode
    except (OSError, RuntimeError) as error:
        return _skipped(
            path, name, "read.unreadable", "error", f"The file cannot be read ({error.__class__.__name__})."
        )
    if stat.S_ISDIR(mode):
        if path.is_symlink():
            return _skipped(
                path, name, "read.link", "warning", "Links to folders are not followed; name the folder itself."
            )
        return _skipped(path, name, "read.unreadable", "error", "The folder cannot be listed; check its permissions.")
    if not stat.S_ISREG(mode):
        return _skipped(
            path, name, "read.unreadable", "error", "This is no regular file; put a copy of the article there."
        )
    if name.endswith(SIDECAR):
        return _skipped(path, name, "read.sidecar", "warning", "No article of this name stands beside the sidecar.")
    if media_type_of(path) is None:
        known = " ".join(sorted(SUFFIXES))
        return _skipped(path, name, "read.suffix", "warning", f"No reader knows this suffix; known are {known}.")
    return Source(path, name)


def _skipped(path: Path, name: str, rule: str, severity: Severity, message: str) -> Source:
    return Source(path, name, Finding(rule=rule, severity=severity, message=message, pointer=name))
