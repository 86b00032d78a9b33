"""A real browser for the slow tests: Debian's Chromium by its driver, with an empty profile and no voice of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
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
