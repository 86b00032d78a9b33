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


class Backed:
    """The tree's answers; word order's where the tree has no core argument, since parsers attach less surely than words stand."""

    def __init__(self, tree: Tree, surface: Surface) -> None:
        self._tree = tree
        self._surface = surface

    def slot(self, anchor: int, part: str, slot: str, noun: int | None = None) -> list[int]:
        """See `Slots`."""
        return self._tree.slot(anchor, part, slot, noun) or self._surface.slot(anchor, part, slot, noun)


def slots(words: Words, mentions: Mentions) -> Slots:
    """The tree's answers where there is a tree, word order's where there is none."""
    surface = Surface(words, mentions)
    return Backed(Tree(words), surface) if words.parsed else surface
