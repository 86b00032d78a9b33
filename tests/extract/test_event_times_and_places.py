"""Which event a time or place of its sentence belongs to, read from dependency trees built by hand."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.tokens import Span as DocSpan

from pipeline.analyse.extensions import note, register
from pipeline.extract.events import events
from pipeline.extract.extraction import EventCandidate, TimeExpression
from pipeline.records.span import Span
from tests.extract.event_cases import document
from tests.extract.test_events_by_tree import countries, parsed

DAY = dt.date(2021, 1, 26)


def read(rows: str, time: str | None = None, told: str | None = None, chance: float = 0.9) -> dict[str, EventCandidate]:
    """Events by trigger; `time` is the sentence's only date, which the model ties to the word `told` with that chance."""
    doc = parsed(rows)
    if told is not None:
        register()
        first, last = (doc.text.index(time or ""), doc.text.index(time or "") + len(time or ""))
        token = next(t for t in doc if t.text == told)
        span = DocSpan(doc, token.i, token.i + 1, label="CONSULT")
        dated = [(t.i, "time", chance) for t in doc if first <= t.idx < last]
        note(doc, "CONSULT", token.i, token.i + 1, {"confidence": 0.9, "arguments": tuple(dated)})
        doc.spans["events"] = [span]
    times = ()
    if time is not None:
        start = doc.text.index(time)
        times = (TimeExpression(Span(start, start + len(time)), time, "date", "2021-01-26", DAY, DAY),)
    found = events(document(doc.text), doc, countries(doc), (), times, ())
    return {e.trigger.of(doc.text): e for e in found}


SAID = (
    "Chad/NNP/nsubj/2 tweeted/VBD/root/0 on/IN/case/4 Tuesday/NN/obl/2 that/IN/mark/8 the/DT/det/7 visit/NN/nsubj/8 "
    "continued/VBD/ccomp/2 ././punct/2"
)
TOLD = (
    "Chad/NNP/nsubj/2 called/VBD/root/0 on/IN/case/4 Tuesday/NN/obl/2 ,/,/punct/6 telling/VBG/advcl/2 Togo/NNP/obj/6 that/IN/mark/11 "
    "the/DT/det/10 visit/NN/nsubj/11 continued/VBD/ccomp/6 ././punct/2"
)
DONE = (
    "Chad/NNP/nsubj/2 said/VBD/root/0 that/IN/mark/6 the/DT/det/5 visit/NN/nsubj/6 ended/VBD/ccomp/2 on/IN/case/8 "
    "Tuesday/NN/obl/6 ././punct/2"
)


def test_the_day_of_saying_does_not_date_what_is_said() -> None:
    assert read(SAID, "Tuesday", "visit")["visit"].time is None
    assert read(TOLD, "Tuesday", "visit")["visit"].time is None
    assert read(DONE, "Tuesday", "visit")["visit"].time is not None


WITHIN = (
    "Chad/NNP/nsubj/8 ,/,/punct/6 which/WDT/nsubj/6 was/VBD/cop/6 behind/IN/case/6 talks/NNS/acl:relcl/1 ,/,/punct/6 "
    "shelled/VBD/root/0 Togo/NNP/obj/8 on/IN/case/11 Tuesday/NN/obl/8 ././punct/8"
)
THERE = (
    "Chad/NNP/nsubj/11 which/WDT/nsubj/3 held/VBD/acl:relcl/1 talks/NNS/obj/3 after/IN/mark/7 Mali/NNP/nsubj/7 arrived/VBD/advcl/3 "
    "on/IN/case/9 Tuesday/NN/obl/7 ,/,/punct/3 shelled/VBD/root/0 Togo/NNP/obj/11 ././punct/11"
)


@pytest.mark.parametrize(("rows", "chance", "dated"), [(WITHIN, 0.5, False), (WITHIN, 0.7, True), (THERE, 0.5, True)])
def test_a_day_outside_a_relative_clause_is_that_of_what_stands_in_it_only_for_a_surer_model(
    rows: str, chance: float, dated: bool
) -> None:
    assert bool(read(rows, "Tuesday", "talks", chance)["talks"].time) == dated


MENTIONED = (
    "Chad/NNP/nsubj/2 {}/VBD/root/0 the/DT/det/4 clash/NN/obj/2 and/CC/cc/6 fighting/NN/conj/4 on/IN/case/8 Tuesday/NN/obl/2 "
    "././punct/2"
)
ITS_OWN = (
    "Chad/NNP/nsubj/2 {}/VBD/root/0 the/DT/det/4 clash/NN/obj/2 on/IN/case/6 Tuesday/NN/nmod/4 and/CC/cc/8 fighting/NN/conj/4 "
    "././punct/2"
)


