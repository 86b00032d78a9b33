"""What hangs on a word in the dependency tree (Universal Dependencies): children by label, complements of prepositions, coordination."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.events.voice import passive
from pipeline.extract.events.words import Words
from pipeline.knowledge import grammar

OBLIQUE = frozenset({"obl", "nmod", "obl:agent", "obl:to", "obl:unmarked"})


class Links:
    """Children of a word, by what ties them to it."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def passive(self, verb: int) -> bool:
        """Whether the verb is a passive or a participle that modifies its object."""
        return passive(verb, self._words)

    def _children(self, index: int, label: str) -> list[int]:
        words = self._words
        return [child for child in words.children[index] if words.dep[child] == label]

    def _opened(self, heads: list[int]) -> Iterator[int]:
        """The heads and what is coordinated with them."""
        words = self._words
        for head in heads:
            yield head
            joined = self._children(head, "conj")
            yield from joined
            # "Norway, Mexico and Peru": a name beside a name is one of a list where the list goes on.
            if joined and words.tag[head].startswith("NNP"):
                for other in self._children(head, "appos"):
                    if other < joined[-1] and words.tag[other].startswith("NNP"):
                        yield other

    def _preposition(self, anchor: int, preposition: str) -> list[int]:
        """Complements of the preposition below the anchor, its object, or (for a noun) the verb that carries it."""
        words = self._words
        sites = [anchor, *self._children(anchor, "obj"), *self._children(anchor, "obl")]
        if words.tag[anchor].startswith("N"):
            sites = [anchor]
            governor = words.head[anchor]
            if (
                (
                    words.dep[anchor] in {"obj", "nsubj", "nsubj:pass", "root"}
                    and governor != anchor
                    and preposition != "of"
                )
                or (words.dep[anchor] == "nmod" and words.lower[governor] in grammar.words("spells"))
                or words.dep[anchor] == "conj"
            ):
                sites.append(governor)
        found = []
        for site in sites:
            for child in words.children[site]:
                if child != anchor and words.dep[child] in OBLIQUE and self._case(child) == preposition:
                    found.append(child)
            if found:
                break
        return found

    def _case(self, index: int) -> str:
        words = self._words
        cases = [child for child in words.children[index] if words.dep[child] == "case"]
        return words.lower[cases[0]] if cases else ""
