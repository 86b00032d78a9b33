"""A release is checked, immutable, versioned by what changed, and `latest` moves last."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.check import Report, check
from pipeline.publish import Moved, PublishError, Refused, Vanished, publish
from pipeline.publish.delta import changes
from pipeline.publish.version import Tally, Version
from pipeline.records import Dataset, Finding
from pipeline.records.dataset import sort_key
from pipeline.records.identity import DEFAULT_BASE
from pipeline.write import OutputError, write_output
from pipeline.write.tables import arrow_table, write_table
from tests.publish.two_articles import TOLD, article, two_articles


def rebuilt(dataset: Dataset, out: Path, code: str | None = None) -> Path:
    write_output(dataset, out, model="none", base_iri=DEFAULT_BASE, code=code)
    return out


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


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
    release = publish(rebuilt(fewer, built, code="newer"), releases)
    assert release.version == Version(2, 0, 0)
    (line,) = lines(release.folder / "rekey.jsonl")
    assert line["old"] == dataset.relations[0].id
    assert line["new"] is None
    assert line["reason"] == "visit.txt is read differently now"


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


def test_an_id_that_vanishes_for_no_reason_fails_unless_a_person_tells_one(
    built: Path, dataset: Dataset, tmp_path: Path
) -> None:
    releases, gone = tmp_path / "releases", dataset.relations[0].id
    publish(built, releases)
    rebuilt(replace(dataset, relations=()), built)
    with pytest.raises(Vanished) as vanished:
        publish(built, releases)
    assert vanished.value.ids == (gone,)
    assert sorted(path.name for path in releases.iterdir()) == ["1.0.0", "latest"]
    release = publish(built, releases, told={gone: Moved(gone, None, "withdrawn")})
    assert lines(release.folder / "rekey.jsonl") == [{"old": gone, "new": None, "reason": "withdrawn"}]


def test_an_entity_of_an_article_that_is_gone_is_named_by_no_article_whatever_the_software(tmp_path: Path) -> None:
    whole, releases = two_articles(), tmp_path / "releases"
    publish(rebuilt(whole, tmp_path / "out", code="older"), releases)
    (town,) = (entity for entity in whole.entities if entity.type == "Place")
    release = publish(rebuilt(without_places(article(*TOLD[1])), tmp_path / "out", code="newer"), releases)
    reasons = {line["old"]: line["reason"] for line in lines(release.folder / "rekey.jsonl")}
    assert reasons[town.id] == "this version of the software finds no “Strelsau”"
    assert reasons[whole.documents[0].id] == "the article court.txt is gone"
    publish(rebuilt(whole, tmp_path / "out", code="newer"), releases)
    alone = article("other.txt", "5 January 2021", "We go home,")
    release = publish(rebuilt(without_places(alone), tmp_path / "out", code="newest"), releases)
    reasons = {line["old"]: line["reason"] for line in lines(release.folder / "rekey.jsonl")}
    assert reasons[town.id] == "no article names “Strelsau” any more"


def without_places(dataset: Dataset) -> Dataset:
    """The data set without its places."""
    places = {entity.id for entity in dataset.entities if entity.type == "Place"}
    return replace(
        dataset,
        entities=tuple(entity for entity in dataset.entities if entity.id not in places),
        mentions=tuple(mention for mention in dataset.mentions if mention.entity_id not in places),
        events=tuple(event.model_copy(update={"place_id": None}) for event in dataset.events),
    )


@pytest.mark.parametrize("place", [".", "releases", "tables/releases"])
def test_releases_do_not_lie_where_the_next_build_would_remove_them(built: Path, place: str) -> None:
    before = sorted(built.rglob("*"))
    with pytest.raises(PublishError, match="which each build replaces"):
        publish(built, built / place)
    assert sorted(built.rglob("*")) == before


def test_no_build_replaces_a_release(built: Path, dataset: Dataset, tmp_path: Path) -> None:
    release = publish(built, tmp_path / "releases").folder
    before = {path: path.read_bytes() for path in release.rglob("*") if path.is_file()}
    for place in (release, tmp_path / "releases/latest"):
        with pytest.raises(OutputError, match="is a release"):
            rebuilt(replace(dataset, relations=()), place)
    assert {path: path.read_bytes() for path in release.rglob("*") if path.is_file()} == before


def test_a_renamed_entity_is_found_again_by_the_words_that_name_it(
    built: Path, dataset: Dataset, tmp_path: Path
) -> None:
    releases = tmp_path / "releases"
    publish(built, releases)
    duke = dataset.entities[1]
    newer = duke.model_copy(update={"id": duke.id + "0", "name": "Michael of Strelsau"})
    text = json.dumps([entity.model_dump(mode="json") for entity in dataset.entities])
    assert duke.id in text
    moved = replace(
        dataset,
        entities=tuple(newer if entity is duke else entity for entity in dataset.entities),
        mentions=tuple(
            mention.model_copy(update={"entity_id": newer.id}) if mention.entity_id == duke.id else mention
            for mention in dataset.mentions
        ),
        events=tuple(
            event.model_copy(
                update={
                    "participants": tuple(
                        p.model_copy(update={"entity_id": newer.id}) if p.entity_id == duke.id else p
                        for p in event.participants
                    )
                }
            )
            for event in dataset.events
        ),
    )
    release = publish(rebuilt(moved, built), releases)
    (line,) = lines(release.folder / "rekey.jsonl")
    assert (line["old"], line["new"]) == (duke.id, newer.id)
    assert "Duke Michael" in line["reason"]


def test_a_delta_has_both_values_of_what_was_edited(built: Path, dataset: Dataset, tmp_path: Path) -> None:
    publish(built, tmp_path / "releases")
    event = dataset.events[0].model_copy(
        update={"edtf": "2021-03", "earliest": dt.date(2021, 3, 1), "latest": dt.date(2021, 3, 31)}
    )
    release = publish(rebuilt(replace(dataset, events=(event,)), built), tmp_path / "releases")
    (line,) = lines(release.folder / "changes.jsonl")
    assert (line["table"], line["change"], line["key"]) == ("events", "modified", event.id)
    assert line["columns"] == ["edtf", "earliest", "latest"]
    assert line["before"] == {"edtf": "2021-03-03", "earliest": "2021-03-03", "latest": "2021-03-03"}
    assert line["after"] == {"edtf": "2021-03", "earliest": "2021-03-01", "latest": "2021-03-31"}
    (row,) = pq.read_table(release.folder / "changes.parquet").to_pylist()
    assert {**row, "before": json.loads(row["before"]), "after": json.loads(row["after"])} == line


def test_the_first_release_has_an_empty_delta_and_the_sums_of_all_its_files(built: Path, tmp_path: Path) -> None:
    folder = publish(built, tmp_path / "releases").folder
    assert pq.read_metadata(folder / "changes.parquet").num_rows == 0
    described = json.loads((folder / "release.json").read_text())
    assert (described["version"], described["previous"]) == ("1.0.0", None)
    listed = json.loads((folder / "manifest.json").read_text())["files"] | described["files"]
    present = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    assert listed.keys() == present.keys() - {"release.json"}
    for name, entry in listed.items():
        assert hashlib.sha256(present[name].read_bytes()).hexdigest() == entry["sha256"]


def test_new_mentions_and_aliases_of_an_entity_are_an_addition(built: Path, dataset: Dataset, tmp_path: Path) -> None:
    publish(built, tmp_path / "releases")
    first, *others = dataset.entities
    grown = first.model_copy(update={"alternate_names": ("Flavia",), "mention_count": 2})
    out = rebuilt(replace(dataset, entities=(grown, *others)), built)
    # Counts that do not fit the mentions would be refused by the check; what they do to the version is asked of the delta.
    tally = Tally()
    for change in changes(tmp_path / "releases/latest", out):
        tally = tally.plus(change)
    assert tally == Tally(modified=1, grown=1)
    assert tally.bump(Version(1, 0, 0)) == Version(1, 1, 0)


@given(st.lists(st.integers(0, 11), unique=True), st.lists(st.integers(0, 11), unique=True))
@settings(max_examples=25, deadline=None)
def test_a_delta_has_what_came_and_what_went_and_nothing_else(before: list[int], after: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, numbers in (("old", before), ("new", after)):
            found = [Finding(rule=f"r{n % 4}", severity="note", message=str(n)) for n in numbers]
            (Path(folder) / name / "tables").mkdir(parents=True)
            table = arrow_table(Finding, sorted(found, key=sort_key))
            write_table(table, Finding, Path(folder) / name / "tables/findings.parquet")
        delta = list(changes(Path(folder) / "old", Path(folder) / "new"))
        assert {c.row["message"] for c in delta if c.kind == "added"} == {str(n) for n in set(after) - set(before)}
        assert {c.row["message"] for c in delta if c.kind == "removed"} == {str(n) for n in set(before) - set(after)}
        assert len(delta) == len(set(before) ^ set(after))


def test_what_killed_publishers_left_is_removed_by_the_next(built: Path, tmp_path: Path) -> None:
    releases = tmp_path / "releases"
    (releases / ".publishing-999999999-x/tables").mkdir(parents=True)
    (releases / ".latest-999999999").symlink_to("1.0.0")
    publish(built, releases)
    assert sorted(path.name for path in releases.iterdir()) == ["1.0.0", "latest"]


def test_something_in_the_place_of_the_release_is_named(built: Path, tmp_path: Path) -> None:
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases/1.0.0").write_text("not a release")
    with pytest.raises(PublishError, match="in the place"):
        publish(built, tmp_path / "releases")
    assert (tmp_path / "releases/1.0.0").read_text() == "not a release"


def test_a_build_that_is_replaced_after_its_check_is_not_released(
    built: Path, dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check_then_replace(folder: Path) -> Report:
        report = check(folder)
        rebuilt(replace(dataset, relations=()), built)
        return report

    monkeypatch.setattr("pipeline.publish.release.check", check_then_replace)
    with pytest.raises(PublishError, match="publish again"):
        publish(built, tmp_path / "releases")
    assert list((tmp_path / "releases").iterdir()) == []
