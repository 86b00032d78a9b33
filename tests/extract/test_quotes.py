"""Quoted and reported speech with its speaker, without a tree and with one."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from pipeline.extract.extraction import Name, Quote
from pipeline.extract.quotes import quotes
from pipeline.extract.quotes.marks import quoted
from pipeline.records.citation import Citation
from pipeline.records.document import Document
from pipeline.records.passage import Passage
from pipeline.records.span import Span
from tests.extract.growth import steps

CASES = Path(__file__).parent.parent / "cases" / "extract" / "quotes"
NLP = spacy.blank("en")
KINDS = {"d": "direct", "i": "indirect", "m": "mixed"}
IDENT = "https://dateline.example/document/case"


def document(text: str, citations: tuple[Citation, ...] = ()) -> Document:
    """A text as a document, one passage a paragraph."""
    passages = []
    offset = 0
    for block in text.split("\n\n"):
        if block.strip():
            start = offset + len(block) - len(block.lstrip())
            end = offset + len(block.rstrip())
            passages.append(
                Passage(
                    id=f"{IDENT}#char={start},{end}",
                    document_id=IDENT,
                    position=len(passages),
                    kind="paragraph",
                    start=start,
                    end=end,
                )  # fmt: skip
            )
        offset += len(block) + 2
    return Document(
        id=IDENT, source="case.txt", media_type="text/plain", sha256="0" * 64, text=text, text_sha256="0" * 64, words=len(text.split()),
        passages=tuple(passages), citations=citations,
    )  # fmt: skip


def named(text: str, names: list[str]) -> list[Name]:
    """The first occurrence of each name, as a person."""
    return [Name(Span(text.index(n), text.index(n) + len(n)), n, "Person") for n in names]


def found(
    text: str, names: list[str], doc: Doc | None = None, citations: tuple[Citation, ...] = ()
) -> tuple[Quote, ...]:
    """The statements of a text."""
    return quotes(document(text, citations), doc or NLP.make_doc(text), named(text, names), [])


def told(text: str, quote: Quote) -> list[str]:
    """A statement as the case files write it."""
    speaker = quote.speaker.of(text) if quote.speaker else ""
    return [quote.kind, quote.text, speaker, quote.cue.of(text) if quote.cue else ""]


def cases() -> list[object]:
    """The cases of the files."""
    rows = []
    for path in sorted(CASES.glob("*.toml")):
        for row in tomllib.loads(path.read_text("utf-8"))["case"]:
            rows.append(pytest.param(row, id=f"{path.stem}: {row['id']}"))
    return rows


def marked(line: str) -> tuple[str, list[str], list[list[str]]]:
    """The text of a line of `varied.txt`, its names and its statements in text order."""
    text, names, quotes_found, open_at, name_at = "", [], [], [], 0
    for piece in re.split(r"(\[\[[dim]\|[^|]*\|[^|]*\||\]\]|[{}])", line.replace("¶", "\n\n")):
        if piece.startswith("[["):
            kind, speaker, cue, _ = piece[2:].split("|")
            open_at.append((len(text), KINDS[kind], speaker, cue))
        elif piece == "]]":
            start, kind, speaker, cue = open_at.pop()
            quotes_found.append((start, [kind, text[start:], speaker, cue]))
        elif piece == "{":
            name_at = len(text)
        elif piece == "}":
            names.append(text[name_at:])
        else:
            text += piece
    return text, names, [row for _, row in sorted(quotes_found, key=lambda q: (q[0], -len(q[1][1])))]


def lines() -> list[str]:
    """The lines of `varied.txt` that hold a text."""
    return [x for x in (CASES / "varied.txt").read_text("utf-8").splitlines() if x and not x.startswith("#")]


@pytest.mark.parametrize("line", lines())
def test_finds_every_statement_of_varied_writing_and_no_other(line: str) -> None:
    text, names, wanted = marked(line)
    assert [told(text, quote) for quote in found(text, names)] == wanted


def test_the_cases_hold_enough_quotations_with_a_speaker() -> None:
    rows = [row for line in lines() for row in marked(line)[2]]
    rows += [
        row
        for path in CASES.glob("*.toml")
        for case in tomllib.loads(path.read_text("utf-8"))["case"]
        for row in case["quotes"]
    ]
    assert sum(bool(speaker) for _, _, speaker, _ in rows) >= 150


@pytest.mark.parametrize("case", cases())
def test_finds_every_statement_and_no_other(case: dict[str, object]) -> None:
    text, names = str(case["text"]), case["names"]
    assert isinstance(names, list)
    assert [told(text, quote) for quote in found(text, names)] == case["quotes"]


def test_a_footnote_marker_between_mark_and_cue_is_passed_over() -> None:
    text = "“We want them to help,”7 Omar Tell said."
    marker = Citation(id=f"{IDENT}/c", document_id=IDENT, marker="7", start=text.index("7"), end=text.index("7") + 1)
    (only,) = found(text, ["Omar Tell"], citations=(marker,))
    assert told(text, only) == ["direct", "We want them to help,", "Omar Tell", "said"]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("They hold Omar Tell (“the Crab”) here.", []),
        ("They hold Ali al-Rashid (“Lord of Locks”) here.", []),
        ("They spoke (“the Crab” was named).", ["the Crab"]),
        ("The motion fell (“a farce”) at noon.", ["a farce"]),
    ],
)
def test_marks_in_brackets_behind_a_name_hold_a_by_name(text: str, marked: list[str]) -> None:
    assert [found.inner.of(text) for found in quoted(text, [(0, len(text))])] == marked


def test_a_marker_glued_to_the_clause_ends_it() -> None:
    text = "Omar Tell said the bridge was closed.2 Nobody crossed."
    marker = Citation(id=f"{IDENT}/c", document_id=IDENT, marker="2", start=text.index("2"), end=text.index("2") + 1)
    (only,) = found(text, ["Omar Tell"], citations=(marker,))
    assert only.text == "the bridge was closed"


def test_the_hearer_is_the_object_of_told() -> None:
    text = "Omar Tell told Ana Ruiz that the bridge was closed."
    (only,) = found(text, ["Omar Tell", "Ana Ruiz"])
    assert only.addressee is not None
    assert only.addressee.of(text) == "Ana Ruiz"


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("Omar Tell tweeted that the bridge was closed.", "tweet"),
        ("Omar Tell said in a statement that the bridge was closed.", "statement"),
        ("Omar Tell told a press conference that the bridge was closed.", "press conference"),
        ("Omar Tell said in an interview that the bridge was closed.", "interview"),
        ("Omar Tell said that the bridge was closed.", None),
    ],
)
def test_the_medium_is_what_the_words_name(text: str, medium: str | None) -> None:
    (only,) = found(text, ["Omar Tell"])
    assert only.medium == medium


def tree(rows: str) -> Doc:
    """A Doc with a tree: a word, the number of its head, its relation and its tag for each of the rows, which "|" parts."""
    words, heads, deps, tags = zip(*(row.split() for row in rows.split("|")), strict=True)
    spaces = [following not in {",", "."} for following in [*words[1:], "."]]
    return Doc(
        NLP.vocab,
        words=words,
        spaces=spaces,
        heads=[int(head) for head in heads],
        deps=deps,
        tags=tags,
        sent_starts=[i == 0 for i in range(len(words))],
    )


@pytest.mark.parametrize(
    ("rows", "names", "wanted"),
    [
        # the subject stands far off
        (
            "Omar 2 nsubj NNP|Tell 0 flat NNP|rose 2 ROOT VBD|, 2 punct ,|thanked 2 conj VBD|Ana 4 obj NNP|Ruiz 5 flat NNP|and 8 cc CC"
            "|said 2 conj VBD|the 10 det DT|bridge 12 nsubj NN|was 12 cop VBD|closed 8 ccomp JJ|. 2 punct .",
            ["Omar Tell", "Ana Ruiz"],
            ["indirect", "the bridge was closed", "Omar Tell", "said"],
        ),
        # the tree parts a title from its bearer
        (
            "Minister 5 nsubj NNP|of 2 case IN|State 5 obl NNP|Ana 5 obl NNP|Ruiz 3 flat NNP|said 5 ROOT VBD|that 9 mark IN|it 9 nsubj PRP"
            "|was 9 cop VBD|over 5 ccomp JJ|. 5 punct .",
            ["Ana Ruiz"],
            ["indirect", "that it was over", "Ana Ruiz", "said"],
        ),
        (
            "opposition 1 compound NN|deputy 4 nsubj NN|Ana 4 obl NNP|Ruiz 2 flat NNP|said 4 ROOT VBD|that 8 mark IN|it 8 nsubj PRP"
            "|was 8 cop VBD|over 4 ccomp JJ|. 4 punct .",
            ["Ana Ruiz"],
            ["indirect", "that it was over", "Ana Ruiz", "said"],
        ),
        (
            "Foreign 1 amod JJ|Minister 4 nsubj NNP|Ana 4 nsubj NNP|Ruiz 2 flat NNP|said 4 ROOT VBD|that 8 mark IN|it 8 nsubj PRP"
            "|was 8 cop VBD|over 4 ccomp JJ|. 4 punct .",
            ["Ana Ruiz"],
            ["indirect", "that it was over", "Ana Ruiz", "said"],
        ),
        # whoever quotes does not say it
        (
            "Envoys 1 nsubj NNS|quoted 1 ROOT VBD|Omar 1 obj NNP|Tell 2 flat NNP|as 5 mark IN|saying 1 advcl VBG|that 9 mark IN|it 9 nsubj PRP"
            "|was 9 cop VBD|over 5 ccomp JJ|. 1 punct .",
            ["Envoys", "Omar Tell"],
            ["indirect", "that it was over", "Omar Tell", "saying"],
        ),
        (
            "Omar 3 nsubj:pass NNP|Tell 0 flat NNP|was 3 aux:pass VBD|cited 3 ROOT VBN|by 5 case IN|envoys 3 obl:agent NNS|as 7 mark IN"
            "|saying 3 advcl VBG|that 11 mark IN|it 11 nsubj PRP|was 11 cop VBD|over 7 ccomp JJ|. 3 punct .",
            ["Omar Tell", "envoys"],
            ["indirect", "that it was over", "Omar Tell", "saying"],
        ),
        # a participle goes on a relative clause, though the tree ties it to the main verb
        (
            "Envoys 1 nsubj NNS|met 1 ROOT VBD|Omar 1 obj NNP|Tell 2 flat NNP|, 6 punct ,|who 6 nsubj WP|protested 2 acl:relcl VBD|, 8 punct ,"
            "|saying 1 advcl VBG|that 12 mark IN|it 12 nsubj PRP|was 12 cop VBD|over 8 ccomp JJ|. 1 punct .",
            ["Envoys", "Omar Tell"],
            ["indirect", "that it was over", "Omar Tell", "saying"],
        ),
    ],
)
def test_the_tree_names_the_speaker(rows: str, names: list[str], wanted: list[str]) -> None:
    doc = tree(rows)
    (only,) = [q for q in found(doc.text, names, doc) if q.kind == "indirect"]
    assert told(doc.text, only) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Omar Tell rejected it, but it is clear that towns fell.", []),
        ("Omar Tell rejected it, but was clear that towns fell.", ["that towns fell"]),
    ],
)
def test_what_is_clear_of_itself_is_nobodys_words(text: str, wanted: list[str]) -> None:
    doc = NLP.make_doc(text)
    at = {token.text: token.i for token in doc}
    doc.spans["cues"] = [doc[at["rejected"] : at["rejected"] + 1], doc[at["clear"] : at["clear"] + 1]]
    doc.spans["quotes"] = [doc[at["that"] : at["fell"] + 1]]
    assert [quote.text for quote in found(text, ["Omar Tell"], doc)] == wanted


def test_a_further_act_that_the_tree_ties_to_the_cue_ends_what_is_said() -> None:
    doc = tree(
        "Omar 2 nsubj NNP|Tell 0 flat NNP|said 2 ROOT VBD|the 4 det DT|bridge 6 nsubj NN|was 6 cop VBD|closed 2 ccomp JJ|and 8 cc CC"
        "|left 2 conj VBD|the 10 det DT|room 8 obj NN|. 2 punct ."
    )
    (only,) = found(doc.text, ["Omar Tell"], doc)
    assert only.text == "the bridge was closed"


def marks(text: str, cues: list[str], said: list[str]) -> Doc:
    """A Doc of words in which the language model has marked these words as cues and as said."""
    doc = NLP.make_doc(text)
    for key, stretches in (("cues", cues), ("quotes", said)):
        at = [text.index(words) for words in stretches]
        doc.spans[key] = [doc.char_span(a, a + len(words)) for a, words in zip(at, stretches, strict=True)]
    return doc


def test_what_the_model_overlooks_after_a_cue_that_it_knows_is_said_all_the_same() -> None:
    text = "Omar Tell says nothing was arranged. Ana Ruiz said that it rained. The guard hoped that it rained."
    doc = marks(text, ["says", "said"], ["that it rained"])
    assert [q.text for q in found(text, ["Omar Tell", "Ana Ruiz"], doc)] == ["nothing was arranged", "that it rained"]


def test_marked_words_beyond_the_clause_are_not_said() -> None:
    text = "Omar Tell wrote that six had followed; it was eight."
    doc = marks(text, ["wrote"], ["that six had followed; it was eight"])
    (only,) = found(text, ["Omar Tell"], doc)
    assert only.text == "that six had followed"


def test_a_marked_clause_with_that_belongs_to_the_verb_before_it() -> None:
    text = "Omar Tell said nothing. Ana Ruiz accepted that it was late."
    doc = marks(text, ["said"], ["that it was late"])
    for token in doc:
        token.tag_ = "VBD" if token.text in {"said", "accepted", "was"} else "NNP"
    (only,) = found(text, ["Omar Tell", "Ana Ruiz"], doc)
    assert told(text, only) == ["indirect", "that it was late", "Ana Ruiz", "accepted"]


def test_a_marked_beginning_that_breaks_off_is_not_said() -> None:
    text = "The party, Omar Tell told reporters in the capital, would decide."
    doc = marks(text, ["told"], ["The party", "would decide"])
    assert [q.text for q in found(text, ["Omar Tell"], doc)] == ["would decide"]


@pytest.mark.parametrize(
    ("text", "tags", "said", "wanted"),
    [
        # a relative clause only describes
        ("Omar Tell promised an inquiry that was never held.", "NNP NNP VBD DT NN WDT VBD RB VBN .", "", []),
        ("Omar Tell asked an aide, who is Danish.", "NNP NNP VBD DT NN , WP VBZ JJ .", "", []),
        # the model leaves out the word that opens the clause
        ("Omar Tell accused them of hiding it.", "NNP NNP VBD PRP IN VBG PRP .", "hiding it", ["of hiding it"]),
        # what the author adds to a quotation is not said
        (
            "Omar Tell said: “We forgave” this murder.",
            "NNP NNP VBD : `` PRP VBD '' DT NN .",
            "this murder",
            ["We forgave"],
        ),
        # the verbs of a clause that the cue interrupts are all in it
        (
            "The envoy, Omar Tell said, had taken it well and asked for tea.",
            "DT NN , NNP NNP VBD , VBD VBN PRP RB CC VBD IN NN .",
            "",
            ["had taken it well and asked for tea"],
        ),
        # the sentence goes on with its own verb
        (
            "Omar Tell who said that towns would riot, was ignored.",
            "NNP NNP WP VBD IN NNS MD VB , VBD VBN .",
            "",
            ["that towns would riot"],
        ),
    ],
)
def test_what_is_said_begins_and_ends_with_its_clause(text: str, tags: str, said: str, wanted: list[str]) -> None:
    doc = marks(text, [], [said] if said else [])
    for token, tag in zip(doc, tags.split(), strict=True):
        token.tag_ = tag
    assert [quote.text for quote in found(text, ["Omar Tell"], doc)] == wanted


def test_a_speaker_is_never_inside_the_words_said() -> None:
    text = "“Omar Tell sealed it,” said the guard."
    (only,) = found(text, ["Omar Tell"])
    assert only.speaker is not None
    assert only.speaker.of(text) == "the guard"


PIECES = st.sampled_from(
    ["“", "”", '"', "'", "’", "‘", "«", "»", " said ", " told ", " that ", "he", "Omar Tell", ", ", ". ", ": ", "the bridge", " was closed", "\n\n", " to ", " according to ", "?", "A: "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_marks_and_words_give_trimmed_spans_within_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    got = quotes(document(text), NLP.make_doc(text), [], [])
    assert list(got) == sorted(got, key=lambda q: (q.span.start, -q.span.end))
    for quote in got:
        assert quote.text == quote.span.of(text) == quote.text.strip() != ""
        for part in (quote.cue, quote.speaker, quote.addressee):
            assert part is None or part.of(text).strip() != ""


@pytest.mark.parametrize(
    ("piece", "end"),
    [("“", "x"), ("he said that ", ""), ("“Go,” said he, ", ""), ("a b ", "said."), ("according to him, ", "it fell.")],
)
def test_the_work_on_hostile_text_grows_with_its_length(piece: str, end: str) -> None:
    def work(times: int) -> int:
        text = piece * times + end
        made, doc = document(text), NLP.make_doc(text)
        return steps(lambda: quotes(made, doc, [], []))

    work(1)  # word lists are read once
    # Clauses are followed over a number of words that is bounded, so that only a long text shows how the work grows.
    assert work(800) < 5 * work(200)
