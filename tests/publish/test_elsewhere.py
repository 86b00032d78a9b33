"""Releases in an object store and as Delta tables, read back by their own libraries."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.publish import PublishError, publish
from pipeline.publish.lake import RELEASE, write_delta
from pipeline.publish.remote import publish_to_url
from pipeline.publish.version import Version
from pipeline.records import TABLES, Dataset, Finding
from pipeline.records.dataset import sort_columns
from pipeline.records.identity import DEFAULT_BASE
from pipeline.write import write_output
from pipeline.write.content import content_sha256


@pytest.fixture
def memory() -> tuple[str, Any]:
    """A store in memory."""
    fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed: no URL is published to")
    store = fsspec.filesystem("memory")
    store.store.clear()
    store.pseudo_dirs[:] = [""]
    return "memory://releases", store


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Any]]:
    """A bucket on an S3 server of this machine."""
    server = pytest.importorskip("moto.server", reason="moto is not installed: S3 is not tried")
    s3fs = pytest.importorskip("s3fs", reason="s3fs is not installed: S3 is not tried")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    running = server.ThreadedMotoServer(port=0)
    running.start()
    host, port = running.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    s3fs.S3FileSystem.clear_instance_cache()
    store = s3fs.S3FileSystem(use_listings_cache=False)
    store.mkdir("bucket")
    yield "s3://bucket/releases", store
    running.stop()


def rebuilt(dataset: Dataset, out: Path) -> Path:
    write_output(dataset, out, model="none", base_iri=DEFAULT_BASE)
    return out


def check_two_releases(place: tuple[str, Any], built: Path, dataset: Dataset) -> None:
    """Publish twice, with an addition between, and read everything back."""
    url, store = place
    rebuilt(replace(dataset, relations=()), built)
    assert publish_to_url(built, url).version == Version(1, 0, 0)
    assert not publish_to_url(built, url).new
    rebuilt(dataset, built)
    release = publish_to_url(built, url)
    assert (release.version, release.new) == (Version(1, 1, 0), True)
    assert store.cat_file(f"{url}/latest") == b"1.1.0\n"
    for number in ("1.0.0", "1.1.0"):
        described = json.loads(store.cat_file(f"{url}/{number}/release.json"))
        listed = json.loads(store.cat_file(f"{url}/{number}/manifest.json"))["files"] | described["files"]
        assert {name: store.size(f"{url}/{number}/{name}") for name in listed} == {
            name: entry["bytes"] for name, entry in listed.items() if "bytes" in entry
        }
    added = store.cat_file(f"{url}/1.1.0/changes.jsonl").decode().splitlines()
    assert {(json.loads(line)["table"], json.loads(line)["change"]) for line in added} == {
        ("relations", "added"),
        ("evidence", "added"),
    }


def test_a_url_takes_releases(memory: tuple[str, Any], built: Path, dataset: Dataset) -> None:
    check_two_releases(memory, built, dataset)


@pytest.mark.slow
def test_s3_takes_releases(bucket: tuple[str, Any], built: Path, dataset: Dataset) -> None:
    check_two_releases(bucket, built, dataset)


def test_a_publish_that_fails_leaves_the_last_release_and_the_same_build_goes_on(
    memory: tuple[str, Any], built: Path, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, store = memory
    publish_to_url(rebuilt(replace(dataset, relations=()), built), url)
    put, left = type(store).put_file, 5

    def failing(self: Any, *args: Any, **named: Any) -> None:
        nonlocal left
        left -= 1
        if not left:
            raise OSError(28, "No space left on device")
        put(self, *args, **named)

    rebuilt(dataset, built)
    with monkeypatch.context() as broken:
        broken.setattr(type(store), "put_file", failing)
        with pytest.raises(PublishError, match="No space"):
            publish_to_url(built, url)
    assert store.cat_file(f"{url}/latest") == b"1.0.0\n"
    more = Finding(document_id=dataset.documents[0].id, rule="read.other", severity="note", message="Another.")
    other = rebuilt(replace(dataset, findings=(*dataset.findings, more)), built.parent / "other")
    with pytest.raises(PublishError, match="another build"):
        publish_to_url(other, url)
    assert publish_to_url(built, url).version == Version(1, 1, 0)
    assert store.cat_file(f"{url}/latest") == b"1.1.0\n"


def test_two_publishers_of_one_version_do_not_mix(memory: tuple[str, Any], built: Path) -> None:
    url, store = memory
    store.pipe_file(f"{url}/1.0.0.claim", b"another manifest")
    with pytest.raises(PublishError, match="another build is being published"):
        publish_to_url(built, url)
    assert not store.exists(f"{url}/1.0.0/release.json")


def test_an_address_that_nobody_knows_is_told(built: Path) -> None:
    with pytest.raises(PublishError, match="fsspec knows no nosuchstore://"):
        publish_to_url(built, "nosuchstore://somewhere")


def test_without_the_extra_its_name_is_told(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(PublishError, match=r"pip install 'dateline\[remote\]'"):
        publish_to_url(built, "memory://releases")


@pytest.mark.parametrize("refused", ["exists", "pipe_file"])
def test_what_the_library_of_a_store_raises_is_no_internal_error(
    memory: tuple[str, Any], built: Path, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    """As S3's does for want of credentials: its errors are of no kind that Python knows."""

    def refusing(*args: Any, **named: Any) -> None:
        raise RuntimeError("Unable to locate credentials")

    url, store = memory
    monkeypatch.setattr(type(store), refused, refusing)
    done = CliRunner().invoke(main, ["publish", str(built), "--to", url])
    assert done.exit_code == 2
    assert "Unable to locate credentials; check the address and your rights" in done.output


def test_the_message_names_the_address_of_the_release(memory: tuple[str, Any], built: Path) -> None:
    done = CliRunner().invoke(main, ["publish", str(built), "--to", f"{memory[0]}/"])
    assert done.output == "published memory://releases/1.0.0, latest points to 1.0.0\n"


def test_delta_tables_hold_every_row_and_value_and_name_the_release(
    built: Path, dataset: Dataset, tmp_path: Path
) -> None:
    deltalake = pytest.importorskip("deltalake", reason="deltalake is not installed: Delta tables are not tried")
    publish(rebuilt(replace(dataset, relations=()), built), tmp_path / "releases")
    lake = str(tmp_path / "lake")
    assert write_delta(tmp_path / "releases/1.0.0", lake) == len(TABLES)
    assert write_delta(tmp_path / "releases/1.0.0", lake) == 0
    release = publish(rebuilt(dataset, built), tmp_path / "releases")
    assert write_delta(release.folder, lake) == len(TABLES)
    listed = json.loads((release.folder / "manifest.json").read_text())["files"]
    for name, kind in TABLES.items():
        table = deltalake.DeltaTable(f"{lake}/{name}")
        rows = table.to_pyarrow_table().sort_by([(column, "ascending") for column in orderable(kind)])
        entry = listed[f"tables/{name}.parquet"]
        assert rows.num_rows == entry["rows"], name
        assert content_sha256([list(row.values()) for row in rows.to_pylist()]) == entry["content_sha256"], name
        assert table.history(1)[0][RELEASE] == "1.1.0"
    assert deltalake.DeltaTable(f"{lake}/relations", version=0).to_pyarrow_table().num_rows == 0


def orderable(kind: Any) -> list[str]:
    """The columns that a table is sorted by, those of lists left out: Arrow does not sort by them."""
    return [name for name in (kind.key or sort_columns(kind)) if name != "related"]
