"""One document's records: the map step, pure, so that it can be cached and run in parallel."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.extraction import Extraction, Role
from pipeline.records import Dataset, Document, Entity, Finding, Mention
from pipeline.records.identity import make_id
from pipeline.resolve.cast import Cast
from pipeline.resolve.clusters import joined
from pipeline.resolve.contradictions import contradictions
from pipeline.resolve.decisions import Decisions
from pipeline.resolve.events import events
from pipeline.resolve.figures import Figure, figure_of
from pipeline.resolve.gender import gender_beside
from pipeline.resolve.keys import entity_id
from pipeline.resolve.known import entry_of
from pipeline.resolve.mistaken import retyped
from pipeline.resolve.naming import Cluster, Naming
from pipeline.resolve.places import grounded
from pipeline.resolve.references import needed, resolve_references
from pipeline.resolve.relations import relations
from pipeline.resolve.standing import placed
from pipeline.resolve.statements import statements
from pipeline.resolve.story import story_of
from pipeline.resolve.times import times
from pipeline.resolve.unplaced import unplaced


def within(document: Document, extraction: Extraction, base_iri: str, decisions: Decisions = ()) -> Dataset:
    """The records of one document, entities told apart by this document and people's decisions alone.

    Raises:
        ValueError: if a time expression's EDTF value is none.
    """
    named = retyped((*extraction.names, *extraction.unnamed))
    naming = joined(document.text, named, decisions, document.source)
    figures = grounded(map(figure_of, naming.clusters()), document.text)
    figures = with_offices(figures, naming, extraction)
    by_id = merged(figures, base_iri, document)
    ids, figures = list(by_id), list(by_id.values())
    story = story_of(document)
    cast = Cast(document.text, figures, extraction.quotes)
    asked, left = resolve_references(extraction, cast, story)
    dates = times(document, extraction.times, base_iri)
    # Spans are asked for once before mentions are written, since asking may add what a phrase stands for.
    for span in sorted(needed(extraction)):
        cast.at(span)
    mentions = {
        span: Mention(
            id=make_id(base_iri, "mention", document.id, span.start, span.end, stand.form), document_id=document.id,
            entity_id=ids[stand.figure], start=span.start, end=span.end, text=span.of(document.text), form=stand.form,
            link_reason=stand.reason, confidence=round(stand.confidence, 2),
        )
        for span, stand in sorted(cast.mentions.items())
    }  # fmt: skip
    told, notes = events(extraction, cast, story, dates, ids, mentions, base_iri)
    offices = relations((*extraction.roles, *extraction.ties), cast, story, dates, ids, base_iri)
    said = statements(extraction.quotes, cast, story, told, tuple(dates.values()), ids, base_iri)
    counted: dict[str, int] = {}
    for mention in mentions.values():
        counted[mention.entity_id] = counted.get(mention.entity_id, 0) + 1
    entities = tuple(
        entity(figure, number, counted.get(number, 0), base_iri) for figure, number in zip(figures, ids, strict=True)
    )
    found = [
        *extraction.findings,
        *notes,
        *open_references(document, asked, left),
        *unplaced(document, by_id),
        *contradictions(told, offices, entities, tuple(dates.values()), document.text),
    ]
    return Dataset(
        documents=(document,), entities=entities, mentions=tuple(mentions.values()), times=tuple(dates.values()),
        events=tuple(told), statements=tuple(said), relations=tuple(offices), findings=tuple(found),
    )  # fmt: skip


def open_references(document: Document, asked: int, left: int) -> list[Finding]:
    """A note of how many references stay open, if any does."""
    if not left:
        return []
    said = f"{left} of {asked} pronouns and noun phrases that events, statements or offices rest on stay open: nobody, or more than one, may be meant."
    return [Finding(document_id=document.id, rule="resolve.open-references", severity="note", message=said)]


def with_offices(figures: list[Figure], naming: Naming, extraction: Extraction) -> list[Figure]:
    """The figures with country, sector, offices and gender as titles and roles tell them; bodies before their people."""
    cast = Cast(naming.text, figures)
    bodies = [f if f.type == "Person" else placed(f, naming, ()) for f in figures]
    held: dict[int, list[tuple[Role, Figure | None]]] = {}
    for role in extraction.roles:
        holder, body = cast.at(role.holder), cast.at(role.organisation)
        if holder:
            known = (
                bodies[body.figure]
                if body and role.predicate != "succeeds" and not elsewhere(role, naming.text)
                else None
            )
            held.setdefault(holder.figure, []).append((role, known))
    people = [placed(f, naming, held.get(n, ())) if f.type == "Person" else f for n, f in enumerate(bodies)]
    return [gendered(f, naming.text) if f.type == "Person" and f.gender is None else f for f in people]


def gendered(figure: Figure, text: str) -> Figure:
    """A person with the gender that words beside the names tell."""
    return replace(figure, gender=gender_beside(text, (name.span for name in figure.cluster.names)))


def elsewhere(role: Role, text: str) -> bool:
    """Whether an office is only at or towards the place named with it: an office in Qatar, an envoy to Iran."""
    at = role.organisation
    return at is not None and text[: at.start].removesuffix("the ").endswith((" in ", " at ", " to "))


def merged(figures: list[Figure], base: str, document: Document) -> dict[str, Figure]:
    """The figures by id; clusters that come to one id (one name, nothing to tell them apart by) are one."""
    found: dict[str, Figure] = {}
    for figure in figures:
        number = entity_id(
            base,
            figure.type,
            figure.name,
            figure.country,
            document.id,
            by_code=figure.by_code,
            register=next(iter(figure.same_as), None),
        )
        earlier = found.get(number)
        found[number] = both(earlier, figure) if earlier else figure
    return found


def both(one: Figure, other: Figure) -> Figure:
    """Two figures of one name as one."""
    names = sorted(
        zip((*one.cluster.names, *other.cluster.names), (*one.cluster.reasons, *other.cluster.reasons), strict=True),
        key=lambda pair: pair[0].span,
    )
    cluster = Cluster(tuple(name for name, _ in names), tuple(reason for _, reason in names))
    spellings = sorted({*one.alternate_names, *other.alternate_names, other.name} - {one.name})
    return replace(one, cluster=cluster, alternate_names=tuple(spellings))


def entity(figure: Figure, number: str, mentions: int, base: str) -> Entity:
    """A figure as a record; a body that the packaged register has an identifier of is linked to it, under the build's own base."""
    known = entry_of(figure.name) if figure.type == "Organization" else None
    linked = (f"{base}register/{known.code}",) if known and known.code else ()
    return Entity(
        id=number, type=figure.type, subtype=figure.subtype, name=figure.name, alternate_names=figure.alternate_names,
        same_as=tuple(sorted({*figure.same_as, *linked})), country=figure.country, sector=figure.sector, latitude=figure.latitude,
        longitude=figure.longitude, mention_count=mentions, document_count=1,
    )  # fmt: skip
