"""Where a value stands in the text of a line of JSON, for people and for viewers that underline it."""

from __future__ import annotations

import json
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

#: What JSON allows between its tokens (RFC 8259, section 2).
BLANK = " \t\r\n"
DECODER = json.JSONDecoder()
#: One encoder for every line: making one for each takes as long as encoding.
ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def compact(value: Any) -> str:
    """The canonical line of a value: sorted keys, no blanks, no escapes beyond the needed.

    Raises:
        ValueError: for infinities and NaN.
    """
    return ENCODER.encode(value)


def column(text: str, path: tuple[str | int, ...]) -> int | None:
    """Column, from 1 in code points, of the value at `path` in a JSON text; of the deepest value there is on the way to it.

    The text must be JSON. A last step that is a key leads to the key itself, which is what a reader looks for.
    """
    at = skip(text, 0)
    found = at
    for number, step in enumerate(path):
        inner = member(text, at, step)
        if inner is None:
            return found + 1
        key, at = inner
        found = key if number == len(path) - 1 else at
    return found + 1


def member(text: str, at: int, step: str | int) -> tuple[int, int] | None:
    """Offsets of the key (or element) and of the value of one member of the object or array at `at`."""
    if text[at : at + 1] not in ("{", "["):
        return None
    in_object = text[at] == "{"
    at, number = skip(text, at + 1), 0
    while at < len(text) and text[at] not in "}]":
        start, name = at, number
        if in_object:
            name, at = scanstring(text, at + 1, True)
            at = skip(text, skip(text, at) + 1)
        if name == step:
            return start, at
        _, at = DECODER.raw_decode(text, at)
        at = skip(text, at)
        if text[at : at + 1] == ",":
            at = skip(text, at + 1)
        number += 1
    return None


def skip(text: str, at: int) -> int:
    """The first offset at or after `at` that is not blank."""
    while at < len(text) and text[at] in BLANK:
        at += 1
    return at
