"""Whether an event happened, where the rules and the model do not agree."""

from __future__ import annotations

import pytest
from spacy.tokens import Span as DocSpan

from pipeline.analyse.extensions import note, register
from pipeline.extract.events import events
from tests.extract.event_cases import document
from tests.extract.test_events_by_tree import countries, parsed

PAST = "Chad/NNP/nsubj/2 shelled/VBD/root/0 Togo/NNP/obj/2 ././punct/2"
DENIED = "Chad/NNP/nsubj/4 has/VBZ/aux/4 not/RB/advmod/4 shelled/VBN/root/0 Togo/NNP/obj/4 ././punct/4"
MIGHT = "Chad/NNP/nsubj/3 might/MD/aux/3 shell/VB/root/0 Togo/NNP/obj/3 ././punct/3"
WOULD = MIGHT.replace("might", "would")
MEANT = "Chad/NNP/nsubj/2 decided/VBD/root/0 to/TO/mark/4 shell/VB/xcomp/2 Togo/NNP/obj/4 ././punct/2"
ENDING = "Chad/NNP/nsubj/2 met/VBD/root/0 to/TO/mark/4 end/VB/advcl/2 the/DT/det/6 fighting/NN/obj/4 ././punct/2"
PUT = "Chad/NNP/nsubj/2 met/VBD/root/0 to/TO/mark/4 put/VB/advcl/2 an/DT/det/6 end/NN/obj/4 to/IN/case/8 fighting/NN/nmod/6 ././punct/2"
ENDED = "Chad/NNP/nsubj/2 ended/VBD/root/0 the/DT/det/4 fighting/NN/obj/2 ././punct/2"
REMAIN = "Marches/NNS/nsubj:pass/3 remain/VBP/aux:pass/3 banned/VBN/root/0 in/IN/case/5 Chad/NNP/obl/3 ././punct/3"
NOUN = "Chad/NNP/nsubj/2 announced/VBD/root/0 talks/NNS/obj/2 ././punct/2"

AWAITED = "Chad/NNP/nsubj/2 praised/VBD/root/0 the/DT/det/5 {}/VBN/amod/5 talks/NNS/obj/2 ././punct/2"
PLEDGED = MEANT.replace("decided", "pledged")
PROMISED = "Chad/NNP/nsubj/2 kept/VBD/root/0 its/PRP$/nmod:poss/4 {}/NN/obj/2 to/TO/mark/6 shell/VB/acl/4 Togo/NNP/obj/6 ././punct/2"
BARRED = "Traders/NNS/nsubj:pass/3 {}/VBP/aux:pass/3 barred/VBN/root/0 by/IN/case/5 Chad/NNP/obl:agent/3 ././punct/3"
SHARED = (
    "Chad/NNP/nsubj/4 has/VBZ/aux/4 been/VBN/aux/4 {}/{}/root/0 and/CC/cc/6 shelling/VBG/conj/4 Togo/NNP/obj/6 "
    "././punct/4"
)


@pytest.mark.parametrize(
    ("rows", "at", "type", "told", "chance", "status"),
    [
        (PAST, 1, "ASSAULT", "hypothetical", 0.6, "happened"),
        (PAST, 1, "ASSAULT", "hypothetical", 0.68, "hypothetical"),
        (PAST, 1, "ASSAULT", "ongoing", 0.6, "happened"),
        (PAST, 1, "ASSAULT", "ongoing", 0.68, "ongoing"),
        (DENIED, 3, "ASSAULT", "happened", 0.68, "negated"),
        (DENIED, 3, "ASSAULT", "happened", 0.9, "negated"),
        (MIGHT, 2, "ASSAULT", "planned", 0.68, "hypothetical"),
        (MIGHT, 2, "ASSAULT", "planned", 0.9, "hypothetical"),
        (MIGHT, 2, "ASSAULT", "negated", 0.9, "hypothetical"),
        (WOULD, 2, "ASSAULT", "planned", 0.9, "planned"),
        (MEANT, 3, "ASSAULT", "happened", 0.9, "planned"),
        (MEANT, 3, "ASSAULT", "hypothetical", 0.9, "hypothetical"),
        (ENDING, 5, "ASSAULT", "planned", 0.9, "ongoing"),
        (PUT, 7, "ASSAULT", "negated", 0.9, "ongoing"),
        (ENDED, 3, "ASSAULT", "planned", 0.9, "happened"),
        (REMAIN, 2, "COERCE", "happened", 0.6, "ongoing"),
        (AWAITED.format("expected"), 4, "CONSULT", "happened", 0.9, "planned"),
        (AWAITED.format("planned"), 4, "CONSULT", "hypothetical", 0.9, "planned"),
        (AWAITED.format("applauded"), 4, "CONSULT", "hypothetical", 0.9, "hypothetical"),
        (PLEDGED, 3, "ASSAULT", "hypothetical", 0.9, "planned"),
        (PROMISED.format("commitment"), 5, "ASSAULT", "hypothetical", 0.9, "planned"),
        (PROMISED.format("plan"), 5, "ASSAULT", "hypothetical", 0.9, "hypothetical"),
        (BARRED.format("are"), 2, "SANCTION", "happened", 0.6, "ongoing"),
        (BARRED.format("were"), 2, "SANCTION", "happened", 0.6, "happened"),
        (SHARED.format("advancing", "VBG"), 5, "ASSAULT", "happened", 0.6, "ongoing"),
        (SHARED.format("cornered", "VBN"), 5, "ASSAULT", "happened", 0.6, "happened"),
        (NOUN, 2, "CONSULT", "happened", 0.5, "happened"),
        (NOUN, 2, "CONSULT", "ongoing", 0.4, "ongoing"),
    ],
)
def test_a_model_that_is_sure_decides(rows: str, at: int, type: str, told: str, chance: float, status: str) -> None:
    register()
    doc = parsed(rows)
    doc.spans["events"] = [DocSpan(doc, at, at + 1, label=type)]
    statuses = ((told, chance), ("negated" if told != "negated" else "planned", 1 - chance))
    note(doc, type, at, at + 1, {"confidence": 0.95, "status": told, "statuses": statuses})
    found = next(e for e in events(document(doc.text), doc, countries(doc), (), (), ()) if e.type == type)
    assert found.status == status
