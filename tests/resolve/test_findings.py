"""Contradictions: reported where an article cannot mean both, and nowhere else."""

from __future__ import annotations

from pipeline.records import Finding
from pipeline.resolve import resolve
from tests.resolve.annotated import BASE
from tests.resolve.integrity import assert_whole
from tests.resolve.scene import Scene, scene


def warnings(item: Scene) -> list[Finding]:
    """The warnings of one scene."""
    found = resolve([(item.document, item.extraction)], BASE)
    assert_whole(found)
    return [finding for finding in found.findings if finding.severity == "warning"]


def signing(first: str, second: str, middle: str = "", type: str = "SUPPORT") -> Scene:
    """Two sentences that date the signing of an agreement."""
    item = scene(
        "The {k:Taliban} and the {l:United States} signed a deal on {d:"
        + first
        + "}. The "
        + middle
        + "deal that the {l:United States} signed with the {k:Taliban} on {d:"
        + second
        + "} holds."
    )
    item = item.event("signed", "SUPPORT", lemma="sign", actor=["Taliban", "United States"], time=first)
    return item.event("signed", type, nth=1, lemma="sign", actor=["United States", "Taliban"], time=second)


def test_two_dates_of_one_signing_are_reported_with_both_passages_and_both_records() -> None:
    (finding,) = warnings(signing("2020-02-20", "2020-02-29"))
    assert finding.rule == "resolve.two-dates"
    assert "2020-02-20" in finding.message
    assert "2020-02-29" in finding.message
    assert len(finding.related) == 2


def test_somebody_who_acts_for_a_body_signs_for_it() -> None:
    item = scene(
        "Mullah {p:Abdul Baradar}, chief of the {k:Taliban}, and the {l:United States} signed a deal on {d:2020-02-20}. The {l:United States} signed it with the {k:Taliban} on {d:2020-02-29}."
    )
    item = item.role("chief of the Taliban", "Abdul Baradar", "Taliban")
    item = item.event("signed", "SUPPORT", lemma="sign", actor=["Abdul Baradar", "United States"], time="2020-02-20")
    item = item.event("signed", "SUPPORT", nth=1, lemma="sign", actor=["United States", "Taliban"], time="2020-02-29")
    assert [finding.rule for finding in warnings(item)] == ["resolve.two-dates"]


def test_the_same_date_twice_is_no_contradiction() -> None:
    assert warnings(signing("2020-02-29", "2020-02-29")) == []


def test_two_signings_far_apart_are_two() -> None:
    assert warnings(signing("2019-02-20", "2020-02-29")) == []


def test_a_second_deal_is_another_deal() -> None:
    assert warnings(signing("2020-02-20", "2020-02-29", "second ")) == []


def test_a_month_does_not_contradict_a_day_in_it() -> None:
    assert warnings(signing("2020-02", "2020-02-29")) == []


def test_two_visits_in_a_month_are_no_contradiction() -> None:
    item = scene(
        "{p:Ali Larijani} visited {l:Iraq} on {d:2020-02-20}. {p:Larijani} visited {l:Iraq} on {d:2020-02-29}."
    )
    item = item.event("visited", "CONSULT", mode="visit", actor="Ali Larijani", recipient="Iraq", time="2020-02-20")
    item = item.event("visited", "CONSULT", nth=1, mode="visit", actor="Larijani", recipient="Iraq", time="2020-02-29")
    assert warnings(item) == []


def test_two_presidents_of_one_country_at_once_are_reported() -> None:
    item = scene("{l:Iran}'s president {p:Ali Larijani} spoke. {l:Iran}'s president {p:Reza Moradi} was silent.")
    item = item.role("president", "Ali Larijani", "Iran").role("president", "Reza Moradi", "Iran")
    (finding,) = warnings(item)
    assert finding.rule == "resolve.two-holders"
    assert "Ali Larijani and Reza Moradi are both called president" in finding.message


def test_a_president_and_a_former_one_are_no_contradiction() -> None:
    item = scene("{l:Iran}'s president {p:Ali Larijani} spoke. {l:Iran}'s president {p:Reza Moradi} was silent.")
    item = item.role("president", "Ali Larijani", "Iran").role("president", "Reza Moradi", "Iran", "former")
    assert warnings(item) == []


def test_two_numbers_of_dead_on_one_day_at_one_place_are_reported() -> None:
    item = scene(
        "Shells killed 12 soldiers in {l:Donetsk} on {d:2022-01-05}. Shelling left 21 soldiers dead in {l:Donetsk} on {d:2022-01-05}."
    )
    item = item.event(
        "killed", "ASSAULT", lemma="kill", victim="12 soldiers", count=12, place="Donetsk", time="2022-01-05"
    )
    item = item.event(
        "Shelling", "ASSAULT", lemma="shelling", victim="21 soldiers", count=21, place="Donetsk", time="2022-01-05"
    )
    (finding,) = warnings(item)
    assert finding.rule == "resolve.two-counts"
