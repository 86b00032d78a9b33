"""What the reading room costs: weight and first paint of the longest article's page, seconds to write the site of many articles
beside a peer, and how soon the overview of them answers.

The peer writes one page a record with the plainest template there is, from the same rows with the same engine: what no site
of as many pages can do without. Browsers are asked where Chromium and its driver are installed; else that is said.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import Environment

from bench.synthetic import write_articles
from pipeline import build
from pipeline.report.catalogue import Catalogue, short
from pipeline.report.site import write_site

#: Articles of the site that is timed, each of some 450 words of our own prose.
MANY = 500
PLAIN = "<!doctype html><title>{{ row.id }}</title><dl>{% for key, value in row.items() %}<dt>{{ key }}<dd>{{ value }}{% endfor %}</dl>"


def main(out: Path) -> None:
    """Print figures of the longest article of `out`, then of a site of many articles beside its peer, and of its overview."""
    write_site(out)
    longest = max(Catalogue(out).documents.values(), key=lambda row: (row["words"], row["id"]))
    page = out / "site" / short(longest["id"]) / "index.html"
    beside = sum(path.stat().st_size for path in (out / "site/static").glob("*.*"))
    line("page of the longest article", f"{page.stat().st_size:,} bytes", f"for {longest['words']:,} words")
    line("  scripts and styles beside it", f"{beside:,} bytes")
    with browser() as driver:
        if driver:
            paints, loads = zip(*(painted(driver, page) for _ in range(3)), strict=True)
            line("  first contentful paint", f"{min(paints):,.0f} ms", "the best of three")
            line("  loaded", f"{min(loads):,.0f} ms")
    many = out.parent / "many"
    words = write_articles(MANY, out.parent / "many-raw")
    began = time.monotonic()
    build([out.parent / "many-raw"], many, jobs=2)
    line(f"extraction of {MANY} articles, {words:,} words", f"{time.monotonic() - began:.1f} s", "on two processes")
    site(many)
    with browser() as driver:
        if driver:
            overview(driver, many / "site/index.html")


def line(label: str, figure: str, rest: str = "") -> None:
    """Print one figure."""
    print(f"{label:<46} {figure:>18} {rest}".rstrip(), flush=True)


def site(many: Path) -> None:
    """Print what the site of a folder takes to write, and what the plainest pages of as many records take."""
    shutil.rmtree(many / "site", ignore_errors=True)
    clock = time.monotonic()
    write_site(many, jobs=2)
    line(f"site of {MANY} articles, on two processes", f"{time.monotonic() - clock:.1f} s", "by the clock")
    clock, began = time.monotonic(), time.process_time()
    pages = write_site(many)
    clock, ours = time.monotonic() - clock, time.process_time() - began
    files = [path for path in (many / "site").rglob("*") if path.is_file()]
    line(f"  {pages:,} pages, on one", f"{clock:.1f} s", f"{ours:.1f} s of processor, the site before it removed")
    line("  in all", f"{sum(path.stat().st_size for path in files) / 1e6:,.0f} MB", f"in {len(files):,} files")
    plain, records = peer(many)
    line(f"  peer: {records:,} records, plain Jinja", f"{plain:.1f} s of processor", f"× {ours / plain:.1f}")
    shutil.rmtree(many / "plain")


def peer(folder: Path) -> tuple[float, int]:
    """Processor seconds to read the tables and write a plain page for each record that has an id, and how many those are."""
    template = Environment(autoescape=True).from_string(PLAIN)
    began, count = time.process_time(), 0
    for rows in Catalogue(folder).tables.values():
        for row in rows:
            if "id" in row and "#" not in row["id"]:
                place = folder / "plain" / short(row["id"]) / "index.html"
                place.parent.mkdir(parents=True)
                place.write_text(template.render(row=row), encoding="utf-8")
                count += 1
    return time.process_time() - began, count


@contextmanager
def browser() -> Iterator[Any]:
    """Chromium, or None where it is not installed, which is said."""
    binary, program = shutil.which("chromium"), shutil.which("chromedriver")
    try:
        from selenium import webdriver
    except ImportError:
        webdriver = None
    if webdriver is None or not binary or not program:
        line("  in the browser", "not measured", "selenium, chromium or chromedriver is not installed")
        yield None
        return
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    with tempfile.TemporaryDirectory() as profile:
        for flag in ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"):
            options.add_argument(flag)
        driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(program))
        try:
            yield driver
        finally:
            driver.quit()


def painted(driver: Any, page: Path) -> tuple[float, float]:
    """Milliseconds from the start of navigation to the first contentful paint and to the load event."""
    driver.get(page.as_uri())
    asked = """
        const first = performance.getEntriesByType('paint').find((one) => one.name === 'first-contentful-paint');
        return [first ? first.startTime : null, performance.getEntriesByType('navigation')[0].loadEventEnd];
    """
    while True:
        paint, load = driver.execute_script(asked)
        if paint and load:
            return paint, load
        time.sleep(0.05)


#: Notes when the overview first says what it has found, its lists being drawn, and the browser is free to take an input.
READY = """
    new MutationObserver((changes, observer) => {
      if (!document.getElementById('told')?.textContent) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => { window.readyAt = performance.now(); }));
    }).observe(document, { childList: true, subtree: true });
"""
#: Milliseconds from an input in a field to the next drawing of what it leaves.
ANSWER = """
    const [id, value, sign, done] = arguments, field = document.getElementById(id), began = performance.now();
    const wait = () => (document.querySelector(sign) ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - began))) : setTimeout(wait, 5));
    if (sign.startsWith('#told')) { const told = document.getElementById('told'); new MutationObserver(() => { told.className = 'new'; }).observe(told, { childList: true }); told.className = ''; }
    field.value = value; field.dispatchEvent(new Event('input')); wait();
"""


def overview(driver: Any, page: Path) -> None:
    """Print when the overview takes input, and how soon it answers a filter, a first and a further search."""
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": READY})
    ready = []
    for _ in range(3):
        driver.get("about:blank")
        driver.get(page.as_uri())
        while not (found := driver.execute_script("return window.readyAt")):
            time.sleep(0.02)
        ready.append(found)
    weight = sum((page.parent / name).stat().st_size for name in ("index.html", "data/overview.js"))
    line(
        f"overview of {MANY} articles takes input after",
        f"{min(ready):,.0f} ms",
        f"the best of three; {weight / 1e6:.1f} MB of page and data",
    )
    for label, field, value, sign in (
        ("a filter by type", "type", "AGREE", "#told.new"), ("a filter by name", "who", "a", "#told.new"),
        ("the first search, texts loaded for it", "query", "minister said", "#found mark"),
        ("a further search", "query", "agreement", "#told.new"),
    ):  # fmt: skip
        line(f"  answers {label} after", f"{driver.execute_async_script(ANSWER, field, value, sign):,.0f} ms")


if __name__ == "__main__":
    import sys

    main(Path(sys.argv[1]))
