"""The programs of a data team read a build: every row, every value, every type, and the keys hold in a database."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
import rdflib

from pipeline.check import check
from pipeline.records import LINKED, TABLES
from pipeline.records.identity import DEFAULT_BASE
from pipeline.records.vocabulary import expand
from pipeline.write import write_output
from pipeline.write.content import content_sha256
from tests.publish.two_articles import two_articles

QUESTIONS = Path(__file__).parents[1] / "cases/questions"
Rows = Iterator[list[Any]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a build in `out`."""
    place = tmp_path_factory.mktemp("consumers")
    write_output(two_articles(), place / "out", model="none", base_iri=DEFAULT_BASE)
    assert not check(place / "out").failed, check(place / "out").findings
    return place


def by_duckdb(path: Path) -> Rows:
    yield from map(list, duckdb.sql(f"select * from '{path}'").fetchall())


def by_pandas(path: Path) -> Rows:
    frame = pd.read_parquet(path, dtype_backend="pyarrow")
    for row in frame.itertuples(index=False):
        yield [None if value is pd.NA else value.tolist() if hasattr(value, "tolist") else value for value in row]


def by_polars(path: Path) -> Rows:
    polars = pytest.importorskip("polars", reason="polars is not installed: it is not tried")
    yield from map(list, polars.read_parquet(path).rows())


def by_pyarrow(path: Path) -> Rows:
    for batch in ds.dataset(path).to_batches():
        yield from (list(row.values()) for row in batch.to_pylist())


@pytest.mark.parametrize("reader", [by_duckdb, by_pandas, by_polars, by_pyarrow])
def test_every_row_and_value_arrives(shipped: Path, reader: Callable[[Path], Rows]) -> None:
    listed = json.loads((shipped / "manifest.json").read_text())["files"]
    for name in TABLES:
        rows = list(reader(shipped / f"tables/{name}.parquet"))
        entry = listed[f"tables/{name}.parquet"]
        assert len(rows) == entry["rows"], name
        assert content_sha256(rows) == entry["content_sha256"], name


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "who-met-whom",
            [
                ("2021-01-04", "Flavia Elphberg", "Duke Michael", "Strelsau", "court.txt"),
                ("2021-01-06", "Flavia Elphberg", "Duke Michael", "Strelsau", "gazette.txt"),
            ],
        ),
        ("what-x-said-about-y", [("Flavia Elphberg", "direct", "Strelsau is ours,", "Strelsau", "court.txt")]),
        ("where-sources-disagree", [("Flavia Elphberg meets Duke Michael", "happened", "happened")]),
    ],
)
def test_typical_questions_have_answers(
    folder: Path, monkeypatch: pytest.MonkeyPatch, question: str, answer: list[tuple[str, ...]]
) -> None:
    monkeypatch.chdir(folder)
    found = duckdb.sql((QUESTIONS / f"{question}.sql").read_text(encoding="utf-8")).fetchall()
    assert [set(map(str, expected)) <= set(map(str, row)) for row, expected in zip(found, answer, strict=True)] == [
        True
    ] * len(answer)
    if question == "where-sources-disagree":
        assert {found[0][1], found[0][2]} == {"2021-01-04", "2021-01-06"}


def test_a_database_takes_the_tables_with_all_their_keys(folder: Path) -> None:
    package = json.loads((folder / "out/datapackage.json").read_text())
    database = duckdb.connect()
    waiting = {resource["name"]: resource for resource in package["resources"]}
    while waiting:
        ready = [
            name
            for name, resource in waiting.items()
            if not {key["reference"]["resource"] for key in resource["schema"].get("foreignKeys", ())}
            & waiting.keys() - {name}
        ]
        assert ready, "the tables refer to each other in a circle"
        for name in ready:
            resource = waiting.pop(name)
            database.execute(ddl(resource))
            database.execute(f"insert into {name} select * from '{folder / 'out' / resource['path']}'")
    assert database.execute("select count(*) from participants").fetchone() == (4,)
    with pytest.raises(duckdb.ConstraintException):
        database.execute("delete from entities")


def ddl(resource: dict[str, Any]) -> str:
    """The statement that makes a table as its descriptor says."""
    types = {"string": "varchar", "integer": "integer", "number": "double", "date": "date"}
    lines = []
    for field in resource["schema"]["fields"]:
        kind = types[field["arrayItem"]["type"]] + "[]" if field["type"] == "array" else types[field["type"]]
        required = " not null" if field.get("constraints", {}).get("required") else ""
        lines.append(f'"{field["name"]}" {kind}{required}')
    if key := resource["schema"].get("primaryKey"):
        lines.append("primary key ({})".format(", ".join(f'"{name}"' for name in key)))
    for key in resource["schema"].get("foreignKeys", ()):
        target = key["reference"]
        lines.append(f'foreign key ("{key["fields"][0]}") references {target["resource"]} ("{target["fields"][0]}")')
    return f"create table {resource['name']} ({', '.join(lines)})"


