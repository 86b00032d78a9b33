"""The loopback server saves what its own pages send, and nothing else."""

from __future__ import annotations

import http.client
import json
from pathlib import Path

import pytest

from pipeline.report.catalogue import short
from pipeline.report.decisions import decisions_of
from pipeline.report.server import ReadingRoom
from tests.report.made import visit

DECISION = {"kind": "mention", "verdict": "reject", "exact": "Lusaka", "start": 22, "end": 28}


def ask(
    server: ReadingRoom, method: str, path: str, body: object = None, **headers: str
) -> tuple[int, str, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    connection.request(method, path, None if body is None else json.dumps(body), headers)
    answer = connection.getresponse()
    return answer.status, answer.read().decode(), dict(answer.getheaders())


def own(server: ReadingRoom) -> dict[str, str]:
    return {"Origin": server.address.rstrip("/"), "Content-Type": "application/json"}


def test_an_id_resolves_to_its_page(served: tuple[ReadingRoom, Path]) -> None:
    entity = visit().entities[0]
    status, _, headers = ask(served[0], "GET", f"/{short(entity.id)}")
    assert (status, headers["Location"]) == (301, f"/{short(entity.id)}/")

    status, body, headers = ask(served[0], "GET", headers["Location"])
    assert status == 200
    assert entity.name in body
    assert "script-src 'self'" in headers["Content-Security-Policy"]


def test_an_id_without_a_page_leads_on_to_its_place_in_its_article(served: tuple[ReadingRoom, Path]) -> None:
    dataset = visit()
    for record in (dataset.mentions[0], dataset.times[0], dataset.statements[0]):
        status, _, headers = ask(served[0], "GET", f"/{short(record.id)}")
        article = f"/{short(dataset.documents[0].id)}/index.html"
        assert (status, headers["Location"]) == (303, f"{article}#{short(record.id)}")
        assert ask(served[0], "GET", article)[0] == 200


def test_a_decision_is_saved_beside_its_article_and_read_back(served: tuple[ReadingRoom, Path]) -> None:
    server, raw = served
    status, said, _ = ask(server, "POST", "/review", {"source": "harbour.txt", "decision": DECISION}, **own(server))

    assert (status, json.loads(said)["file"]) == (200, "harbour.review.jsonl")
    assert decisions_of(raw / "harbour.txt", "harbour.txt")[0][0].exact == "Lusaka"
    assert json.loads(ask(server, "GET", "/review?source=harbour.txt")[1])["decisions"] == [DECISION]


@pytest.mark.parametrize(
    ("headers", "sent", "status"),
    [
        ({"Origin": "http://elsewhere.example"}, {}, 403),
        ({"Host": "elsewhere.example"}, {}, 403),
        ({"Content-Type": "text/plain"}, {}, 403),
        ({}, {"source": "../../secret.txt"}, 400),
        ({}, {"decision": {**DECISION, "verdict": "maybe"}}, 400),
        ({}, {"decision": "none"}, 400),
    ],
)
def test_nothing_else_is_saved(
    served: tuple[ReadingRoom, Path], headers: dict[str, str], sent: dict[str, object], status: int
) -> None:
    server, raw = served
    body = {"source": "harbour.txt", "decision": DECISION, **sent}

    assert ask(server, "POST", "/review", body, **{**own(server), **headers})[0] == status
    assert [path.name for path in raw.iterdir()] == ["harbour.txt"]


def test_what_lies_outside_the_site_is_not_served(served: tuple[ReadingRoom, Path]) -> None:
    assert ask(served[0], "GET", "/../manifest.json")[0] == 404
    assert ask(served[0], "GET", "/entity/")[0] == 404
    assert ask(served[0], "GET", "/", Host="elsewhere.example")[0] == 403
