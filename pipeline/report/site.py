"""The whole site below `out/site/`, written aside and put in place in one step."""

from __future__ import annotations

import json
import shutil
import tempfile
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, get_args

from pipeline.knowledge import plover
from pipeline.records import Document
from pipeline.records.entity import EntityType
from pipeline.records.event import EventStatus, EventType
from pipeline.records.participant import ParticipantRole
from pipeline.records.relation import RelationStatus
from pipeline.records.vocabulary import context
from pipeline.report import facts
from pipeline.report.article import Article
from pipeline.report.catalogue import Catalogue, Row, by_day
from pipeline.report.overview import figures, overview_data, search_data
from pipeline.report.pages import render, script
from pipeline.write.jsonld import article_path

#: Mentions of an entity that its page quotes; the articles show the rest.
QUOTED = 60
#: Code points around a mention that its quotation keeps.
AROUND = 70


def write_site(out: Path) -> int:
    """Write the reading room of the build in `out` into `out/site`, replacing the one that is there; returns its pages.

    Raises:
        NoBuild: if `out` holds no build.
    """
    catalogue = Catalogue(out)
    # What a run that was killed left behind.
    for leftover in out.glob(".site-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    aside = Path(tempfile.mkdtemp(prefix=".site-", dir=out))
    try:
        count = fill(aside, catalogue)
        aside.chmod(0o755)
        old = out / "site"
        if old.exists():
            shutil.rmtree(old)
        aside.rename(old)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return count


def fill(site: Path, catalogue: Catalogue) -> int:
    """Write every file below `site`; returns the number of pages, those that only lead on to a place in an article left out."""
    copy_static(site / "static")
    write(site / "context.jsonld", json.dumps(context(), ensure_ascii=False, sort_keys=True, indent=1) + "\n")
    write(site / "data/overview.js", script("dateline", overview_data(catalogue)))
    write(site / "data/vocabulary.js", script("datelineVocabulary", vocabulary()))
    write(site / "data/search.js", script("datelineText", search_data(catalogue)))
    documents = sorted(catalogue.documents.values(), key=lambda row: row["source"])
    head = render(
        "overview.html", root="", documents=documents, catalogue=catalogue, figures=figures(catalogue), world=world(),
        findings=catalogue.tables["findings"], manifest=catalogue.manifest, counts=counts(catalogue),
    )  # fmt: skip
    write(site / "index.html", head)
    for document in documents:
        article = Article(catalogue, document)
        place = site / facts.page(document["id"])
        graph = catalogue.folder / article_path(Document.model_construct(**document))
        if graph.is_file():
            place.parent.mkdir(parents=True)
            shutil.copyfile(graph, place.parent / "graph.jsonld")
        write(place, render("article.html", root="../../", article=article, document=document, catalogue=catalogue, linked=graph.is_file(),))  # fmt: skip
    for entity in catalogue.entities.values():
        write(site / facts.page(entity["id"]), entity_page(catalogue, entity))
    for event in catalogue.events.values():
        write(site / facts.page(event["id"]), event_page(catalogue, event))
    for name in ("mentions", "times", "statements", "relations"):
        for row in catalogue.tables[name]:
            write(
                site / facts.page(row["id"]),
                render("moved.html", root="../../", row=row, name=name, catalogue=catalogue),
            )
    return 1 + len(documents) + len(catalogue.entities) + len(catalogue.events)


def vocabulary() -> dict[str, Any]:
    """What a reviewer may choose from: types of names, event types with their modes, statuses, roles."""
    return {
        "entities": get_args(EntityType), "events": [(type, plover.modes(type)) for type in get_args(EventType)],
        "status": {"event": get_args(EventStatus), "relation": get_args(RelationStatus)}, "roles": get_args(ParticipantRole),
    }  # fmt: skip


def counts(catalogue: Catalogue) -> dict[str, tuple[int, int]]:
    """Document to its numbers of events and statements."""
    events, statements = catalogue.of_document["events"], catalogue.of_document["statements"]
    return {iri: (len(events.get(iri, ())), len(statements.get(iri, ()))) for iri in catalogue.documents}


def entity_page(catalogue: Catalogue, entity: Row) -> str:
    """One entity with its roles, events, statements and mentions in context."""
    iri = entity["id"]
    joined = dict.fromkeys(p["event_id"] for p in catalogue.taking_part.get(iri, ()))
    told = by_day(catalogue.events[event] for event in joined if event in catalogue.events)
    mentions = [(m, quotation(catalogue, m)) for m in catalogue.mentions.get(iri, ())[:QUOTED]]
    return render(
        "entity.html", root="../../", entity=entity, facts_of=facts.entity_facts(catalogue, entity), events=told,
        statements=catalogue.said.get(iri, []), ties=catalogue.ties.get(iri, []), mentions=mentions, catalogue=catalogue,
        others=company(catalogue, iri, list(joined)), node=linked_node(catalogue, iri),
    )  # fmt: skip


def company(catalogue: Catalogue, iri: str, events: list[str]) -> list[tuple[Row, int]]:
    """Entities that take part in the same events, with the number of those, the most frequent first."""
    met: dict[str, int] = {}
    for event in events:
        for other in {p["entity_id"] for p in catalogue.participants.get(event, ())} - {iri, None}:
            met[other] = met.get(other, 0) + 1
    ranked = sorted(met.items(), key=lambda item: (-item[1], catalogue.entities[item[0]]["name"], item[0]))
    return [(catalogue.entities[other], count) for other, count in ranked[:20]]


def event_page(catalogue: Catalogue, event: Row) -> str:
    """One event with everything it rests on, and the other reports of it."""
    reports = [row for row in catalogue.clusters.get(event["cluster_id"], ()) if row["id"] != event["id"]]
    evidence = [(row, quotation(catalogue, row)) for row in catalogue.evidence.get(event["id"], ())]
    return render(
        "event.html", root="../../", event=event, facts_of=facts.event_facts(catalogue, event), evidence=evidence,
        reports=reports, catalogue=catalogue, node=linked_node(catalogue, event["id"]),
    )  # fmt: skip


def quotation(catalogue: Catalogue, row: Row) -> tuple[str, str, str]:
    """The words of a row with what stands before and after them, on one line."""
    text = catalogue.documents[row["document_id"]]["text"]
    before = text[max(0, row["start"] - AROUND) : row["start"]].rpartition("\n")[2]
    after = text[row["end"] : row["end"] + AROUND].partition("\n")[0]
    if row["start"] > AROUND and len(before) == AROUND:
        before = "…" + before.partition(" ")[2]
    if len(after) == AROUND:
        after = after.rpartition(" ")[0] + "…"
    return before, text[row["start"] : row["end"]], after


def linked_node(catalogue: Catalogue, iri: str) -> dict[str, Any]:
    """The published JSON-LD of a record, its context the one that stands in the site."""
    return {"@context": "../../context.jsonld", **catalogue.nodes.get(iri, {"@id": iri})}


@cache
def world() -> dict[str, str]:
    """Outlines of land and borders as SVG paths (see static/vendor/README.md)."""
    found: dict[str, str] = json.loads(files("pipeline.report").joinpath("world.json").read_text("utf-8"))
    return found


def copy_static(target: Path) -> None:
    """Scripts, styles and bundled libraries."""
    with as_file(files("pipeline.report").joinpath("static")) as source:
        shutil.copytree(source, target)


def write(path: Path, content: str) -> None:
    """Write UTF-8 with newlines as given."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8", newline="")
