"""A decision finds its words again when the text around them moves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Span
from pipeline.report.anchors import anchored
from pipeline.report.decisions import Decision

TEXT = "Ghani spoke first. Then the other Ghani spoke, and a third Ghani left."


def decision(start: int, end: int, text: str = TEXT) -> Decision:
    return Decision(
        kind="mention", verdict="accept", exact=text[start:end], prefix=text[max(0, start - 32) : start], suffix=text[end : end + 32],
        start=start, end=end,
    )  # fmt: skip


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), st.sampled_from([0, 34, 59]))
def test_words_are_found_again_wherever_they_have_moved(opening: str, start: int) -> None:
    moved = opening + TEXT
    found = anchored(decision(start, start + 5), moved)

    assert found is not None
    assert found.of(moved) == "Ghani"
    assert found.start == len(opening) + start


def test_words_broken_onto_two_lines_are_the_same_words() -> None:
    made = decision(28, 39)
    assert made.exact == "other Ghani"

    found = anchored(made, TEXT.replace("other Ghani", "other\nGhani"))

    assert found == Span(28, 39)


def test_words_that_are_gone_are_not_found() -> None:
    assert anchored(decision(0, 5), "Nobody of that name.") is None
