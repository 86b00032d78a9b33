"""Sets that grow by joining, with pairs that may never meet: union-find with cannot-link constraints."""

from __future__ import annotations


class Partition:
    """A partition of 0..size-1; starts with every element alone."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._apart: dict[int, set[int]] = {}

    def find(self, element: int) -> int:
        """The least element of the set that `element` is in."""
        root = element
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[element] != root:
            self._parent[element], element = root, self._parent[element]
        return root

    def forbid(self, one: int, other: int) -> bool:
        """Keeps the sets of two elements apart for good; False if they are already one."""
        a, b = self.find(one), self.find(other)
        if a == b:
            return False
        self._apart.setdefault(a, set()).add(b)
        self._apart.setdefault(b, set()).add(a)
        return True

    def may_join(self, one: int, other: int) -> bool:
        """Whether nothing keeps the two apart."""
        a, b = self.find(one), self.find(other)
        return a == b or b not in self._apart.get(a, ())

    def join(self, one: int, other: int) -> bool:
        """Makes one set of the two elements' sets; False, and nothing changes, if a constraint keeps them apart."""
        a, b = sorted((self.find(one), self.find(other)))
        if a == b:
            return True
        if b in self._apart.get(a, ()):
            return False
        self._parent[b] = a
        for other_root in self._apart.pop(b, set()):
            self._apart[other_root].discard(b)
            self._apart[other_root].add(a)
            self._apart.setdefault(a, set()).add(other_root)
        return True

    def sets(self) -> list[list[int]]:
        """The sets, each sorted, in the order of their least element."""
        found: dict[int, list[int]] = {}
        for element in range(len(self._parent)):
            found.setdefault(self.find(element), []).append(element)
        return list(found.values())
