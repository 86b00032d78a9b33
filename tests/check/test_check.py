"""`check` passes what a build writes, and tells the same findings in every report."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from pipeline.check import check
from pipeline.check.bundle import Bundle
from pipeline.check.limits import FINDINGS
from pipeline.check.policy import Policy
from pipeline.check.reports import REPORTERS, ReportError, write_reports
from pipeline.check.rules import breach, rules
from pipeline.check.tally import Tally
from pipeline.cli import main
from pipeline.records import Finding
from tests.check.corruption import apply

OFF_BY_ONE = {"kind": "row", "table": "mentions", "set": {"start": 51}}
WRONG_TYPE = {"kind": "line", "file": "events", "path": ["participant", 1, "spanStart"], "set": '"seventy"'}


def test_a_fresh_build_is_valid(built: Path) -> None:
    report = check(built)
    assert report.findings == ()
    assert report.checked["tables/mentions.parquet"] == 3
    assert report.checked["jsonld/events.jsonl"] == 1


def test_reports_tell_the_same_findings(built: Path) -> None:
    apply(OFF_BY_ONE, built)
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


def test_reports_do_not_follow_a_link(built: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (built / "reports").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ReportError, match="symbolic link"):
        write_reports(check(built), built)
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert CliRunner().invoke(main, ["check", str(built)]).exit_code == 2


def test_a_folder_that_is_no_build_fails_without_raising(tmp_path: Path) -> None:
    report = check(tmp_path)
    assert report.failed
    assert set(report.by_rule) == {"files.missing"}


def test_people_see_the_fault_under_a_caret(built: Path) -> None:
    apply(WRONG_TYPE, built)
    lines = REPORTERS["text"](check(built)).splitlines()
    at = next(number for number, line in enumerate(lines) if "participant/1/spanStart" in line)
    quoted, caret = lines[at + 1 : at + 3]
    assert quoted[caret.index("^") :].startswith('"spanStart":"seventy"')
    assert len(quoted) < 120
    assert quoted.strip().startswith("…")


def test_people_see_five_examples_a_rule(built: Path) -> None:
    for number in range(7):
        (built / f"tables/{number}.csv").write_text("x", encoding="utf-8")
    text = REPORTERS["text"](check(built))
    assert len(re.findall(r"the contract names no", text)) == 5
    assert "… and 2 more" in text


def test_columns_reach_viewers(built: Path) -> None:
    apply(WRONG_TYPE, built)
    (line,) = (built / "jsonld/events.jsonl").read_text(encoding="utf-8").splitlines()
    results = json.loads(REPORTERS["sarif"](check(built)))["runs"][0]["results"]
    (found,) = (r for r in results if r["ruleId"] == "lines.schema")
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "jsonld/events.jsonl", "uriBaseId": "OUT"}
    assert place["region"] == {"startLine": 1, "startColumn": line.index('"spanStart":"seventy"') + 1}


def keeps_sarif(value: dict[str, Any]) -> None:
    """What SARIF 2.1.0 demands of the parts that we write (OASIS standard, sections 3.13 to 3.52)."""
    assert value["version"] == "2.1.0"
    assert value["$schema"].endswith("sarif-2.1.0.json")
    assert set(value) <= {"$schema", "version", "runs", "properties", "inlineExternalProperties"}
    for run in value["runs"]:
        assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
        known = run["tool"]["driver"]["rules"]
        assert run["tool"]["driver"]["name"]
        assert len({rule["id"] for rule in known}) == len(known)
        for rule in known:
            assert set(rule) <= {"id", "name", "shortDescription", "fullDescription", "help", "defaultConfiguration"}
            assert all(rule[name]["text"] for name in ("shortDescription", "fullDescription", "help"))
            assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
        for result in run["results"]:
            assert known[result["ruleIndex"]]["id"] == result["ruleId"]
            assert result["level"] in ("none", "note", "warning", "error")
            assert result["message"]["text"]
            assert result["locations"]
            assert all(isinstance(value, str) for value in result["partialFingerprints"].values())
            for location in result["locations"]:
                artifact = location["physicalLocation"]["artifactLocation"]
                assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", artifact["uri"]), "a relative URI reference"
                assert artifact["uriBaseId"] in run["originalUriBaseIds"]
                region = location["physicalLocation"].get("region", {"startLine": 1})
                assert all(isinstance(number, int) and number >= 1 for number in region.values())
                assert "startLine" in region
            for excuse in result.get("suppressions", ()):
                assert excuse["kind"] in ("inSource", "external")
                assert excuse["status"] in ("accepted", "underReview", "rejected")


def test_sarif_keeps_its_standard(built: Path) -> None:
    apply(OFF_BY_ONE, built)
    apply(WRONG_TYPE, built)
    (built / "tables/a b [7]:ü.csv").write_text("x", encoding="utf-8")
    keeps_sarif(json.loads(REPORTERS["sarif"](check(built))))


def test_what_is_excused_is_told_with_its_reason(built: Path) -> None:
    (built / "tables/notes.csv").write_text("x", encoding="utf-8")
    beside = built.parent / "suppress.toml"
    beside.write_text(
        '[[suppress]]\nrule = "files.foreign"\npointer = "tables/*.csv"\nreason = "Our notes."\nexpires = 2026-06-30\n'
        '[[suppress]]\nrule = "manifest.files"\nreason = "Our notes."\nexpires = 2026-06-30\n',
        encoding="utf-8",
    )
    done = CliRunner().invoke(main, ["check", str(built), "--report-format", "sarif"])
    assert done.exit_code == 0, done.output
    value = json.loads(done.stdout)
    keeps_sarif(value)
    assert {r["suppressions"][0]["justification"] for r in value["runs"][0]["results"]} == {"Our notes."}
    late = CliRunner().invoke(main, ["check", str(built), "--as-of", "2026-07-01"])
    assert late.exit_code == 1
    assert "expired on 2026-06-30" in late.output


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[suppress]]\nrule = "files.foreign"\nexpires = 2026-06-30\n', "gives no reason"),
        ('[[suppress]]\nrule = "files.foreign"\nreason = "x"\n', "no last day"),
        ('[[suppress]]\nrule = "no.rule"\nreason = "x"\nexpires = 2026-06-30\n', "no rule 'no.rule'"),
        ('[[suppress]]\nrule = "suppress.expired"\nreason = "x"\nexpires = 2026-06-30\n', "can be suppressed"),
        ('[[suppress]]\nrule = "files.foreign"\nreason = "x"\nexpires = 2026-06-30\npath = "x"\n', "no key path"),
        ("suppress = 7\n", "no list of tables"),
        ("suppress = [\n", "not readable as TOML"),
    ],
)
def test_an_unusable_suppression_is_wrong_use(text: str, message: str, built: Path) -> None:
    (built.parent / "suppress.toml").write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["check", str(built)])
    assert done.exit_code == 2
    assert message in done.output


def test_findings_beyond_the_limit_are_counted() -> None:
    tally = Tally(Policy())
    tally.add(breach("files.foreign", str(number)) for number in range(FINDINGS + 7))
    assert len(tally.findings) == FINDINGS
    assert tally.counts["files.foreign"] == FINDINGS + 7


def test_a_rule_that_breaks_is_a_finding(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(bundle: Bundle) -> Iterator[Finding]:
        yield breach("files.foreign", "before")
        raise TypeError("unforeseen")

    monkeypatch.setattr("pipeline.check.RULES", (broken,))
    report = check(built)
    assert report.failed
    assert set(report.by_rule) == {"files.foreign", "check.undecided"}


def test_rules_are_documented_in_full() -> None:
    for rule in rules().values():
        assert rule.doc.endswith(".")
        assert rule.why.endswith(".")
        assert rule.cure.endswith(".")
