"""What a build writes is deterministic, complete, readable by others, and never half there."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pyshacl
import pytest
import rdflib
from pyld import jsonld

from pipeline.records import CONTRACT_VERSION, LINKED, TABLES, Dataset
from pipeline.records.identity import DEFAULT_BASE
from pipeline.records.schemas import schema_files
from pipeline.records.vocabulary import context
from pipeline.write import OutputError, write_output
from pipeline.write.folder import replaced
from pipeline.write.jsonld import written_nodes


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def shuffled(dataset: Dataset) -> Dataset:
    return Dataset(**{name: tuple(reversed(getattr(dataset, name))) for name in Dataset.__slots__})


def test_two_builds_have_the_same_bytes_in_any_order_of_records(tmp_path: Path, dataset: Dataset) -> None:
    write_output(dataset, tmp_path / "a", model="none", base_iri=DEFAULT_BASE)
    write_output(shuffled(dataset), tmp_path / "elsewhere" / "b", model="none", base_iri=DEFAULT_BASE)
    assert digests(tmp_path / "a") == digests(tmp_path / "elsewhere" / "b")


def test_a_node_that_was_kept_counts_while_its_record_is_the_same(dataset: Dataset) -> None:
    known = {record.id: (record, "{kept}") for record in (*dataset.events, *dataset.relations)}  # type: ignore[attr-defined]
    event = dataset.events[0].model_copy(update={"label": "Elphberg sees the Duke"})
    nodes = written_nodes(replace(dataset, events=(event,)), known)
    assert nodes[dataset.relations[0].id] == "{kept}"
    assert json.loads(nodes[event.id])["name"] == "Elphberg sees the Duke"
    fresh = written_nodes(dataset)
    assert {number for number, text in nodes.items() if text != fresh[number]} == {event.id, dataset.relations[0].id}


def test_every_file_of_the_contract_is_there(built: Path) -> None:
    assert {p.stem for p in (built / "tables").iterdir()} == set(TABLES)
    assert {p.name for p in (built / "jsonld").glob("*.jsonl")} == {f"{kind.table}.jsonl" for kind in LINKED}
    assert len(list((built / "jsonld/articles").iterdir())) == 1
    listed = json.loads((built / "manifest.json").read_text())["files"]
    assert "tables/events.parquet" in listed
    assert "datapackage.json" in listed
    assert "manifest.json" not in listed


def test_parquet_has_pages_checksums_descriptions_and_order(built: Path) -> None:
    file = pq.ParquetFile(built / "tables/events.parquet")
    column = file.metadata.row_group(0).column(0)
    assert column.compression == "ZSTD"
    assert column.has_offset_index
    assert column.has_column_index
    assert file.metadata.row_group(0).sorting_columns[0].column_index == 0
    schema = file.schema_arrow
    assert schema.metadata[b"dateline.contract"].decode() == CONTRACT_VERSION
    assert all(field.metadata[b"description"] for field in schema)


def test_duckdb_and_pandas_join_the_tables(built: Path) -> None:
    query = f"""
        select e.label, p.role, n.name
        from '{built}/tables/events.parquet' e
        join '{built}/tables/participants.parquet' p on p.event_id = e.id
        join '{built}/tables/entities.parquet' n on n.id = p.entity_id
        order by p.role"""
    assert duckdb.sql(query).fetchall() == [
        ("Elphberg meets Duke Michael in Strelsau", "actor", "Flavia Elphberg"),
        ("Elphberg meets Duke Michael in Strelsau", "recipient", "Duke Michael"),
    ]
    events = pd.read_parquet(built / "tables/events.parquet")
    assert list(events["contexts"].iloc[0]) == ["diplomatic"]


def test_an_article_graph_is_rdf_that_keeps_our_shapes(built: Path) -> None:
    (path,) = (built / "jsonld/articles").iterdir()
    graph = rdflib.Graph().parse(data=path.read_text(encoding="utf-8"), format="json-ld")
    shapes = rdflib.Graph().parse(data=schema_files()["v1/shapes.ttl"], format="turtle")
    conforms, _, text = pyshacl.validate(graph, shacl_graph=shapes)
    assert conforms, text
    schema = rdflib.Namespace("https://schema.org/")
    speakers = {
        str(name) for s in graph.objects(None, schema.spokenByCharacter) for name in graph.objects(s, schema.name)
    }
    assert speakers == {"Flavia Elphberg"}
    graph.remove((None, rdflib.URIRef("https://dateline.example/ns/v1#quadClass"), None))
    conforms, _, _ = pyshacl.validate(graph, shacl_graph=shapes)
    assert not conforms


def test_dates_are_typed_edtf(built: Path) -> None:
    (line,) = (built / "jsonld/events.jsonl").read_text(encoding="utf-8").splitlines()
    node = json.loads(line) | context()
    (expanded,) = jsonld.expand(node)
    assert expanded["https://schema.org/startDate"] == [
        {"@type": "http://id.loc.gov/datatypes/edtf/EDTF", "@value": "2021-03-03"}
    ]


def test_a_failed_write_leaves_the_build_that_was_there(built: Path) -> None:
    before = digests(built)

    def fail() -> None:
        with replaced(built) as folder:
            (folder / "manifest.json").write_text("{}")
            raise RuntimeError("killed here")

    with pytest.raises(RuntimeError):
        fail()
    assert digests(built) == before
    assert [p.name for p in built.parent.iterdir()] == [built.name]


def test_what_other_commands_made_outlives_a_rebuild(built: Path, dataset: Dataset) -> None:
    (built / "site").mkdir()
    (built / "site/index.html").write_text("hello")
    write_output(dataset, built, model="none", base_iri=DEFAULT_BASE)
    assert (built / "site/index.html").read_text() == "hello"


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path, dataset: Dataset) -> None:
    (tmp_path / "thesis.tex").write_text("precious")
    with pytest.raises(OutputError, match="no manifest"):
        write_output(dataset, tmp_path, model="none", base_iri=DEFAULT_BASE)
    assert (tmp_path / "thesis.tex").read_text() == "precious"


def test_a_file_in_the_way_is_refused(tmp_path: Path, dataset: Dataset) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError, match="is a file"):
        write_output(dataset, tmp_path / "out", model="none", base_iri=DEFAULT_BASE)


def test_a_killed_build_is_cleaned_up_by_the_next(built: Path, dataset: Dataset) -> None:
    leftover = built.parent / f".{built.name}.building-999999999-x"
    leftover.mkdir()
    write_output(dataset, built, model="none", base_iri=DEFAULT_BASE)
    assert not leftover.exists()


def test_an_empty_data_set_has_every_table_and_passes(tmp_path: Path) -> None:
    from pipeline.check import check

    write_output(Dataset(), tmp_path / "out", model="none", base_iri=DEFAULT_BASE)
    assert check(tmp_path / "out").findings == ()
