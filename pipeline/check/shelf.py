"""Values by key that are held on disk beyond a few megabytes, so that memory does not grow with the records looked up."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any

from pipeline.check.limits import SHELF


class Shelf:
    """A multimap from anything to plain values (those of JSON), filled once and then only read.

    Keys are held as digests of 16 bytes under a key of the process, so that nobody can make two of them meet. SQLite keeps
    a database without a name in its cache of `SHELF` bytes and spills the rest into a file that is gone when it is closed.
    """

    def __init__(self, pairs: Iterable[tuple[Any, Any]]) -> None:
        """Take in every pair of key and value; one key may come more than once.

        Raises:
            sqlite3.Error: if the disk for temporary files is full or cannot be written.
        """
        # Rules are generators, and whoever reads one to the end decides on which thread.
        self._base = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for pragma in (
            f"cache_size = -{SHELF // 1024}",
            "temp_store = FILE",
            "journal_mode = OFF",
            "synchronous = OFF",
        ):
            self._base.execute(f"PRAGMA {pragma}")
        self._base.execute("CREATE TABLE shelf (k BLOB NOT NULL, v TEXT NOT NULL)")
        self._base.execute("BEGIN")
        self._base.executemany("INSERT INTO shelf VALUES (?, ?)", ((mark(key), told(value)) for key, value in pairs))
        self._base.execute("COMMIT")
        # Sorted once at the end, which takes a tenth of keeping it sorted all along.
        self._base.execute("CREATE INDEX by_key ON shelf (k)")

    def __contains__(self, key: Any) -> bool:
        return self._one("SELECT 1 FROM shelf WHERE k = ?", mark(key)) is not None

    def get(self, key: Any, default: Any = None) -> Any:
        """The value that a key was given last, as a dictionary has it."""
        found = self._one("SELECT v FROM shelf WHERE k = ? ORDER BY rowid DESC LIMIT 1", mark(key))
        return default if found is None else json.loads(found[0])

    def all(self, key: Any) -> list[Any]:
        """Every value of a key, in the order given."""
        return [
            json.loads(v) for (v,) in self._base.execute("SELECT v FROM shelf WHERE k = ? ORDER BY rowid", (mark(key),))
        ]

    def counted(self, key: Any) -> tuple[int, int]:
        """How many values a key has, and how many different ones."""
        values, different = self._one("SELECT count(*), count(DISTINCT v) FROM shelf WHERE k = ?", mark(key))
        return values, different

    def repeats(self) -> Iterator[tuple[Any, Any]]:
        """For each pair whose key came before: the value that the key had first, and this one."""
        firsts = "SELECT k, min(rowid) AS row FROM shelf GROUP BY k HAVING count(*) > 1"
        query = (
            f"SELECT f.v, s.v FROM ({firsts}) AS d JOIN shelf AS s ON s.k = d.k AND s.rowid <> d.row "
            "JOIN shelf AS f ON f.rowid = d.row ORDER BY s.rowid"
        )
        for first, later in self._base.execute(query):
            yield json.loads(first), json.loads(later)

    def _one(self, query: str, key: bytes) -> Any:
        return self._base.execute(query, (key,)).fetchone()


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


def told(value: Any) -> str:
    """A value as it is kept."""
    return json.dumps(value, separators=(",", ":"))
