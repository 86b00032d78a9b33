"""What reviewers upheld outlives a model that sees it otherwise, and measures the extractor."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.report.amend import reviewed
from pipeline.report.measured import measured
from tests.report.deciding import consistent, names, on, rules
from tests.report.made import BASE, visit

SEEN = {
    "type": "AGREE", "mode": None, "status": "happened", "edtf": "2021-03-09", "place": "Lusaka",
    "participants": [{"role": "actor", "name": "dockers’ union"}, {"role": "topic", "name": "Quay Accord"}],
}  # fmt: skip


@pytest.mark.parametrize("verdict", ["accept", "correct"])
def test_what_was_upheld_outlives_a_model_that_no_longer_finds_it(verdict: str) -> None:
    before = visit()
    change = {"status": "planned"} if verdict == "correct" else {}
    made = [
        on(before, "mention", "accept", "Jon Strand", was={"type": "Person", "name": "Jon Strand"}),
        on(before, "event", verdict, "signed", was=SEEN, **change),
    ]
    poorer = replace(before, mentions=tuple(m for m in before.mentions if "Strand" not in m.text), events=())
    after = reviewed(poorer, made, BASE)

    assert names(after)["Jon Strand"] == "Person"
    [event] = after.events
    assert (event.type, event.edtf, event.status) == ("AGREE", "2021-03-09", change.get("status", "happened"))
    assert [(p.role, p.text) for p in event.participants] == [("actor", "dockers’ union"), ("topic", "Quay Accord")]
    assert event.place_id == next(e.id for e in after.entities if e.name == "Lusaka")
    assert rules(after) == ["review.applied", "review.applied"]
    assert consistent(after)
    tallies = measured([(poorer, made)], BASE)
    assert (tallies["mention"].missed, tallies["event"].missed) == (1, 1)


def test_a_type_that_was_upheld_outlives_a_model_that_finds_another() -> None:
    before = visit()
    made = [on(before, "event", "accept", "signed", was={"type": "AGREE", "mode": None})]
    other = tuple(e.model_copy(update={"type": "REJECT", "quad": 3}) if e.type == "AGREE" else e for e in before.events)
    after = reviewed(replace(before, events=other), made, BASE)

    upheld = next(e for e in after.events if e.text.startswith("The dockers"))
    assert (upheld.type, upheld.quad) == ("AGREE", 1)
    assert measured([(before, made)], BASE)["event"].right == 1
    assert measured([(replace(before, events=other), made)], BASE)["event"].wrong == 1


def test_the_extractor_is_measured_by_kind() -> None:
    before = visit()
    made = [
        on(before, "mention", "accept", "Jon Strand"), on(before, "mention", "reject", "Lusaka"),
        on(before, "mention", "add", "union leaflet", type="CreativeWork"), on(before, "event", "correct", "met", type="AGREE"),
        on(before, "event", "correct", "signed", type="AGREE"),
    ]  # fmt: skip
    tallies = measured([(before, made)], BASE)

    assert (tallies["mention"].right, tallies["mention"].wrong, tallies["mention"].missed) == (1, 1, 1)
    assert tallies["event"].precision == 0.5
