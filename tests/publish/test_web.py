"""An article's graph, embedded in a page as a web publisher would, read back by a browser and by a third party's extractor."""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import rdflib
import rdflib.compare

from pipeline.records import Dataset
from pipeline.records.identity import DEFAULT_BASE
from pipeline.write import write_output
from tests.report.browser import chromium

TITLE = "“</script><script>document.title = 'taken over'</script><!-- & so on”"


@pytest.fixture
def graph(dataset: Dataset, tmp_path: Path) -> str:
    """The graph of an article whose title would end the script that it stands in."""
    document = dataset.documents[0].model_copy(update={"title": TITLE})
    write_output(replace(dataset, documents=(document,)), tmp_path / "out", model="none", base_iri=DEFAULT_BASE)
    (path,) = (tmp_path / "out/jsonld/articles").iterdir()
    return path.read_text(encoding="utf-8")


def page(graph: str) -> str:
    """A page with the file as it is in it."""
    return (
        f'<!doctype html><meta charset="utf-8"><title>News</title><script type="application/ld+json">{graph}</script>'
    )


def triples(graph: Any) -> rdflib.Graph:
    return rdflib.Graph().parse(data=json.dumps(graph), format="json-ld")


def test_an_extractor_finds_the_graph_of_a_page(graph: str) -> None:
    extruct = pytest.importorskip("extruct", reason="extruct is not installed: no third party reads the page")
    assert TITLE in graph.replace("\\u003c", "<")
    (found,) = extruct.extract(page(graph), syntaxes=["json-ld"], uniform=False)["json-ld"]
    assert found == json.loads(graph)
    assert rdflib.compare.isomorphic(triples(found), triples(json.loads(graph)))


@pytest.fixture
def served(graph: str, tmp_path: Path) -> Iterator[str]:
    """The address of the page on this machine."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text(page(graph), encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(SimpleHTTPRequestHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.mark.slow
def test_a_browser_reads_the_graph_of_a_page(graph: str, served: str, tmp_path: Path) -> None:
    driver = chromium(tmp_path / "profile")
    try:
        driver.get(served)
        script = "return JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)"
        assert driver.execute_script(script) == json.loads(graph)
        assert driver.title == "News"
        assert driver.execute_script("return document.scripts.length") == 1
    finally:
        driver.quit()
