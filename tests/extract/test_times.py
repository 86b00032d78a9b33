"""Expressions of time: spans, values and what they count from."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.annotated import articles
from pipeline.extract.extraction import TimeExpression
from pipeline.extract.times import times
from pipeline.records import edtf
from pipeline.records.citation import Citation
from pipeline.records.document import Document
from pipeline.records.passage import Passage, PassageKind
from pipeline.records.span import Span
from tests.extract.growth import steps

CASES = Path(__file__).parent.parent / "cases" / "extract" / "times"
OWN = Path(__file__).parents[2].parent / "shared" / "corpora" / "own"
NLP = spacy.blank("en")
IDENT = "https://dateline.example/document/case"
MARKED = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")


def document(
    text: str, reference: dt.date | None, *, citations: tuple[Citation, ...] = (), kind: PassageKind = "paragraph"
) -> Document:
    """A text as a document, one passage a paragraph."""
    passages = tuple(
        Passage(
            id=f"{IDENT}#char={m.start()},{m.end()}",
            document_id=IDENT,
            position=i,
            kind=kind,
            start=m.start(),
            end=m.end(),
        )
        for i, m in enumerate(re.finditer(r"\S[^\n]*", text))
    )
    return Document(
        id=IDENT, source="case.txt", media_type="text/plain", sha256="0" * 64, text=text, text_sha256="0" * 64, words=len(text.split()),
        reference_date=reference, reference_basis="stated" if reference else None, passages=passages, citations=citations,
    )  # fmt: skip


def found(text: str, reference: str | None = "2021-02-08", **more: object) -> tuple[TimeExpression, ...]:
    """The expressions of a text."""
    day = dt.date.fromisoformat(reference) if reference else None
    made = document(text, day, **more)  # type: ignore[arg-type]
    return times(made, NLP.make_doc(text))


def cases() -> list[object]:
    """The lines of the case files."""
    lines = []
    for path in sorted(CASES.glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line and not line.startswith("#"):
                reference, _, text = line.partition("\t")
                lines.append(pytest.param(reference, text, id=f"{path.stem}:{number}"))
    return lines


def told(expression: TimeExpression) -> str:
    """The value of an expression as the case files write it."""
    if expression.kind in {"duration", "set"}:
        return expression.kind
    return expression.edtf or "vague"


@pytest.mark.parametrize(("reference", "marked"), cases())
def test_finds_every_expression_with_its_value_and_no_other(reference: str, marked: str) -> None:
    text = MARKED.sub(r"\1", marked)
    expected = [(m[1], m[2]) for m in MARKED.finditer(marked)]
    got = found(text, None if reference == "-" else reference)
    assert [(e.text, told(e)) for e in got] == expected


def test_a_footnote_marker_is_no_part_of_a_year() -> None:
    text = "The deal was made in November 2020.11 It failed."
    start = text.index("11")
    marker = Citation(id=f"{IDENT}/c", document_id=IDENT, marker="11", start=start, end=start + 2)
    (only,) = found(text, citations=(marker,))
    assert (only.text, only.edtf) == ("November 2020", "2020-11")


def test_a_marker_glued_to_the_year_leaves_the_year() -> None:
    text = "It was signed in 20204 by both."
    start = text.index("4 by")
    marker = Citation(id=f"{IDENT}/c", document_id=IDENT, marker="4", start=start, end=start + 1)
    (only,) = found(text, citations=(marker,))
    assert (only.text, only.edtf) == ("2020", "2020")


def test_boilerplate_is_skipped_and_notes_are_read() -> None:
    text = "Published 3 March 2020"
    assert found(text, kind="boilerplate") == ()
    assert [e.edtf for e in found(text, kind="note")] == ["2020-03-03"]


def test_the_anchor_is_the_time_counted_from() -> None:
    text = "They met on 12 June 2019; two weeks later they signed."
    first, second = found(text)
    assert first.basis == "stated"
    assert second.basis == "anchored"
    assert second.anchor == first.span


def test_without_an_anchor_the_reference_date_is_meant() -> None:
    (only,) = found("He resigned yesterday.")
    assert (only.basis, only.anchor) == ("anchored", None)


def test_a_month_in_a_persons_name_is_none() -> None:
    text = "April Jones came in May 2019."
    doc = NLP.make_doc(text)
    doc.set_ents([doc.char_span(0, 11, label="Person")])
    got = times(document(text, dt.date(2021, 2, 8)), doc)
    assert [e.text for e in got] == ["May 2019"]


def test_a_chronology_carries_its_year_from_entry_to_entry() -> None:
    text = "14 March 2017: The strike begins.\n3 April: It ends.\n"
    assert [e.edtf for e in found(text)] == ["2017-03-14", "2017-04-03"]


def test_granularity_is_what_the_words_commit_to() -> None:
    units = {
        e.text: e.granularity
        for e in found("In 2015, in August 2020, on 3 May 2020, the 1990s and last week it rained.")
    }
    assert units == {
        "2015": "year",
        "August 2020": "month",
        "3 May 2020": "day",
        "the 1990s": "decade",
        "last week": "week",
    }


#: What words commit to, from fine to coarse: an independent reading, by single words, of how precise a value may be.
DAY_WORDS = re.compile(
    r"\b(\d{1,2}(st|nd|rd|th)?|\d{8}|now|today|to(night|morrow)|tom+or+ow|tmrw|yesterday|(mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|days?|weeks?|weekend|fortnight|overnight"
    r"|(over|mid)?night|morning|afternoon|evening|(mid|noon)day|noon|dawn|dusk|daybreak|sun(rise|set)|nightfall|lunchtime|hours?|minutes?|o|[ap]m|time|christmas|easter|eve|new|labour|may day"
    r"|(half|quarter) (past|to)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(thir|four|fif|six|seven|eigh|nine)teen(th)?|(twent|thirt)ieth|twenty|thirty|valentine|halloween|bastille|armistice|epiphany|pentecost)\b",
    re.I,
)
MONTH_WORDS = re.compile(
    r"\b(jan|febr?u?|mar|apr|jun|jul|aug|sept?|oct|nov|dec|january|feb(r)?uary|march|april|may|june|july|august|(sept|nov|dec)ember|october|months?|(spring|summer|winter)(time)?|autumn|fall"
    r"|quarters?|half|[qh][1-4])\b|-\d\d\b|\b\d{1,2}/\d{4}", re.I,
)  # fmt: skip
PART_WORDS = re.compile(
    r"\b(early|mid|late|end|middle|beginning|start|close|outset|out)\b|first (days|weeks|months|years)", re.I
)
LADDER = ("day", "month", "season", "year", "decade", "century")


#: Words that take over, or count from, a time that the text names elsewhere, and are as precise as that.
ANAPHORS = re.compile(r"\b(after|before|later|earlier|same|that|the)\b", re.I)


def precise(e: TimeExpression) -> bool:
    """Whether a value is finer than the words of its expression, and of the time that it takes over, commit to."""
    text, edtf_value = e.text, e.edtf
    if edtf_value is None or e.kind == "clock" or (e.anchor is not None and ANAPHORS.search(text)):
        return False
    allowed = 0 if DAY_WORDS.search(text) else 1 if MONTH_WORDS.search(text) else 3
    if allowed and PART_WORDS.search(text):
        allowed = 1 if allowed == 3 else 0
    return LADDER.index(edtf.parse(edtf_value).granularity) < allowed


@pytest.mark.parametrize(("reference", "marked"), cases())
def test_no_value_is_more_precise_than_its_words(reference: str, marked: str) -> None:
    got = found(MARKED.sub(r"\1", marked), None if reference == "-" else reference)
    assert [(e.text, e.edtf) for e in got if precise(e)] == []


def test_no_value_in_annotated_articles_is_more_precise_than_its_words() -> None:
    if not OWN.exists():
        pytest.skip(f"no annotated articles at {OWN}")
    for article in articles(OWN.parent):
        got = times(article.document, NLP.make_doc(article.document.text))
        assert [(e.text, e.edtf) for e in got if precise(e)] == [], article.path


def test_a_count_of_months_or_years_gives_no_day() -> None:
    got = found("It was signed three months ago, six years ago, two decades ago and will end in two years.")
    assert [e.edtf for e in got] == ["2020-11", "2015", "2001~", "2023"]


WORDS = st.sampled_from(
    [
        "the",
        "of",
        "January",
        "May",
        "26",
        "2021",
        "last",
        "week",
        "1990s",
        "two",
        "days",
        "later",
        "between",
        "and",
        "from",
        "to",
        "-",
        "–",
        ",",
        ".",
        "early",
        "mid",
        "end",
        "Monday",
        "3",
        "pm",
        ":",
        "18",
        "00",
        "every",
        "third",
        "quarter",
        "spring",
        "ago",
        "2/3",
        "31",
        "February",
        "30",
        "99",
        "0",
        "“",
        "”",
        "(",
        ")",
        "\n\n",
        "he",
        "said",
        "may",
    ]
)


@given(
    st.lists(WORDS, max_size=40),
    st.sampled_from([" ", ""]),
    st.sampled_from([None, "2021-02-08", "0001-01-01", "9999-12-31"]),
)
@settings(max_examples=200, deadline=None)
def test_any_words_give_trimmed_ordered_spans_and_days_that_agree_with_the_value(
    words: list[str], gap: str, reference: str | None
) -> None:
    text = gap.join(words)
    end = 0
    for e in found(text, reference):
        assert e.text == e.span.of(text) == e.text.strip() != ""
        assert e.span.start >= end
        end = e.span.end
        if e.edtf is not None:
            value = edtf.parse(e.edtf)
            assert (e.earliest, e.latest) == (value.earliest, value.latest)
            assert not (gap and precise(e))
        else:
            assert (e.earliest, e.latest) == (None, None)


def test_the_work_on_hostile_text_grows_with_its_length() -> None:
    def work(times: int) -> int:
        text = "the end of the last week of January 2021, between 3 and " * times
        return steps(lambda: found(text))

    work(1)  # word lists are read once
    assert work(400) < 5 * work(100)


def test_spans_are_the_documents_offsets() -> None:
    text = "Nothing here.\n\nIn August 2020 it rained."
    (only,) = found(text)
    assert only.span == Span(18, 29)
    assert text[18:29] == "August 2020"
