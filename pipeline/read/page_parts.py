"""Tells what an element of a page is by its tag, class, id and role; the words are in `page_parts.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from selectolax.lexbor import LexborNode

#: Characters of a class or id looked at.
GLANCE = 300
#: Code points from which a paragraph is kept whatever its class says.
SLIGHT = 200


@cache
def part_words(name: str) -> frozenset[str]:
    """The list `name` of `page_parts.toml`."""
    return frozenset(tomllib.loads(files("pipeline.read").joinpath("page_parts.toml").read_text("utf-8"))[name])


def attribute(node: LexborNode, name: str) -> str:
    """The attribute's value, or the empty string."""
    value = node.attributes.get(name)
    return value if isinstance(value, str) else ""


def named(node: LexborNode) -> frozenset[str]:
    """Words of the element's class and id: whole names, and their parts at hyphens, underscores and capitals."""
    if not node.attributes:
        return frozenset()
    names = f"{attribute(node, 'class')[:GLANCE]} {attribute(node, 'id')[:GLANCE]}".split()
    words = set(names)
    for name in names:
        words.update(part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name))
    return frozenset(words)


def is_dropped(node: LexborNode) -> bool:
    """Whether the element is no part of any article: scripts, navigation, advertising, what is hidden."""
    tag = node.tag or ""
    if tag in part_words("dropped_elements"):
        return True
    if tag in ("html", "body", "main", "article", "h1", "figcaption") or not node.attributes:
        return bool(node.attributes) and "hidden" in node.attributes
    if "hidden" in node.attributes or attribute(node, "aria-hidden") == "true" or _invisible(node):
        return True
    if attribute(node, "role").lower() in part_words("dropped_roles"):
        return True
    furniture = bool(named(node) & part_words("dropped_words"))
    return furniture and (tag != "p" or len(node.text(deep=True)) < SLIGHT)


def _invisible(node: LexborNode) -> bool:
    return re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", attribute(node, "style")[:GLANCE]) is not None
