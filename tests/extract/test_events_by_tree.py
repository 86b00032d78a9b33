"""Participants, status and times read from dependency trees built by hand."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan
from spacy.vocab import Vocab

from pipeline.analyse.extensions import note, register
from pipeline.extract.events import events
from pipeline.extract.extraction import EventCandidate, Name
from pipeline.records.span import Span
from tests.extract.event_cases import document


def parsed(rows: str) -> Doc:
    """A `Doc` from words written word/TAG/relation/head, head counted from 1, 0 for the root."""
    cells = [row.rsplit("/", 3) for row in rows.split()]
    words = [cell[0] for cell in cells]
    spaces = [i + 1 < len(words) and words[i + 1] not in {".", ",", "'s", "?"} for i in range(len(words))]
    heads = [int(cell[3]) - 1 if cell[3] != "0" else i for i, cell in enumerate(cells)]
    return Doc(
        Vocab(), words=words, spaces=spaces, tags=[cell[1] for cell in cells], heads=heads,
        deps=["ROOT" if cell[3] == "0" else cell[2] for cell in cells], sent_starts=[i == 0 for i in range(len(words))],
    )  # fmt: skip


def countries(doc: Doc) -> tuple[Name, ...]:
    """Every proper noun (NNP) is taken for a country."""
    return tuple(Name(Span(t.idx, t.idx + len(t)), t.text, "Place", code="XXX") for t in doc if t.tag_ == "NNP")


def first(rows: str, type: str) -> EventCandidate:
    doc = parsed(rows)
    return next(e for e in events(document(doc.text), doc, countries(doc), (), (), ()) if e.type == type)


def part(event: EventCandidate, role: str) -> list[str]:
    return [a.text for a in event.arguments if a.role == role]


def sides(rows: str, type: str) -> tuple[list[str], list[str]]:
    """Actors and recipients of the first event of a type."""
    event = first(rows, type)
    return part(event, "actor"), part(event, "recipient")


PASSIVE = "Chad/NNP/nsubj:pass/3 was/VBD/aux:pass/3 accused/VBN/root/0 by/IN/case/5 Sudan/NNP/obl:agent/3 ././punct/3"
CONTROL = (
    "Chad/NNP/nsubj/2 urged/VBD/root/0 Sudan/NNP/obj/2 to/TO/mark/5 release/VB/xcomp/2 prisoners/NNS/obj/5 ././punct/2"
)
OWN = "Chad/NNP/nsubj/2 promised/VBD/root/0 Sudan/NNP/iobj/2 to/TO/mark/5 release/VB/xcomp/2 prisoners/NNS/obj/5 ././punct/2"
RELATIVE = "Chad/NNP/nsubj/6 ,/,/punct/4 which/WDT/nsubj/4 attacked/VBD/acl:relcl/1 Sudan/NNP/obj/4 apologised/VBD/root/0 ././punct/6"
SHARED = (
    "Chad/NNP/nsubj/2 condemned/VBD/root/0 Togo/NNP/obj/2 and/CC/cc/5 sanctioned/VBD/conj/2 Sudan/NNP/obj/5 ././punct/2"
)
NOUN = (
    "Chad/NNP/nmod:poss/3 's/POS/case/1 attack/NN/nsubj/6 on/IN/case/5 Sudan/NNP/nmod/3 failed/VBD/root/0 ././punct/6"
)
BETWEEN = (
    "Talks/NNS/nsubj/6 between/IN/case/3 Chad/NNP/nmod/1 and/CC/cc/5 Sudan/NNP/conj/3 resumed/VBD/root/0 ././punct/6"
)
CARRIED = "Chad/NNP/nsubj/2 held/VBD/root/0 talks/NNS/obj/2 with/IN/case/5 Sudan/NNP/obl/2 ././punct/2"
REDUCED = "Police/NNS/nsubj/2 freed/VBD/root/0 students/NNS/obj/2 arrested/VBN/acl/3 by/IN/case/6 soldiers/NNS/obl:agent/4 ././punct/2"
BOTH = "Chad/NNP/nsubj/4 and/CC/cc/3 Togo/NNP/conj/1 condemned/VBD/root/0 Sudan/NNP/obj/4 ././punct/4"


@pytest.mark.parametrize(
    ("rows", "type", "actors", "recipients"),
    [
        (PASSIVE, "ACCUSE", ["Sudan"], ["Chad"]),
        (CONTROL, "REQUEST", ["Chad"], ["Sudan"]),
        (CONTROL, "RETREAT", ["Sudan"], ["prisoners"]),
        (OWN, "RETREAT", ["Chad"], ["prisoners"]),
        (RELATIVE, "ASSAULT", ["Chad"], ["Sudan"]),
        (RELATIVE, "CONCEDE", ["Chad"], []),
        (SHARED, "SANCTION", ["Chad"], ["Sudan"]),
        (NOUN, "ASSAULT", ["Chad"], ["Sudan"]),
        (BETWEEN, "CONSULT", ["Chad", "Sudan"], []),
        (CARRIED, "CONSULT", ["Chad"], ["Sudan"]),
        (REDUCED, "COERCE", ["soldiers"], ["students"]),
        (BOTH, "ACCUSE", ["Chad", "Togo"], ["Sudan"]),
    ],
)
def test_participants_follow_the_tree(rows: str, type: str, actors: list[str], recipients: list[str]) -> None:
    assert sides(rows, type) == (actors, recipients)


@pytest.mark.parametrize(
    ("rows", "type", "status"),
    [
        (CONTROL, "REQUEST", "happened"),
        (CONTROL, "RETREAT", "hypothetical"),
        (OWN, "RETREAT", "planned"),
        ("Chad/NNP/nsubj/4 did/VBD/aux/4 not/RB/advmod/4 apologise/VB/root/0 ././punct/4", "CONCEDE", "negated"),
        ("Chad/NNP/nsubj/2 failed/VBD/root/0 to/TO/mark/4 apologise/VB/xcomp/2 ././punct/2", "CONCEDE", "negated"),
        ("Chad/NNP/nsubj/3 may/MD/aux/3 apologise/VB/root/0 ././punct/3", "CONCEDE", "hypothetical"),
        ("Chad/NNP/nsubj/3 will/MD/aux/3 apologise/VB/root/0 ././punct/3", "CONCEDE", "planned"),
        ("Chad/NNP/nsubj/3 is/VBZ/aux/3 negotiating/VBG/root/0 ././punct/3", "CONSULT", "ongoing"),
        ("Chad/NNP/nsubj/2 said/VBD/root/0 it/PRP/nsubj/5 would/MD/aux/5 apologise/VB/ccomp/2 ././punct/2", "CONCEDE", "planned"),
        ("Has/VBZ/aux/3 Chad/NNP/nsubj/3 apologised/VBN/root/0 ?/./punct/3", "CONCEDE", "hypothetical"),
    ],
)  # fmt: skip
def test_status_follows_the_tree(rows: str, type: str, status: str) -> None:
    assert first(rows, type).status == status


def test_the_clause_leaves_out_a_neighbour_that_stands_by_itself() -> None:
    rows = (
        "Chad/NNP/nsubj/2 apologised/VBD/root/0 ,/,/punct/6 but/CC/cc/6 Togo/NNP/nsubj/6 refused/VBD/conj/2 ././punct/2"
    )
    doc = parsed(rows)
    assert first(rows, "CONCEDE").clause.of(doc.text) == "Chad apologised"


ANNOUNCED = "Chad/NNP/nsubj/4 is/VBZ/aux/4 to/TO/mark/4 meet/VB/root/0 Togo/NNP/obj/4 ././punct/4"
DROPPED = "Chad/NNP/nsubj/5 was/VBD/aux/5 to/TO/mark/5 have/VB/aux/5 met/VBN/root/0 Togo/NNP/obj/5 ././punct/5"
YET = "Chad/NNP/nsubj/5 has/VBZ/aux/5 yet/RB/advmod/5 to/TO/mark/5 meet/VB/root/0 Togo/NNP/obj/5 ././punct/5"
DENIED = (
    "Chad/NNP/nsubj/2 denied/VBD/root/0 that/IN/mark/6 it/PRP/nsubj/6 had/VBD/aux/6 attacked/VBN/ccomp/2 Togo/NNP/obj/6"
)
UNPROVEN = "Judges/NNS/nsubj/2 found/VBD/root/0 no/DT/det/4 proof/NN/obj/2 that/IN/mark/7 Chad/NNP/nsubj/7 attacked/VBD/acl/4 Togo/NNP/obj/7"
IMPERATIVE = "Release/VB/root/0 the/DT/det/3 prisoners/NNS/obj/1 ././punct/1"
ASKED = "Has/VBZ/aux/3 Chad/NNP/nsubj/3 attacked/VBN/root/0 Togo/NNP/obj/3 ?/./punct/3"
CONDITION = "If/IN/mark/3 it/PRP/nsubj/3 fails/VBZ/advcl/7 ,/,/punct/3 Chad/NNP/nsubj/7 will/MD/aux/7 attack/VB/root/0 Togo/NNP/obj/7"
STATE = "Two/CD/nummod/2 journalists/NNS/nsubj:pass/4 are/VBP/aux:pass/4 detained/VBN/root/0 in/IN/case/6 Chad/NNP/obl/4 ././punct/4"
SINCE = "Chad/NNP/nsubj/3 has/VBZ/aux/3 blockaded/VBN/root/0 Togo/NNP/obj/3 since/IN/case/6 March/NNS/obl/3 ././punct/3"
KEPT = "Chad/NNP/nsubj/2 keeps/VBZ/root/0 attacking/VBG/xcomp/2 Togo/NNP/obj/3 ././punct/2"


@pytest.mark.parametrize(
    ("rows", "type", "status"),
    [
        (ANNOUNCED, "CONSULT", "planned"),
        (DROPPED, "CONSULT", "negated"),
        (YET, "CONSULT", "negated"),
        (DENIED, "ASSAULT", "negated"),
        (UNPROVEN, "ASSAULT", "negated"),
        (IMPERATIVE, "RETREAT", "hypothetical"),
        (ASKED, "ASSAULT", "hypothetical"),
        (CONDITION, "ASSAULT", "hypothetical"),
        (STATE, "COERCE", "ongoing"),
        (SINCE, "COERCE", "ongoing"),
        (KEPT, "ASSAULT", "ongoing"),
    ],
)
def test_what_has_not_happened_or_goes_on_is_read_from_its_construction(rows: str, type: str, status: str) -> None:
    assert first(rows, type).status == status


def attributed(rows: str, type: str) -> str | None:
    found = first(rows, type)
    return found.attribution.of(parsed(rows).text) if found.attribution else None


def test_what_somebody_threatens_to_do_is_attributed_to_him() -> None:
    rows = "Chad/NNP/nsubj/2 threatened/VBD/root/0 to/TO/mark/4 attack/VB/xcomp/2 Togo/NNP/obj/4 ././punct/2"
    assert attributed(rows, "ASSAULT") == "Chad"


def test_what_stands_before_he_said_is_attributed_to_him_and_another_clause_is_not() -> None:
    aside = "Chad/NNP/nsubj/2 attacked/VBD/root/0 Togo/NNP/obj/2 ,/,/punct/6 Mali/NNP/nsubj/6 said/VBD/parataxis/2 ././punct/2"
    other = (
        "Chad/NNP/nsubj/2 attacked/VBD/root/0 Togo/NNP/obj/2 ;/:/punct/6 Mali/NNP/nsubj/6 said/VBD/parataxis/2 "
        "it/PRP/nsubj/8 slept/VBD/ccomp/6 ././punct/2"
    )
    assert (attributed(aside, "ASSAULT"), attributed(other, "ASSAULT")) == ("Mali", None)


@pytest.mark.parametrize(("comma", "who"), [(",", None), ("those", "Chad")])
def test_what_is_added_to_a_wish_is_not_the_wisher_s(comma: str, who: str | None) -> None:
    rows = (
        f"Chad/NNP/nsubj/2 urged/VBD/root/0 Togo/NNP/obj/2 to/TO/mark/5 resume/VB/xcomp/2 talks/NNS/obj/5 {comma}/,/punct/9 "
        "which/WDT/nsubj/9 failed/VBD/acl:relcl/6 after/IN/mark/12 Mali/NNP/nsubj/12 attacked/VBD/advcl/9 Peru/NNP/obj/12 ././punct/2"
    )
    assert attributed(rows, "ASSAULT") == who


def seen(doc: Doc, found: list[tuple[int, int, str, str | None]]) -> Doc:
    """The document as a model leaves it, with triggers by first word, word after the last, type and mode."""
    register()
    doc.spans["events"] = [DocSpan(doc, start, end, label=type) for start, end, type, _ in found]
    for start, end, type, mode in found:
        note(doc, type, start, end, {"confidence": 0.95, "mode": mode})
    return doc


def test_a_mode_that_the_lexicon_gives_its_trigger_stands_over_the_model_s() -> None:
    doc = seen(
        parsed("Chad/NNP/nsubj/2 visits/VBZ/root/0 Togo/NNP/obj/2 ././punct/2"), [(1, 2, "CONSULT", "third-party")]
    )
    (event,) = events(document(doc.text), doc, countries(doc), (), (), ())
    assert (event.mode, event.source) == ("visit", "both: visit.v")


@pytest.mark.parametrize(("by", "mode"), [("fever", None), ("gunfire", "firearms")])
def test_nobody_is_shot_where_no_shooting_is_told(by: str, mode: str | None) -> None:
    rows = f"Chad/NNP/nsubj/2 killed/VBD/root/0 Togo/NNP/obj/2 amid/IN/case/5 {by}/NN/obl/2 ././punct/2"
    doc = seen(parsed(rows), [(1, 2, "ASSAULT", "firearms")])
    event = next(
        e for e in events(document(doc.text), doc, countries(doc), (), (), ()) if e.trigger.of(doc.text) == "killed"
    )
    assert event.mode == mode


@pytest.mark.parametrize(("verb", "found"), [("made", True), ("posed", False)])
def test_what_poses_a_threat_threatens_nobody(verb: str, found: bool) -> None:
    rows = f"Chad/NNP/nsubj/2 {verb}/VBD/root/0 threats/NNS/obj/2 to/IN/case/5 Togo/NNP/nmod/3 ././punct/2"
    doc = seen(parsed(rows), [(2, 3, "THREATEN", None)])
    assert bool(events(document(doc.text), doc, countries(doc), (), (), ())) == found


@pytest.mark.parametrize(("how", "found"), [("newly", True), ("highly", False)])
def test_a_quality_is_no_event(how: str, found: bool) -> None:
    rows = f"Chad/NNP/nsubj/2 has/VBZ/root/0 {how}/RB/advmod/4 deployed/VBN/amod/5 troops/NNS/obj/2 ././punct/2"
    doc = seen(parsed(rows), [(3, 4, "MOBILIZE", "troops")])
    assert bool(events(document(doc.text), doc, countries(doc), (), (), ())) == found


def test_a_noun_that_only_says_what_kind_of_talks_they_are_is_no_event_of_its_own() -> None:
    rows = "Chad/NNP/nsubj/2 held/VBD/root/0 mediation/NN/compound/4 talks/NNS/obj/2 with/IN/case/6 Togo/NNP/nmod/4 ././punct/2"
    doc = seen(parsed(rows), [(3, 4, "CONSULT", None)])
    assert [e.trigger.of(doc.text) for e in events(document(doc.text), doc, countries(doc), (), (), ())] == ["talks"]


SIGNED = (
    "Chad/NNP/nsubj/2 rejected/VBD/root/0 the/DT/det/4 accord/NN/obj/2 signed/VBN/acl/4 by/IN/case/7 Togo/NNP/obl:agent/5 "
    "././punct/2"
)


def test_a_participle_that_names_its_agent_has_no_other_before_it() -> None:
    doc = parsed(SIGNED)
    register()
    note(doc, "SUPPORT", 4, 5, {"confidence": 0.95, "arguments": ((0, "actor", 0.9), (6, "actor", 0.9))})
    doc.spans["events"] = [DocSpan(doc, 4, 5, label="SUPPORT")]
    (event,) = (e for e in events(document(doc.text), doc, countries(doc), (), (), ()) if e.type == "SUPPORT")
    assert part(event, "actor") == ["Togo"]
