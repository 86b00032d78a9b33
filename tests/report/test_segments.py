"""A text cut at its marks is the same text, and every mark lies on exactly its own words."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Span
from pipeline.report.segments import segments

SPANS = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(SPANS, st.lists(SPANS, max_size=12))
def test_stretches_put_together_are_the_whole(whole: Span, marks: list[Span]) -> None:
    found = [segment.span for segment in segments(whole, marks)]

    assert found[0].start == whole.start
    assert found[-1].end == whole.end
    assert all(a.end == b.start for a, b in pairwise(found))


@given(SPANS, st.lists(SPANS, max_size=12))
def test_every_mark_covers_exactly_its_own_words(whole: Span, marks: list[Span]) -> None:
    covered: dict[int, set[int]] = {}
    for segment in segments(whole, marks):
        for number in segment.marks:
            covered.setdefault(number, set()).update(range(segment.span.start, segment.span.end))

    for number, mark in enumerate(marks):
        inside = set(range(mark.start, mark.end)) & set(range(whole.start, whole.end))
        assert covered.get(number, set()) == inside


def test_of_overlapping_marks_the_widest_comes_first() -> None:
    found = segments(Span(0, 20), [Span(5, 10), Span(0, 18), Span(8, 14)])

    assert [segment.marks for segment in found] == [(1,), (1, 0), (1, 2, 0), (1, 2), (1,), ()]
