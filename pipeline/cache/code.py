"""What a document's records depend on besides its bytes: our code and data, the model, the libraries."""

from __future__ import annotations

import hashlib
import platform
import re
import sys
from functools import cache
from importlib import metadata
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
#: Rooms whose code or data shape one document's records, the verdict on them, and the form of the entries themselves.
ROOMS = ("records", "knowledge", "read", "analyse", "extract", "resolve", "write", "check", "cache")
#: Extras whose libraries no document's records depend on.
APART = re.compile(r"extra\s*==\s*['\"](dev|fast)['\"]")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@cache
def code_digest() -> str:
    """SHA-256 over the paths and bytes of every file of those rooms, the packaged model included, hexadecimal."""
    return files_digest(PACKAGE, ROOMS)


def files_digest(folder: Path, entries: tuple[str, ...] = (".",)) -> str:
    """SHA-256 over the relative paths and bytes of the files under `entries` of a folder, in order of path."""
    sha = hashlib.sha256()
    paths = (path for entry in entries for path in (folder / entry).rglob("*") if path.is_file())
    for name, path in sorted((path.relative_to(folder).as_posix(), path) for path in paths):
        if "__pycache__" in name or name.endswith((".pyc", "~")):
            continue
        raw = path.read_bytes()
        sha.update(f"{len(name)}:{name}:{len(raw)}:".encode("utf-8", "surrogatepass"))
        sha.update(raw)
    return sha.hexdigest()


@cache
def environment() -> str:
    """Python, the class of processor and the version of every library that the distribution needs, directly or not."""
    versions: dict[str, str] = {}
    waiting = ["dateline"]
    while waiting:
        name = waiting.pop()
        if name in versions:
            continue
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        version, needs = stated(found)
        versions[name] = version
        for line in needs:
            wanted = NAME.match(line)
            # Of the extras, only our own count: a PDF is read or not as pypdf is there or not.
            if wanted and not APART.search(line) and (name == "dateline" or "extra ==" not in line):
                waiting.append(re.sub(r"[-_.]+", "-", wanted.group()).lower())
    listed = ",".join(f"{name}={version}" for name, version in sorted(versions.items()))
    return f"{sys.implementation.name} {platform.python_version()} {platform.machine()} {listed}"


def stated(found: metadata.Distribution) -> tuple[str, list[str]]:
    """The version and the needs that a distribution states.

    Read off the head of its METADATA (core metadata, one field a line): `importlib.metadata` parses the description below it
    as well, which took most of a second for all the libraries together.
    """
    head = (found.read_text("METADATA") or "").partition("\n\n")[0].splitlines()
    version = next((line[9:] for line in head if line.startswith("Version: ")), None)
    if version is None:
        return found.version, list(found.requires or ())
    return version, [line[15:] for line in head if line.startswith("Requires-Dist: ")]


def model_identity(model: str | None) -> str:
    """What tells one language model from another: the packaged one is part of the code, others go by version or content."""
    if model is None:
        return "packaged"
    if Path(model).is_dir():
        return f"folder {files_digest(Path(model))}"
    try:
        return f"{model} {metadata.version(model)}"
    except metadata.PackageNotFoundError:
        return model
