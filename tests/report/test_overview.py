"""The overview in a real browser: filters, search, timeline, graph and map."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.report.catalogue import short
from tests.report.browser import screen, until
from tests.report.made import crowded, visit

pytestmark = pytest.mark.slow

COUNTS = "return ['timeline', 'entities', 'statements', 'documents'].map((id) => Number(document.querySelector(`#${id} h2 small`).textContent))"
ALL = [9, 21, 3, 3]


@pytest.fixture
def overview(out: Path, quiet: Any) -> Iterator[Any]:
    """The browser with the overview open, nothing filtered."""
    quiet.get((out / "site/index.html").as_uri())
    until(quiet, COUNTS, ALL)
    yield quiet
    quiet.execute_script("document.getElementById('filters').reset()")
    until(quiet, COUNTS, ALL)


def choose(driver: Any, field: str, value: str) -> None:
    driver.execute_script(
        "const field = document.getElementById(arguments[0]); field.value = arguments[1]; field.dispatchEvent(new Event('input'))",
        field, value,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("chosen", "counts"),
    [
        ({"type": "AGREE"}, [2, 2, 0, 1]),
        # A statement is of the type of the event that it tells of.
        ({"type": "COERCE"}, [1, 2, 1, 1]),
        ({"who": "okoro"}, [1, 3, 1, 1]),
        # What says a thing takes part in it.
        ({"who": "tomás brandt"}, [2, 10, 1, 1]),
        ({"from": "2022-01-01"}, [2, 10, 1, 1]),
        # An interval is in a period that it reaches into; what has no date is in none.
        ({"from": "2022-05-09", "to": "2022-05-10"}, [1, 9, 1, 1]),
        ({"to": "2021-03-09"}, [2, 5, 0, 1]),
        ({"query": "orlic"}, [0, 1, 0, 1]),
        ({"query": "VALCOURT commission"}, [0, 0, 0, 1]),
        ({"query": "thanked ظريف"}, [1, 0, 0, 1]),
        ({"query": "nowhere to be read"}, [0, 0, 0, 0]),
        ({"type": "CONSULT", "from": "2022-01-01"}, [1, 9, 0, 1]),
    ],
)  # fmt: skip
def test_filters_narrow_every_list(overview: Any, chosen: dict[str, str], counts: list[int]) -> None:
    for field, value in chosen.items():
        choose(overview, field, value)
    until(overview, COUNTS, counts)


def test_an_article_can_be_chosen(overview: Any) -> None:
    number = overview.execute_script(
        "return [...document.getElementById('article').options].find((one) => one.textContent.includes('assembly')).value"
    )
    choose(overview, "article", number)
    until(overview, COUNTS, [4, 13, 2, 1])


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("thanked", "thanked"),
        ("ORLIC REPLIED", "Orlić replied"),
        ("lakes  met ines", "Lakes met  Inès"),
        ("haddad commission", "Haddad"),
    ],
)
def test_a_search_leads_to_the_very_words(overview: Any, query: str, words: str) -> None:
    """Accents and case do not matter; places hold in a text of characters beyond the basic plane, and of doubled spaces."""
    overview.find_element("id", "query").send_keys(query)
    until(overview, "return document.querySelector('#found mark')?.textContent", words)
    link = overview.execute_script("return document.querySelector('#found ol a').href")
    dataset = next(one for one in (visit(), crowded()) if short(one.documents[0].id) in link)
    start, end = map(int, link.partition("#char=")[2].split(","))
    assert " ".join(dataset.documents[0].text[start:end].split()) == " ".join(words.split())


def test_what_lies_below_the_screen_is_drawn_once_somebody_comes_near_or_prints(out: Path, quiet: Any) -> None:
    """Of hundreds of articles it would take longer than all else on the page."""
    screen(quiet, 1000, 150)
    quiet.get((out / "site/index.html").as_uri())
    drawn = "return ['#statements li', '#findings li', '#graph circle', '#world circle'].map((one) => document.querySelectorAll(one).length)"
    until(quiet, COUNTS, ALL)
    assert quiet.execute_script(drawn) == [0, 0, 0, 0]
    quiet.execute_script("document.getElementById('findings').scrollIntoView()")
    until(quiet, "return document.querySelectorAll('#findings li').length", 1)
    quiet.execute_script("window.dispatchEvent(new Event('beforeprint'))")
    assert quiet.execute_script(drawn) == [3, 1, 15, 3]
    screen(quiet, None)


def test_the_address_keeps_the_filters(overview: Any) -> None:
    """For whoever comes back from an article, or is sent it."""
    choose(overview, "type", "CONSULT")
    choose(overview, "who", "tomás brandt")
    until(overview, COUNTS, [1, 9, 0, 1])
    address = overview.current_url
    overview.get("about:blank")
    overview.get(address)
    until(overview, COUNTS, [1, 9, 0, 1])
    assert overview.execute_script("return document.getElementById('who').value") == "tomás brandt"
    overview.execute_script("document.getElementById('filters').reset()")
    until(overview, COUNTS, ALL)
    assert "#" not in overview.current_url


def test_a_kind_of_name_that_is_chosen_keeps_the_focus(overview: Any) -> None:
    places = "return [...document.querySelectorAll('.kinds button')].find((one) => one.textContent.startsWith('Place'))"
    overview.execute_script(places).send_keys("\ue007")
    until(overview, "return document.activeElement.textContent", "Place 3")
    assert overview.execute_script("return document.activeElement.getAttribute('aria-pressed')") == "true"
    until(overview, "return document.querySelector('#entities h2 small').textContent", "3")


def test_a_statement_is_told_with_its_verb_and_direct_speech_in_quotation_marks(overview: Any) -> None:
    overview.execute_script("document.getElementById('statements').scrollIntoView()")
    told = "return [...document.querySelectorAll('#statements li a')].map((one) => one.textContent).sort()[0]"
    until(overview, told, "Aline Okoro said “The port stays open,”")


def test_without_a_date_there_is_no_axis(overview: Any) -> None:
    choose(overview, "query", "nowhere to be read")
    until(overview, "return document.querySelector('.axis').getClientRects().length", 0)


def test_findings_are_searched_too_and_the_gravest_come_first(overview: Any) -> None:
    overview.execute_script("document.getElementById('findings').scrollIntoView()")
    findings = "return document.querySelectorAll('#findings li').length"
    until(overview, findings, 1)
    choose(overview, "query", "okoro")
    until(overview, findings, 0)


def test_days_intervals_reports_and_plans_are_drawn_each_in_its_own_way(overview: Any) -> None:
    drawn = overview.execute_script("""
        const found = {};
        for (const row of document.querySelectorAll('.track li')) {
          const bar = row.querySelector('.bar');
          found[row.querySelector('a').textContent] = bar && [bar.tagName, ['told', 'unreal', 'strife'].filter((one) => bar.classList.contains(one)).join(' ')];
        }
        return found;
    """)
    assert drawn["The dockers’ union signed the Quay Accord on 9 March 2021"] == ["circle", ""]
    assert drawn["The commission meets seven delegates"] == ["rect", ""]
    assert drawn["The council to close the border"] == ["rect", "told unreal strife"]
    assert drawn["the Kestrel War"] is None
    told = overview.execute_script(
        "return [...document.querySelectorAll('.track li.told')].map((one) => one.innerText.includes('as told by')).join()"
    )
    assert told.startswith("true,")


def test_what_lies_far_off_does_not_squeeze_the_axis(overview: Any) -> None:
    ends = overview.execute_script("""
        const row = (day) => { const at = Date.parse(day) / 86400000; return ['event/x', 'x', 'AGREE', null, 'happened', day, at, at, 0, [], null, 1, null]; };
        const days = Array.from({ length: 30 }, (_, n) => row(`2021-01-${String(n + 1).padStart(2, '0')}`));
        const holder = document.createElement('div');
        document.createElement('div').append(holder);
        window.timeline.axis(holder, [row('1979-02-11'), ...days]);
        return [holder.querySelector('text').textContent, window.timeline.bar(row('1979-02-11')).querySelector('.beyond') !== null];
    """)
    assert ends == ["2020-12", True]


@pytest.mark.parametrize("width", [None, 390])
def test_in_graph_and_map_no_name_hides_another_and_all_can_be_read(out: Path, quiet: Any, width: int | None) -> None:
    screen(quiet, width)
    quiet.get((out / "site/index.html").as_uri())
    quiet.execute_script("document.getElementById('graph').scrollIntoView()")
    until(quiet, "return document.querySelectorAll('#graph .edge').length", 32)
    for picture, marks in (("#graph", 15), ("#world", 3)):
        quiet.execute_script(f"document.querySelector('{picture}').scrollIntoView()")
        until(quiet, f"return document.querySelectorAll('{picture} circle').length", marks)
        boxes = quiet.execute_script(
            "return [...document.querySelectorAll(`${arguments[0]} text`)].filter((one) => getComputedStyle(one).display !== 'none')"
            ".map((one) => { const box = one.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; })", picture
        )  # fmt: skip
        assert len(boxes) >= marks - 3
        assert quiet.execute_script(f"return document.querySelectorAll('{picture} circle').length") == marks
        for n, (left, top, right, bottom) in enumerate(boxes):
            assert bottom - top > 11
            for other in boxes[:n]:
                assert not (
                    left < other[2] - 2 and other[0] < right - 2 and top < other[3] - 3 and other[1] < bottom - 3
                )
    screen(quiet, None)
