"""Programs that are too big to install for every run: PostgreSQL, a JSON-LD processor in JavaScript, Spark."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from pipeline.records import TABLES
from pipeline.records.arrow import arrow_schema
from pipeline.records.vocabulary import CONTEXT_URL, context
from pipeline.write.content import content_sha256
from tests.apart import environment

pytestmark = pytest.mark.slow

#: Arrow's types as Spark names them.
SPARK = {
    "string": "string", "int32": "int", "double": "double", "date32[day]": "date",
    "list<element: string not null>": "array<string>",
}  # fmt: skip


@pytest.fixture
def out(shipped: Path) -> Path:
    """The articles that ship: rows of every kind, with the quotes, line breaks and scripts of real texts."""
    return shipped


def counts(out: Path) -> dict[str, int]:
    listed = json.loads((out / "manifest.json").read_text())["files"]
    return {name: listed[f"tables/{name}.parquet"]["rows"] for name in TABLES}


def sums(out: Path) -> dict[str, str]:
    listed = json.loads((out / "manifest.json").read_text())["files"]
    return {name: listed[f"tables/{name}.parquet"]["content_sha256"] for name in TABLES}


def test_spark_reads_every_table_with_its_types(out: Path, tmp_path: Path) -> None:
    """In an environment of its own: it takes 300 MB."""
    if not (shutil.which("java") or "JAVA_HOME" in os.environ):
        pytest.skip("Java is not here: Spark is not tried")
    python = environment(tmp_path / "venv", "pyspark")
    program = """
import datetime, json, sys
from pathlib import Path
from pyspark.sql import SparkSession
session = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
spark = session.config("spark.sql.session.timeZone", "UTC").getOrCreate()
for path in sorted(Path(sys.argv[1]).glob("*.parquet")):
    frame = spark.read.parquet(str(path))
    rows = [list(row) for row in frame.collect()]
    line = {"table": path.stem, "count": frame.count(), "types": dict(frame.dtypes), "rows": rows}
    print(json.dumps(line, default=datetime.date.isoformat))
spark.stop()
"""
    run = subprocess.run(
        [python, "-c", program, out / "tables"], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    shutil.rmtree(tmp_path / "venv")
    assert run.returncode == 0, run.stderr[-2000:]
    found = {line["table"]: line for line in map(json.loads, run.stdout.removesuffix("\n").split("\n"))}
    assert {name: found[name]["count"] for name in TABLES} == counts(out)
    for name, kind in TABLES.items():
        assert content_sha256(found[name]["rows"]) == sums(out)[name], name
        assert found[name]["types"] == {field.name: SPARK[str(field.type)] for field in arrow_schema(kind)}


def test_a_javascript_processor_expands_every_line_without_the_network(out: Path, tmp_path: Path) -> None:
    if not (shutil.which("npm") and shutil.which("node")):
        pytest.skip("npm or node is not here: no JSON-LD processor in JavaScript is tried")
    place = tmp_path / "node"
    place.mkdir()
    done = subprocess.run(
        ["npm", "install", "--silent", "--prefix", str(place), "jsonld"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(
            f"jsonld cannot be installed here: no processor in JavaScript is tried ({done.stderr.strip()[-120:]})"
        )
    (place / "context.json").write_text(json.dumps(context()), encoding="utf-8")
    program = """
