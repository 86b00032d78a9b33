"""Ties between two names, by the words that stand between them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.knowledge.table import settings, table, words

_LIST = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Tie:
    """One way to state a tie; `between` matches the whole of what stands between the names, `after` what follows the second."""

    predicate: str
    first: frozenset[str]
    second: frozenset[str]
    between: re.Pattern[str]
    after: re.Pattern[str] | None
    of_second: bool
    listed: bool
    #: Words that each of the two names has at least.
    least: int = 1


@cache
def ties() -> tuple[Tie, ...]:
    """The ties of `ties.toml`, in its order.

    Raises:
        TypeError, KeyError, re.error: if the file is not in order.
    """
    data = settings("ties.toml")
    lists = {name: alternatives(words(node)) for name, node in table(data, "lists").items()}
    rows = data["ties"]
    if not isinstance(rows, list):
        raise TypeError("ties is a list of tables")
    return tuple(
        Tie(
            str(row["predicate"]),
            frozenset(words(row["first"])),
            frozenset(words(row["second"])),
            compiled(str(row["between"]), lists),
            compiled(str(row["after"]), lists) if "after" in row else None,
            row.get("subject") == "second",
            row.get("list") is True,
            least if isinstance(least := row.get("least", 1), int) else 1,
        )
        for row in rows
    )


def alternatives(listed: tuple[str, ...]) -> str:
    """A group that matches any of the words, the longest first."""
    return f"(?:{'|'.join(sorted(map(re.escape, listed), key=len, reverse=True))})"


def compiled(pattern: str, lists: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern with its lists put in; case is free where the words between names may be capitalised."""
    return re.compile(_LIST.sub(lambda found: lists[found[1]], pattern), re.IGNORECASE)
