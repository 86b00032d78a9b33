"""A small data set, written by hand, that every room after `resolve` is tested with."""

from __future__ import annotations

import datetime as dt
import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.records import (
    Citation,
    Dataset,
    Document,
    Entity,
    Event,
    Evidence,
    Finding,
    Mention,
    Participant,
    Passage,
    Relation,
    Statement,
    Time,
)
from pipeline.records.identity import DEFAULT_BASE, make_id, passage_id
from pipeline.records.span import Span

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
    names = {"Flavia Elphberg": "Person", "Duke Michael": "Person", "Strelsau": "Place"}
    entities = {
        name: Entity(
            id=make_id(DEFAULT_BASE, "entity", kind, name.casefold()),
            type=kind,  # type: ignore[arg-type]
            subtype="City" if kind == "Place" else None,
            name=name,
            latitude=50.5 if kind == "Place" else None,
            longitude=14.0 if kind == "Place" else None,
            mention_count=1,
            document_count=1,
        )
        for name, kind in names.items()
    }
    body = lines[1][1].start
    mentions = tuple(
        Mention(
            id=make_id(DEFAULT_BASE, "mention", document_id, find(name, body).start, find(name, body).end),
            document_id=document_id,
            entity_id=entity.id,
            start=find(name, body).start,
            end=find(name, body).end,
            text=name,
            form="name",
            link_reason="its full name",
            confidence=0.9,
        )
        for name, entity in entities.items()
    )
    when = find("3 March 2021")
    time = Time(
        id=make_id(DEFAULT_BASE, "time", document_id, when.start, when.end),
        document_id=document_id,
        start=when.start,
        end=when.end,
        text="3 March 2021",
        kind="date",
        edtf="2021-03-03",
        earliest=dt.date(2021, 3, 3),
        latest=dt.date(2021, 3, 3),
        granularity="day",
        basis="stated",
    )
    clause = Span(body, when.end)
    event_id = make_id(DEFAULT_BASE, "event", document_id, "CONSULT", clause.start, clause.end)
    participants = tuple(
        Participant(
            event_id=event_id,
            document_id=document_id,
            start=mention.start,
            end=mention.end,
            entity_id=mention.entity_id,
            mention_id=mention.id,
            role=role,  # type: ignore[arg-type]
            text=mention.text,
        )
        for mention, role in zip(mentions, ("actor", "recipient"), strict=False)
    )

    def evidence(record_id: str, span: Span) -> Evidence:
        return Evidence(
            record_id=record_id,
            document_id=document_id,
            start=span.start,
            end=span.end,
            text=span.of(TEXT),
            part="body",
        )

    trigger = find("met", body)
    event = Event(
        id=event_id,
        document_id=document_id,
        type="CONSULT",
        contexts=("diplomatic",),
        quad=1,
        intensity=2.5,
        label="Elphberg meets Duke Michael in Strelsau",
        status="happened",
        start=clause.start,
        end=clause.end,
        text=clause.of(TEXT),
        trigger_start=trigger.start,
        trigger_end=trigger.end,
        trigger_source="lexicon: meet.v",
        edtf="2021-03-03",
        earliest=dt.date(2021, 3, 3),
        latest=dt.date(2021, 3, 3),
        time_basis="governed",
        time_id=time.id,
        place_id=entities["Strelsau"].id,
        cluster_id=event_id,
        confidence=0.8,
        participants=participants,
        evidence=(evidence(event_id, clause),),
    )
    said, cue = find("We are close,"), find("said")
    statement_id = make_id(DEFAULT_BASE, "statement", document_id, "direct", said.start, said.end)
    statement = Statement(
        id=statement_id,
        document_id=document_id,
        speaker_id=mentions[0].entity_id,
        kind="direct",
        start=said.start,
        end=said.end,
        text="We are close,",
        cue="said",
        cue_start=cue.start,
        cue_end=cue.end,
        evidence=(evidence(statement_id, said),),
    )
    title = find("Foreign Minister")
    relation_id = make_id(DEFAULT_BASE, "relation", document_id, "holds_office", title.start, title.end)
    relation = Relation(
        id=relation_id,
        document_id=document_id,
        subject_id=mentions[0].entity_id,
        predicate="holds_office",
        object_text="Foreign Minister",
        status="current",
        start=title.start,
        end=title.end,
        text="Foreign Minister",
        evidence=(evidence(relation_id, title),),
    )
    finding = Finding(document_id=document_id, rule="read.example", severity="note", message="An example.")
    return Dataset(
        documents=(document,),
        entities=tuple(entities.values()),
        mentions=mentions,
        times=(time,),
        events=(event,),
        statements=(statement,),
        relations=(relation,),
        findings=(finding,),
    )


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
