"""What reviewers decide on events, times and statements holds."""

from __future__ import annotations

from pipeline.report.amend import reviewed
from pipeline.report.measured import measured
from tests.report.deciding import consistent, on
from tests.report.made import BASE, visit


def test_a_missed_event_is_added_with_its_sentence_and_peopled() -> None:
    before = visit()
    parties = [{"role": "actor", "name": "Jon Strand"}]
    made = on(before, "event", "add", "left", type="RETREAT", place="Lusaka", edtf="2021-03-12", participants=parties)
    after = reviewed(before, [made], BASE)
    event = next(e for e in after.events if e.type == "RETREAT")

    assert event.text == "Strand left on Friday."
    assert (event.edtf, event.trigger_source) == ("2021-03-12", "review by Ada (read it)")
    assert event.label.startswith("Jon Strand")
    assert event.label.endswith("in Lusaka")
    assert event.evidence[0].text == event.text
    assert consistent(after)
    assert reviewed(after, [made], BASE).events == after.events
    assert measured([(before, [made])], BASE)["event"].missed == 1


def test_a_place_is_corrected_and_taken_away() -> None:
    before = visit()
    placed = reviewed(before, [on(before, "event", "correct", "thanked", place="Lusaka")], BASE)
    unplaced = reviewed(before, [on(before, "event", "correct", "met", place=None)], BASE)
    lusaka = next(e.id for e in before.entities if e.name == "Lusaka")

    assert next(e.place_id for e in placed.events if e.type == "SUPPORT") == lusaka
    assert next(e.place_id for e in unplaced.events if e.type == "CONSULT") is None


def test_an_event_is_coded_dated_and_peopled_as_corrected() -> None:
    before = visit()
    parties = [{"role": "actor", "name": "Jon Strand"}, {"role": "recipient", "name": "dockers’ union"}]
    made = on(
        before, "event", "correct", "signed", was={"type": "AGREE"}, type="REJECT", edtf="2021-03", participants=parties
    )
    after = next(e for e in reviewed(before, [made], BASE).events if e.text.startswith("The dockers"))

    assert (after.type, after.quad, after.edtf) == ("REJECT", 3, "2021-03")
    assert str(after.latest) == "2021-03-31"
    who = {entity.id: entity.name for entity in before.entities}
    assert [(p.role, who[p.entity_id or ""]) for p in after.participants] == [
        ("actor", "Jon Strand"),
        ("recipient", "dockers’ union"),
    ]
    assert after.label.startswith("Jon Strand")
    assert "Ada" in after.trigger_source


def test_a_corrected_date_ends_the_contradiction() -> None:
    before = visit()
    assert any(f.rule == "resolve.two-dates" for f in before.findings)
    after = reviewed(before, [on(before, "event", "correct", "gives", edtf="2021-03-09")], BASE)

    assert not any(f.rule == "resolve.two-dates" for f in after.findings)


def test_a_rejected_event_time_and_statement_are_gone() -> None:
    before = visit()
    made = [
        on(before, "event", "reject", "met"),
        on(before, "time", "reject", "9 March 2021"),
        on(before, "statement", "reject", "The port stays open,"),
    ]
    after = reviewed(before, made, BASE)

    assert len(after.events) == len(before.events) - 1
    assert next(e for e in after.events if e.text.startswith("The dockers")).edtf is None
    assert after.statements == ()
    assert consistent(after)
