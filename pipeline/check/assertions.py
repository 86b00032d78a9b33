"""An assertion: how many rows of a table there must be, or what share of them may lack something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.records import TABLES

BOUNDS = ("at-least", "at-most", "at-least-share", "at-most-share")
KEYS = {"table", "where", "missing", "level", *BOUNDS}
LEVELS = {"fail": "assert.failed", "warn": "assert.doubted"}


class PolicyError(Exception):
    """A suppression or assertion is unusable; the message names the place and the cure."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """Bounds on the rows of `table` that `where` picks and that have nothing in the column `missing`, if one is named.

    A share is of the rows that `where` picks; of none it is nought.
    """

    name: str
    table: str
    rule: str
    bounds: Mapping[str, float]
    where: Mapping[str, Any] = field(default_factory=dict)
    missing: str | None = None

    def broken(self, rows: Iterable[dict[str, Any]]) -> Iterator[str]:
        """One sentence a bound that does not hold."""
        picked = counted = 0
        for row in rows:
            if all(row.get(column) == value for column, value in self.where.items()):
                picked += 1
                counted += self.missing is None or row.get(self.missing) in (None, [])
        share = counted / picked if picked else 0.0
        for bound, value in self.bounds.items():
            found = share if bound.endswith("share") else counted
            if found < value if bound.startswith("at-least") else found > value:
                yield f"{self.name}: {bound.replace('-', ' ')} {value:g} {self.subject}: found {found:g}"

    @property
    def subject(self) -> str:
        """What is counted, in words."""
        where = "".join(f", {column} {value}" for column, value in self.where.items())
        return f"of {self.table}{where}" + (f" without {self.missing}" if self.missing else "")


def read_assertion(name: str, entry: Any, origin: str) -> Assertion:
    """An assertion as TOML has it; its table is the one it is named for, unless it says another.

    Raises:
        PolicyError: for unknown tables, columns, keys or levels, and for one that bounds nothing.
    """
    place = f"{origin}: assertion {name}"
    if not isinstance(entry, dict):
        raise PolicyError(f"{place} is no table; write {name} = {{ at-least = 1 }}")
    if unknown := sorted(entry.keys() - KEYS):
        raise PolicyError(f"{place} has no key {unknown[0]}; it knows {', '.join(sorted(KEYS))}")
    table, where, missing = entry.get("table", name), entry.get("where", {}), entry.get("missing")
    if table not in TABLES:
        raise PolicyError(f"{place}: no table {table!r}; there are {', '.join(TABLES)}")
    if not isinstance(where, dict):
        raise PolicyError(f"{place}: where is no table of columns and values")
    for column in (*where, *([missing] if missing is not None else [])):
        if column not in TABLES[table].columns():
            raise PolicyError(f"{place}: {table} has no column {column!r}")
    bounds = {key: entry[key] for key in BOUNDS if key in entry}
    if not bounds or not all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in bounds.values()):
        raise PolicyError(f"{place} bounds nothing; give one of {', '.join(BOUNDS)} a number")
    level = entry.get("level", "fail")
    if level not in LEVELS:
        raise PolicyError(f"{place}: no level {level!r}; there are fail and warn")
    return Assertion(name, table, LEVELS[level], bounds, where, missing)
