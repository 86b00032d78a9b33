"""A file of JSON-LD lines: proved once, held if small, else read line by line each time it is asked for."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.check import limits
from pipeline.check.places import DECODER, column, compact
from pipeline.check.shapes import Shapeless, shape


@dataclass(slots=True)
class Line:
    """One line of a JSON-LD file: where it stands and what it says."""

    pointer: str
    node: dict[str, Any]
    _form: Hashable = False

    @property
    def form(self) -> Hashable:
        """The shape of the record; None for what has none and must be expanded itself."""
        if self._form is False:
            try:
                self._form = shape(self.node)
            except Shapeless:
                self._form = None
        return self._form

    def at(self, *path: str | int) -> str:
        """The pointer with the column of a key or element: FILE:LINE:COLUMN, code points from 1."""
        try:
            place = column(compact(self.node), path)
        except ValueError:
            place = None
        return self.pointer if place is None else f"{self.pointer}:{place}"


@dataclass(slots=True)
class Lines:
    """Those lines of a file that were proved to be objects."""

    path: Path
    pointer: str
    #: One byte a line of the file: whether it is an object.
    good: bytearray = field(default_factory=bytearray)
    #: Whether every line has an id that sorts after that of the line before.
    ascending: bool = True
    #: The lines themselves, of a small file.
    held: list[Line] | None = None

    def __len__(self) -> int:
        return self.good.count(1)

    def __iter__(self) -> Iterator[Line]:
        if self.held is not None:
            yield from self.held
            return
        for number, raw in numbered(self.path):
            if number <= len(self.good) and self.good[number - 1]:
                yield Line(f"{self.pointer}:{number}", DECODER.raw_decode(raw.decode("utf-8").lstrip())[0])


def numbered(path: Path) -> Iterator[tuple[int, bytes]]:
    """Line number from 1 and bytes of each line, none longer than the limit."""
    with path.open("rb") as stream:
        number = 0
        while raw := stream.readline(limits.LINE):
            number += 1
            yield number, raw
