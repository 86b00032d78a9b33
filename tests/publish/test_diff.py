"""`dateline diff` tells people what changed, and programs too."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.records import Dataset
from pipeline.records.identity import DEFAULT_BASE
from pipeline.write import write_output

ROOT = Path(__file__).parents[2]


def diff(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, args)])


def edited(dataset: Dataset, out: Path) -> Path:
    """The data set with a new alias, a new date and a statement less."""
    first, *others = dataset.entities
    event = dataset.events[0].model_copy(
        update={"edtf": "2021-03", "earliest": dt.date(2021, 3, 1), "latest": dt.date(2021, 3, 31)}
    )
    alias = first.model_copy(update={"alternate_names": ("Lady Elphberg",)})
    newer = replace(dataset, entities=(alias, *others), events=(event,), statements=())
    write_output(newer, out, model="none", base_iri=DEFAULT_BASE)
    return out


def test_it_tells_who_gained_an_alias_and_what_changed_its_date(built: Path, dataset: Dataset, tmp_path: Path) -> None:
    done = diff(built, edited(dataset, tmp_path / "newer"))
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert "entities: 1 modified" in lines
    assert "statements: 1 removed" in lines
    assert "~ entity “Flavia Elphberg” (Person) gained the alias “Lady Elphberg”" in lines
    assert any(
        line.startswith("~ event “Elphberg meets Duke Michael in Strelsau” (visit.txt:")
        and line.endswith("changed its date: 2021-03-03 → 2021-03")
        for line in lines
    ), done.output
    assert any(line.startswith("- statement of Flavia Elphberg “We are close,”") for line in lines)


def test_it_tells_programs_both_values(built: Path, dataset: Dataset, tmp_path: Path) -> None:
    done = diff(built, edited(dataset, tmp_path / "newer"), "--jsonl")
    found = {(line["table"], line["change"]): line for line in map(json.loads, done.output.splitlines())}
    assert found.keys() == {
        ("entities", "modified"),
        ("events", "modified"),
        ("evidence", "removed"),
        ("statements", "removed"),
    }
    assert found["entities", "modified"]["before"] == {"alternate_names": []}
    assert found["entities", "modified"]["after"] == {"alternate_names": ["Lady Elphberg"]}
    assert found["statements", "removed"]["after"] is None


def test_who_reads_no_further_is_no_error(built: Path, dataset: Dataset, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "diff", str(built), str(edited(dataset, tmp_path / "newer"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"cannot be read" not in process.stderr.read()


def test_nothing_changed_and_wrong_use(built: Path, tmp_path: Path) -> None:
    assert diff(built, built).output == "no record differs\n"
    assert diff(built, tmp_path / "nowhere").exit_code == 2
    (built / "tables/events.parquet").write_bytes(b"PAR1 cut off")
    assert diff(built, built).exit_code == 2