def test_arrow_leaves_row_groups_unread_that_a_predicate_excludes(folder: Path, tmp_path: Path) -> None:
    table = pq.read_table(folder / "out/tables/events.parquet")
    data = ds.dataset(folder / "out/tables/events.parquet")
    inside = pc.field("earliest") <= dt.date(2021, 1, 5)
    assert data.to_table(filter=inside).num_rows == 1
    (fragment,) = data.get_fragments()
    assert len(fragment.split_by_row_group(inside)) == 1
    assert fragment.split_by_row_group(pc.field("earliest") > dt.date(2100, 1, 1)) == []
    first = table["id"][0].as_py()
    assert data.to_table(filter=pc.field("id") == first, columns=["id"]).to_pylist() == [{"id": first}]


def test_polars_scans_lazily_with_the_predicate_pushed_down(folder: Path) -> None:
    polars = pytest.importorskip("polars", reason="polars is not installed: it is not tried")
    scan = polars.scan_parquet(folder / "out/tables/events.parquet").filter(
        polars.col("earliest") <= dt.date(2021, 1, 5)
    )
    assert "SELECTION" in scan.explain()
    assert scan.select("edtf").collect().rows() == [("2021-01-04",)]


def test_sparql_finds_who_says_what_and_counts_what_the_manifest_counts(folder: Path) -> None:
    graph = rdflib.Graph()
    for path in sorted((folder / "out/jsonld/articles").iterdir()):
        graph.parse(data=path.read_text(encoding="utf-8"), format="json-ld")
    found = graph.query(
        """
        prefix schema: <https://schema.org/>
        select ?name ?words where { ?said a schema:Quotation ; schema:text ?words ;
          schema:spokenByCharacter/schema:name ?name } order by ?words"""
    )
    assert [(str(row[0]), str(row[1])) for row in found] == [
        ("Flavia Elphberg", "Strelsau is ours,"),
        ("Flavia Elphberg", "We were not told,"),
    ]
    listed = json.loads((folder / "out/manifest.json").read_text())["files"]
    (count,) = graph.query(
        "select (count(distinct ?e) as ?n) where { ?e <https://dateline.example/ns/v1#quadClass> ?q }"
    )
    assert int(count[0]) == listed["tables/events.parquet"]["rows"]


def test_a_store_of_triples_has_every_node_and_every_value_of_the_tables(shipped: Path, tmp_path: Path) -> None:
    pyoxigraph = pytest.importorskip("pyoxigraph", reason="pyoxigraph is not installed: no store of triples is tried")
    store = pyoxigraph.Store(str(tmp_path / "store"))
    for path in sorted((shipped / "jsonld/articles").iterdir()):
        store.bulk_load(path=str(path), format=pyoxigraph.RdfFormat.JSON_LD)
    listed = json.loads((shipped / "manifest.json").read_text())["files"]
    for kind in LINKED:
        classes = " ".join(f"<{expand(name)}>" for name in kind.classes)
        # An entity may be an event of history: the id says which table a node belongs to.
        node = f"values ?c {{ {classes} }} ?s a ?c filter(strstarts(str(?s), '{DEFAULT_BASE}{kind.__name__.lower()}/'))"
        (found,) = store.query(f"select (count(distinct ?s) as ?n) where {{ {node} }}")
        assert int(found["n"].value) == listed[f"tables/{kind.table}.parquet"]["rows"], kind.table
        rows = pq.read_table(shipped / f"tables/{kind.table}.parquet").to_pylist()
        for name in kind.columns():
            term = kind.extra_of(name).get("term")
            if term is None or name == "id":
                continue
            query = f"select distinct ?s ?v where {{ {node} ?s <{expand(term)}> ?v }}"
            told = {(row["s"].value, plain(row["v"].value)) for row in store.query(query)}
            values = {(row["id"], value) for row in rows for value in listing(row[name])}
            assert told == {(number, plain(str(value))) for number, value in values}, (kind.table, name)


def listing(value: Any) -> list[Any]:
    """The values of a cell."""
    return value if isinstance(value, list) else [] if value is None else [value]


def plain(text: str) -> str | float:
    """A value without the differences between two ways to write a number."""
    try:
        return float(text)
    except ValueError:
        return text
