"""A release is checked, immutable, versioned by what changed, and `latest` moves last."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.publish import PublishError, Refused, publish
from pipeline.publish.version import Version
from pipeline.records import Dataset
from pipeline.records.identity import DEFAULT_BASE
from pipeline.write import write_output


def rebuilt(dataset: Dataset, out: Path) -> Path:
    write_output(dataset, out, model="none", base_iri=DEFAULT_BASE)
    return out


def test_the_first_release_is_one_and_latest_points_to_it(built: Path, tmp_path: Path) -> None:
    release = publish(built, tmp_path / "releases")
    assert release.version == Version(1, 0, 0)
    assert release.new
    latest = tmp_path / "releases/latest"
    assert latest.resolve() == release.folder.resolve()
    assert (latest / "tables/events.parquet").read_bytes() == (built / "tables/events.parquet").read_bytes()


def test_the_same_bytes_are_published_once(built: Path, tmp_path: Path) -> None:
    publish(built, tmp_path / "releases")
    again = publish(built, tmp_path / "releases")
    assert not again.new
    assert again.version == Version(1, 0, 0)


def test_additions_are_minor_and_removals_major(built: Path, dataset: Dataset, tmp_path: Path) -> None:
    releases = tmp_path / "releases"
    fewer = replace(dataset, relations=())
    publish(rebuilt(fewer, built), releases)
    assert publish(rebuilt(dataset, built), releases).version == Version(1, 1, 0)
    release = publish(rebuilt(fewer, built), releases)
    assert release.version == Version(2, 0, 0)
    (line,) = (release.folder / "rekey.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["old"] == dataset.relations[0].id
    assert "visit.txt" in json.loads(line)["reason"]


def test_edits_are_major(built: Path, dataset: Dataset, tmp_path: Path) -> None:
    publish(built, tmp_path / "releases")
    event = dataset.events[0].model_copy(update={"label": "Elphberg sees the Duke"})
    assert publish(rebuilt(replace(dataset, events=(event,)), built), tmp_path / "releases").version == Version(2, 0, 0)


def test_an_invalid_folder_is_refused_and_latest_stays(built: Path, tmp_path: Path) -> None:
    releases = tmp_path / "releases"
    publish(built, releases)
    (built / "jsonld/events.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        publish(built, releases)
    assert "manifest.checksum" in refused.value.report.by_rule
    assert (releases / "latest").resolve().name == "1.0.0"
    assert sorted(path.name for path in releases.iterdir()) == ["1.0.0", "latest"]


def test_a_folder_that_cannot_be_written_is_an_error_with_a_cure(built: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PublishError, match="--to"):
        publish(built, tmp_path / "file/releases")
