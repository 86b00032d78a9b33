"""The road from end to end, through the real command line, on real files."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "raw"
ARTICLE = """\
Envoys of two rivers meet in Khartoum

By Amal Osman

KHARTOUM, March 3, 2022 – Foreign Minister Tarek Salem met Ethiopian President Sahle-Work Zewde in Khartoum on Wednesday.

“We agreed to talk again in May,” Salem said. Ethiopia rejected a proposal by the African Union (AU) last month.
"""


def dateline(*args: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    """Run the installed command as a user would."""
    command = [sys.executable, "-m", "pipeline", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, **options)  # type: ignore[call-overload, no-any-return]


def rows(out: Path, table: str) -> list[dict[str, object]]:
    return list(pq.read_table(out / f"tables/{table}.parquet").to_pylist())


def digests(out: Path) -> dict[str, str]:
    files = [p for folder in ("tables", "jsonld") for p in sorted((out / folder).rglob("*")) if p.is_file()]
    return {p.relative_to(out).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def test_the_shipped_articles_build_and_pass_the_check(shipped: Path) -> None:
    done = dateline("check", shipped)
    assert done.returncode == 0, done.stdout
    assert "valid" in done.stdout
    assert len(rows(shipped, "documents")) == 4
    assert {row["media_type"] for row in rows(shipped, "documents")} == {"text/plain", "text/html", "text/markdown"}
    for table in ("entities", "mentions", "times", "events", "participants", "statements", "relations", "citations"):
        assert rows(shipped, table), table


def test_a_sidecar_wins_over_guesses(shipped: Path) -> None:
    (row,) = [row for row in rows(shipped, "documents") if row["source"] == "climate-finance-summit.txt"]
    assert row["publisher"] == "The Cobalt Ledger"
    assert row["published_basis"] == "stated"


def test_a_person_in_two_articles_is_one_entity(shipped: Path) -> None:
    people = [row for row in rows(shipped, "entities") if row["type"] == "Person" and row["document_count"] > 1]
    assert any("Baradar" in str(row["name"]) for row in people), [row["name"] for row in people]


def test_two_builds_in_two_folders_are_the_same_bytes(shipped: Path, tmp_path: Path) -> None:
    raw = tmp_path / "deep" / "raw"
    shutil.copytree(ROOT / "raw", raw)
    assert dateline("build", raw, "--out", tmp_path / "other", "--jobs", "2").returncode == 0
    assert digests(tmp_path / "other") == digests(shipped)


def test_show_prints_an_entity_with_its_evidence(shipped: Path) -> None:
    done = dateline("show", shipped, "Baradar")
    assert done.returncode == 0
    assert "mentions" in done.stdout
    assert "taliban-delegation-tehran.txt:" in done.stdout
    assert "\x1b[" not in done.stdout
    missing = dateline("show", shipped, "Nobody Anywhere")
    assert missing.returncode == 1
    assert "nothing in" in missing.stderr


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/raw is not here: the acceptance article is not checked")
def test_the_acceptance_article(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert dateline("build", SHARED, "--out", out).returncode == 0
    assert dateline("check", out).returncode == 0
    (document,) = rows(out, "documents")
    assert document["title"] == "Senior Taliban Delegation Visits Iran"
    assert document["publisher"] == "Jerusalem Center for Public Affairs"
    assert sorted(int(str(row["marker"])) for row in rows(out, "citations")) == list(range(1, 19))
    assert sum(row["kind"] == "heading" for row in rows(out, "passages")) == 6


BAD: dict[str, bytes] = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "binary.txt": bytes(range(256)) * 40,
    "page.html": b"<html><head><title>x</title></head></html>",
}


def test_bad_inputs_are_named_and_the_rest_is_built(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "good.txt").write_text(ARTICLE, encoding="utf-8")
    (raw / "again.txt").write_text(ARTICLE, encoding="utf-8")
    (raw / "latin.txt").write_bytes(ARTICLE.replace("rivers", "rivières").encode("cp1252", "replace"))
    (raw / "surrogate.txt").write_bytes(ARTICLE.replace("two", "three").encode() + b"\xed\xa0\x80")
    (raw / "gone.txt").symlink_to(raw / "nowhere.txt")
    for name, content in BAD.items():
        (raw / name).write_bytes(content)
    done = dateline("build", raw, "--out", out)
    assert done.returncode == 1, done.stderr
    findings = rows(out, "findings")
    quarantined = {row["pointer"] for row in findings if row["severity"] == "error"}
    assert quarantined >= {*BAD, "gone.txt"}
    assert {row["pointer"] for row in findings if row["rule"] == "build.duplicate"} in ({"good.txt"}, {"again.txt"})
    assert {row["source"] for row in rows(out, "documents")} >= {"latin.txt", "surrogate.txt"}
    assert dateline("check", out).returncode == 0
    for name in quarantined:
        assert str(name) in done.stderr


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["build", "nowhere"], "does not exist"),
        (["build", "raw", "--out", "pyproject.toml"], "is a file"),
        (["build", "raw", "--out", "pyproject.toml/out"], "cannot write"),
        (["build", "raw", "--out", "tests"], "no manifest.json"),
        (["build", "raw", "--base-iri", "not an iri"], "is no absolute IRI"),
        (["build", "raw", "--base-iri", "https://example.org/100%zz/"], "a percent sign as %25"),
        (["build", "raw", "--base-iri", "https://example.org"], "does not end in / or #"),
        (["build", "raw", "--model", "no_such_pipeline"], "no_such_pipeline"),
        (["check", "nowhere"], "not a folder"),
        (["show", "nowhere", "x"], "no tables"),
        (["frobnicate"], "No such command"),
    ],
)
def test_wrong_use_is_exit_2_and_says_what_to_do(args: list[str], words: str) -> None:
    done = dateline(*args)
    assert done.returncode == 2, done.stderr
    assert words in done.stderr


def test_a_corrupted_folder_is_exit_1(shipped: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(shipped, out)
    path = out / "jsonld/events.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"happened"', b'"happenned"', 1))
    done = dateline("check", out, "--report-format", "json")
    assert done.returncode == 1
    assert {finding["rule"] for finding in json.loads(done.stdout)["findings"]} >= {"manifest.checksum", "lines.schema"}


def test_help_names_every_command_of_the_contract() -> None:
    text = dateline("--help").stdout
    assert all(re.search(rf"^  {name}\b", text, re.M) for name in ("build", "check", "schemas", "publish", "show"))


@pytest.mark.slow
def test_a_killed_build_leaves_the_previous_output_valid(shipped: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(shipped, out)
    command = [sys.executable, "-m", "pipeline", "build", "raw", "--out", str(out)]
    began = time.monotonic()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    whole = time.monotonic() - began
    for part in range(1, 11):
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(whole * part / 10)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert digests(out) == digests(shipped)
        assert dateline("check", out).returncode == 0


def test_fifty_megabytes_are_named_and_the_rest_is_built(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "huge.txt").write_text("word " * 10_000_000, encoding="utf-8")
    (raw / "good.txt").write_text(ARTICLE, encoding="utf-8")
    done = dateline("build", raw, "--out", tmp_path / "out", timeout=120)
    assert done.returncode == 1, done.stderr
    assert "huge.txt" in done.stderr
    assert {row["source"] for row in rows(tmp_path / "out", "documents")} == {"good.txt"}
