"""Small builds made by hand, so that the pages are tested without the language model."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from pipeline.read import read
from pipeline.records import (
    Dataset,
    Document,
    Entity,
    Event,
    Evidence,
    Finding,
    Mention,
    Participant,
    Span,
    Statement,
    Time,
)
from pipeline.records.entity import EntityType
from pipeline.records.identity import make_id
from pipeline.resolve.contradictions import contradictions
from pipeline.write import write_output

BASE = "https://dateline.example/"
CASES = Path(__file__).parents[1] / "cases" / "report"


class Maker:
    """Records of one article by their words; `nth` chooses among occurrences, from 0."""

    def __init__(self, path: Path) -> None:
        document = read(path, path.name, BASE).document
        assert document is not None
        self.document: Document = document
        self.entities: dict[str, Entity] = {}
        self.mentions: list[Mention] = []
        self.times: list[Time] = []
        self.events: list[Event] = []
        self.statements: list[Statement] = []

    def span(self, words: str, nth: int = 0) -> Span:
        at = -1
        for _ in range(nth + 1):
            at = self.document.text.index(words, at + 1)
        return Span(at, at + len(words))

    def entity(self, type: EntityType, name: str, *alternate: str, **more: object) -> Entity:
        made = Entity.model_validate(
            {
                "id": make_id(BASE, "entity", type, name.lower()),
                "type": type,
                "name": name,
                "alternate_names": alternate,
                "document_count": 1,
                **more,
            }
        )
        self.entities[made.id] = made
        return made

    def mention(self, entity: Entity, words: str, nth: int = 0) -> Mention:
        span = self.span(words, nth)
        made = Mention(
            id=make_id(BASE, "mention", self.document.id, span.start, span.end, "name"), document_id=self.document.id, entity_id=entity.id,
            start=span.start, end=span.end, text=words, form="name", link_reason="its own name", confidence=0.9,
        )  # fmt: skip
        self.mentions.append(made)
        return made

    def time(self, words: str, day: str) -> Time:
        span, date = self.span(words), dt.date.fromisoformat(day)
        made = Time(
            id=make_id(BASE, "time", self.document.id, span.start, span.end, "date"), document_id=self.document.id, start=span.start, end=span.end,
            text=words, kind="date", edtf=day, earliest=date, latest=date, granularity="day", basis="stated",
        )  # fmt: skip
        self.times.append(made)
        return made

    def event(
        self, clause: str, trigger: str, type: str, time: Time | None, *parties: tuple[str, Mention], **more: object
    ) -> Event:
        span = self.span(clause)
        at = self.document.text.index(trigger, span.start)
        number = make_id(BASE, "event", self.document.id, type, span.start, span.end)
        made = Event.model_validate({
            "id": number, "document_id": self.document.id, "type": type, "quad": 1, "intensity": 2.0, "label": clause[:60], "status": "happened",
            "start": span.start, "end": span.end, "text": clause, "trigger_start": at, "trigger_end": at + len(trigger),
            "trigger_source": "lexicon", "edtf": time and time.edtf, "earliest": time and time.earliest, "latest": time and time.latest,
            "time_basis": time and "governed", "time_id": time and time.id, "cluster_id": number, "confidence": 0.8,
            "participants": tuple(
                Participant(
                    event_id=number, document_id=self.document.id, start=m.start, end=m.end, entity_id=m.entity_id, mention_id=m.id,
                    role=role, text=m.text,  # type: ignore[arg-type]
                )
                for role, m in parties
            ),
            "evidence": (Evidence(record_id=number, document_id=self.document.id, start=span.start, end=span.end, text=clause, part="body"),),
            **more,
        })  # fmt: skip
        self.events.append(made)
        return made

    def statement(self, words: str, speaker: Entity, cue: str) -> Statement:
        span, at = self.span(words), self.span(cue)
        number = make_id(BASE, "statement", self.document.id, "direct", span.start, span.end)
        made = Statement(
            id=number, document_id=self.document.id, speaker_id=speaker.id, kind="direct", start=span.start, end=span.end, text=words, cue=cue,
            cue_start=at.start, cue_end=at.end,
            evidence=(Evidence(record_id=number, document_id=self.document.id, start=span.start, end=span.end, text=words, part="body"),),
        )  # fmt: skip
        self.statements.append(made)
        return made

    def dataset(self) -> Dataset:
        counted = {iri: sum(m.entity_id == iri for m in self.mentions) for iri in self.entities}
        entities = tuple(e.model_copy(update={"mention_count": counted[e.id]}) for e in self.entities.values())
        found = contradictions(self.events, (), entities, self.times, self.document.text)
        return Dataset(
            documents=(self.document,), entities=entities, mentions=tuple(self.mentions), times=tuple(self.times), events=tuple(self.events),
            statements=tuple(self.statements), findings=tuple(found),
        )  # fmt: skip


def visit() -> Dataset:
    """The article on a visit, with a contradiction, a name in Arabic, and characters beyond the basic plane."""
    make = Maker(CASES / "visit/harbour.txt")
    okoro = make.entity("Person", "Aline Okoro", "Okoro", country="ZMB")
    strand = make.entity("Person", "Jon Strand", "Strand")
    lusaka = make.entity("Place", "Lusaka", subtype="City", latitude=-15.4, longitude=28.3)
    accord = make.entity("Agreement", "Quay Accord")
    zarif = make.entity("Person", "جواد ظريف")
    union = make.entity("Organization", "dockers’ union")
    make.mention(lusaka, "Lusaka")
    a, b = make.mention(okoro, "Aline Okoro"), make.mention(strand, "Jon Strand")
    make.mention(lusaka, "Lusaka", 1)
    make.mention(okoro, "Okoro", 1)
    u = make.mention(union, "dockers’ union")
    q = make.mention(accord, "Quay Accord")
    q2 = make.mention(accord, "Quay Accord", 1)
    s = make.mention(strand, "Strand", 1)
    z = make.mention(zarif, "جواد ظريف")
    make.mention(strand, "Strand", 2)
    fourth, ninth, eleventh = (
        make.time("4 March 2021", "2021-03-04"),
        make.time("9 March 2021", "2021-03-09"),
        make.time("11 March 2021", "2021-03-11"),
    )
    make.event(
        "Minister Aline Okoro met Jon Strand in Lusaka on 4 March 2021",
        "met",
        "CONSULT",
        fourth,
        ("actor", a),
        ("recipient", b),
        place_id=lusaka.id,
        mode="visit",
    )
    one = make.event(
        "The dockers’ union signed the Quay Accord on 9 March 2021",
        "signed",
        "AGREE",
        ninth,
        ("actor", u),
        ("topic", q),
    )
    two = make.event(
        "A union leaflet gives 11 March 2021 for the Quay Accord", "gives", "AGREE", eleventh, ("topic", q2)
    )
    make.event("thanked جواد ظريف for his part 🛳 in it", "thanked", "SUPPORT", None, ("actor", s), ("recipient", z))
    make.statement("The port stays open,", okoro, "said")
    made = make.dataset()
    clash = {
        "document_id": make.document.id,
        "rule": "resolve.two-dates",
        "severity": "warning",
        "message": "The accord is dated twice.",
        "pointer": one.id,
        "start": one.start,
        "end": one.end,
        "related": tuple(sorted((one.id, two.id))),
    }
    return replace(made, findings=(Finding.model_validate(clash),))


def hostile() -> Dataset:
    """An article that is full of markup, its records named in markup too."""
    make = Maker(CASES / "hostile/attack.txt")
    eve = make.entity(
        "Person", "</script><script>window.broken = 7</script>", "\"'><img src=x onerror=window.broken=8>"
    )
    bob = make.entity("Person", "Bob")
    first, second = make.mention(eve, "<b>Mallory</b>"), make.mention(bob, "Bob")
    make.mention(eve, "{{ 7 * 7 }}")
    make.mention(eve, "<script>window.broken = 1</script>")
    make.event(
        '<b>Mallory</b> met "></a><script>window.broken=4</script> Bob',
        "met",
        "CONSULT",
        None,
        ("actor", first),
        ("recipient", second),
        label="</title><script>window.broken=9</script>",
    )
    return make.dataset()


def joined(*datasets: Dataset) -> Dataset:
    """Builds of single articles as one."""
    return Dataset(**{
        name: tuple(record for dataset in datasets for record in getattr(dataset, name))
        for name in ("documents", "entities", "mentions", "times", "events", "statements", "relations", "findings")
    })  # fmt: skip


def written(dataset: Dataset, out: Path) -> Path:
    """The data set as a built folder."""
    write_output(dataset, out, model="by hand", base_iri=BASE)
    return out
