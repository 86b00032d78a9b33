"""Descriptors say what the tables are, in the words of each standard, and its own validator agrees."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import rdflib
import yaml

from pipeline.records import TABLES, Dataset
from pipeline.records.identity import DEFAULT_BASE
from pipeline.write import write_output
from tests.apart import environment

PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
SCHEMA = rdflib.Namespace("https://schema.org/")


def loaded(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def packaged(package: str, *parts: str) -> Path:
    """A file of an installed package, found without importing it."""
    found = find_spec(package)
    if found is None or found.origin is None:
        pytest.skip(f"{package} is not installed: its schema is not tried; pip install '.[dev]' brings it")
    return Path(found.origin).parent.joinpath(*parts)


def test_the_data_package_keeps_the_profile_of_version_2(built: Path) -> None:
    profile = loaded(packaged("dplib", "profiles", "2.0", "datapackage.json"))
    package = loaded(built / "datapackage.json")
    assert [f for r in package["resources"] for f in r["schema"]["fields"] if f["type"] == "array"]
    jsonschema.Draft7Validator(profile).validate(package)


def test_a_data_package_without_a_path_breaks_that_profile(built: Path) -> None:
    profile = loaded(packaged("dplib", "profiles", "2.0", "datapackage.json"))
    broken = loaded(built / "datapackage.json")
    del broken["resources"][0]["path"]
    assert not jsonschema.Draft7Validator(profile).is_valid(broken)


def test_the_data_package_names_keys_that_exist_and_hold(built: Path) -> None:
    resources = {resource["name"]: resource for resource in loaded(built / "datapackage.json")["resources"]}
    assert list(resources) == list(TABLES)
    for resource in resources.values():
        table = pq.read_table(built / resource["path"])
        assert [field["name"] for field in resource["schema"]["fields"]] == table.column_names
        for key in resource["schema"].get("foreignKeys", ()):
            target = pq.read_table(built / resources[key["reference"]["resource"]]["path"])
            known = set(target[key["reference"]["fields"][0]].to_pylist())
            assert set(table[key["fields"][0]].drop_null().to_pylist()) <= known
        if key := resource["schema"].get("primaryKey"):
            assert table.group_by(key).aggregate([]).num_rows == table.num_rows


def test_the_data_contract_keeps_its_standard(built: Path) -> None:
    contract = yaml.safe_load((built / "contract.odcs.yaml").read_text(encoding="utf-8"))
    schema = loaded(packaged("open_data_contract_standard", "schema.json"))
    jsonschema.Draft201909Validator(schema).validate(contract)
    for element in contract["schema"]:
        kind = TABLES[element["name"]]
        keys = {p["name"]: p["primaryKeyPosition"] for p in element["properties"] if p.get("primaryKey")}
        assert sorted(keys, key=keys.__getitem__) == list(kind.key)
        types = {p["name"]: p["physicalType"] for p in element["properties"]}
        for field in pq.read_schema(built / element["physicalName"]):
            physical = {pa.string(): "string", pa.int32(): "int32", pa.float64(): "double", pa.date32(): "date32"}
            listed = pa.types.is_list(field.type)
            expected = f"list<{physical[field.type.value_type]}>" if listed else physical[field.type]
            assert types[field.name] == expected


def test_provenance_leads_from_every_file_and_document_to_the_input(built: Path, dataset: Dataset) -> None:
    text = (built / "dataset.jsonld").read_text(encoding="utf-8")
    graph = rdflib.Graph().parse(data=text, format="json-ld")
    (whole,) = graph.subjects(rdflib.RDF.type, SCHEMA.Dataset)
    (activity,) = graph.objects(whole, PROV.wasGeneratedBy)
    (used,) = graph.objects(activity, PROV.used)
    assert str(graph.value(used, SCHEMA.sha256)) == dataset.documents[0].sha256
    assert (rdflib.URIRef(dataset.documents[0].id), PROV.wasDerivedFrom, used) in graph
    named = {
        str(name)
        for agent in graph.objects(activity, PROV.wasAssociatedWith)
        for name in graph.objects(agent, SCHEMA.name)
    }
    assert {"dateline", "spacy", "language model"} <= named
    listed = loaded(built / "manifest.json")["files"]
    for download in graph.subjects(rdflib.RDF.type, SCHEMA.DataDownload):
        assert (
            str(graph.value(download, SCHEMA.sha256)) == listed[str(graph.value(download, SCHEMA.contentUrl))]["sha256"]
        )
    assert "Time" not in text


def test_the_dictionary_explains_every_column_and_counts_every_row(built: Path) -> None:
    text = (built / "DATASET.md").read_text(encoding="utf-8")
    for name, kind in TABLES.items():
        section = text.split(f"\n## {name}\n")[1].split("\n## ")[0]
        assert f"{pq.read_metadata(built / f'tables/{name}.parquet').num_rows:,} rows" in section
        for column in kind.columns():
            (row,) = [line for line in section.splitlines() if line.startswith(f"| `{column}` |")]
            assert row.count(" | ") == 4
    assert "| `name` | string |  | The fullest name that the articles use | `" in text
    assert "GeoNames" in text


def test_a_bar_or_a_line_break_in_an_example_breaks_no_table(dataset: Dataset, tmp_path: Path) -> None:
    odd = replace(dataset, entities=tuple(e.model_copy(update={"name": f"`A|B\n{e.name}"}) for e in dataset.entities))
    write_output(odd, tmp_path / "out", model="none", base_iri=DEFAULT_BASE)
    text = (tmp_path / "out/DATASET.md").read_text(encoding="utf-8")
    (row,) = [line for line in text.split("\n## entities\n")[1].splitlines() if line.startswith("| `name` |")]
    assert "`’A\\|B " in row


@pytest.mark.slow
def test_mlcroissant_reads_the_records_that_it_describes(built: Path, tmp_path: Path) -> None:
    """In an environment of its own: it pins libraries that ours does not share."""
    python = environment(tmp_path / "venv", "mlcroissant[parquet]")
    # A data set is opened anew for each record set: the library (1.1.1) fails to join tables that it has read before.
    program = """
import json, sys, mlcroissant as mlc
data = mlc.Dataset(jsonld=sys.argv[1])
assert not data.metadata.issues.errors, data.metadata.issues.report()
names = [r.id for r in data.metadata.record_sets]
print(json.dumps({n: sum(1 for _ in mlc.Dataset(jsonld=sys.argv[1]).records(record_set=n)) for n in names}))
"""
    run = subprocess.run(
        [python, "-c", program, built / "croissant.json"], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert run.returncode == 0, run.stderr[-2000:]
    counts = json.loads(run.stdout.strip().splitlines()[-1])
    assert counts == {name: pq.read_metadata(built / f"tables/{name}.parquet").num_rows for name in TABLES}
    shutil.rmtree(tmp_path / "venv")
