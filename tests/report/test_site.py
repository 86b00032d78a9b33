"""The site as files: everything escaped, every link leading somewhere, the JSON-LD as published, nothing from elsewhere."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser

from pipeline.cli import main
from pipeline.report import site
from pipeline.report.catalogue import short
from pipeline.report.places import leading
from pipeline.report.site import write_site
from tests.maker import joined
from tests.report.made import crowded, hostile, visit


@pytest.fixture(scope="module")
def pages(out: Path) -> dict[Path, LexborHTMLParser]:
    return {path: LexborHTMLParser(path.read_text("utf-8")) for path in sorted((out / "site").rglob("*.html"))}


def test_there_is_a_page_for_every_article_entity_and_event(out: Path) -> None:
    dataset = joined(visit(), hostile(), crowded())
    for record in (*dataset.documents, *dataset.entities, *dataset.events):
        assert (out / "site" / short(record.id) / "index.html").is_file()


def test_every_other_id_names_its_place_in_an_article(out: Path) -> None:
    """Whatever the JSON-LD names can be found: by a page of its own, or by the files that lead on to it."""
    dataset = joined(visit(), hostile(), crowded())
    for record in (*dataset.mentions, *dataset.times, *dataset.statements):
        place = leading(out / "site", "/" + short(record.id)) or ""
        target, _, fragment = place.removeprefix("/").partition("#")
        article = LexborHTMLParser((out / "site" / target).read_text("utf-8"))
        assert fragment == short(record.id)
        shown = json.loads(article.css_first("script#data").text())
        assert fragment in {one["id"] for one in shown["records"]}


@pytest.mark.parametrize(
    "path", ["/mention/0123456789abcdef0123", "/mention/../../tables", "/data/places", "/mention/0", "//"]
)
def test_what_is_no_id_leads_nowhere(out: Path, path: str) -> None:
    assert leading(out / "site", path) is None


def test_the_site_is_the_same_with_any_number_of_processes(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "CHUNK", 5)
    before = files(out)
    shutil.rmtree(out / "site")
    result = CliRunner().invoke(main, ["report", str(out), "--jobs", "2"])

    assert result.exit_code == 0, result.output
    assert files(out) == before


def files(out: Path) -> dict[Path, bytes]:
    return {path.relative_to(out): path.read_bytes() for path in (out / "site").rglob("*") if path.is_file()}


def test_every_link_leads_to_a_page_that_is_there(out: Path, pages: dict[Path, LexborHTMLParser]) -> None:
    for path, page in pages.items():
        for node in page.css("a[href], link[href], script[src]"):
            address = node.attributes.get("href") or node.attributes.get("src") or ""
            if address.startswith(("#", "data:", "http")):
                continue
            if path.name == "404.html":  # answered under any address: its own are from the root of the host
                assert (out / "site" / address.removeprefix("/")).is_file(), address
                continue
            assert (path.parent / unquote(address.partition("#")[0])).resolve().is_file(), f"{path}: {address}"


def test_no_page_runs_or_loads_anything_that_is_not_its_own(pages: dict[Path, LexborHTMLParser]) -> None:
    for path, page in pages.items():
        policy = page.css_first("meta[http-equiv=Content-Security-Policy]").attributes["content"] or ""
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        for node in page.css("script"):
            assert node.attributes.get("src") or node.attributes.get("type") in (
                "application/json",
                "application/ld+json",
            ), path
        assert not page.css("img, iframe, object, embed, [style]"), path
        assert not [name for node in page.css("*") for name in node.attributes if name.startswith("on")], path


def test_what_an_article_says_is_shown_as_it_stands(pages: dict[Path, LexborHTMLParser]) -> None:
    for dataset in (visit(), hostile(), crowded()):
        document = dataset.documents[0]
        page = next(page for path, page in pages.items() if short(document.id) in path.as_posix())
        shown = [node.text() for node in page.css("#text > *")]

        assert shown == [document.text[p.start : p.end] for p in document.passages]


def test_every_mark_lies_on_its_own_words(pages: dict[Path, LexborHTMLParser]) -> None:
    for dataset in (visit(), hostile(), crowded()):
        document = dataset.documents[0]
        page = next(page for path, page in pages.items() if short(document.id) in path.as_posix())
        records = json.loads(page.css_first("#data").text())["records"]
        words: dict[int, str] = {}
        for node in page.css("[data-r]"):
            for number in (node.attributes["data-r"] or "").split():
                words[int(number)] = words.get(int(number), "") + node.text()

        for number, record in enumerate(records):
            if record["k"] in ("mention", "time", "event"):
                assert words[number] == document.text[slice(*record["at"][0])]


def test_pages_embed_their_json_ld_as_published(out: Path, pages: dict[Path, LexborHTMLParser]) -> None:
    lines = (out / "jsonld/entities.jsonl").read_text("utf-8").splitlines()
    for node in map(json.loads, lines):
        page = pages[out / "site" / short(node["@id"]) / "index.html"]
        embedded = json.loads(page.css_first('script[type="application/ld+json"]').text())

        assert {**embedded, "@context": None} == {**node, "@context": None}
        assert embedded["@context"] == "../../context.jsonld"
    assert "@context" in json.loads((out / "site/context.jsonld").read_text("utf-8"))


def test_the_embedded_json_ld_expands_with_the_context_of_the_site(
    out: Path, pages: dict[Path, LexborHTMLParser]
) -> None:
    from pyld import jsonld

    event = visit().events[0]
    node = json.loads(
        pages[out / "site" / short(event.id) / "index.html"].css_first('script[type="application/ld+json"]').text()
    )
    node["@context"] = json.loads((out / "site/context.jsonld").read_text("utf-8"))["@context"]

    expanded = jsonld.expand(node)

    assert expanded[0]["@id"] == event.id
    assert "https://schema.org/startDate" in expanded[0]


def test_both_sides_of_a_contradiction_stand_side_by_side(pages: dict[Path, LexborHTMLParser]) -> None:
    page = next(page for path, page in pages.items() if short(visit().documents[0].id) in path.as_posix())

    assert [node.text() for node in page.css(".conflict a")] == [
        "The dockers’ union signed the Quay Accord on 9 March 2021",
        "A union leaflet gives 11 March 2021 for the Quay Accord",
    ]
    assert [node.text(strip=True) for node in page.css(".conflict footer")] == ["2021-03-09", "2021-03-11"]


def test_a_statement_is_told_with_its_verb_and_direct_speech_in_quotation_marks(
    pages: dict[Path, LexborHTMLParser],
) -> None:
    for record, before in ((visit().documents[0], "Aline Okoro "), (visit().entities[0], "")):
        page = next(page for path, page in pages.items() if short(record.id) in path.as_posix())
        assert page.css_first(".statements a").text() == f"{before}said “The port stays open,”"


def test_the_same_build_makes_the_same_site(out: Path) -> None:
    before = files(out)
    write_site(out)

    assert files(out) == before


def test_data_scripts_hold_nothing_that_ends_a_script(out: Path) -> None:
    for name in ("overview.js", "search.js"):
        text = (out / "site/data" / name).read_text("utf-8")
        assert not re.search("[<>\u2028\u2029]", text)
        json.loads(text.partition(" = ")[2].rstrip().rstrip(";"))


def test_a_folder_without_a_build_is_wrong_use(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["report", str(tmp_path)])

    assert result.exit_code == 2
    assert "dateline build" in result.output
