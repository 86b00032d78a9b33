"""What the reading room costs: weight and first paint of the longest article's page, and seconds to write the site, beside a peer.

The peer writes one page a record with the plainest template there is, from the same rows with the same engine: what no site
of as many pages can do without. Browsers are asked where Chromium and its driver are installed; else that is said.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from jinja2 import Environment

from bench.synthetic import write_copies
from pipeline.report.catalogue import Catalogue, short
from pipeline.report.site import write_site

#: Rows of the folder that the site is timed on; each copy of its article has some twenty.
ROWS = 5_000
PLAIN = "<!doctype html><title>{{ row.id }}</title><dl>{% for key, value in row.items() %}<dt>{{ key }}<dd>{{ value }}{% endfor %}</dl>"


def main(out: Path) -> None:
    """Print page weight, paint and load times of the longest article of `out`, and site seconds beside the peer's."""
    write_site(out)
    longest = max(Catalogue(out).documents.values(), key=lambda row: (row["words"], row["id"]))
    page = out / "site" / short(longest["id"]) / "index.html"
    beside = sum(path.stat().st_size for path in (out / "site/static").glob("*.*"))
    print(f"{'page of the longest article':<42} {page.stat().st_size:>10,} bytes for {longest['words']:,} words")
    print(f"{'  scripts and styles beside it':<42} {beside:>10,} bytes")
    painted(page)
    many = out.parent / "site-many"
    write_copies(ROWS, many)
    began = time.process_time()
    pages = write_site(many)
    ours = time.process_time() - began
    plain, records = peer(many)
    print(f"{f'site of {pages:,} pages':<42} {ours:>10.2f} s of processor, {ours / pages * 1000:.2f} ms a page")
    print(f"{f'  peer: {records:,} records, plain Jinja':<42} {plain:>10.2f} s of processor  × {ours / plain:.1f}")
    shutil.rmtree(many)


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


def painted(page: Path) -> None:
    """Print when Chromium first paints a page and when it has loaded, the best of three; or why it was not asked."""
    binary, program = shutil.which("chromium"), shutil.which("chromedriver")
    try:
        from selenium import webdriver
    except ImportError:
        webdriver = None
    if webdriver is None or not binary or not program:
        print(f"{'  first paint, load':<42} not measured: selenium, chromium or chromedriver is not installed")
        return
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    with tempfile.TemporaryDirectory() as profile:
        for flag in ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"):
            options.add_argument(flag)
        driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(program))
        try:
            paints, loads = zip(*(seen(driver, page) for _ in range(3)), strict=True)
        finally:
            driver.quit()
    print(f"{'  first contentful paint':<42} {min(paints):>10,.0f} ms, the best of three")
    print(f"{'  loaded':<42} {min(loads):>10,.0f} ms")


def seen(driver: object, page: Path) -> tuple[float, float]:
    """Milliseconds from the start of navigation to the first contentful paint and to the load event."""
    driver.get(page.as_uri())  # type: ignore[attr-defined]
    asked = """
        const first = performance.getEntriesByType('paint').find((one) => one.name === 'first-contentful-paint');
        return [first ? first.startTime : null, performance.getEntriesByType('navigation')[0].loadEventEnd];
    """
    while True:
        paint, load = driver.execute_script(asked)  # type: ignore[attr-defined]
        if paint and load:
            return paint, load
        time.sleep(0.05)


if __name__ == "__main__":
    import sys

    main(Path(sys.argv[1]))
