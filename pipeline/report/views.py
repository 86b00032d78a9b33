"""The pages of single records: an article, an entity, an event."""

from __future__ import annotations

from typing import Any

from pipeline.report import facts
from pipeline.report.article import Article
from pipeline.report.catalogue import Catalogue, Row, by_day
from pipeline.report.pages import render

#: Mentions of an entity that its page quotes; the articles show the rest.
QUOTED = 60
#: Code points around a mention that its quotation keeps.
AROUND = 70


def article_page(catalogue: Catalogue, document: Row, linked: bool) -> str:
    """One article with its records marked; `linked` is whether its graph as JSON-LD stands beside it."""
    article = Article(catalogue, document)
    return render("article.html", root="../../", article=article, document=document, catalogue=catalogue, linked=linked)


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
