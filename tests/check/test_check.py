"""`check` passes what a build writes and names the rule that a corrupted folder breaks."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.check import check
from pipeline.check.reports import REPORTERS, write_reports
from pipeline.check.rules import rules
from pipeline.records import TABLES
from pipeline.write.tables import write_table

Corruption = Callable[[Path], None]


def test_a_fresh_build_is_valid(built: Path) -> None:
    report = check(built)
    assert report.findings == ()
    assert report.checked["tables/mentions.parquet"] == 3
    assert report.checked["jsonld/events.jsonl"] == 1


def row_edit(table: str, number: int = 0, **values: Any) -> Corruption:
    """Change values of one row and write the table again as a build would."""

    def corrupt(out: Path) -> None:
        path = out / f"tables/{table}.parquet"
        old = pq.read_table(path)
        rows = old.to_pylist()
        rows[number] |= values
        write_table(pa.Table.from_pylist(rows, schema=old.schema), TABLES[table], path)

    return corrupt


def line_edit(kind: str, edit: Callable[[dict[str, Any]], None]) -> Corruption:
    """Change the first JSON-LD record of a kind."""

    def corrupt(out: Path) -> None:
        path = out / f"jsonld/{kind}.jsonl"
        first, *rest = path.read_text(encoding="utf-8").splitlines(keepends=True)
        node = json.loads(first)
        edit(node)
        first = json.dumps(node, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
        path.write_text(first + "".join(rest), encoding="utf-8")

    return corrupt


def bytes_edit(name: str, edit: Callable[[bytes], bytes]) -> Corruption:
    """Change a file's bytes."""

    def corrupt(out: Path) -> None:
        path = out / name
        path.write_bytes(edit(path.read_bytes()))

    return corrupt


def duplicate_row(out: Path) -> None:
    path = out / "tables/mentions.parquet"
    table = pq.read_table(path)
    write_table(pa.concat_tables([table.slice(0, 1), table]), TABLES["mentions"], path)


def reverse_rows(out: Path) -> None:
    path = out / "tables/mentions.parquet"
    table = pq.read_table(path)
    write_table(table.take(list(range(table.num_rows - 1, -1, -1))), TABLES["mentions"], path)


def drop_column(out: Path) -> None:
    path = out / "tables/times.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["basis"]), path)


def wrong_type(out: Path) -> None:
    path = out / "tables/times.parquet"
    table = pq.read_table(path)
    index = table.schema.get_field_index("start")
    pq.write_table(table.set_column(index, "start", table["start"].cast(pa.int64())), path)


def swap_lines(out: Path) -> None:
    path = out / "jsonld/entities.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(reversed(lines)), encoding="utf-8")


def link_out(out: Path) -> None:
    (out / "tables/extra.parquet").symlink_to("/etc/hostname")


