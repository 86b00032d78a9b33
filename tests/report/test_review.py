"""Review in a real browser: by keyboard, by a finger, with a server and without; the next build has what was decided."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.knowledge import plover
from pipeline.report.amend import with_reviews
from pipeline.report.catalogue import short
from pipeline.report.server import ReadingRoom
from pipeline.resolve import across
from pipeline.summary import reviews
from tests.report.browser import keys, page, screen, until
from tests.report.made import BASE, crowded, visit

ActionChains = pytest.importorskip(
    "selenium.webdriver", reason="selenium is not installed; no browser test was run"
).ActionChains

pytestmark = pytest.mark.slow

#: Keys as WebDriver has them; the last one selects all that a field holds.
TAB, ENTER, SPACE, BACK, ALL = "\ue004", "\ue007", " ", "\ue003", "\ue009a\ue000"


def test_reviews_made_by_keyboard_are_saved_and_hold_in_the_next_build(
    served: tuple[ReadingRoom, Path], quiet: Any
) -> None:
    server, raw = served
    dataset = visit()
    quiet.get(f"{server.address}{short(dataset.documents[0].id)}/")
    saved = "return document.querySelector('#review [role=status]').textContent"
    keys(quiet, "j", "x")
    until(quiet, saved, "reject: saved to harbour.review.jsonl")
    # A verdict moves on to the next record, here the event whose clause begins first.
    until(quiet, "return document.activeElement.textContent", "met")
    keys(quiet, "c")
    quiet.execute_script("const s = document.querySelector('#review form select'); s.value = 'AGREE';")
    quiet.switch_to.active_element.submit()
    until(quiet, saved, "correct: saved to harbour.review.jsonl")

    article = raw / "harbour.txt"
    after = with_reviews([(article, dataset)], BASE)[0][0]
    assert [e.type for e in after.events] == ["AGREE", "AGREE", "AGREE", "SUPPORT"]
    assert {p.role for p in after.events[0].participants} == {"actor", "recipient"}
    assert len(after.mentions) == len(dataset.mentions) - 1

    quiet.refresh()
    until(quiet, "return document.querySelectorAll('#text .rejected').length", 1)
    keys(quiet, "u")
    until(quiet, saved, "withdraw: saved to harbour.review.jsonl")


def test_ten_wrong_records_are_put_right_by_keys_alone_and_the_next_build_says_so(
    served: tuple[ReadingRoom, Path], quiet: Any
) -> None:
    """Not one click: every key goes to whatever has the focus, as a reviewer's do."""
    server, raw = served
    dataset = visit()
    quiet.get(f"{server.address}{short(dataset.documents[0].id)}/")
    status, title = "return document.querySelector('#review [role=status]').textContent", "#card h2"
    until(quiet, "return Boolean(window.reading)", True)
    made = 0

    def decided(verdict: str) -> None:
        nonlocal made
        made += 1
        until(quiet, "return document.querySelector('#review h2 small').textContent", f"{made} decided")
        until(quiet, status, f"{verdict}: saved to harbour.review.jsonl")
        assert quiet.execute_script("return document.querySelector('#review form')") is None

    def form(key: str, *pressed: str) -> None:
        keys(quiet, key)
        until(quiet, "return Boolean(document.activeElement.closest('#review form'))", True)
        keys(quiet, *pressed, ENTER)
        decided("add" if key in "mn" else "correct")

    keys(quiet, "]", "j", "x")  # 1: the Lusaka of the headline is no name
    decided("reject")
    form("c", "O")  # 2: Aline Okoro, an organization
    keys(quiet, "j")
    form("c", TAB, "Aline Okoro")  # 3: Jon Strand, the same as she
    keys(quiet, "j", "j", "j", "j", "j")
    assert quiet.execute_script(f"return document.querySelector('{title}').textContent") == "Quay Accord"
    form("c", TAB, TAB, SPACE)  # 4: the second Quay Accord, another accord of the same name
    keys(quiet, "]", "j")
    form("c", ALL, "2021-03-05")  # 5: the first date
    keys(quiet, "]", "j")
    form("c", "AG", TAB, TAB, "p", TAB, "", TAB, ALL, BACK)  # 6: an agreement that is planned, in no place
    keys(quiet, "j")
    form("c", "REJ", TAB, TAB, TAB, ALL, "2021-03-10", TAB, "Lusaka")  # 7: a rejection on the 10th in Lusaka
    keys(quiet, "]", "j")
    form("c", ALL, BACK)  # 8: nobody is told to have said it
    form("m", "union leaflet", TAB, "C")  # 9: a name that was missed
    form("n", "left", TAB, "RET")  # 10: an event that was missed

    after, different = with_reviews([(raw / "harbour.txt", dataset)], BASE)
    whole = across(after, BASE, different)
    names = {entity.id: entity.name for entity in whole.entities}
    assert sum(m.text == "Lusaka" for m in whole.mentions) == 1
    assert next(e for e in whole.entities if e.name == "Aline Okoro").type == "Organization"
    assert {names[m.entity_id] for m in whole.mentions if m.text == "Jon Strand"} == {"Aline Okoro"}
    assert len({m.entity_id for m in whole.mentions if m.text == "Quay Accord"}) == 2
    assert next(t for t in whole.times if t.text == "4 March 2021").edtf == "2021-03-05"
    events = {event.text: event for event in whole.events}
    met = events["Minister Aline Okoro met Jon Strand in Lusaka on 4 March 2021"]
    assert (met.type, met.status, met.place_id, met.edtf) == ("AGREE", "planned", None, "2021-03-05")
    signed = events["The dockers’ union signed the Quay Accord on 9 March 2021"]
    assert (signed.type, signed.edtf, names[signed.place_id or ""]) == ("REJECT", "2021-03-10", "Lusaka")
    assert [s.speaker_id for s in whole.statements] == [None]
    assert any(e.name == "union leaflet" and e.type == "CreativeWork" for e in whole.entities)
    assert events["Strand left on Friday."].type == "RETREAT"
    assert reviews(whole.findings) == "\n10 of 10 review decisions carried out"


