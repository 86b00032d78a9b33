"""Titles, offices and ranks, and the words that say whether they still hold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.knowledge.table import settings, table, words


@dataclass(frozen=True, slots=True)
class Titles:
    """Words of title. Offices, modifiers and status words are in lower case; `before` and `after` as they are written."""

    #: Nouns that head an office: "minister", "spokesman".
    offices: frozenset[str]
    #: Words that may stand before one inside the title: "deputy", "foreign".
    modifiers: frozenset[str]
    #: Word to "former", "acting" or "designate".
    status: dict[str, str]
    #: Title before a name, without its full stop, to its kind: office, rank, religious, honour, learned, courtesy.
    before: dict[str, str]
    #: Words after a name that are no part of it.
    after: frozenset[str]
    #: Words after a name that belong to it: "Jr.".
    suffixes: frozenset[str]
    #: Words that carry the full stop behind them: "Gen".
    stopped: frozenset[str]


@cache
def titles() -> Titles:
    """The words of `titles.toml`."""
    data = settings("titles.toml")
    before: dict[str, str] = {}
    for kind, node in table(data, "before").items():
        for word in words(node):
            before.setdefault(word, kind)
    after = table(data, "after")
    return Titles(
        offices=frozenset(words(data["offices"])),
        modifiers=frozenset(words(data["modifiers"])),
        status={word: status for status, node in table(data, "status").items() for word in words(node)},
        before=before,
        after=frozenset(words(after["honour"])),
        suffixes=frozenset(words(after["name"])),
        stopped=frozenset(words(table(data, "stopped")["words"])),
    )
