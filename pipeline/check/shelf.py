"""Values by key that are held on disk beyond a few megabytes, so that memory does not grow with the records looked up."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import chain
from typing import Any

from pipeline.check.limits import CACHE, SHELF

#: Bytes that a pair takes in a dictionary beside its value, and a value's member, about.
PAIR, MEMBER = 300, 80
#: A value as it is kept on disk, and back.
ENCODE = json.JSONEncoder(separators=(",", ":")).encode
DECODE = json.JSONDecoder().decode


class Shelf:
    """A multimap from anything to plain values (those of JSON), filled once and then only read.

    What fits in `SHELF` bytes is a dictionary. What does not is SQLite's: a database without a name in a cache of `CACHE` bytes,
    which spills the rest into a file that is gone when it is closed; its keys are digests of 16 bytes under a key of the
    process, so that nobody can make two of them meet.
    """

    def __init__(self, pairs: Iterable[tuple[Any, Any]]) -> None:
        """Take in every pair of key and value; one key may come more than once.

        Raises:
            sqlite3.Error: if the disk for temporary files is full or cannot be written.
        """
        coming = iter(pairs)
        self._base: sqlite3.Connection | None = None
        self._pairs: list[tuple[Any, Any]] = []
        self._held: dict[Any, list[Any]] = {}
        room = SHELF
        self._count = 0
        for key, value in coming:
            self._count += 1
            self._pairs.append((key, value))
            self._held.setdefault(plain(key), []).append(value)
            room -= weight(value)
            if room < 0:
                self._base = spilled(chain(self._pairs, coming))
                self._count = self._one("SELECT count(*) FROM shelf")[0]
                self._pairs, self._held = [], {}

    def __del__(self) -> None:
        # A connection and its cache of statements hold each other, and it holds its pages until it is closed.
        if self._base is not None:
            self._base.close()

    def __len__(self) -> int:
        return self._count

    def __contains__(self, key: Any) -> bool:
        if self._base is None:
            return plain(key) in self._held
        return self._one("SELECT 1 FROM shelf WHERE k = ?", mark(key)) is not None

    def get(self, key: Any, default: Any = None) -> Any:
        """The value that a key was given last, as a dictionary has it."""
        if self._base is None:
            return self._held.get(plain(key), [default])[-1]
        found = self._one("SELECT v FROM shelf WHERE k = ? ORDER BY rowid DESC LIMIT 1", mark(key))
        return default if found is None else DECODE(found[0])

    def all(self, key: Any) -> list[Any]:
        """Every value of a key, in the order given."""
        if self._base is None:
            return self._held.get(plain(key), [])
        query = "SELECT v FROM shelf WHERE k = ? ORDER BY rowid"
        return [DECODE(v) for (v,) in self._base.execute(query, (mark(key),))]

    def values(self) -> Iterator[Any]:
        """Every value, in the order given."""
        if self._base is None:
            yield from (value for _, value in self._pairs)
            return
        for (found,) in self._base.execute("SELECT v FROM shelf ORDER BY rowid"):
            yield DECODE(found)

    def counted(self, key: Any) -> tuple[int, int]:
        """How many values a key has, and how many different ones."""
        if self._base is None:
            values = self._held.get(plain(key), [])
            return len(values), len(set(map(ENCODE, values)))
        count, different = self._one("SELECT count(*), count(DISTINCT v) FROM shelf WHERE k = ?", mark(key))
        return count, different

    def repeats(self) -> Iterator[tuple[Any, Any]]:
        """For each pair whose key came before: the value that the key had first, and this one."""
        if self._base is None:
            firsts: dict[Any, Any] = {}
            for key, value in self._pairs:
                if (held := plain(key)) in firsts:
                    yield firsts[held], value
                else:
                    firsts[held] = value
            return
        firsts_of = "SELECT k, min(rowid) AS row FROM shelf GROUP BY k HAVING count(*) > 1"
        query = (
            f"SELECT f.v, s.v FROM ({firsts_of}) AS d JOIN shelf AS s ON s.k = d.k AND s.rowid <> d.row "
            "JOIN shelf AS f ON f.rowid = d.row ORDER BY s.rowid"
        )
        for first, later in self._base.execute(query):
            yield DECODE(first), DECODE(later)

    def _one(self, query: str, *keys: bytes) -> Any:
        assert self._base is not None
        return self._base.execute(query, keys).fetchone()


def spilled(pairs: Iterable[tuple[Any, Any]]) -> sqlite3.Connection:
    """A nameless database of the pairs."""
    # Rules are generators, and whoever reads one to the end decides on which thread.
    base = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    for pragma in (
        f"cache_size = -{CACHE // 1024}",
        "temp_store = FILE",
        "journal_mode = OFF",
        "synchronous = OFF",
    ):
        base.execute(f"PRAGMA {pragma}")
    base.execute("CREATE TABLE shelf (k BLOB NOT NULL, v TEXT NOT NULL)")
    base.execute("BEGIN")
    base.executemany("INSERT INTO shelf VALUES (?, ?)", ((mark(key), ENCODE(value)) for key, value in pairs))
    base.execute("COMMIT")
    # Sorted once at the end, which takes a tenth of keeping it sorted all along.
    base.execute("CREATE INDEX by_key ON shelf (k)")
    return base


def weight(value: Any) -> int:
    """Bytes that a pair takes in memory, about."""
    if isinstance(value, str):
        return PAIR + len(value)
    return PAIR + (MEMBER * len(value) if isinstance(value, (list, tuple, dict)) else 0)


def plain(key: Any) -> Any:
    """A key as a dictionary can hold it, no two that `mark` tells apart the same."""
    return key if isinstance(key, str) else (repr(key),)


#: Nobody who writes a folder knows it, so that nobody can search for two ids of one digest.
SECRET = os.urandom(32)


def mark(key: Any) -> bytes:
    """The digest of a key; a text and its description are different keys."""
    raw = (
        key.encode("utf-8", "surrogatepass")
        if isinstance(key, str)
        else b"\xff" + repr(key).encode("utf-8", "surrogatepass")
    )
    return blake2b(raw, digest_size=16, key=SECRET).digest()
