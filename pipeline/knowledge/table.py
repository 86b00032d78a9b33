"""Tab-separated tables of this folder."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


def rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of the table `name` by column; cells hold no tabs and no quoting."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    for line in lines[1:]:
        yield dict(zip(header, line.split("\t"), strict=True))


def several(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds several values, joined by `|`."""
    return tuple(part for part in cell.split("|") if part)


@cache
def lines(name: str) -> frozenset[str]:
    """The lines of a word list."""
    return frozenset((HERE / name).read_text(encoding="utf-8").split("\n")) - {""}


@cache
def settings(name: str) -> dict[str, object]:
    """A TOML file of this folder."""
    with (HERE / name).open("rb") as file:
        return tomllib.load(file)


def words(node: object) -> tuple[str, ...]:
    """A list of words out of a TOML file.

    Raises:
        TypeError: if the node is no list of strings.
    """
    if isinstance(node, list) and all(isinstance(item, str) for item in node):
        return tuple(node)
    raise TypeError(f"a list of words was expected, not {node!r}")


def table(node: object, key: str) -> dict[str, object]:
    """The table `key` of a TOML node; empty where there is none.

    Raises:
        TypeError: if the node or what the key holds is no table.
    """
    value = node.get(key, {}) if isinstance(node, dict) else None
    if isinstance(value, dict):
        return value
    raise TypeError(f"a table {key!r} was expected, not {value!r}")
