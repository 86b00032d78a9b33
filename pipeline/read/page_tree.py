"""Parses HTML into a tree that no page can make deep."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

#: Open elements at once; browsers stop at 512, pages that people wrote stay below 100.
DEEPEST = 256
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
#: Elements that the next of their kind closes, so that leaving them open nests nothing.
SELF_CLOSING = frozenset(
    [
        "p",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "option",
        "optgroup",
        "colgroup",
        "html",
        "head",
        "body",
    ]
)
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
#: Elements that XHTML may close in their opening tag and HTML leaves open.
EMPTY = re.compile(r"<(script|style|iframe|textarea|title|div|span|a|p|i|b|em|strong|td|li)\b([^<>]*)/>", re.IGNORECASE)
RAW = frozenset(["script", "style", "textarea", "title", "xmp", "noframes"])


def parse(markup: str) -> LexborHTMLParser:
    """The tree of a page whose markup is `tame`."""
    return LexborHTMLParser(markup)


def tame(markup: str) -> str:
    """The markup without open tags beyond 256 levels, for which HTML5's rules take quadratic time; XML's empty tags closed."""
    if markup.lstrip().startswith("<?xml"):
        markup = EMPTY.sub(r"<\1\2></\1>", markup)
    return _shallow(markup)


def _shallow(markup: str) -> str:
    pieces: list[str] = []
    depth = kept = at = 0
    while found := TAG.search(markup, at):
        at = found.end()
        closing, name = found.group(1), found.group(2).lower()
        if name in RAW and not closing:
            end = markup.lower().find(f"</{name}", at) if len(markup) < 4096 else _close(markup, name, at)
            at = end if end >= 0 else len(markup)
            continue
        if name in VOID or name in SELF_CLOSING:
            continue
        if closing:
            depth = max(0, depth - 1)
            continue
        depth += 1
        if depth > DEEPEST:
            end = markup.find(">", at)
            end = len(markup) if end < 0 else end + 1
            pieces.append(markup[kept : found.start()])
            kept = at = end
            depth = DEEPEST
    return "".join((*pieces, markup[kept:])) if pieces else markup


def _close(markup: str, name: str, at: int) -> int:
    found = re.compile(f"</{name}", re.IGNORECASE).search(markup, at)
    return found.start() if found else -1
