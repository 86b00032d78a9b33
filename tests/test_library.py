"""The library: a build and its records from Python, without the command line."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import build, read_release
from pipeline.records import Dataset

ROOT = Path(__file__).parents[1]


def test_records_come_back_as_they_were_written(built: Path, dataset: Dataset) -> None:
    release = read_release(built)
    read = Dataset(**{name: tuple(getattr(release, name)) for name in Dataset.__slots__})
    assert read.by_table() == replace(dataset).by_table()
    (event,) = release.events
    assert event == dataset.events[0]
    assert [part.role for part in event.participants] == ["actor", "recipient"]
    assert [passage.position for passage in next(release.documents).passages] == [0, 1, 2]


def test_tables_are_arrow_and_the_manifest_counts_their_rows(built: Path) -> None:
    release = read_release(built)
    assert release.table("events").column("label").to_pylist() == ["Elphberg meets Duke Michael in Strelsau"]
    for name in ("events", "mentions", "evidence"):
        assert release.table(name).num_rows == release.manifest["files"][f"tables/{name}.parquet"]["rows"]
    with pytest.raises(KeyError, match="no table 'persons'"):
        release.table("persons")


def test_a_folder_without_tables_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="dateline build"):
        read_release(tmp_path)


def test_articles_are_built_from_python(tmp_path: Path) -> None:
    (tmp_path / "visit.txt").write_text(
        "Foreign Minister Tarek Salem met President Ilse Brandt in Oslo on 3 March 2021."
    )
    built = build(tmp_path / "visit.txt", tmp_path / "out")
    assert not built.failed
    names = {entity.name for entity in read_release(tmp_path / "out").entities}
    assert {"Tarek Salem", "Ilse Brandt", "Oslo"} <= names


@pytest.mark.parametrize(
    ("base", "words"),
    [("no iri", "is no absolute IRI"), ("https://example.org", "does not end in / or #"), (7, "is no absolute IRI")],
)
def test_a_base_that_no_id_can_start_with_is_refused_before_anything_is_written(
    tmp_path: Path, base: str, words: str
) -> None:
    (tmp_path / "visit.txt").write_text("Foreign Minister Tarek Salem met President Ilse Brandt in Oslo.")
    with pytest.raises(ValueError, match=words):
        build(tmp_path / "visit.txt", tmp_path / "out", base_iri=base)
    assert not (tmp_path / "out").exists()


def test_importing_the_package_is_cheap_and_brings_no_command_line() -> None:
    program = "import sys, pipeline; print(pipeline.build.__name__, sorted({'click', 'spacy', 'pyarrow', 'pydantic'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "build []"
    program = "import sys; from pipeline import read_release; read_release('.') if False else None; import pipeline.released; print('click' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "False"
