"""The whole site below `out/site/`, written aside and put in place in one step."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from importlib.resources import as_file, files
from multiprocessing import get_context
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
from pipeline.report.catalogue import Catalogue
from pipeline.report.overview import figures, overview_data, search_data
from pipeline.report.pages import render, script
from pipeline.report.places import places, site_path
from pipeline.report.views import article_page, entity_page, event_page
from pipeline.write.jsonld import article_path

#: Pages that one process writes at a time; fewer are not worth another process.
CHUNK = 400


def write_site(out: Path, jobs: int = 1) -> int:
    """Write the reading room of the build in `out` into `out/site`, replacing the one that is there; returns its pages.

    `jobs` are the processes to use; the site does not depend on it.

    Raises:
        NoBuild: if `out` holds no build.
    """
    catalogue = Catalogue(out)
    # What a run that was killed left behind.
    for leftover in out.glob(".site-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    aside = Path(tempfile.mkdtemp(prefix=".site-", dir=out))
    try:
        count = fill(aside, catalogue, jobs)
        aside.chmod(0o755)
        old = out / "site"
        if old.exists():
            shutil.rmtree(old)
        aside.rename(old)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return count


def fill(site: Path, catalogue: Catalogue, jobs: int) -> int:
    """Write every file below `site`; returns the number of pages."""
    copy_static(site / "static")
    write(site / "context.jsonld", json.dumps(context(), ensure_ascii=False, sort_keys=True, indent=1) + "\n")
    write(site / "data/overview.js", script("dateline", overview_data(catalogue)))
    write(site / "data/vocabulary.js", script("datelineVocabulary", vocabulary()))
    write(site / "data/search.js", script("datelineText", search_data(catalogue)))
    for name, found in places(catalogue).items():
        write(site / f"data/places/{name}.json", json.dumps(found, sort_keys=True, separators=(",", ":")) + "\n")
    documents = sorted(catalogue.documents.values(), key=lambda row: row["source"])
    head = render(
        "overview.html", root="", documents=documents, catalogue=catalogue, figures=figures(catalogue), world=world(),
        findings=catalogue.tables["findings"], manifest=catalogue.manifest, counts=counts(catalogue),
    )  # fmt: skip
    write(site / "index.html", head)
    write(site / "404.html", render("missing.html", root=site_path(catalogue)))
    # An article's events come with it, for both pages say the same of them.
    told = catalogue.of_document["events"]
    records = [iri for row in documents for iri in (row["id"], *(event["id"] for event in told.get(row["id"], ())))]
    records += catalogue.entities
    if jobs <= 1 or len(records) <= CHUNK:
        write_pages(site, catalogue, records)
    else:
        # Spawned, not forked: the libraries underneath hold threads, which a fork would leave behind.
        with ProcessPoolExecutor(jobs, get_context("spawn"), initializer=opened, initargs=(catalogue.folder,)) as pool:
            chunks = [records[at : at + CHUNK] for at in range(0, len(records), CHUNK)]
            for done in [pool.submit(write_some, site, catalogue.folder, chunk) for chunk in chunks]:
                done.result()
    return 1 + len(records)


@cache
def opened(folder: Path) -> Catalogue:
    """The catalogue of a process, read once."""
    return Catalogue(folder)


def write_some(site: Path, folder: Path, records: Sequence[str]) -> None:
    """Write pages in a process of their own."""
    write_pages(site, opened(folder), records)


def write_pages(site: Path, catalogue: Catalogue, records: Iterable[str]) -> None:
    """Write the pages of documents, entities and events, named by their ids; an article's graph beside its page."""
    for iri in records:
        place = site / facts.page(iri)
        if iri in catalogue.entities:
            write(place, entity_page(catalogue, catalogue.entities[iri]))
        elif iri in catalogue.events:
            write(place, event_page(catalogue, catalogue.events[iri]))
        else:
            document = catalogue.documents[iri]
            graph = catalogue.folder / article_path(Document.model_construct(**document))
            write(place, article_page(catalogue, document, graph.is_file()))
            if graph.is_file():
                shutil.copyfile(graph, place.parent / "graph.jsonld")


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
    path.write_bytes(content.encode())
