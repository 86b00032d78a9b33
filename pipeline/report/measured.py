"""How the extractor does against what reviewers decided: what it has right, what wrong, and what it misses, by kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.records import Dataset, Entity, Event, Mention, Record, Relation, Span, Statement, Time
from pipeline.records.identity import normalised
from pipeline.report.anchors import anchored
from pipeline.report.decisions import Decision, Kind
from pipeline.report.desk import Desk


@dataclass(frozen=True, slots=True)
class Tally:
    """Decisions on one kind: records that are `right`, `wrong` or `missed`, and decisions whose words are `lost`."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    lost: int = 0

    def plus(self, verdict: str) -> Tally:
        """The tally with one more."""
        counts = {name: getattr(self, name) + (name == verdict) for name in self.__slots__}
        return Tally(**counts)

    @property
    def precision(self) -> float | None:
        """Share of the judged records found that are right; None if none was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """Share of the records that reviewers want that are found right; None if they want none."""
        wanted = self.right + self.missed
        return self.right / wanted if wanted else None


def measured(articles: Iterable[tuple[Dataset, list[Decision]]], base_iri: str) -> dict[Kind, Tally]:
    """Tallies by kind over articles as extracted, without their decisions carried out."""
    found: dict[Kind, Tally] = {}
    for dataset, decisions in articles:
        desk = Desk(dataset, base_iri)
        for decision in decisions:
            verdict = judged(desk, decision)
            if verdict:
                found[decision.kind] = found.get(decision.kind, Tally()).plus(verdict)
    return found


def judged(desk: Desk, decision: Decision) -> str | None:
    """`right`, `wrong`, `missed` or `lost`; None where the extractor rightly finds nothing."""
    span = anchored(decision, desk.document.text)
    if span is None:
        return "lost"
    record = at(desk, decision, span)
    if decision.verdict == "reject":
        return "wrong" if record else None
    if record is None:
        return "missed"
    return "right" if agrees(desk, record, decision) else "wrong"


def at(desk: Desk, decision: Decision, span: Span) -> Record | None:
    """The record that a decision is on."""
    match decision.kind:
        case "mention":
            return desk.mention_at(span)
        case "time":
            return desk.time_at(span)
        case "event":
            return desk.event_at(span, decision.set.type or decision.was.type)
        case "statement":
            return desk.statement_at(span)
        case "relation":
            return desk.relation_at(span)


def agrees(desk: Desk, record: Record, decision: Decision) -> bool:
    """Whether a record is as a correction or addition has it, or still as it was when a reviewer accepted it."""
    change = decision.was if decision.verdict == "accept" else decision.set
    given = change.model_fields_set
    if isinstance(record, Mention):
        entity = desk.entities[record.entity_id]
        wanted = change.type or decision.was.type
        named = change.same_as or (change.name if change.apart or decision.verdict == "add" else None)
        return (wanted is None or entity.type == wanted) and (named is None or bears(entity, named))
    if isinstance(record, Time):
        return "edtf" not in given or record.edtf == change.edtf
    if isinstance(record, Statement):
        speaker = desk.entities.get(record.speaker_id or "")
        told = speaker is not None and change.speaker is not None and bears(speaker, change.speaker)
        return "speaker" not in given or told or (speaker is None and change.speaker is None)
    if isinstance(record, Relation):
        return change.status is None or record.status == change.status
    assert isinstance(record, Event)
    same = all(getattr(record, name) == getattr(change, name) for name in given & {"type", "mode", "status", "edtf"})
    if "place" in given:
        place = desk.entities.get(record.place_id or "")
        same = same and (bears(place, change.place) if place and change.place else place is None and not change.place)
    if change.participants is not None:
        same = same and {(p.role, normalised(p.name)) for p in change.participants} == {
            (p.role, normalised(desk.entities[p.entity_id].name if p.entity_id else p.text))
            for p in record.participants
        }
    return same


def bears(entity: Entity, name: str) -> bool:
    """Whether an entity has the name or alias."""
    return normalised(name) in map(normalised, (entity.name, *entity.alternate_names))


def table(tallies: dict[Kind, Tally]) -> str:
    """The tallies for people, a line a kind."""
    if not tallies:
        return "no decisions; review in the pages of: dateline report --serve"
    lines = [f"{'kind':<10} {'right':>6} {'wrong':>6} {'missed':>6} {'lost':>6} {'precision':>10} {'recall':>7}"]
    for kind, tally in sorted(tallies.items()):
        shares = [f"{share:.2f}" if share is not None else "–" for share in (tally.precision, tally.recall)]
        counts = [f"{count:>6}" for count in (tally.right, tally.wrong, tally.missed, tally.lost)]
        lines.append(f"{kind:<10} {' '.join(counts)} {shares[0]:>10} {shares[1]:>7}")
    return "\n".join(lines)
