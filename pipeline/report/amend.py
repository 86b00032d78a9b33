"""Carries out reviewers' decisions on what the extractor made of one document, and says which no longer apply."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.records import Dataset, Finding, Record, Span
from pipeline.records.edtf import parse
from pipeline.report.amend_event import amended, missed, upheld
from pipeline.report.amend_mention import Unfit, on_mention
from pipeline.report.anchors import anchored
from pipeline.report.decisions import Decision, decisions_of
from pipeline.report.desk import Desk
from pipeline.resolve.decisions import Decision as Different
from pipeline.resolve.decisions import Decisions, Party


def with_reviews(articles: Iterable[tuple[Path, Dataset]], base_iri: str) -> tuple[list[Dataset], Decisions]:
    """The records of each article with what is decided beside it carried out: between `within` and `across`, and the only call a build needs.

    Args:
        articles: the file of each article, and its records as `within` gives them.

    Returns:
        The records, and for `across` the entities that reviewers hold apart, whatever their names.
    """
    datasets, apart = [], list[Different]()
    for path, dataset in articles:
        decisions, problems = decisions_of(path, dataset.documents[0].source)
        made, different = carried_out(dataset, decisions, base_iri)
        datasets.append(replace(made, findings=(*made.findings, *problems)) if problems else made)
        apart += different
    return datasets, tuple(apart)


def reviewed(dataset: Dataset, decisions: Sequence[Decision], base_iri: str) -> Dataset:
    """The records of one document (as `within` gives them) with the decisions carried out."""
    return carried_out(dataset, decisions, base_iri)[0]


def carried_out(dataset: Dataset, decisions: Sequence[Decision], base_iri: str) -> tuple[Dataset, list[Different]]:
    """The records of one document with the decisions carried out, and which entities of it are different ones.

    Every decision leaves a finding: `review.applied` (note), or a warning: `review.lost` where its words are no longer in the text,
    `review.unmet` where no record of its kind is over them any more, `review.unfit` where what it sets cannot be.
    """
    if not decisions:
        return dataset, []
    desk = Desk(dataset, base_iri)
    findings = [verdict(desk, decision) for decision in decisions]
    made = desk.dataset(findings)
    alive, source = {entity.id for entity in made.entities}, desk.document.source
    pairs = [pair for pair in dict.fromkeys(desk.different) if alive.issuperset(pair)]
    return made, [Different(same=False, parties=(Party(one, source), Party(other, source))) for one, other in pairs]


def verdict(desk: Desk, decision: Decision) -> Finding:
    """Carries one decision out, and says what became of it, where, who decided and why."""
    span = anchored(decision, desk.document.text)
    what = f"{verdict_on(decision)} on “{shown(decision.exact)}”"
    if span is None:
        said = f"{what} is void: the words are no longer in the text; they stood at code point {decision.start:,} ({decision.source})."
        return finding(desk, "review.lost", said, None, None)
    try:
        record = HANDLERS[decision.kind](desk, decision, span)
    except (Unfit, ValueError) as problem:
        return finding(
            desk, "review.unfit", f"{what} cannot be carried out: {problem} ({decision.source}).", None, span
        )
    if record is None and decision.verdict == "reject":
        # What was rejected is not found any more: the extractor has come to agree.
        return finding(desk, "review.applied", f"{what} holds: no {decision.kind} is there any more.", None, span)
    if record is None:
        said = f"{what} waits: no {decision.kind} is there now, at code point {span.start:,} ({decision.source})."
        return finding(desk, "review.unmet", said, None, span)
    pointer = None if decision.verdict == "reject" else str(getattr(record, "id"))  # noqa: B009
    return finding(desk, "review.applied", f"{what} carried out, {decision.source}.", pointer, span)


def on_time(desk: Desk, decision: Decision, span: Span) -> Record | None:
    """A verdict on a time expression; events that it dates go with it."""
    time = desk.time_at(span)
    if time is None or decision.verdict == "accept":
        return time
    if decision.verdict == "reject":
        del desk.times[time.id]
        dates: dict[str, object] = {"edtf": None, "earliest": None, "latest": None, "time_basis": None, "time_id": None}
    else:
        value = parse(decision.set.edtf) if decision.set.edtf else None
        days = {
            "edtf": decision.set.edtf,
            "earliest": value.earliest if value else None,
            "latest": value.latest if value else None,
        }
        unit = {"granularity": value.granularity} if value else {}
        time = desk.times[time.id] = time.model_copy(update={**days, **unit})
        dates = dict(days)
    for key, event in desk.events.items():
        if event.time_id == time.id:
            desk.events[key] = event.model_copy(update=dates)
    return time


def on_event(desk: Desk, decision: Decision, span: Span) -> Record | None:
    """A verdict on an event."""
    event = desk.event_at(span, decision.set.type if decision.verdict == "add" else decision.was.type)
    if decision.verdict == "add" and (event is None or event.type != decision.set.type):
        event = missed(desk, decision, span)
    elif decision.verdict in ("accept", "correct"):
        event = upheld(desk, decision, span, event)
    if event is None:
        return None
    if decision.verdict == "reject":
        return desk.events.pop(event.id)
    changed = event if decision.verdict == "accept" else amended(desk, event, decision.set)
    source = "; ".join(dict.fromkeys((changed.trigger_source, decision.source)))
    desk.events[event.id] = changed.model_copy(update={"trigger_source": source, "confidence": 1.0})
    return changed


def on_statement(desk: Desk, decision: Decision, span: Span) -> Record | None:
    """A verdict on a statement."""
    statement = desk.statement_at(span)
    if statement is None or decision.verdict == "accept":
        return statement
    if decision.verdict == "reject":
        return desk.statements.pop(statement.id)
    if "speaker" in decision.set.model_fields_set:
        speaker = desk.named(decision.set.speaker) if decision.set.speaker else None
        if decision.set.speaker and speaker is None:
            raise Unfit(f"no entity of the article is called “{decision.set.speaker}”; mark the name first.")
        statement = statement.model_copy(update={"speaker_id": speaker.id if speaker else None})
        desk.statements[statement.id] = statement
    return statement


def on_relation(desk: Desk, decision: Decision, span: Span) -> Record | None:
    """A verdict on a relation."""
    relation = desk.relation_at(span)
    if relation is None or decision.verdict == "accept":
        return relation
    if decision.verdict == "reject":
        return desk.relations.pop(relation.id)
    if decision.set.status not in ("current", "former", "acting", "designate"):
        raise Unfit("a relation is current, former, acting or designate.")
    relation = desk.relations[relation.id] = relation.model_copy(update={"status": decision.set.status})
    return relation


HANDLERS: dict[str, Callable[[Desk, Decision, Span], Record | None]] = {
    "mention": on_mention, "time": on_time, "event": on_event, "statement": on_statement, "relation": on_relation,
}  # fmt: skip


def verdict_on(decision: Decision) -> str:
    """The decision in two words."""
    words = {"accept": "Acceptance", "reject": "Rejection", "correct": "Correction", "add": "Addition"}[
        decision.verdict
    ]
    return f"{words} of the {decision.kind}"


def shown(words: str) -> str:
    """Words on one line, cut at 80."""
    flat = " ".join(words.split())
    return flat if len(flat) <= 80 else flat[:79] + "…"


def finding(desk: Desk, rule: str, message: str, pointer: str | None, span: Span | None) -> Finding:
    """What became of a decision: a note where it was carried out, else a warning."""
    return Finding(
        document_id=desk.document.id, rule=rule, severity="note" if rule == "review.applied" else "warning", message=message,
        pointer=pointer, start=span.start if span else None, end=span.end if span else None,
    )  # fmt: skip
