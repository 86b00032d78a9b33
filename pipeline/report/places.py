"""Where the records are that have no page of their own: mentions, times, statements and relations stand in their article.

A page each would be most files of the site. Instead, small files by the first digits of an id name the article: the server of
the reading room leads on by them, and so does the page that a static host answers with where there is none, `404.html`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.report.catalogue import Catalogue, short

#: Digits of an id that name its file.
DIGITS = 2
#: Path of such a record below the site, as its id has it.
RECORD = re.compile(r"/((?:mention|time|statement|relation)/([0-9a-f]+))(?:/|/index\.html)?")


def places(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """First digits to record to its article, both as `short` has them."""
    found: dict[str, dict[str, str]] = {}
    for name in ("mentions", "times", "statements", "relations"):
        for row in catalogue.tables[name]:
            record = short(row["id"])
            digits = record.rpartition("/")[2][:DIGITS]
            found.setdefault(digits, {})[record] = short(row["document_id"])
    return dict(sorted(found.items()))


def leading(site: Path, path: str) -> str | None:
    """The address below a site that the path of a record leads on to; None if it names none."""
    asked = RECORD.fullmatch(path)
    file = site / f"data/places/{asked[2][:DIGITS]}.json" if asked else None
    if asked is None or file is None or not file.is_file():
        return None
    article = json.loads(file.read_text("utf-8")).get(asked[1])
    return f"/{article}/index.html#{asked[1]}" if article else None


def site_path(catalogue: Catalogue) -> str:
    """Path on its host of a site that the ids of the build point at: `/` or `/below/`."""
    first = next(iter(catalogue.documents), "")
    return urlsplit(first.removesuffix(short(first))).path or "/"
