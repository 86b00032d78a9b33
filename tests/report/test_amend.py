"""What reviewers decide holds in the next build, outlives shifts of the text, and is told where it cannot."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.records import Dataset
from pipeline.report.amend import carried_out, reviewed, with_reviews
from pipeline.report.decisions import Decision, decisions_of, holding
from pipeline.report.measured import measured
from pipeline.resolve import across
from tests.report.made import BASE, visit


def on(
    dataset: Dataset,
    kind: str,
    verdict: str,
    words: str,
    nth: int = 0,
    was: dict[str, object] | None = None,
    **change: object,
) -> Decision:
    """A decision on the nth occurrence of words."""
    text, at = dataset.documents[0].text, -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    end = at + len(words)
    return Decision.model_validate_json(json.dumps({
        "kind": kind, "verdict": verdict, "exact": words, "prefix": text[max(0, at - 32) : at], "suffix": text[end : end + 32], "start": at,
        "end": end, "was": was or {}, "set": change, "reviewer": "Ada", "reason": "read it",
    }))  # fmt: skip


def rules(dataset: Dataset) -> list[str]:
    return sorted(f.rule for f in dataset.findings if f.rule.startswith("review."))


def names(dataset: Dataset) -> dict[str, str]:
    return {entity.name: entity.type for entity in dataset.entities}


def consistent(dataset: Dataset) -> bool:
    """Whether every reference leads to a record that is there."""
    known = (
        {e.id for e in dataset.entities}
        | {m.id for m in dataset.mentions}
        | {t.id for t in dataset.times}
        | {e.id for e in dataset.events}
    )
    known |= {d.id for d in dataset.documents}
    rows = [row for table in dataset.by_table().values() for row in table]
    return all(getattr(row, column) in {None, *known} for row in rows for column in row.references)


def test_a_rejected_name_is_gone_and_nothing_refers_to_it() -> None:
    before = visit()
    after = reviewed(before, [on(before, "mention", "reject", "جواد ظريف")], BASE)

    assert "جواد ظريف" not in names(after)
    assert consistent(after)
    assert rules(after) == ["review.applied"]


def test_a_corrected_type_holds_for_all_mentions_and_says_who_decided() -> None:
    before = visit()
    after = reviewed(before, [on(before, "mention", "correct", "Jon Strand", type="Organization")], BASE)

    assert names(after)["Jon Strand"] == "Organization"
    assert "Ada" in next(m for m in after.mentions if m.text == "Jon Strand").link_reason
    assert len({m.entity_id for m in after.mentions if "Strand" in m.text}) == 1
    assert consistent(after)


def test_same_as_joins_and_apart_parts() -> None:
    before = visit()
    joined = reviewed(before, [on(before, "mention", "correct", "جواد ظريف", same_as="Jon Strand")], BASE)
    parted = reviewed(before, [on(before, "mention", "correct", "Okoro", 1, apart=True, name="Peter Okoro")], BASE)

    assert "جواد ظريف" in next(e for e in joined.entities if e.name == "Jon Strand").alternate_names
    assert names(parted)["Peter Okoro"] == "Person"
    assert consistent(joined)
    assert consistent(parted)


@pytest.mark.parametrize(("alike", "parted"), [(False, 1), (True, 2)])
def test_two_mentions_of_one_spelling_are_held_apart_in_the_whole_build(alike: bool, parted: int) -> None:
    """Strand who thanked is decided not to be the Strand who left: the names stay alike, the entities are two."""
    before = visit()
    made = on(before, "mention", "correct", "Strand", 1, apart=True, alike=alike)
    one, different = carried_out(before, [made], BASE)
    whole = across([one], BASE, tuple(different))

    apart = next(e for e in whole.entities if e.name == "Strand")
    kept = next(e for e in whole.entities if e.name == "Jon Strand")
    assert [m.text for m in whole.mentions if m.entity_id == apart.id] == ["Strand"] * parted
    assert [m.text for m in whole.mentions if m.entity_id == kept.id] == ["Jon Strand", "Strand"][: 3 - parted]
    thanks = next(e for e in whole.events if e.type == "SUPPORT")
    assert thanks.participants[0].entity_id == apart.id
    assert consistent(whole)


def test_even_of_one_full_name_there_can_be_two() -> None:
    before = visit()
    one, different = carried_out(before, [on(before, "mention", "correct", "Quay Accord", 1, apart=True)], BASE)
    whole = across([one], BASE, tuple(different))

    assert [e.mention_count for e in whole.entities if e.name == "Quay Accord"] == [1, 1]
    assert whole == across([one], BASE, tuple(different))
    assert consistent(whole)


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


def test_a_missed_name_is_added() -> None:
    before = visit()
    after = reviewed(before, [on(before, "mention", "add", "union leaflet", type="CreativeWork")], BASE)

    assert names(after)["union leaflet"] == "CreativeWork"
    assert consistent(after)


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


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"exact": "words never written"}, "review.lost"),
        ({"verdict": "correct", "set": {"type": "Wizard"}}, "invalid"),
        ({"verdict": "correct", "set": {"same_as": "Nobody Known"}}, "review.unfit"),
        ({"kind": "time", "verdict": "accept"}, "review.unmet"),
    ],
)
def test_what_cannot_be_carried_out_is_told(change: dict[str, object], rule: str) -> None:
    before = visit()
    line = {**json.loads(on(before, "mention", "reject", "Jon Strand").line()), **change}
    if rule == "invalid":
        with pytest.raises(ValueError, match="type"):
            Decision.model_validate_json(json.dumps(line))
        return
    after = reviewed(before, [Decision.model_validate_json(json.dumps(line))], BASE)

    assert rules(after) == [rule]
    told = next(f for f in after.findings if f.rule == rule)
    assert "review by Ada (read it)" in told.message
    if rule == "review.lost":
        assert f"code point {line['start']:,}" in told.message
    else:
        assert before.documents[0].text[told.start : told.end] == "Jon Strand"
    assert len(after.mentions) == len(before.mentions)


def test_decisions_are_read_from_beside_the_article_and_the_last_holds(tmp_path: Path) -> None:
    before = visit()
    lines = [on(before, "mention", verdict, "Jon Strand").line() for verdict in ("accept", "reject")]
    lines += [
        on(before, "mention", "reject", "Aline Okoro").line(),
        on(before, "mention", "withdraw", "Aline Okoro").line(),
        "no decision",
    ]
    (tmp_path / "harbour.review.jsonl").write_text("\n".join(lines), encoding="utf-8")
    article = tmp_path / "harbour.txt"

    found, problems = decisions_of(article, "harbour.txt")
    after = with_reviews([(article, before)], BASE)[0][0]

    assert [(d.exact, d.verdict) for d in found] == [("Jon Strand", "reject")]
    assert [p.rule for p in problems] == ["review.invalid"]
    assert rules(after) == ["review.applied", "review.invalid"]
    assert "Aline Okoro" in names(after)


def test_without_decisions_nothing_changes(tmp_path: Path) -> None:
    before = visit()
    assert with_reviews([(tmp_path / "harbour.txt", before)], BASE)[0][0] is before
    assert holding([]) == []


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


def test_carrying_decisions_out_twice_changes_nothing_more() -> None:
    before = visit()
    made = [on(before, "mention", "reject", "Lusaka", 1), on(before, "mention", "correct", "Jon Strand", type="Group")]
    once = reviewed(before, made, BASE)
    twice = reviewed(once, made, BASE)

    assert once.entities == twice.entities
    assert once.events == twice.events


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
