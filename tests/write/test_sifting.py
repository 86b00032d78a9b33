"""A record that does not hold is put aside, with what cannot stand without it; the rest of its article names nothing that is gone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.check import check
from pipeline.check.unwritten import refusals
from pipeline.records import Dataset, Finding, Record
from pipeline.records.identity import DEFAULT_BASE
from pipeline.write import write_output
from pipeline.write.quarantine import Unpublished
from pipeline.write.sifting import Judge, sifted
from tests.publish.two_articles import two_articles


def refusing(picked: Callable[[Record], bool]) -> Judge:
    """A validator that refuses what is picked."""

    def judge(tables: Mapping[str, Sequence[Record]]) -> Iterator[tuple[Record, Finding]]:
        for records in tables.values():
            for record in records:
                if picked(record):
                    yield record, Finding(rule="test.refused", severity="error", message="It does not hold")

    return judge


def of(table: str, **values: object) -> Callable[[Record], bool]:
    return lambda record: record.table == table and all(getattr(record, n) == v for n, v in values.items())


def written(dataset: Dataset, judge: Judge, out: Path) -> tuple[Dataset, list[dict[str, Any]]]:
    """The data set as published and the entries of the quarantine; the folder passes the check, so that nothing dangles."""
    found = sifted(dataset, judge)
    left = Unpublished(records=found.records, made=found.made)
    write_output(found.dataset, out, model="none", base_iri=DEFAULT_BASE, unpublished=left)
    assert not check(out).by_rule, check(out).findings
    return found.dataset, [json.loads(path.read_bytes()) for path in sorted((out / "quarantine").glob("*.json"))]


def test_a_data_set_that_holds_is_published_as_it_is(dataset: Dataset, tmp_path: Path) -> None:
    made, entries = written(dataset, refusals, tmp_path / "out")
    assert made == dataset
    assert entries == []


def test_an_event_goes_with_its_parts_and_the_rest_of_its_article_stays(dataset: Dataset, tmp_path: Path) -> None:
    (event,) = dataset.events
    speech = replace(dataset, statements=tuple(s.model_copy(update={"event_id": event.id}) for s in dataset.statements))
    made, (entry,) = written(speech, refusing(of("events")), tmp_path / "out")
    assert (made.events, made.entities, made.relations) == ((), dataset.entities, dataset.relations)
    assert [statement.event_id for statement in made.statements] == [None]
    assert [row["table"] for row in entry["rows"]] == ["events", "participants", "participants", "evidence"]
    assert entry["rows"][0]["values"]["text"] == event.text
    assert entry["findings"] == [{"message": "It does not hold", "rule": "test.refused", "severity": "error"}]
    assert entry["sources"] == ["visit.txt"]
    (told,) = [finding for finding in made.findings if finding.rule == "test.refused"]
    assert (told.severity, told.pointer, told.start) == ("error", event.id, event.start)


def test_what_is_said_of_an_entity_goes_with_it_where_it_says_nothing_without(dataset: Dataset, tmp_path: Path) -> None:
    flavia = next(entity for entity in dataset.entities if entity.name == "Flavia Elphberg")
    made, (entry,) = written(dataset, refusing(of("entities", id=flavia.id)), tmp_path / "out")
    assert [row["table"] for row in entry["rows"]] == ["entities", "mentions", "relations", "evidence"]
    assert flavia.id not in {mention.entity_id for mention in made.mentions}
    assert [statement.speaker_id for statement in made.statements] == [None]
    (event,) = made.events
    actor = next(party for party in event.participants if party.role == "actor")
    assert (actor.entity_id, actor.mention_id, actor.text) == (None, None, "Flavia Elphberg")


def test_an_entity_without_mentions_goes_with_the_last_of_them(dataset: Dataset, tmp_path: Path) -> None:
    town = next(entity for entity in dataset.entities if entity.type == "Place")
    made, (entry,) = written(dataset, refusing(of("mentions", entity_id=town.id)), tmp_path / "out")
    assert [row["table"] for row in entry["rows"]] == ["mentions", "entities"]
    assert [event.place_id for event in made.events] == [None]


def test_an_event_loses_the_date_that_its_time_gave(dataset: Dataset, tmp_path: Path) -> None:
    made, (entry,) = written(dataset, refusing(of("times")), tmp_path / "out")
    (event,) = made.events
    assert (event.time_id, event.edtf, event.earliest, event.latest) == (None, None, None, None)
    assert entry["rows"][0]["values"]["text"] == "3 March 2021"


def test_the_events_left_of_a_cluster_bear_the_id_of_one_that_is_there(tmp_path: Path) -> None:
    told = two_articles()
    first = next(event for event in told.events if event.id == event.cluster_id)
    made, _ = written(told, refusing(of("events", id=first.id)), tmp_path / "out")
    assert [event.cluster_id for event in made.events] == [event.id for event in made.events] != []


def test_where_a_part_fails_the_whole_is_put_aside(dataset: Dataset, tmp_path: Path) -> None:
    made, (entry,) = written(dataset, refusing(of("participants", role="recipient")), tmp_path / "out")
    assert made.events == ()
    assert entry["rows"][0]["table"] == "events"


def test_a_document_is_named_and_not_sifted(dataset: Dataset) -> None:
    (document,) = dataset.documents
    assert list(sifted(dataset, refusing(of("passages", position=0))).documents) == [document.id]


IMPOSSIBLE: dict[str, tuple[str, dict[str, object], str]] = {
    "a type that is none": ("events", {"type": "DANCE"}, "table.values"),
    "a confidence beyond one": ("mentions", {"confidence": 2.0}, "table.values"),
    "a coordinate that is no number": ("entities", {"latitude": float("nan")}, "place.coordinates"),
    "an identifier that is no IRI": ("entities", {"same_as": ("https://example.org/100%",)}, "lines.schema"),
    "words that are not there": ("statements", {"text": "We are rivals,"}, "evidence.text"),
    "an entity that is nowhere": ("relations", {"subject_id": f"{DEFAULT_BASE}entity/0"}, "identity.reference"),
    "days that the value does not mean": ("times", {"edtf": "2021-03"}, "time.edtf"),
    "an intensity that is another type's": ("events", {"intensity": -9.0}, "codes.plover"),
    "an office that a town holds": ("relations", {"subject_id": "Strelsau"}, "roles.type"),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_a_record_changed_into_something_impossible_is_put_aside(name: str, dataset: Dataset, tmp_path: Path) -> None:
    table, update, rule = IMPOSSIBLE[name]
    named = {entity.name: entity.id for entity in dataset.entities}
    update = {key: named.get(str(value), value) for key, value in update.items()}
    record, *others = getattr(dataset, table)
    bad = replace(dataset, **{table: (record.model_copy(update=update), *others)})
    made, entries = written(bad, refusals, tmp_path / "out")
    assert rule in {finding["rule"] for entry in entries for finding in entry["findings"]}
    assert record.id not in {kept.id for kept in getattr(made, table)}


def proven(dataset: Dataset) -> frozenset[int]:
    return frozenset(id(record) for record in dataset.parents())


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_what_was_judged_before_is_asked_again_once_it_is_another_record(name: str, dataset: Dataset) -> None:
    table, update, _ = IMPOSSIBLE[name]
    named = {entity.name: entity.id for entity in dataset.entities}
    record, *others = getattr(dataset, table)
    wrong = record.model_copy(update={key: named.get(str(value), value) for key, value in update.items()})
    tables = replace(dataset, **{table: (wrong, *others)}).by_table()
    found = [(refused, finding.rule) for refused, finding in refusals(tables, proven(dataset))]
    assert found == [(refused, finding.rule) for refused, finding in refusals(tables)]
    assert any(refused is wrong for refused, _ in found)


def test_what_was_judged_before_is_asked_again_beside_another_text(dataset: Dataset) -> None:
    (document,) = dataset.documents
    changed = replace(dataset, documents=(document.model_copy(update={"text": document.text.upper()}),))
    found = {record.table for record, _ in refusals(changed.by_table(), proven(dataset))}
    assert {"mentions", "events", "statements", "times"} <= found


def test_how_it_stands_to_others_is_asked_of_what_was_judged_before(dataset: Dataset) -> None:
    tables = replace(dataset, entities=dataset.entities[1:]).by_table()
    gone = dataset.entities[0].id
    refused = [record for record, _ in refusals(tables, proven(dataset))]
    assert {r.id for r in dataset.mentions if r.entity_id == gone} <= {getattr(r, "id", None) for r in refused}


def test_what_was_judged_and_is_the_same_is_not_asked_again(dataset: Dataset) -> None:
    statement = dataset.statements[0].model_copy(update={"text": "We are rivals,"})
    changed = replace(dataset, statements=(statement,))
    assert [record for record, _ in refusals(changed.by_table())] == [statement]
    assert list(refusals(changed.by_table(), proven(changed))) == []