@pytest.mark.parametrize(
    ("rows", "verb", "dated"),
    [
        (MENTIONED, "discussed", []),
        (MENTIONED, "condemned", []),
        (MENTIONED, "resumed", ["clash", "fighting"]),
        (ITS_OWN, "discussed", ["clash"]),
        (ITS_OWN, "resumed", ["clash", "fighting"]),
    ],
)
def test_the_day_of_speaking_of_an_act_is_not_the_act_s(rows: str, verb: str, dated: list[str]) -> None:
    found = read(rows.format(verb), "Tuesday")
    assert [word for word in ("clash", "fighting") if found[word].time] == dated


INVITED = (
    "Chad/NNP/nsubj/2 praised/VBD/root/0 the/DT/det/4 invitation/NN/obj/2 to/TO/mark/6 discuss/VB/acl/4 the/DT/det/8 "
    "truce/NN/obj/6 signed/VBN/acl/8 on/IN/case/11 Tuesday/NN/obl/9 ././punct/2"
)


def test_a_participle_lends_its_day_to_the_noun_it_describes_and_no_further() -> None:
    found = read(INVITED, "Tuesday")
    assert [word for word, event in found.items() if event.time] == ["truce", "signed"]
    assert "invitation" in found


BEFORE = (
    "Chad/NNP/nsubj/2 praised/VBD/root/0 the/DT/det/4 truce/NN/obj/2 signed/VBN/acl/4 by/IN/case/7 Togo/NNP/obl:agent/5 on/IN/case/9 "
    "Tuesday/NN/obl/2 ././punct/2"
)
OFFICE = (
    "Chad/NNP/nsubj/2 praised/VBD/root/0 Sudan/NNP/obj/2 ,/,/punct/5 host/NN/appos/3 of/IN/case/8 the/DT/det/8 talks/NNS/nmod/5 on/IN/case/10 "
    "Tuesday/NN/obl/2 ././punct/2"
)


@pytest.mark.parametrize(("rows", "undated"), [(BEFORE, "signed"), (OFFICE, "talks")])
def test_the_day_of_the_clause_is_not_that_of_what_it_mentions(rows: str, undated: str) -> None:
    found = read(rows, "Tuesday")
    assert found["praised"].time is not None
    assert found[undated].time is None


TOPIC = (
    "Chad/NNP/nsubj/2 discussed/VBD/root/0 the/DT/det/4 crisis/NN/obj/2 in/IN/case/6 Togo/NNP/nmod/4 with/IN/case/8 "
    "Sudan/NNP/obl/2 ././punct/2"
)
SITE = "Chad/NNP/nsubj/2 met/VBD/root/0 Sudan/NNP/obj/2 in/IN/case/5 Togo/NNP/obl/2 ././punct/2"


@pytest.mark.parametrize(("rows", "place"), [(TOPIC, None), (SITE, "Togo")])
def test_where_the_topic_lies_is_not_where_they_met(rows: str, place: str | None) -> None:
    (event,) = read(rows).values()
    assert (event.place and event.place.of(parsed(rows).text)) == place


INTERVIEW = (
    "In/IN/case/4 his/PRP$/nmod:poss/4 Lima/NNP/compound/4 interview/NN/obl/6 he/PRP/nsubj/6 attacked/VBD/root/0 "
    "Togo/NNP/obj/6 ././punct/6"
)


def test_a_thing_called_after_a_place_is_not_where_it_happened() -> None:
    assert read(INTERVIEW)["attacked"].place is None
    where = read(INTERVIEW.replace("interview", "province"))["attacked"]
    assert where.place is not None
    assert where.place.of(document(parsed(INTERVIEW.replace("interview", "province")).text).text) == "Lima"


@pytest.mark.parametrize(
    ("verb", "type", "status"), [("visits", "CONSULT", "planned"), ("urges", "REQUEST", "happened")]
)
def test_a_day_to_come_is_that_of_a_visit_and_not_of_what_is_said_of_it(verb: str, type: str, status: str) -> None:
    doc = parsed(
        f"Chad/NNP/nsubj/2 {verb}/VBZ/root/0 Togo/NNP/obj/2 to/TO/mark/5 act/VB/xcomp/2 tomorrow/NN/obl/2 ././punct/2"
    )
    start, day = doc.text.index("tomorrow"), dt.date(2031, 7, 1)
    time = TimeExpression(Span(start, start + 8), "tomorrow", "date", "2031-07-01", day, day)
    today = document(doc.text).model_copy(update={"reference_date": DAY})
    found = events(today, doc, countries(doc), (), (time,), ())
    assert next(e.status for e in found if e.type == type) == status