CORRUPTIONS: dict[str, tuple[str, Corruption]] = {
    "a table is missing": ("files.missing", lambda out: (out / "tables/events.parquet").unlink()),
    "the manifest is missing": ("files.missing", lambda out: (out / "manifest.json").unlink()),
    "a lines file is missing": ("files.missing", lambda out: (out / "jsonld/statements.jsonl").unlink()),
    "a table is a link elsewhere": ("files.foreign", link_out),
    "a table is cut off": ("files.unreadable", bytes_edit("tables/events.parquet", lambda b: b[: len(b) // 2])),
    "a table is not Parquet": ("files.unreadable", bytes_edit("tables/events.parquet", lambda b: b"id,type\n")),
    "a table is empty": ("files.unreadable", bytes_edit("tables/events.parquet", lambda b: b"")),
    "the manifest is no JSON": ("files.unreadable", bytes_edit("manifest.json", lambda b: b[:-20])),
    "the manifest is a list": ("files.unreadable", bytes_edit("manifest.json", lambda b: b"[]")),
    "a file has a foreign byte": ("lines.json", bytes_edit("jsonld/entities.jsonl", lambda b: b.replace(b"Duke", b"Duk\xff"))),
    "a file starts with a BOM": ("lines.json", bytes_edit("jsonld/entities.jsonl", lambda b: b"\xef\xbb\xbf" + b)),
    "a line is cut off": ("lines.json", bytes_edit("jsonld/entities.jsonl", lambda b: b[:-30])),
    "the last newline is missing": ("files.unreadable", bytes_edit("jsonld/entities.jsonl", lambda b: b[:-1])),
    "newlines are mixed": ("lines.json", bytes_edit("jsonld/entities.jsonl", lambda b: b.replace(b"\n", b"\r\n", 1))),
    "an empty line": ("lines.json", bytes_edit("jsonld/entities.jsonl", lambda b: b + b"\n")),
    "a line is a list": ("lines.json", bytes_edit("jsonld/entities.jsonl", lambda b: b"[]\n" + b)),
    "a key stands twice": ("lines.json", bytes_edit("jsonld/events.jsonl", lambda b: b.replace(b'"quadClass":1', b'"quadClass":1,"quadClass":1'))),
    "a number is NaN": ("lines.json", bytes_edit("jsonld/events.jsonl", lambda b: b.replace(b":2.5", b":NaN"))),
    "a number is huge": ("lines.json", bytes_edit("jsonld/events.jsonl", lambda b: b.replace(b'"quadClass":1', b'"quadClass":1' + b"0" * 5000))),
    "a line is nested deep": ("lines.json", bytes_edit("jsonld/events.jsonl", lambda b: b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"\n" + b)),
    "keys are not sorted": ("lines.json", bytes_edit("jsonld/relations.jsonl", lambda b: b'{"zz":1,' + b[1:])),
    "lines are swapped": ("lines.sorted", swap_lines),
    "a key that nothing maps": ("linked.expansion", line_edit("events", lambda n: n.update(colour="red"))),
    "a key that the schema does not know": ("lines.schema", line_edit("events", lambda n: n.update(colour="red"))),
    "a context from elsewhere": ("linked.expansion", line_edit("events", lambda n: n.update({"@context": "https://evil.example/c"}))),
    "a required key is missing": ("lines.schema", line_edit("events", lambda n: n.pop("eventType"))),
    "a value of the wrong type": ("lines.schema", line_edit("events", lambda n: n.update(quadClass="one"))),
    "a code that is not listed": ("lines.schema", line_edit("events", lambda n: n.update(status="rumoured"))),
    "a date that does not exist": ("lines.schema", line_edit("events", lambda n: n.update(earliest="2021-02-30"))),
    "an EDTF value that does not exist": ("lines.schema", line_edit("events", lambda n: n.update(startDate="2021-13"))),
    "an IRI with a space": ("lines.schema", line_edit("statements", lambda n: n.update(spokenByCharacter="http://a b"))),
    "a selector quotes other words": ("evidence.text", line_edit("events", lambda n: n["evidence"][0]["hasSelector"][0].update(exact="Nobody met"))),
    "a selector's prefix is wrong": ("evidence.text", line_edit("events", lambda n: n["evidence"][0]["hasSelector"][0].update(prefix="x"))),
    "a selector is off by one": ("evidence.text", line_edit("events", lambda n: n["evidence"][0]["hasSelector"][1].update(start=1))),
    "a label differs from the table": ("parity.rows", line_edit("events", lambda n: n.update(name="Elphberg ignores Duke Michael"))),
    "evidence is missing from a record": ("parity.rows", line_edit("events", lambda n: n.update(evidence=[]))),
    "a record is in the lines only": ("parity.rows", line_edit("events", lambda n: n.update({"@id": "https://dateline.example/event/0"}))),
    "a graph says something else": ("linked.graph", line_edit("events", lambda n: n.update(intensity=2.4))),
    "offsets are off by one": ("evidence.text", row_edit("mentions", start=1)),
    "offsets lie outside": ("evidence.text", row_edit("mentions", start=5, end=100_000)),
    "offsets are reversed": ("evidence.text", row_edit("mentions", start=60, end=50)),
    "words were changed": ("evidence.text", row_edit("statements", text="We are rivals,")),
    "a look-alike letter": ("evidence.text", row_edit("statements", text="We аre close,")),
    "a cue is not there": ("evidence.text", row_edit("statements", cue="denied")),
    "the text was changed": ("evidence.checksum", row_edit("documents", text="Another text")),
    "an event's own span is no evidence": ("evidence.best", row_edit("evidence", 0, record_id="https://dateline.example/event/0")),
    "a dangling reference": ("identity.reference", row_edit("mentions", entity_id="https://dateline.example/entity/0")),
    "evidence of nothing": ("identity.reference", row_edit("evidence", record_id="https://dateline.example/event/0")),
    "a place that is a person": ("identity.reference", lambda out: row_edit("events", place_id=pq.read_table(out / "tables/participants.parquet")["entity_id"][0].as_py())(out)),
    "a duplicated row": ("identity.unique", duplicate_row),
    "rows in another order": ("table.sorted", reverse_rows),
    "a column is missing": ("table.schema", drop_column),
    "a column of another type": ("table.schema", wrong_type),
    "a code beyond the list": ("table.values", row_edit("mentions", form="nickname")),
    "a confidence above one": ("table.values", row_edit("mentions", confidence=1.5)),
    "an id that is no IRI": ("table.values", row_edit("times", id="time 7")),
    "a NUL in an id": ("table.values", row_edit("times", id="https://dateline.example/\x00")),
    "an EDTF value beyond level 1": ("time.edtf", row_edit("times", edtf="Y170000002")),
    "an impossible date": ("time.edtf", row_edit("times", edtf="2021-02-30")),
    "earliest and value disagree": ("time.edtf", row_edit("times", edtf="2021-03")),
    "a day without a value": ("time.edtf", row_edit("times", edtf=None)),
    "an interval that ends first": ("time.edtf", row_edit("times", edtf="2021-03-04/2021-03-03")),
    "a passage moved": ("evidence.cover", row_edit("passages", 0, position=7)),
    "a quad class of another type": ("codes.plover", row_edit("events", quad=4)),
    "a mode of another type": ("codes.plover", row_edit("events", mode="troops")),
    "a sector that is none": ("codes.plover", row_edit("entities", sector="ZZZ")),
    "a flipped bit": ("manifest.checksum", bytes_edit("datapackage.json", lambda b: b.replace(b"integer", b"integes", 1))),
    "a stale manifest": ("manifest.checksum", row_edit("relations", status="former")),
    "a file beyond the contract": ("files.foreign", lambda out: (out / "tables/notes.csv").write_text("x")),
    "a file that the manifest does not list": ("manifest.files", lambda out: (out / "jsonld/articles/x.jsonld").write_text("{}")),
    "a manifest of another contract": ("manifest.contract", bytes_edit("manifest.json", lambda b: b.replace(b'"contract": "1', b'"contract": "7'))),
    "a row count that is wrong": ("manifest.rows", bytes_edit("manifest.json", lambda b: b.replace(b'"rows": 3', b'"rows": 4'))),
}  # fmt: skip


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from pipeline.records.identity import DEFAULT_BASE
    from pipeline.write import write_output
    from tests.conftest import sample

    out = tmp_path_factory.mktemp("master") / "out"
    write_output(sample(), out, model="none", base_iri=DEFAULT_BASE)
    return out


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_corruption_is_caught_by_its_rule(name: str, master: Path, tmp_path: Path) -> None:
    rule, corrupt = CORRUPTIONS[name]
    out = tmp_path / "out"
    shutil.copytree(master, out)
    corrupt(out)
    found = check(out)
    assert rule in found.by_rule, sorted(found.by_rule)
    assert found.failed or rules()[rule].severity != "error"


def test_every_corruption_breaks_a_documented_rule() -> None:
    assert {rule for rule, _ in CORRUPTIONS.values()} <= set(rules())


def test_reports_tell_the_same_findings(built: Path) -> None:
    row_edit("mentions", start=1)(built)
    report = check(built)
    write_reports(report, built)
    found = json.loads((built / "reports/findings.json").read_text(encoding="utf-8"))
    assert len(found["findings"]) == len(report.findings)
    assert found["valid"] is False
    sarif = json.loads((built / "reports/report.sarif").read_text(encoding="utf-8"))
    assert [r["ruleId"] for r in sarif["runs"][0]["results"]] == [f.rule for f in report.findings]
    suite = ElementTree.parse(built / "reports/junit.xml").getroot()
    assert int(suite.attrib["failures"]) == len(report.by_rule)
    assert "evidence.text" in REPORTERS["text"](report)
    assert "INVALID" in (built / "reports/summary.md").read_text(encoding="utf-8")


def test_reports_are_not_covered_by_the_manifest(built: Path) -> None:
    write_reports(check(built), built)
    assert check(built).findings == ()


def test_a_folder_that_is_no_build_fails_without_raising(tmp_path: Path) -> None:
    report = check(tmp_path)
    assert report.failed
    assert set(report.by_rule) == {"files.missing"}
