"""Where the base IRI points at the site, every id of the published JSON-LD leads to a page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.request import urlopen

from selectolax.lexbor import LexborHTMLParser

from pipeline.records import Dataset
from pipeline.report.server import room
from pipeline.report.site import write_site
from tests.report.made import BASE, written


def ids(node: Any) -> Iterator[str]:
    """Every `@id` of a node and of what it holds."""
    if isinstance(node, dict):
        yield from (value for key, value in node.items() if key == "@id")
        node = list(node.values())
    if isinstance(node, list):
        for one in node:
            yield from ids(one)


def test_every_id_resolves_and_pages_embed_the_node_that_bears_theirs(dataset: Dataset, tmp_path: Path) -> None:
    """By the site's own server, which leads on to a record within its article."""
    out = written(dataset, tmp_path / "out")
    write_site(out)
    lines = [line for path in sorted((out / "jsonld").glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    known = {iri.partition("#")[0] for line in lines for iri in ids(json.loads(line)) if iri.startswith(BASE)}
    assert {iri.removeprefix(BASE).partition("/")[0] for iri in known} >= {"document", "entity", "event", "statement"}
    with room(out, tmp_path, 0) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            for iri in sorted(known):
                with urlopen(iri.replace(BASE, server.address), timeout=5) as answer:
                    page = LexborHTMLParser(answer.read())
                embedded = page.css_first('script[type="application/ld+json"]')
                if embedded:
                    assert json.loads(embedded.text())["@id"] == iri
                else:
                    assert page.css_first("#text") is not None, iri
        finally:
            server.shutdown()
            thread.join()
