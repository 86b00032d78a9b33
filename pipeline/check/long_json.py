"""A JSON file that is mostly one long list or object, read member by member: what is held does not grow with the file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TextIO

from pipeline.check.json_text import bounded, depth, finite, not_json, parse, unique
from pipeline.check.limits import DEPTH
from pipeline.check.places import BLANK

#: Characters that are read at a time, at least, and that a value may have to be read whole.
PIECE = 1 << 16
BLANKS = re.compile(rf"[{BLANK}]*")


class Cursor:
    """A place in a JSON text. Everything but blanks is looked at once, in order: a value whole, or its members one by one.

    It takes what `json_text.parse` takes and nothing else, and raises ValueError (no place named) or RecursionError for the rest.
    """

    def __init__(self, stream: TextIO, each: Callable[[dict[str, Any]], Any] = lambda found: found) -> None:
        """`each` says what stands in a value for every object in it, as for `parse`."""
        self._stream, self._text, self._at, self._level = stream, "", 0, 0
        self._decoder = json.JSONDecoder(
            object_pairs_hook=lambda pairs: each(unique(pairs)),
            parse_constant=not_json,
            parse_int=bounded,
            parse_float=finite,
        )

    def peek(self) -> str:
        """The next character that is not blank; empty at the end."""
        while True:
            self._at = BLANKS.match(self._text, self._at).end()  # type: ignore[union-attr]  # it matches nothing, too
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def value(self, *, short: bool = False) -> Any:
        """The value here, whole.

        Args:
            short: refuse one of more than `PIECE` characters or so.
        """
        self.peek()
        if short and len(self._text) - self._at < PIECE:
            self._more()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except ValueError:
                # Cut off, most likely: the end of what was read is no end.
                if short or not self._more():
                    raise
                continue
            # A number may go on.
            if end < len(self._text) or not self._more():
                break
        raw = self._text[self._at : end]
        if depth(raw, self._level) > DEPTH:
            raise ValueError("nested too deep")
        if "\\ud" in raw or "\\uD" in raw:
            json.dumps(value, ensure_ascii=False).encode("utf-8")
        self._at = end
        return value

    def members(self) -> Iterator[str]:
        """The keys of the object or array here (an array's are empty), the cursor on the value of each, which must be taken."""
        keyed = self._take("{[") == "{"
        close, seen = "}" if keyed else "]", set[str]()
        self._level += 1
        if self._level > DEPTH:
            raise ValueError("nested too deep")
        if self.peek() == close:
            self._take(close)
        else:
            while True:
                key = self._key(seen) if keyed else ""
                yield key
                if self._take(f",{close}") == close:
                    break
        self._level -= 1

    def skip(self) -> None:
        """Pass over the value here, no more than a member of it held."""
        if self.peek() not in ("{", "["):
            self.value()
            return
        for _ in self.members():
            self.value()

    def end(self) -> None:
        """Nothing may follow."""
        if self.peek():
            raise ValueError("extra data")

    def _key(self, seen: set[str]) -> str:
        if self.peek() != '"':
            raise ValueError("a key is no string")
        key = self.value()
        if key in seen:
            raise ValueError("a key stands twice")
        seen.add(key)
        self._take(":")
        return str(key)

    def _take(self, expected: str) -> str:
        found = self.peek()
        if not found or found not in expected:
            raise ValueError(f"none of {expected}")
        self._at += 1
        return found

    def _more(self) -> bool:
        """Read on, twice as much as is waiting; False at the end."""
        waiting = self._text[self._at :]
        read = self._stream.read(max(PIECE, len(waiting)))
        self._text, self._at = waiting + read, 0
        return bool(read)


@contextmanager
def opened(path: Path, each: Callable[[dict[str, Any]], Any] = lambda found: found) -> Iterator[Cursor]:
    """A cursor at the beginning of a file."""
    with path.open(encoding="utf-8", newline="") as stream:
        yield Cursor(stream, each)


def read_long(path: Path, each: Callable[[dict[str, Any]], Any]) -> Any:
    """The value in a file, as `parse` gives it of its bytes; `each` may be asked about an object twice.

    Raises:
        ValueError: as `parse` does, with a sentence for people; `json.JSONDecodeError` where the place is known.
    """

    def read() -> Any:
        opening = cursor.peek()
        if opening not in ("{", "["):
            return cursor.value()
        with suppress(ValueError):
            return cursor.value(short=True)
        # Too long, or wrong somewhere, where reading on will come to it.
        if opening == "[":
            return [read() for _ in cursor.members()]
        return each({key: read() for key in cursor.members()})

    with suppress(ValueError, RecursionError), opened(path, each) as cursor:
        value = read()
        cursor.end()
        return value
    # What is wrong with it is told as of any JSON.
    return parse(path.read_bytes(), each)


def within(path: Path, name: str) -> Iterator[tuple[str, Any]]:
    """Key and value of each member of one member of the object in a file that `read_long` takes; none where that is no object."""
    with opened(path) as cursor:
        for key in cursor.members():
            if key == name and cursor.peek() == "{":
                yield from ((inner, cursor.value()) for inner in cursor.members())
                return
            cursor.skip()


def without(path: Path, names: Collection[str]) -> dict[str, Any]:
    """The object in such a file but for some of its members."""
    found = {}
    with opened(path) as cursor:
        for key in cursor.members():
            if key in names:
                cursor.skip()
            else:
                found[key] = cursor.value()
    return found
