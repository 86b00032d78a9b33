"""Religious and ethnic groups and other kinds of people that are written with a capital."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.knowledge.table import rows, several


@dataclass(frozen=True, slots=True)
class Group:
    """A kind of people: `members` as nouns ("Kurds"), `adjectives` before a noun ("Kurdish")."""

    members: tuple[str, ...]
    adjectives: tuple[str, ...]
    kind: str


@cache
def groups() -> tuple[Group, ...]:
    """Every group of `groups.tsv`; nationalities are with their countries."""
    return tuple(Group(several(row["members"]), several(row["adjectives"]), row["kind"]) for row in rows("groups.tsv"))
