"""The names of one document while they are being joined: who may meet whom, and why each was joined."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from pipeline.extract.extraction import Name
from pipeline.resolve.partition import Partition
from pipeline.resolve.spelling import rules, words

#: What lies between a nationality and the body it belongs to: "Iranian Foreign Ministry", "Iran's Foreign Ministry".
BEFORE_BODY = re.compile(r"(?:[’']s?)?\s+(?:the\s+)?", re.IGNORECASE)
#: Code points before a name in which its titles stand.
TITLE_REACH = 40


@dataclass(frozen=True, slots=True)
class Cluster:
    """The names of one entity of a document, in text order, each with the reason it belongs."""

    names: tuple[Name, ...]
    reasons: tuple[str, ...]


class Naming:
    """Names by index, in text order, with the sets they fall into."""

    def __init__(self, text: str, names: Iterable[Name]) -> None:
        self.text = text
        # Of two names at one span the surer is kept.
        surest = {name.span: name for name in sorted(names, key=lambda name: name.confidence)}
        self.names = [surest[span] for span in sorted(surest)]
        self.index = {name.span: i for i, name in enumerate(self.names)}
        self.sets = Partition(len(self.names))
        self._reasons: dict[int, str] = {}

    def join(self, one: int, other: int, reason: str) -> bool:
        """Makes one entity of two names; the later one keeps the reason, if it has none yet."""
        if self.sets.find(one) == self.sets.find(other):
            return True
        if not self.sets.join(one, other):
            return False
        for index in (max(one, other), min(one, other)):
            if index not in self._reasons:
                self._reasons[index] = reason
                break
        return True

    def join_equal(self, members: Iterable[int], key: Callable[[int], Hashable], reason: str) -> None:
        """Joins all members of one key."""
        first: dict[Hashable, int] = {}
        for index in members:
            earlier = first.setdefault(key(index), index)
            if earlier != index:
                self.join(index, earlier, reason)

    def titles(self, index: int) -> frozenset[str]:
        """Titles that stand directly before a name, or open it, folded."""
        name = self.names[index]
        before = words(self.text[max(0, name.span.start - TITLE_REACH) : name.span.start].rpartition("\n")[2])
        found = set()
        for word in reversed(before):
            if word not in rules().titles:
                break
            found.add(word)
        return frozenset(found | {w for w in words(name.text)[:1] if w in rules().titles})

    def nation(self, index: int) -> str | None:
        """Code of the country whose name or adjective stands directly before this name; None if none does."""
        name = self.names[index]
        if index and (earlier := self.names[index - 1]).code and earlier.span.end <= name.span.start:
            between = self.text[earlier.span.end : name.span.start]
            if BEFORE_BODY.fullmatch(between) and (earlier.form == "adjective" or between.strip()):
                return earlier.code
        return None

    def nearest(self, index: int, candidates: Iterable[int]) -> int | None:
        """The candidate set (by root) named last before this name; None if none was."""
        wanted = set(candidates)
        for earlier in range(index - 1, -1, -1):
            root = self.sets.find(earlier)
            if root in wanted:
                return root
        return None

    def clusters(self) -> list[Cluster]:
        """The sets as clusters, in the order of their first names."""
        return [
            Cluster(tuple(self.names[i] for i in members), tuple(self.reason(i, len(members)) for i in members))
            for members in self.sets.sets()
        ]

    def reason(self, index: int, size: int) -> str:
        """Why a name belongs to its set of `size` names, in plain words."""
        name = self.names[index]
        if name.metonym:
            return "capital that stands for its government"
        if name.form == "adjective" and name.code:
            return "adjective of the country"
        return self._reasons.get(index, "its own name" if size > 1 else "the only mention")