const jsonld = require('jsonld'), fs = require('fs'), readline = require('readline');
const known = JSON.parse(fs.readFileSync('context.json'));
const documentLoader = async url => {
  if (url !== process.argv[2]) throw new Error('fetches ' + url);
  return {contextUrl: null, documentUrl: url, document: known};
};
(async () => {
  let lines = 0, quads = 0;
  for (const file of process.argv.slice(3)) {
    for (const line of fs.readFileSync(file, 'utf8').split('\\n').filter(Boolean)) {
      const expanded = await jsonld.expand(JSON.parse(line), {documentLoader, safe: true});
      quads += (await jsonld.toRDF(expanded, {documentLoader})).length;
      lines += expanded.length;
    }
  }
  console.log(JSON.stringify({lines, quads}));
})().catch(error => { console.error(error); process.exit(1); });
"""
    (place / "expand.js").write_text(program, encoding="utf-8")
    files = sorted(map(str, (out / "jsonld").glob("*.jsonl")))
    command = ["node", "expand.js", CONTEXT_URL, *files]
    run = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    found = json.loads(run.stdout)
    linked = ("documents", "entities", "events", "statements", "relations")
    assert found["lines"] == sum(counts(out)[name] for name in linked)
    assert found["quads"] > 10 * found["lines"]


def test_postgresql_takes_every_table_by_copy(out: Path, tmp_path: Path) -> None:
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        pytest.skip("PostgreSQL's server is not here: it is not tried")
    as_user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    place = Path(subprocess.run(["mktemp", "-d"], capture_output=True, text=True, check=True).stdout.strip())
    try:
        if as_user:
            os.chown(place, 65534, 65534)
        data, command = str(place / "data"), programs[-1]
        subprocess.run([*as_user, command / "initdb", "-D", data, "-U", "x", "-E", "UTF8", "--locale=C"], check=True, capture_output=True, cwd=place)  # fmt: skip
        options = f"-c listen_addresses='' -c unix_socket_directories={place}"
        subprocess.run([*as_user, command / "pg_ctl", "-D", data, "-o", options, "-w", "start"], check=True, stdout=subprocess.DEVNULL, cwd=place)  # fmt: skip
        try:
            load(out, ["psql", "-v", "ON_ERROR_STOP=1", "-qAt", "-h", str(place), "-U", "x", "postgres"])
        finally:
            subprocess.run([*as_user, command / "pg_ctl", "-D", data, "-m", "immediate", "stop"], check=True, stdout=subprocess.DEVNULL, cwd=place)  # fmt: skip
    finally:
        shutil.rmtree(place, ignore_errors=True)


def load(out: Path, psql: list[str]) -> None:
    """Make the tables as the data package says, copy every row, read it back and compare counts and values."""
    types = {"string": "text", "integer": "integer", "number": "double precision", "date": "date"}
    for resource in json.loads((out / "datapackage.json").read_text())["resources"]:
        fields = resource["schema"]["fields"]
        columns = ", ".join(f'"{f["name"]}" {"text" if f["type"] == "array" else types[f["type"]]}' for f in fields)
        # Rows are numbered as they come: a database keeps no order, not even where it seems to.
        subprocess.run([*psql, "-c", f"create table {resource['name']} ({columns}, nth serial)"], check=True)
        frame = pd.read_parquet(out / resource["path"], dtype_backend="pyarrow")
        for field in fields:
            if field["type"] == "array":
                frame[field["name"]] = frame[field["name"]].map(lambda value: json.dumps(list(value)))
        copy = f"copy {resource['name']} ({names(resource)}) from stdin with (format csv, null '\\N')"
        subprocess.run([*psql, "-c", copy], input=frame.to_csv(index=False, header=False, na_rep="\\N"), text=True, check=True)  # fmt: skip
        found = subprocess.run([*psql, "-c", f"select count(*) from {resource['name']}"], capture_output=True, text=True, check=True)  # fmt: skip
        assert int(found.stdout) == counts(out)[resource["name"]]
        assert content_sha256(values(psql, resource)) == sums(out)[resource["name"]]
    found = subprocess.run([*psql, "-c", "select max(latest) from events"], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == str(pc.max(pq.read_table(out / "tables/events.parquet")["latest"]))


def names(resource: dict[str, Any]) -> str:
    """The columns of a table, as a statement lists them."""
    return ", ".join(f'"{field["name"]}"' for field in resource["schema"]["fields"])


def values(psql: list[str], resource: dict[str, Any]) -> list[list[Any]]:
    """The rows of a table as the database has them, in the order in which they were copied."""
    query = f"select to_json(t) from (select {names(resource)} from {resource['name']} order by nth) t"
    found = subprocess.run([*psql, "-c", query], capture_output=True, text=True, check=True)
    listed = {field["name"] for field in resource["schema"]["fields"] if field["type"] == "array"}
    numbers = {field["name"] for field in resource["schema"]["fields"] if field["type"] == "number"}
    rows = map(json.loads, found.stdout.removesuffix("\n").split("\n") if found.stdout else ())
    return [
        [
            json.loads(value) if name in listed else float(value) if name in numbers and value is not None else value
            for name, value in row.items()
        ]
        for row in rows
    ]
