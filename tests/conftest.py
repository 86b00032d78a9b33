"""A small data set, written by hand, that every room after `resolve` is tested with."""

from __future__ import annotations

import datetime as dt
import hashlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.records import Citation, Dataset, Document, Finding, Passage
from pipeline.records.identity import DEFAULT_BASE, make_id, passage_id
from pipeline.records.span import Span
from tests.maker import Maker

TEXT = (
    "Ruritania's envoy visits Strelsau\n"
    "\n"
    "Foreign Minister Flavia Elphberg met Duke Michael in Strelsau on 3 March 2021.1 “We are close,” Elphberg said.\n"
    "\n"
    "1 Court circular, https://example.org/circular\n"
)


def find(words: str, start: int = 0) -> Span:
    """The span of the words' first occurrence in TEXT at or after `start`."""
    at = TEXT.index(words, start)
    return Span(at, at + len(words))


def sample() -> Dataset:
    """One document with one of everything."""
    document_id = make_id(DEFAULT_BASE, "document", "visit.txt")
    lines = [("title", find("Ruritania's envoy visits Strelsau"))]
    lines.append(("paragraph", Span(find("Foreign Minister").start, find("said.").end)))
    lines.append(("note", find("1 Court circular, https://example.org/circular")))
    passages = tuple(
        Passage(
            id=passage_id(document_id, span.start, span.end),
            document_id=document_id,
            position=position,
            kind=kind,
            start=span.start,
            end=span.end,
        )
        for position, (kind, span) in enumerate(lines)
    )
    marker = Span(find("2021.1").end - 1, find("2021.1").end)
    citation = Citation(
        id=make_id(DEFAULT_BASE, "citation", document_id, marker.start, marker.end),
        document_id=document_id,
        marker="1",
        start=marker.start,
        end=marker.end,
        note="Court circular, https://example.org/circular",
        url="https://example.org/circular",
    )
    document = Document(
        id=document_id,
        source="visit.txt",
        media_type="text/plain",
        sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        text=TEXT,
        text_sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        title="Ruritania's envoy visits Strelsau",
        authors=("Anthony Hope",),
        published_edtf="2021-03",
        published_basis="stated",
        reference_date=dt.date(2021, 3, 31),
        reference_basis="stated",
        words=24,
        passages=passages,
        citations=(citation,),
    )
    make, body = Maker(document), passages[1].start
    flavia = make.entity("Person", "Flavia Elphberg")
    duke = make.entity("Person", "Duke Michael")
    town = make.entity("Place", "Strelsau", subtype="City", latitude=50.5, longitude=14.0)
    who = [make.mention(entity, entity.name) for entity in (flavia, duke)]
    make.mention(town, "Strelsau", 1)
    day = make.time("3 March 2021", "2021-03-03")
    make.event(
        TEXT[body : day.end], "met", "CONSULT", day, ("actor", who[0]), ("recipient", who[1]), contexts=("diplomatic",), intensity=2.5,
        label="Elphberg meets Duke Michael in Strelsau", trigger_source="lexicon: meet.v", place_id=town.id,
    )  # fmt: skip
    make.statement("We are close,", flavia, "said")
    make.office(flavia, "Foreign Minister")
    finding = Finding(document_id=document_id, rule="read.example", severity="note", message="An example.")
    return replace(make.dataset(), findings=(finding,))


@pytest.fixture
def dataset() -> Dataset:
    """The hand-written data set."""
    return sample()


@pytest.fixture
def built(tmp_path: Path, dataset: Dataset) -> Path:
    """A folder with the hand-written data set as a build writes it."""
    from pipeline.write import write_output

    out = tmp_path / "out"
    write_output(dataset, out, model="none", base_iri=DEFAULT_BASE)
    return out


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The articles that ship with the project, built once through the command line."""
    out = tmp_path_factory.mktemp("shipped") / "out"
    command = [sys.executable, "-m", "pipeline", "build", "raw", "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[1], check=False)
    assert done.returncode == 0, done.stderr
    return out
