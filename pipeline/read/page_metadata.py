"""What a page says of itself: JSON-LD, Open Graph, meta elements, `<time>`, in that order of trust."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from pipeline.read.address import address
from pipeline.read.dates import from_metadata
from pipeline.read.language import language_tag
from pipeline.read.page_parts import attribute
from pipeline.read.reading import Metadata

ARTICLE = re.compile(r"Article$|^(BlogPosting|LiveBlogPosting|Report|Review|SocialMediaPosting|WebPage)$")
TITLES = ("og:title", "twitter:title", "dc.title", "citation_title", "parsely-title", "headline")
AUTHORS = ("author", "article:author", "dc.creator", "citation_author", "parsely-author", "byl", "sailthru.author")
DATES = (
    "article:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date", "dc.date",
    "dc.date.issued", "dcterms.date", "dcterms.created", "citation_publication_date", "parsely-pub-date",
    "sailthru.date", "og:published_time", "article.published",
)  # fmt: skip
PUBLISHERS = ("og:site_name", "application-name", "dc.publisher", "citation_publisher", "publisher")
SECTIONS = ("article:section", "section", "parsely-section", "og:section")
#: Nodes of JSON-LD looked at, and code points of a value kept.
MOST_NODES, LONGEST = 2_000, 500


def page_metadata(tree: LexborHTMLParser) -> Metadata:
    """Metadata of the page; a date's basis is `metadata`."""
    found = Metadata()
    for node in _articles(tree):
        found = found.over(_linked(node))
    return found.over(_meta(tree)).over(_elements(tree))


def one_line(value: object) -> str | None:
    """A value of metadata as one clean line of at most 500 code points; None if it is no text."""
    if not isinstance(value, str):
        return None
    text = html.unescape(value[: LONGEST * 4]).encode("utf-8", "replace").decode("utf-8")
    return " ".join(text.replace("\x00", "\ufffd").split())[:LONGEST].strip() or None


def _articles(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """JSON-LD nodes that describe an article, WebPage last. Scripts that are no JSON are passed over."""
    pages = []
    for script in tree.css('script[type="application/ld+json"]')[:20]:
        try:
            queue: list[Any] = [json.loads(re.sub(r",\s*([}\]])", r"\1", script.text(deep=True) or ""), strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(MOST_NODES):
            if not queue:
                break
            node = queue.pop(0)
            if isinstance(node, list):
                queue.extend(node)
            elif isinstance(node, dict):
                types = node.get("@type")
                names = [t for t in (types if isinstance(types, list) else [types]) if isinstance(t, str)]
                if any(ARTICLE.search(t) for t in names):
                    if "WebPage" in names:
                        pages.append(node)
                    else:
                        yield node
                queue.extend(node[k] for k in ("@graph", "mainEntity", "mainEntityOfPage") if k in node)
    yield from pages


def _linked(node: dict[str, Any]) -> Metadata:
    authors = [line for line in map(_name, _listed(node.get("author"))) if line]
    date = from_metadata(node.get("datePublished"))
    page = node.get("mainEntityOfPage")
    return Metadata(
        title=one_line(node.get("headline")),
        authors=tuple(dict.fromkeys(authors)),
        publisher=next((n for n in map(_name, _listed(node.get("publisher"))) if n), None),
        section=next((s for s in map(one_line, _listed(node.get("articleSection"))) if s), None),
        language=language_tag(node.get("inLanguage")),
        url=address(node.get("url")) or address(page.get("@id") if isinstance(page, dict) else page),
        published=date,
        published_basis="metadata" if date else None,
    )


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _name(value: object) -> str | None:
    line = one_line(value.get("name") if isinstance(value, dict) else value)
    return None if line is None or "://" in line else line


def _meta(tree: LexborHTMLParser) -> Metadata:
    values: dict[str, list[str]] = {}
    for node in tree.css("meta")[:500]:
        key = (attribute(node, "property") or attribute(node, "name") or attribute(node, "itemprop"))[:80].lower()
        line = one_line(attribute(node, "content"))
        if key and line:
            values.setdefault(key, []).append(line)

    def first(keys: tuple[str, ...]) -> list[str]:
        return next((values[key] for key in keys if key in values), [])

    date = next((d for key in DATES for d in map(from_metadata, values.get(key, [])) if d), None)
    names = [n for key in AUTHORS for n in values.get(key, []) if "://" not in n and not n.startswith("@")]
    return Metadata(
        title=next(iter(first(TITLES)), None),
        authors=tuple(dict.fromkeys(p.strip() for n in names[:8] for p in re.split(r",|;| and ", n) if p.strip())),
        publisher=next(iter(first(PUBLISHERS)), None),
        section=next(iter(first(SECTIONS)), None),
        language=None,
        url=next((u for u in map(address, first(("og:url",))) if u), None),
        published=date,
        published_basis="metadata" if date else None,
    )


def _elements(tree: LexborHTMLParser) -> Metadata:
    canonical = tree.css_first('link[rel="canonical"]')
    page = tree.css_first("html")
    times = tree.css(
        "time[pubdate], time[itemprop=datePublished], header time[datetime], article time[datetime], time[datetime]"
    )
    date = next((d for d in (from_metadata(attribute(t, "datetime")) for t in times[:1]) if d), None)
    locale = tree.css_first('meta[property="og:locale"]')
    return Metadata(
        language=(language_tag(attribute(page, "lang") or attribute(page, "xml:lang")) if page is not None else None)
        or (language_tag(attribute(locale, "content")) if locale is not None else None),
        url=address(attribute(canonical, "href")) if canonical is not None else None,
        published=date,
        published_basis="metadata" if date else None,
    )