def test_a_review_without_a_server_is_kept_and_exported(out: Path, quiet: Any) -> None:
    quiet.get(page(out, visit().documents[0].id))
    keys(quiet, "j", "a", "x")
    quiet.refresh()
    lines = quiet.execute_script("return window.reading.exported()").splitlines()

    assert len(lines) == 2
    assert '"verdict":"accept"' in lines[0]


def test_a_record_is_judged_with_a_finger(out: Path, quiet: Any) -> None:
    """On a telephone what can be done about a record is on the screen with it, and under nothing else."""
    screen(quiet, 390)
    quiet.get(page(out, crowded().documents[0].id))
    quiet.execute_script("document.querySelector('#text a.n.person').click()")
    reached = """
        return [...document.querySelectorAll('#review button')].filter((button) => ['Accept', 'Reject', 'Correct'].some((word) => button.textContent.startsWith(word)))
          .filter((button) => { const box = button.getBoundingClientRect(); return button.contains(document.elementFromPoint(box.left + 5, box.top + 5)); }).length
    """
    until(quiet, reached, 3)
    quiet.execute_script(
        "[...document.querySelectorAll('#review button')].find((one) => one.textContent.startsWith('Correct')).click()"
    )
    until(
        quiet,
        "const box = document.querySelector('#review form select').getBoundingClientRect(); return box.top > 0 && box.bottom < window.innerHeight",
        True,
    )
    screen(quiet, None)


def test_a_form_stays_open_while_other_records_are_looked_at(out: Path, quiet: Any) -> None:
    quiet.get(page(out, crowded().documents[0].id))
    keys(quiet, "n", "replied")
    ActionChains(quiet).move_to_element(quiet.find_element("css selector", "#text a.n.person")).perform()
    quiet.find_element("css selector", "#text a.n.person").click()
    assert quiet.execute_script("return document.querySelector('#review form input').value") == "replied"


def test_what_is_pointed_at_is_shown_but_only_what_is_chosen_can_be_judged(out: Path, quiet: Any) -> None:
    quiet.get(page(out, visit().documents[0].id))
    ActionChains(quiet).move_to_element(quiet.find_element("css selector", "#text a.n.person")).perform()
    until(quiet, "return document.querySelector('#card h2')?.textContent", "Aline Okoro")
    assert quiet.find_elements("css selector", "#review [aria-keyshortcuts=a]") == []
    quiet.find_element("css selector", "#text a.n.person").click()
    assert len(quiet.find_elements("css selector", "#review [aria-keyshortcuts=a]")) == 1


def test_the_modes_offered_are_those_of_the_type(out: Path, quiet: Any) -> None:
    quiet.get(page(out, visit().documents[0].id))
    keys(quiet, "]", "]", "]", "j", "c")
    modes = "return [...document.querySelectorAll('#review form select')[1].options].map((one) => one.value)"
    until(quiet, modes, ["", *plover.modes("CONSULT")])
    quiet.execute_script(
        "const type = document.querySelector('#review form select'); type.value = 'ASSAULT'; type.dispatchEvent(new Event('change'))"
    )
    until(quiet, modes, ["", *plover.modes("ASSAULT")])
