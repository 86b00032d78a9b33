"""Events of longer texts: passages, quotations, times, places, and what must hold of every candidate."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extract.events import events
from pipeline.extract.extraction import EventCandidate, Name, Quote, Reference, TimeExpression
from pipeline.knowledge import contexts, plover
from pipeline.records.document import Document
from pipeline.records.passage import Passage
from pipeline.records.span import Span
from tests.extract import growth
from tests.extract.event_cases import cases, document


@cache
def blank() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def analysed(text: str) -> Doc:
    return blank()(text)


def said(
    text: str, names: tuple[Name, ...] = (), times: tuple[TimeExpression, ...] = (), quotes: tuple[Quote, ...] = ()
) -> tuple[EventCandidate, ...]:
    return events(document(text), analysed(text), names, (), times, quotes)


def span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def in_passages(text: str, kind: str, words: str) -> Document:
    """A document in which `words` is a passage of that kind and all else a paragraph."""
    read = document(text)
    inner = span(text, words)
    pieces = [(0, inner.start, "paragraph"), (inner.start, inner.end, kind), (inner.end, len(text), "paragraph")]
    passages = tuple(
        Passage(id=f"{read.id}#char={a},{b}", document_id=read.id, position=i, kind=k, start=a, end=b)
        for i, (a, b, k) in enumerate(pieces)
        if b > a
    )
    return read.model_copy(update={"passages": passages})


@pytest.mark.parametrize("kind", ["note", "boilerplate"])
def test_notes_and_boilerplate_report_nothing(kind: str) -> None:
    text = "The council met. Police arrested nine men. That was all."
    read = in_passages(text, kind, "Police arrested nine men.")
    assert [e for e in events(read, analysed(text), (), (), (), ()) if e.type == "COERCE"] == []


@pytest.mark.parametrize("kind", ["title", "heading", "caption", "alt"])
def test_headlines_and_captions_report_events(kind: str) -> None:
    text = "The council rose early. Police arrested nine men. That was all."
    read = in_passages(text, kind, "Police arrested nine men.")
    found = [e for e in events(read, analysed(text), (), (), (), ()) if e.type == "COERCE"]
    assert [e.trigger.of(text) for e in found] == ["arrested"]


def test_the_innermost_quotation_is_who_says_so() -> None:
    text = "He said that she told him that rebels had killed two drivers."
    outer = Quote(span(text, "that she told him that rebels had killed two drivers"), "", "indirect")
    inner = Quote(span(text, "that rebels had killed two drivers"), "", "indirect")
    assert {e.quote for e in said(text, quotes=(outer, inner))} == {inner.span}


def test_what_somebody_reports_of_himself_in_his_own_quotation_is_that_quotation() -> None:
    text = "“I said that rebels had killed two drivers,” Rosa Quispe added."
    speaker, self = span(text, "Rosa Quispe"), span(text, "I")
    outer = Quote(span(text, "I said that rebels had killed two drivers,"), "", "direct", speaker=speaker)
    inner = Quote(span(text, "that rebels had killed two drivers"), "", "indirect", speaker=self)
    assert {e.quote for e in said(text, quotes=(outer, inner))} == {outer.span}


def test_what_somebody_blames_others_for_is_taken_for_a_fact() -> None:
    text = "Kenya blamed gunmen for the kidnapping of a teacher."
    blamed = Quote(span(text, "for the kidnapping of a teacher"), "", "indirect", cue=span(text, "blamed"))
    assert {e.quote for e in said(text, quotes=(blamed,))} == {None}


def test_an_accusation_names_who_says_what_happened() -> None:
    text = "Ghana accused Togo of shelling a village."
    names = tuple(Name(span(text, w), w, "Place", code="XXX") for w in ("Ghana", "Togo"))
    shelling = next(e for e in said(text, names) if e.type == "ASSAULT")
    assert shelling.attribution is not None
    assert shelling.attribution.of(text) == "Ghana"


def test_hearsay_is_attributed_to_the_word_that_marks_it() -> None:
    text = "Gunmen reportedly kidnapped a teacher."
    assert [e.attribution.of(text) for e in said(text) if e.attribution] == ["reportedly"]


def test_the_time_of_the_own_clause_dates_the_event() -> None:
    text = "Police arrested nine men on 3 May, while students marched on 5 May."
    times = tuple(
        TimeExpression(span(text, w), w, "date", v, dt.date.fromisoformat(v), dt.date.fromisoformat(v))
        for w, v in (("3 May", "2019-05-03"), ("5 May", "2019-05-05"))
    )
    found = {e.type: e.time.of(text) for e in said(text, times=times) if e.time}
    assert found == {"COERCE": "3 May", "PROTEST": "5 May"}


def test_a_future_date_makes_the_event_planned() -> None:
    text = "The ministers meet on 9 May."
    day = dt.date(2019, 5, 9)
    time = TimeExpression(span(text, "9 May"), "9 May", "date", "2019-05-09", day, day)
    read = document(text).model_copy(update={"reference_date": dt.date(2019, 5, 1)})
    references = (Reference(span(text, "The ministers"), "The ministers", "ministers"),)
    assert [e.status for e in events(read, analysed(text), (), references, (time,), ())] == ["planned"]


def test_a_duration_dates_nothing() -> None:
    text = "Police detained the men for three days."
    time = TimeExpression(span(text, "three days"), "three days", "duration")
    assert [e.time for e in said(text, times=(time,))] == [None]


def test_in_a_place_is_where_and_with_a_place_is_who() -> None:
    text = "Kenya held talks with Tehran in Nairobi."
    names = (
        Name(span(text, "Kenya"), "Kenya", "Place", code="KEN"),
        Name(span(text, "Tehran"), "Tehran", "Place", metonym=True),
        Name(span(text, "Nairobi"), "Nairobi", "Place"),
    )
    (talks,) = said(text, names)
    assert talks.place is not None
    assert talks.place.of(text) == "Nairobi"
    assert [a.text for a in talks.arguments if a.role == "recipient"] == ["Tehran"]


def test_a_name_or_a_date_is_no_trigger() -> None:
    text = "The Alder Peace Agreement dates from March 2003."
    names = (Name(span(text, "Alder Peace Agreement"), "Alder Peace Agreement", "Agreement"),)
    times = (TimeExpression(span(text, "March 2003"), "March 2003", "date", "2003-03"),)
    assert said(text, names, times) == ()


def test_every_candidate_explains_itself() -> None:
    text = "Rebels abducted three nurses near the clinic."
    (event,) = said(text)
    assert event.source == "lexicon: abduct.v"


def test_counts_of_the_unnamed_are_kept() -> None:
    text = "Gunmen killed eleven farmers and wounded 1,200 others."
    counts = {a.count for e in said(text) for a in e.arguments if a.role == "victim"}
    assert counts == {11, 1200}


FRAGMENTS = [case.text for case in cases()] + [
    "“",
    "”",
    "\n\n",
    " — ",
    "¿",
    "🙂",
    "’s",
    "Mr.",
    ". . .",
    "\u200b",
    "IRAN ATTACKS",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=8))
def test_whatever_the_text_every_span_lies_in_it(fragments: list[str]) -> None:
    text = " ".join(fragments) or "x"
    for event in said(text):
        assert event.trigger.of(text).strip() == event.trigger.of(text) != ""
        assert event.clause.contains(event.trigger)
        assert event.clause.end <= len(text)
        assert plover.is_valid(event.type, event.mode)
        assert 0 < event.confidence <= 1
        assert set(event.contexts) <= set(contexts.names())
        assert all(a.text == a.span.of(text) for a in event.arguments)


def test_a_recipe_is_believed_where_it_names_the_police() -> None:
    recipe = (Path(__file__).parents[1] / "cases" / "extract" / "events" / "nothing" / "recipe.txt").read_text("utf-8")
    text = f"{recipe}\n\nPolice arrested nine protesters in the kitchen."
    assert [e.trigger.of(text) for e in said(text)] == ["arrested"]


def test_a_text_of_public_affairs_is_believed_although_it_speaks_of_markets() -> None:
    markets = "Shares, bonds, futures and the index fell as traders and investors sold. " * 3
    politics = "The prime minister told parliament that the government would lift sanctions. " * 3
    text = f"{markets}{politics}Police arrested nine men."
    assert "arrested" in [e.trigger.of(text) for e in said(text)]


def steps(text: str) -> int:
    """Lines of Python that run while events are found in the text."""
    read, doc = document(text), analysed(text)
    names = tuple(Name(Span(m.start(), m.end()), m[0], "Place", code="XXX") for m in re.finditer("Ghana|Togo", text))
    return growth.steps(lambda: events(read, doc, names, (), (), ()))


@pytest.mark.slow
def test_a_text_without_full_stops_takes_steps_in_proportion_to_its_length() -> None:
    line = "Ghana accused Togo of shelling a village and the two armies fought while talks continued "
    steps(line)  # Word lists are read once.
    assert steps(line * 80) < 2.5 * steps(line * 40)


@pytest.mark.parametrize("digit", ["¹", "②", "1¹"])
def test_a_digit_that_is_no_number_counts_nobody(digit: str) -> None:
    text = f"Police arrested {digit} protesters in Lima on Monday."
    at = span(text, f"{digit} protesters")
    found = events(document(text), analysed(text), (), (Reference(at, at.of(text), "protesters"),), (), ())
    assert found
    assert all(argument.count is None for event in found for argument in event.arguments)
