"""What a headline, a caption or a parenthesis puts behind a name and a colon, and what is done according to a measure."""

from __future__ import annotations

import pytest

from pipeline.extract.extraction import Name
from pipeline.extract.quotes import quotes
from pipeline.records.span import Span
from tests.extract.articles import article, blank

#: Words that are verbs in the texts here.
VERBS = {"will": "MD", "left": "VBD", "send": "VB", "is": "VBZ"}


def told(text: str, kind: str, **names: str) -> list[tuple[str, str, str]]:
    """The statements of a text whose first passage is of a kind: how, what and by whom, the names given with their types."""
    document = article(text, kinds={0: kind})
    doc = blank(document)
    for token in doc:
        token.tag_ = VERBS.get(token.text, "NN")
    known = [
        Name(Span(start, start + len(words)), words, type)  # type: ignore[arg-type]
        for words, type in names.items()
        for start in [text.index(words)]
    ]
    return [(q.kind, q.text, q.speaker.of(text) if q.speaker else "") for q in quotes(document, doc, known, [])]


TROOPS = "Ghana will send no troops"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"Okafor: {TROOPS}", "title"),
        (f"President Okafor: {TROOPS}", "title"),
        (f"Okafor: {TROOPS}", "heading"),
        (f"Foreign Minister Okafor: {TROOPS}", "caption"),
        (f"The talks ended (Okafor: {TROOPS}).", "paragraph"),
    ],
)
@pytest.mark.parametrize("type", ["Person", "Organization"])
def test_a_name_and_a_colon_open_what_the_named_says(text: str, kind: str, type: str) -> None:
    assert told(text, kind, Okafor=type) == [("indirect", TROOPS, "Okafor")]


@pytest.mark.parametrize(
    ("text", "kind", "type"),
    [
        ("Mandela: a life", "title", "Person"),
        ("Mandela: a long life of struggle", "title", "Person"),
        ("Mandela: a life", "caption", "Person"),
        ("Mandela: a long life of struggle", "caption", "Organization"),
        (f"Mandela: {TROOPS}", "title", "Place"),
        (f"Mandela: {TROOPS}", "paragraph", "Person"),
        (f"on the way with Mandela: {TROOPS}", "title", "Person"),
        (f"The talks ended (Mandela: {TROOPS}).", "boilerplate", "Person"),
        (f"Photo: {TROOPS}", "caption", "Organization"),
    ],
)
def test_a_colon_behind_anything_else_or_before_a_mere_phrase_opens_no_statement(
    text: str, kind: str, type: str
) -> None:
    name = text.partition(":")[0].split()[-1].lstrip("(")
    assert told(text, kind, **{name: type}) == []


@pytest.mark.parametrize("kind", ["caption", "paragraph"])
def test_a_person_in_a_caption_or_in_brackets_needs_no_verb_for_a_few_words(kind: str) -> None:
    text = (
        "Okafor: no troops from Ghana ever" if kind == "caption" else "Talks ended (Okafor: no troops from Ghana ever)."
    )
    assert told(text, kind, Okafor="Person") == [("indirect", "no troops from Ghana ever", "Okafor")]


@pytest.mark.parametrize(
    ("first", "kind"), [(f"WATERS: {TROOPS}", "heading"), (f"The talks ended (Okafor: {TROOPS}).", "paragraph")]
)
def test_a_transcript_is_read_by_its_turns_alone(first: str, kind: str) -> None:
    turns = ["WATERS: Good day.", "ADEYEMI: A fine day.", "WATERS: No rain.", "ADEYEMI: No snow."]
    text = "\n\n".join([first, *turns])
    names = dict.fromkeys(["WATERS", *(["Okafor"] if "Okafor" in first else [])], "Person")
    labelled = [first, *turns] if kind == "heading" else turns
    assert told(text, kind, **names) == [
        ("direct", said, speaker) for speaker, said in (turn.split(": ") for turn in labelled)
    ]


@pytest.mark.parametrize(
    ("measure", "speaker"),
    [
        ("the timetable set out in the deal", None),
        ("the agreement signed in May", None),
        ("a very tight schedule", None),
        ("the plan’s authors", "the plan’s authors"),
        ("the plan's authors", "the plan's authors"),
        ("a report", "a report"),
        ("a source in the plan", "a source"),
    ],
)
def test_what_is_done_according_to_a_measure_is_nobodys_words(measure: str, speaker: str | None) -> None:
    found = told(f"The troops left the town according to {measure}.", "paragraph")
    assert found == ([("indirect", "The troops left the town", speaker)] if speaker else [])


def test_whoever_acts_behind_the_comma_is_not_according_to_whom_it_is_told() -> None:
    (only,) = told("According to sources, Okafor left the town.", "paragraph", Okafor="Person")
    assert only[2] != "Okafor"
