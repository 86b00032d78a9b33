"""A site of three articles made by hand, served or read from disk, and a browser to read it with."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from pipeline.report.server import ReadingRoom, room
from pipeline.report.site import write_site
from tests.maker import joined
from tests.report.browser import chromium, complaints, requests
from tests.report.made import CASES, crowded, hostile, visit, written


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of all three articles with its site."""
    folder = written(joined(visit(), hostile(), crowded()), tmp_path_factory.mktemp("report") / "out")
    write_site(folder)
    return folder


@pytest.fixture
def served(out: Path, tmp_path: Path) -> Iterator[tuple[ReadingRoom, Path]]:
    """The site on loopback, and the folder of the article on a visit, beside which reviews are saved."""
    raw = tmp_path / "raw"
    shutil.copytree(CASES / "visit", raw)
    with room(out, raw, 0) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server, raw
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Chromium."""
    made = chromium(tmp_path_factory.mktemp("profile"))
    yield made
    made.quit()


@pytest.fixture
def quiet(driver: Any) -> Iterator[Any]:
    """The browser, which after the test must have asked nobody else for anything and complained of nothing."""
    driver.get("about:blank")
    requests(driver), complaints(driver)
    yield driver
    local = ("file://", "data:", "about:", "blob:", "http://127.0.0.1:")
    assert [url for url in requests(driver) if not url.startswith(local)] == []
    assert complaints(driver) == []
