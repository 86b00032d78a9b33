"""The head of a Markdown article: YAML between lines of `---`, or TOML between lines of `+++`."""

from __future__ import annotations

import re
import tomllib

import yaml

from pipeline.read.address import address
from pipeline.read.dates import from_metadata
from pipeline.read.language import language_tag
from pipeline.read.page_metadata import one_line
from pipeline.read.reading import Metadata, Problem

OPENED = re.compile(
    r"(?P<fence>---|\+\+\+)[ \t]*(?:\r\n|\n|\r)(?P<body>.*?)(?:\r\n|\n|\r)?(?:(?P=fence)|\.\.\.)[ \t]*(?=\r|\n|\Z)",
    re.DOTALL,
)
#: Code points that a head has at most.
LONGEST = 65_536
NAMES = {
    "title": ("title", "headline"),
    "authors": ("authors", "author", "by", "byline", "creator"),
    "publisher": ("publisher", "site", "site_name", "outlet", "newspaper", "publication"),
    "section": ("section", "category", "categories", "rubric"),
    "language": ("language", "lang", "locale"),
    "url": ("url", "canonical", "canonical_url", "link", "source", "source_url", "permalink"),
    "published": (
        "published",
        "date",
        "publish_date",
        "publishdate",
        "pubdate",
        "published_at",
        "datepublished",
        "created",
    ),
}


def front_matter(text: str) -> tuple[int, Metadata, tuple[Problem, ...]]:
    """Where the head ends (0 where there is none), what it states, and a problem if it cannot be read."""
    found = OPENED.match(text[:LONGEST])
    if not found:
        return 0, Metadata(), ()
    try:
        table = yaml.safe_load(found["body"]) if found["fence"] == "---" else tomllib.loads(found["body"])
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError, TypeError, AttributeError) as error:
        reason = " ".join(str(error).split())[:120].encode("utf-8", "replace").decode("utf-8")
        problem = Problem(
            "read.front-matter",
            f"The front matter cannot be read and was left unused ({reason}).",
            "warning",
            0,
            found.end(),
        )
        return found.end(), Metadata(), (problem,)
    if not isinstance(table, dict):
        return (0, Metadata(), ()) if table is not None else (found.end(), Metadata(), ())
    return found.end(), _stated({str(k).lower(): v for k, v in table.items()}), ()


def _stated(table: dict[str, object]) -> Metadata:
    def values(field: str) -> list[object]:
        found = next((table[name] for name in NAMES[field] if table.get(name)), None)
        return list(found)[:20] if isinstance(found, list) else [found]

    authors = []
    for value in values("authors"):
        line = one_line(value.get("name") if isinstance(value, dict) else value)
        if line:
            authors += [part.strip() for part in re.split(r",|;| and ", line) if part.strip()]
    date = next((d for d in map(from_metadata, values("published")) if d), None)
    return Metadata(
        title=next((v for v in map(one_line, values("title")) if v), None),
        authors=tuple(dict.fromkeys(authors)),
        publisher=next((v for v in map(one_line, values("publisher")) if v), None),
        section=next((v for v in map(one_line, values("section")) if v), None),
        language=next((v for v in map(language_tag, values("language")) if v), None),
        url=next((v for name in NAMES["url"] if (v := address(table.get(name)))), None),
        published=date,
        published_basis="metadata" if date else None,
    )
