"""What a project excuses and what it asserts of its data: data with reasons, never code.

[[tool.dateline.suppress]]          # in pyproject.toml, or [[suppress]] in suppress.toml beside the folder checked
rule = "roles.unusual"
pointer = "tables/statements.parquet*"
reason = "The capital stands for its government all through this corpus."
expires = 2027-01-31

[tool.dateline.assert]
events = { at-least = 100 }
unlinked = { table = "entities", where = { type = "Place" }, missing = "same_as", at-most-share = 0.5, level = "warn" }
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.check.assertions import Assertion, PolicyError, read_assertion
from pipeline.check.rules import breach, rules
from pipeline.check.suppressions import Suppression, read_suppression
from pipeline.records import Finding

#: File beside the folder checked that may hold suppressions.
BESIDE = "suppress.toml"


@dataclass(frozen=True, slots=True)
class Policy:
    """Suppressions and assertions; `as_of` is the day on which suppressions are judged, None for no day: none expires."""

    suppressions: tuple[Suppression, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    as_of: dt.date | None = None

    def excuse(self, finding: Finding) -> Suppression | None:
        """The suppression that excuses a finding, or None."""
        return next((s for s in self.suppressions if not s.expired(self.as_of) and s.excuses(finding)), None)

    def expired(self) -> Iterator[Finding]:
        """suppress.expired"""
        for found in self.suppressions:
            if found.expired(self.as_of):
                message = f"the suppression of {found.rule} for {found.pointer} expired on {found.expires}"
                yield breach("suppress.expired", message, pointer=found.origin)

    def unused(self, used: set[Suppression]) -> Iterator[Finding]:
        """suppress.unused"""
        for found in self.suppressions:
            if found not in used and not found.expired(self.as_of):
                message = f"the suppression of {found.rule} for {found.pointer} excuses nothing"
                yield breach("suppress.unused", message, pointer=found.origin)

    def broken(self, rows: Mapping[str, Iterable[dict[str, Any]]]) -> Iterator[Finding]:
        """assert.failed and assert.doubted"""
        for assertion in self.assertions:
            for message in assertion.broken(rows.get(assertion.table, [])):
                yield breach(assertion.rule, message, pointer=f"tables/{assertion.table}.parquet")


def read_policy(project: Path, out: Path, as_of: dt.date | None = None) -> Policy:
    """The policy of a project: `[tool.dateline]` of its pyproject.toml, and `suppress.toml` beside the folder checked.

    Raises:
        PolicyError: for what is no TOML, or no suppression or assertion, with the place and the cure.
    """
    section = table(read_toml(project), project, "tool", "dateline")
    beside = out.parent / BESIDE
    raw = [(entry, project) for entry in entries(section.get("suppress"), project)]
    raw += [(entry, beside) for entry in entries(read_toml(beside).get("suppress"), beside)]
    asserted = table(section, project, "assert")
    return Policy(
        tuple(read_suppression(entry, origin.name, rules().keys()) for entry, origin in raw),
        tuple(read_assertion(name, entry, project.name) for name, entry in asserted.items()),
        as_of,
    )


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file; empty where there is none."""
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicyError(f"{path}: not readable as TOML: {error}") from error


def table(value: dict[str, Any], path: Path, *keys: str) -> dict[str, Any]:
    """The table below `keys`; empty where there is none."""
    for key in keys:
        value = value.get(key, {})
        if not isinstance(value, dict):
            raise PolicyError(f"{path}: {key} is no table")
    return value


def entries(value: Any, path: Path) -> list[dict[str, Any]]:
    """A list of tables; empty where there is none."""
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise PolicyError(f"{path}: suppress is no list of tables; write [[suppress]]")
    return value
