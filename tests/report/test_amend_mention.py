"""What reviewers decide on names holds: whose they are, what they are, and which were missed."""

from __future__ import annotations

import pytest

from pipeline.report.amend import carried_out, reviewed
from pipeline.resolve import across
from tests.report.deciding import consistent, names, on, rules
from tests.report.made import BASE, visit


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


def test_a_missed_name_is_added() -> None:
    before = visit()
    after = reviewed(before, [on(before, "mention", "add", "union leaflet", type="CreativeWork")], BASE)

    assert names(after)["union leaflet"] == "CreativeWork"
    assert consistent(after)
