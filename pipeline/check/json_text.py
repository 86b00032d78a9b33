"""JSON as RFC 8259 has it and the contract wants it, read without surprise."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from typing import Any

from pipeline.check.limits import DEPTH, DIGITS
from pipeline.check.places import DECODER, compact
from pipeline.check.rules import quoted


def parse(raw: bytes, each: Callable[[dict[str, Any]], Any] = lambda found: found) -> Any:
    """A JSON value: UTF-8 without BOM, unique keys, finite numbers, no lone surrogates, not too deep.

    Args:
        each: what stands in the value for an object, so that of many objects no more is kept than is asked for.

    Raises:
        ValueError: with a sentence for people; `json.JSONDecodeError` where the place is known.
    """
    text = raw.decode("utf-8")
    if depth(text) > DEPTH:
        raise ValueError(f"nested more than {DEPTH} levels deep")

    def found(pairs: list[tuple[str, Any]]) -> Any:
        return each(unique(pairs))

    value = json.loads(text, object_pairs_hook=found, parse_constant=not_json, parse_int=bounded, parse_float=finite)
    if "\\ud" in text or "\\uD" in text:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    return value


def canonical(raw: bytes) -> dict[str, Any] | None:
    """The object that `raw` is the one canonical text of, without long numbers or deep nesting; None for any other bytes.

    What an object is written as by us has no key twice, no infinity and no lone surrogate: nothing is left for `parse` to find.
    """
    if LONG in raw.translate(AS_NOUGHT):
        return None
    try:
        text = raw.decode("utf-8")
        if depth(text) > DEPTH:
            return None
        value, _ = DECODER.raw_decode(text)
        return value if isinstance(value, dict) and compact(value) == text else None
    except (ValueError, RecursionError):
        return None


#: More digits than an integer may have, and every byte, a digit as nought: a tenth of the time that a pattern takes.
LONG = b"0" * (DIGITS + 1)
AS_NOUGHT = bytes.maketrans(b"123456789", b"000000000")
#: A string, whole or cut off, or a bracket: what decides how deep a text is nested.
NESTING = re.compile(r'"(?:[^"\\]+|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


def depth(text: str, above: int = 0) -> int:
    """Nesting of a JSON text below `above` levels, counted no further than one beyond the limit; of one with few brackets, `above`."""
    if above + text.count("[") + text.count("{") <= DEPTH:
        return above
    level = deepest = above
    for token in NESTING.finditer(text):
        if token[0] in "[{":
            level += 1
            deepest = max(deepest, level)
            if level > DEPTH:
                break
        elif token[0] in "]}":
            level -= 1
    return deepest


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, unless it has a key twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise ValueError(f"the key {quoted(twice)} stands twice")
    return found


def not_json(name: str) -> Any:
    """Refuse NaN and infinities, which are not JSON."""
    raise ValueError(f"{name} is not JSON")


def bounded(digits: str) -> int:
    """An integer, unless it is absurdly long."""
    if len(digits.lstrip("-")) > DIGITS:
        raise ValueError(f"a number of {len(digits)} digits")
    return int(digits)


def finite(digits: str) -> float:
    """A number, unless it is too great for 64 bits, which would read it as infinity."""
    value = float(digits)
    if not math.isfinite(value):
        raise ValueError(f"the number {quoted(digits)} is too great")
    return value
