"""The shape of a JSON-LD record: all that decides whether it expands without loss, and nothing else.

Expansion by a fixed context reads keys, classes, kinds of values, and whether a text looks like a keyword; it never reads
what a name or a number says (JSON-LD 1.1 Processing Algorithms, section 5). So records of one shape lose the same keys.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

#: Keywords that a record may have; `@context` is compared before.
KEYWORDS = frozenset({"@context", "@id", "@type"})


class Shapeless(Exception):
    """A record with keywords beyond those of the contract: its values decide, too."""


def shape(node: dict[str, Any]) -> Hashable:
    """The shape of a record, its top-level `@context` left out.

    Raises:
        Shapeless: for a record that must be expanded itself.
    """
    return outline({key: value for key, value in node.items() if key != "@context"})


def outline(value: Any) -> Hashable:
    """The shape of a value as JSON is read; of a list, the shapes that its members have."""
    kind = type(value)
    if kind is str:
        return "keyword" if value[:1] == "@" else "blank" if value[:2] == "_:" else "text"
    if kind is dict:
        return frozenset([part(key, inner) for key, inner in value.items()])
    if kind is list:
        return "list", frozenset([outline(member) for member in value])
    return kind.__name__


def part(key: str, value: Any) -> Hashable:
    """The shape of a key's value: of a class its name, of all else its outline."""
    if key[:1] == "@" and (key not in KEYWORDS or key == "@context"):
        raise Shapeless
    return key, value if key == "@type" and type(value) is str else outline(value)
