"""A real browser for the slow tests: Debian's Chromium by its driver, with an empty profile and no voice of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from pipeline.report.catalogue import short

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
    # A mouse, which no machine without a screen has.
    "--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4",
)  # fmt: skip
#: Version of axe-core that judges accessibility; a development download, never part of the project.
AXE = "axe-core@4.10.2"


def chromium(profile: Path, *, width: int = 1300, height: int = 900) -> Any:
    """A driver; skips the test, saying so, where there is no Chromium."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed; no browser test was run")
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not binary or not driver:
        pytest.skip("chromium or chromedriver is not installed; no browser test was run")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in (*FLAGS, f"--user-data-dir={profile}", f"--window-size={width},{height}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))


def requests(driver: Any) -> list[str]:
    """Addresses that pages asked for since the last call."""
    events = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    return [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]


def complaints(driver: Any) -> list[str]:
    """What the console said since the last call."""
    return [entry["message"] for entry in driver.get_log("browser")]


def axe(folder: Path) -> str:
    """The script of axe-core; skips the test, saying so, where npm cannot get it."""
    npm = shutil.which("npm")
    if not npm:
        pytest.skip("npm is not installed; accessibility was not judged by axe-core")
    command = [npm, "install", "--silent", "--no-save", "--prefix", str(folder), AXE]
    if subprocess.run(command, check=False, capture_output=True, timeout=120).returncode:
        pytest.skip(f"npm cannot install {AXE}; accessibility was not judged")
    return (folder / "node_modules/axe-core/axe.min.js").read_text("utf-8")


def page(out: Path, iri: str) -> str:
    """Address of a record's page read from disk."""
    return (out / "site" / short(iri) / "index.html").as_uri()


def keys(driver: Any, *pressed: str) -> None:
    """Press keys, each going to whatever has the focus."""
    for key in pressed:
        driver.switch_to.active_element.send_keys(key)


def until(driver: Any, script: str, wanted: object) -> None:
    """Wait, at most five seconds, until a script gives what is wanted."""
    end = time.monotonic() + 5
    while (found := driver.execute_script(script)) != wanted:
        assert time.monotonic() < end, f"{script} gives {found!r}, not {wanted!r}"
        time.sleep(0.05)


def media(driver: Any, scheme: str, kind: str = "") -> None:
    """Have the reader prefer a colour scheme, and the pages drawn for a kind of medium."""
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": kind, "features": features})


def screen(driver: Any, width: int | None, height: int = 740) -> None:
    """A telephone's screen of this width; None for the window again."""
    if width is None:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        return
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": True}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


@contextmanager
def host(site: Path) -> Iterator[str]:
    """The address of a folder on loopback, as a host of files serves it: `404.html` for what is not there."""

    class Files(SimpleHTTPRequestHandler):
        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            body = (site / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=str(site))) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
