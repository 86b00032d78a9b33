"""The site on this machine's loopback, where a reviewer's decisions are saved beside the articles."""

from __future__ import annotations

import json
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from urllib.parse import parse_qs, urlsplit

import pyarrow.parquet as pq
from pydantic import ValidationError

from pipeline.report.decisions import Decision, decisions_of, review_path
from pipeline.report.pages import POLICY
from pipeline.report.places import leading

HOST = "127.0.0.1"
#: Bytes of one request at most.
MOST = 1 << 20


class ServerError(Exception):
    """The site cannot be served; the message says what to do."""


class ReadingRoom(ThreadingHTTPServer):
    """The server of one site. Nothing but loopback can reach it, and only its own pages may save."""

    daemon_threads = True

    def __init__(self, out: Path, raw: Path, port: int) -> None:
        sources = pq.read_table(out / "tables/documents.parquet", columns=["source"]).column(0).to_pylist()
        #: Article to its file: what a page names is looked up here, never made into a path.
        self.articles = {source: path for source in sources if (path := raw / source).is_file()}
        self.saving = Lock()
        super().__init__((HOST, port), partial(Page, directory=str(out / "site")))

    @property
    def address(self) -> str:
        """Where the site is."""
        return f"http://{HOST}:{self.server_port}/"


class Page(SimpleHTTPRequestHandler):
    """A page, or a decision."""

    server: ReadingRoom
    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012 - the base class declares it so
        **SimpleHTTPRequestHandler.extensions_map,
        ".jsonld": "application/ld+json",
        ".js": "text/javascript",
    }

    def end_headers(self) -> None:
        """The headers of every answer."""
        self.send_header("Content-Security-Policy", POLICY + "; frame-ancestors 'none'")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the reader of the site is its only visitor."""

    def ours(self) -> bool:
        """Whether the request is for this server by a loopback name: a foreign page that points its name here is refused."""
        known = {f"{name}:{self.server.server_port}" for name in (HOST, "localhost")}
        return self.headers.get("Host", "") in known

    def do_GET(self) -> None:
        """A file of the site, or the decisions on an article."""
        if not self.ours():
            self.answer(HTTPStatus.FORBIDDEN, {"error": "not addressed to this server"})
            return
        address = urlsplit(self.path)
        if address.path == "/static/server.js":
            self.answer(HTTPStatus.OK, "window.datelineServer = true;\n", "text/javascript")
        elif address.path == "/review":
            source = parse_qs(address.query).get("source", [""])[0]
            path = self.server.articles.get(source)
            if path is None:
                self.answer(HTTPStatus.NOT_FOUND, {"error": "no such article beside this server"})
                return
            found = [json.loads(decision.line()) for decision in decisions_of(path, source)[0]]
            self.answer(HTTPStatus.OK, {"decisions": found, "file": review_path(path).name})
        elif place := leading(Path(self.directory), address.path):
            self.send_response(HTTPStatus.SEE_OTHER)
            self.send_header("Location", place)
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            super().do_GET()

    def list_directory(self, path: object) -> None:
        """No listings."""
        self.answer(HTTPStatus.NOT_FOUND, {"error": "no such page"})

    def do_POST(self) -> None:
        """A decision to save: one more line of the article's file."""
        length = (
            int(self.headers.get("Content-Length") or 0) if (self.headers.get("Content-Length") or "0").isdigit() else 0
        )
        body = self.rfile.read(min(length, MOST))
        origin = f"http://{self.headers.get('Host', '')}"
        if (
            not self.ours()
            or self.headers.get("Origin") != origin
            or self.headers.get_content_type() != "application/json"
        ):
            self.answer(HTTPStatus.FORBIDDEN, {"error": "only this site's own pages may save"})
            return
        if urlsplit(self.path).path != "/review" or length > MOST:
            self.answer(HTTPStatus.NOT_FOUND, {"error": "decisions are sent to /review, one at a time"})
            return
        try:
            sent = json.loads(body)
            path = self.server.articles[sent["source"]]
            decision = Decision.model_validate_json(json.dumps(sent["decision"]))
        except (ValueError, KeyError, TypeError, ValidationError) as error:
            self.answer(HTTPStatus.BAD_REQUEST, {"error": str(error)})
            return
        target = review_path(path)
        try:
            with self.server.saving, target.open("a", encoding="utf-8", newline="") as stream:
                stream.write(decision.line() + "\n")
        except OSError as error:
            self.answer(
                HTTPStatus.INTERNAL_SERVER_ERROR, {"error": f"{target.name} cannot be written: {error.strerror}"}
            )
            return
        self.answer(HTTPStatus.OK, {"file": target.name})

    def answer(self, status: HTTPStatus, said: object, kind: str = "application/json") -> None:
        """A short answer; an object goes as JSON."""
        body = (said if isinstance(said, str) else json.dumps(said)).encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def room(out: Path, raw: Path, port: int) -> ReadingRoom:
    """A server for the site of `out` that saves decisions below `raw`, not yet serving.

    Raises:
        ServerError: if the port is taken.
    """
    try:
        return ReadingRoom(out, raw, port)
    except OSError as error:
        raise ServerError(f"port {port} cannot be used ({error.strerror}); choose another with --port") from error
