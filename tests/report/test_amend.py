"""Decisions are read from beside the article, carried out once, and told where they cannot be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.report.amend import reviewed, with_reviews
from pipeline.report.decisions import Decision, decisions_of, holding
from tests.report.deciding import names, on, rules
from tests.report.made import BASE, visit


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


def test_carrying_decisions_out_twice_changes_nothing_more() -> None:
    before = visit()
    made = [on(before, "mention", "reject", "Lusaka", 1), on(before, "mention", "correct", "Jon Strand", type="Group")]
    once = reviewed(before, made, BASE)
    twice = reviewed(once, made, BASE)

    assert once.entities == twice.entities
    assert once.events == twice.events
