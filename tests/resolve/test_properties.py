"""What holds whatever the articles say: whole tables, ids as promises, no dependence on order."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.extraction import (
    Argument,
    EventCandidate,
    Extraction,
    Name,
    Quote,
    Reference,
    Role,
    TimeExpression,
)
from pipeline.records import Dataset, Document, Span
from pipeline.resolve import resolve
from pipeline.resolve.clusters import clusters
from pipeline.resolve.known import code_of
from pipeline.resolve.organisations import compare as compare_bodies
from pipeline.resolve.persons import compare as compare_persons
from pipeline.resolve.persons import parse
from tests.resolve.annotated import BASE, document
from tests.resolve.integrity import assert_whole

PERSONS = [
    "Javad Zarif",
    "Zarif",
    "Mohammad Javad Zarif",
    "Ashraf Ghani",
    "Ghani",
    "Abdul Ghani Baradar",
    "Ali Larijani",
    "Larijani",
    "Sadeq Larijani",
    "ALI LARIJANI",
]
BODIES = [
    "Taliban",
    "Foreign Ministry",
    "Iranian Foreign Ministry",
    "Ministry of Foreign Affairs",
    "UN",
    "United Nations",
    "Supreme National Security Council",
    "SNSC",
    "Council",
    "Quds Force",
]
PLACES = ["Iran", "Iranian", "Tehran", "Doha", "Tripoli", "Paris", "Zkrvqa"]
STRANGERS = ["Zbigniew Wróblewski", "Ngozi Adichie", "Eirik Halvorsen"]

words = st.one_of(
    st.sampled_from([(name, "Person") for name in PERSONS]),
    st.sampled_from([(name, "Organization") for name in BODIES]),
    st.sampled_from([(name, "Place") for name in PLACES]),
    st.sampled_from([("he", "pronoun"), ("the minister", "nominal"), ("2020-02-29", "time"), ("2020-02", "time")]),
)
TYPES = ["CONSULT", "AID", "ASSAULT", "SUPPORT"]


@st.composite
def articles(
    draw: st.DrawFn, source: str = "a.txt", pool: st.SearchStrategy[tuple[str, str]] = words
) -> tuple[Document, Extraction]:
    """An article of names, pronouns and dates with roles, quotations and events laid over them at random."""
    text, names, references, times, spans = "", [], [], [], []
    for word, kind in draw(st.lists(pool, min_size=1, max_size=12)):
        text += draw(st.sampled_from(["", "President ", "said ", "\n\n", "A b. "]))
        span = Span(len(text), len(text) + len(word))
        text += word + draw(st.sampled_from([" ", ". ", " (", "’s "]))
        if kind == "time":
            times.append(TimeExpression(span, word, "date", word))
        elif kind in ("pronoun", "nominal"):
            references.append(Reference(span, word, word.split()[-1], kind))  # type: ignore[arg-type]
            spans.append(span)
        else:
            code = code_of(word) if kind == "Place" else None
            names.append(Name(span, word, kind, form="adjective" if word == "Iranian" else "name", code=code))  # type: ignore[arg-type]
            spans.append(span)
    quotes: list[Quote] = []
    roles: list[Role] = []
    events: list[EventCandidate] = []
    if spans:
        some = st.sampled_from(spans)
        for _ in range(draw(st.integers(0, 2))):
            a, b = draw(some), draw(some)
            quotes.append(Quote(a.cover(b), "", draw(st.sampled_from(["direct", "indirect"])), None, draw(some)))  # type: ignore[arg-type]
            roles.append(Role(draw(some), "minister", draw(some), draw(some)))
        for _ in range(draw(st.integers(0, 3))):
            a = draw(some)
            arguments = tuple(Argument(role, draw(some), "x") for role in ("actor", "recipient", "actor"))  # type: ignore[arg-type]
            events.append(
                EventCandidate(
                    a, a.cover(draw(some)), "act", draw(st.sampled_from(TYPES)), None, draw(st.sampled_from(["happened", "negated"])),  # type: ignore[arg-type]
                    arguments, draw(st.sampled_from([t.span for t in times] or [None])), draw(some),
                    draw(st.sampled_from([q.span for q in quotes] or [None])),
                )
            )  # fmt: skip
    return document(source, text), Extraction(
        tuple(names), tuple(references), tuple(times), tuple(quotes), tuple(roles), tuple(events)
    )


def stranger(source: str = "z.txt") -> tuple[Document, Extraction]:
    """An article that has nothing to do with the others."""
    text = " met ".join(STRANGERS) + "."
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in STRANGERS]
    return document(source, text), Extraction(tuple(Name(span, span.of(text), "Person") for span in spans))


@settings(max_examples=400, deadline=None)
@given(articles("a.txt"), articles("b.txt"))
def test_every_data_set_is_whole(one: tuple[Document, Extraction], other: tuple[Document, Extraction]) -> None:
    assert_whole(resolve([one, other], BASE))


@settings(max_examples=40, deadline=None)
@given(articles("a.txt"), articles("b.txt"))
def test_an_unrelated_article_changes_no_record(
    one: tuple[Document, Extraction], other: tuple[Document, Extraction]
) -> None:
    before, after = resolve([one, other], BASE), resolve([one, stranger(), other], BASE)
    theirs = {entity.id for entity in resolve([stranger()], BASE).entities}
    assert tuple(e for e in after.entities if e.id not in theirs) == before.entities
    assert after.events == before.events
    assert set(after.statements) >= set(before.statements)
    assert set(after.relations) >= set(before.relations)


@settings(max_examples=40, deadline=None)
@given(st.tuples(articles("a.txt"), articles("b.txt"), articles("c.txt")))
def test_the_order_of_the_articles_does_not_matter(three: tuple[tuple[Document, Extraction], ...]) -> None:
    assert same(resolve(list(three), BASE), resolve(list(three)[::-1], BASE))


def same(one: Dataset, other: Dataset) -> bool:
    """Whether two data sets have the same tables."""
    return one.by_table() == other.by_table()


@settings(max_examples=40, deadline=None)
@given(articles("a.txt"), st.randoms())
def test_the_order_of_the_names_handed_over_does_not_matter(
    one: tuple[Document, Extraction], chance: random.Random
) -> None:
    text, names = one[0].text, list(one[1].names)
    expected = clusters(text, names)
    chance.shuffle(names)
    assert clusters(text, names) == expected


@given(st.sampled_from(PERSONS), st.sampled_from(PERSONS))
def test_comparing_persons_is_symmetric(one: str, other: str) -> None:
    assert compare_persons(parse(one), parse(other)) == compare_persons(parse(other), parse(one))


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_two_strings_can_be_compared_either_way(one: str, other: str) -> None:
    assert compare_persons(parse(one), parse(other)) == compare_persons(parse(other), parse(one))
    assert compare_bodies(one, other) == compare_bodies(other, one)
