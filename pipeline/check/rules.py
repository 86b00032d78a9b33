"""The rules by id, and how a breach becomes a finding."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from pipeline.records import Finding
from pipeline.records.finding import Severity

#: Characters of somebody else's words that a message quotes.
QUOTED = 80


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it holds in a sentence, and how bad a breach is."""

    id: str
    severity: Severity
    doc: str


@cache
def rules() -> dict[str, Rule]:
    """Every rule by id, in the order they are documented in."""
    raw = tomllib.loads(files("pipeline.check").joinpath("rules.toml").read_text(encoding="utf-8"))
    found = {}
    for group, members in raw.items():
        for name, entry in members.items():
            rule_id = f"{group}.{name}"
            found[rule_id] = Rule(rule_id, cast(Severity, entry["severity"]), entry["doc"])
    return found


def breach(
    rule: str,
    message: str,
    *,
    pointer: str | None = None,
    document_id: str | None = None,
    start: int | None = None,
    end: int | None = None,
) -> Finding:
    """A finding of a rule; `pointer` is the file with line or row."""
    return Finding(
        document_id=document_id,
        rule=rule,
        severity=rules()[rule].severity,
        message=message,
        pointer=pointer,
        start=start,
        end=end,
    )


def quoted(value: object) -> str:
    """A value as a message shows it: printable, on one line, cut at `QUOTED` characters."""
    text = value if isinstance(value, str) else repr(value)
    text = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text[: QUOTED + 1])
    return f"“{text[:QUOTED]}…”" if len(text) > QUOTED else f"“{text}”"
