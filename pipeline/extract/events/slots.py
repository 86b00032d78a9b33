"""What an event's rules ask of the grammar, by tree or by word order."""

from __future__ import annotations

from typing import Protocol

from pipeline.extract.events.mentions import Mentions
from pipeline.extract.events.surface import Surface
from pipeline.extract.events.tree import Tree
from pipeline.extract.events.words import Words


class Slots(Protocol):
    """Head tokens that fill a slot of a trigger; see `pipeline.knowledge.triggers` for the slots."""

    def slot(self, anchor: int, part: str, slot: str, noun: int | None = None) -> list[int]:
        """The heads in text order, coordination opened up; empty where the slot is not filled."""
        ...


def slots(words: Words, mentions: Mentions) -> tuple[Slots, ...]:
    """The grammars that can be asked, the surest first: the tree where there is one, then word order."""
    surface = Surface(words, mentions)
    return (Tree(words), surface) if words.parsed else (surface,)
