"""EDTF level 1: parsing, days, order, and agreement with an independent reading."""

from __future__ import annotations

import datetime as dt

import pytest
from edtf import EDTFParseException, parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.records import edtf

DAYS = st.dates(min_value=dt.date(1, 1, 1), max_value=dt.date(9998, 12, 31))


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "granularity"),
    [
        ("2021-01-27", "2021-01-27", "2021-01-27", "day"),
        ("2021-01", "2021-01-01", "2021-01-31", "month"),
        ("2020-02", "2020-02-01", "2020-02-29", "month"),
        ("2021", "2021-01-01", "2021-12-31", "year"),
        ("2021-21", "2021-03-01", "2021-05-31", "season"),
        ("2021-22", "2021-06-01", "2021-08-31", "season"),
        ("2021-23", "2021-09-01", "2021-11-30", "season"),
        ("2019-24", "2019-12-01", "2020-02-29", "season"),
        ("201X", "2010-01-01", "2019-12-31", "decade"),
        ("19XX", "1900-01-01", "1999-12-31", "century"),
        ("2021-XX", "2021-01-01", "2021-12-31", "year"),
        ("2021-05-XX", "2021-05-01", "2021-05-31", "month"),
        ("2021-XX-XX", "2021-01-01", "2021-12-31", "year"),
        ("2020-02~", "2020-02-01", "2020-02-29", "month"),
        ("1984?", "1984-01-01", "1984-12-31", "year"),
        ("2004-06%", "2004-06-01", "2004-06-30", "month"),
        ("2021-01-21/2021-01-31", "2021-01-21", "2021-01-31", "day"),
        ("1990/1999", "1990-01-01", "1999-12-31", "year"),
        ("2004-06/2006-08-05", "2004-06-01", "2006-08-05", "day"),
        ("../2021-02", None, "2021-02-28", "month"),
        ("2021-02/..", "2021-02-01", None, "month"),
        ("/2021-02", None, "2021-02-28", "month"),
        ("2021-02/", "2021-02-01", None, "month"),
        ("1984~/2004-06", "1984-01-01", "2004-06-30", "month"),
    ],
)
def test_reads_a_value(text: str, earliest: str | None, latest: str | None, granularity: str) -> None:
    value = edtf.parse(text)
    assert str(value) == text
    assert (value.earliest and value.earliest.isoformat()) == earliest
    assert (value.latest and value.latest.isoformat()) == latest
    assert value.granularity == granularity


@pytest.mark.parametrize(
    "text",
    [
        "", "yesterday", "2021-13", "2021-00", "2021-02-30", "2021-2-3", "21-01-01", "0000", "2021-25", "2021-22-01", "201X-05", "2XXX",
        "2021-XX-05", "2021-05/2020", "../..", "/", "2021/2022/2023", "2021-01-27T10:00:00", "2021-01-27 ", "２０２１", "-0100", "2021~~", "9999-24",
    ],
)  # fmt: skip
def test_refuses_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w+ \w+ \w+"):
        edtf.parse(text)


@settings(deadline=None)
@given(DAYS)
def test_a_day_comes_back_as_it_went(day: dt.date) -> None:
    value = edtf.day(day)
    assert value.earliest == value.latest == day
    assert edtf.parse(str(value)) == value


@settings(deadline=None)
@given(DAYS, DAYS)
def test_an_interval_never_ends_before_it_starts(a: dt.date, b: dt.date) -> None:
    if a > b:
        with pytest.raises(ValueError, match="ends before it starts"):
            edtf.days(a, b)
    else:
        value = edtf.days(a, b)
        assert (value.earliest, value.latest) == (a, b)
        assert value.is_interval == (a != b)


POINTS = st.one_of(
    DAYS.map(edtf.day),
    DAYS.map(lambda d: edtf.month(d.year, d.month)),
    DAYS.map(lambda d: edtf.year(d.year)),
    st.tuples(DAYS, st.sampled_from([21, 22, 23, 24])).map(lambda p: edtf.season(p[0].year, p[1])),
)


@settings(deadline=None)
@given(POINTS, POINTS)
def test_covering_implies_intersecting_and_intersecting_is_mutual(a: edtf.Edtf, b: edtf.Edtf) -> None:
    assert a.intersects(b) == b.intersects(a)
    assert a.covers(a)
    if a.covers(b):
        assert a.intersects(b)


@settings(deadline=None)
@given(POINTS)
def test_an_open_interval_covers_what_lies_ahead(point: edtf.Edtf) -> None:
    ahead = edtf.interval(point, None)
    assert ahead.latest is None
    assert ahead.covers(point)
    assert not edtf.interval(None, edtf.year(1)).covers(ahead)


def strict(value: object, side: str) -> dt.date:
    """A bound of the oracle's reading."""
    year, month, day = getattr(value, f"{side}_strict")()[:3]
    return dt.date(year, month, day)


# Where the other reading differs by design, it is left out of the comparison: it ends a winter in December of its year, not in the
# February after; it gives ends for open intervals by a guess of ten years or infinity; and it lets an interval run backwards.
ORACLE = st.one_of(
    DAYS.map(lambda d: d.isoformat()),
    DAYS.map(lambda d: f"{d.year:04d}-{d.month:02d}"),
    DAYS.map(lambda d: f"{d.year:04d}"),
    st.tuples(DAYS, st.sampled_from(["21", "22", "23"])).map(lambda p: f"{p[0].year:04d}-{p[1]}"),
    st.integers(1, 999).map(lambda n: f"{n:03d}X"),
    st.integers(1, 99).map(lambda n: f"{n:02d}XX"),
    DAYS.map(lambda d: f"{d.year:04d}-XX"),
    DAYS.map(lambda d: f"{d.year:04d}-{d.month:02d}-XX"),
    st.tuples(DAYS, DAYS).map(lambda p: "/".join(d.isoformat() for d in sorted(p))),
)


@settings(deadline=None)
@given(ORACLE)
def test_agrees_with_an_independent_reading(text: str) -> None:
    ours, theirs = edtf.parse(text), parse_edtf(text)
    assert (ours.earliest, ours.latest) == (strict(theirs, "lower"), strict(theirs, "upper"))


@settings(deadline=None)
@given(st.text(alphabet="0123456789-/.X~?%", max_size=12))
def test_what_we_take_the_independent_reading_takes_too(text: str) -> None:
    try:
        edtf.parse(text)
    except ValueError:
        return
    if "X" in text and "/" in text:
        return  # the other reader takes unspecified digits in an interval at one end only, and not beside an open one
    try:
        parse_edtf(text)
    except EDTFParseException:
        pytest.fail(f"{text!r} is no EDTF to another reader")
