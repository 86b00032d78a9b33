"""Releases under a URL that fsspec opens (`s3://`, `gs://`, `abfs://`, `memory://` …); needs the extra `remote`.

Object stores rename nothing, so what a folder's rename does is done by order: the version is claimed by an object that can be made
only once, then come the files, then `release.json`, whose presence says that all the rest is there, and last `latest`, an object
that holds the version and is replaced whole.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.check import check
from pipeline.publish.copying import CopyError
from pipeline.publish.rekey import Moved
from pipeline.publish.release import PublishError, Refused, Release, manifest_of, release
from pipeline.publish.version import Version

LATEST = "latest"


def publish_to_url(out: Path, url: str, *, told: Mapping[str, Moved] | None = None) -> Release:
    """Release the folder `out` under a URL; `Release.folder` is then the release's path in its store.

    A failed or killed publish leaves the last release the latest. What it claimed stays claimed: the same build takes it over, any
    other is told.

    Raises:
        Refused, Vanished: as for a folder.
        PublishError: if the store cannot be opened or written, or another publisher holds the next version.
    """
    seen = manifest_of(out)
    report = check(out)
    if report.failed:
        raise Refused(report)
    store, root = opened(url)
    with asked(url):
        last = latest(store, root)
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        if last is not None:
            with asked(url):
                fetch(store, f"{root}/{last}", here / str(last))
            if seen == manifest_of(here / str(last)):
                with asked(url):
                    store.pipe_file(f"{root}/{LATEST}", f"{last}\n".encode())
                return Release(Path(f"{root}/{last}"), last, new=False)
        try:
            version = release(out, seen, here, last, told or {})
        except CopyError as error:
            raise PublishError(str(error)) from error
        except OSError as error:
            raise PublishError(f"cannot write {here}: {error.strerror or error}; name another with TMPDIR") from error
        if version is None:
            raise PublishError(f"{url} holds a release newer than its latest; look into it")
        with asked(url):
            claim(store, f"{root}/{version}.claim", seen)
            upload(store, here / str(version), f"{root}/{version}")
            store.pipe_file(f"{root}/{LATEST}", f"{version}\n".encode())
        return Release(Path(f"{root}/{version}"), version, new=True)


@contextmanager
def asked(url: str) -> Iterator[None]:
    """Within, whatever a store's library raises is told as what it is: the store did not do it.

    Raises:
        PublishError: for any error; each library has kinds of its own, for a missing key as for a closed port.
    """
    try:
        yield
    except PublishError:
        raise
    except Exception as error:
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise PublishError(f"cannot write {url}: {why}; check the address and your rights") from error


def opened(url: str) -> tuple[Any, str]:
    """The store of a URL and the path in it.

    Raises:
        PublishError: if fsspec, or the library that it needs for such an address, is not installed, or it knows none.
    """
    try:
        import fsspec
    except ImportError as error:
        raise PublishError(
            "releases to a URL need a library; install it with: pip install 'dateline[remote]'"
        ) from error
    scheme = url.partition("://")[0]
    if scheme not in fsspec.available_protocols():
        raise PublishError(f"{url} cannot be opened: fsspec knows no {scheme}://; for a folder, name it without ://")
    try:
        store, root = fsspec.core.url_to_fs(url, use_listings_cache=False)
    except Exception as error:  # what the library of a store raises is its own affair, its absence first of all
        raise PublishError(f"{url} cannot be opened: {error}") from error
    return store, root.rstrip("/")


def latest(store: Any, root: str) -> Version | None:
    """The newest whole release: one with its `release.json`."""
    entries = store.ls(root, detail=False) if store.exists(root) else []
    versions = (v for entry in entries if (v := Version.parse(entry.rstrip("/").rpartition("/")[2])))
    return max((v for v in versions if store.exists(f"{root}/{v}/release.json")), default=None)


def fetch(store: Any, place: str, folder: Path) -> None:
    """Copy what is needed of a release here."""
    (folder / "tables").mkdir(parents=True)
    names = [
        "manifest.json",
        *(f"tables/{path.rpartition('/')[2]}" for path in store.ls(f"{place}/tables", detail=False)),
    ]
    for name in names:
        store.get_file(f"{place}/{name}", str(folder / name))


def claim(store: Any, path: str, content: bytes) -> None:
    """Take a version, or take it over from a killed publish of the same build.

    Raises:
        PublishError: if another build holds it.
    """
    try:
        store.makedirs(path.rpartition("/")[0], exist_ok=True)
        store.pipe_file(path, content, mode="create")
    except FileExistsError as error:
        if store.cat_file(path) != content:
            raise PublishError(
                f"{path} says that another build is being published; wait for it, or remove the object if that was killed"
            ) from error


def upload(store: Any, folder: Path, place: str) -> None:
    """Copy a release's files, `release.json` last, and prove that as many bytes have arrived.

    Raises:
        OSError: if a file did not arrive whole.
    """
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    for path in sorted(files, key=lambda path: path.name == "release.json"):
        target = f"{place}/{path.relative_to(folder).as_posix()}"
        store.makedirs(target.rpartition("/")[0], exist_ok=True)
        store.put_file(str(path), target)
        if store.size(target) != path.stat().st_size:
            raise OSError(f"{target} did not arrive whole")
