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
    """One rule: what it holds in a sentence, how bad a breach is, why it matters, a breach as an example, the cure."""

    id: str
    severity: Severity
    doc: str
    why: str
    example: str
    cure: str


@cache
def rules() -> dict[str, Rule]:
    """Every rule of the check by id, in the order they are documented in."""
    return read_rules("rules.toml")


@cache
def explainable() -> dict[str, Rule]:
    """Every rule that any command's findings may name: the check's, and those that a build decides."""
    return rules() | read_rules("build_rules.toml")


def read_rules(name: str) -> dict[str, Rule]:
    """The rules of a file by id."""
    raw = tomllib.loads(files("pipeline.check").joinpath(name).read_text(encoding="utf-8"))
    found = {}
    for group, members in raw.items():
        for name, entry in members.items():
            rule_id = f"{group}.{name}"
            found[rule_id] = Rule(id=rule_id, severity=cast(Severity, entry.pop("severity")), **entry)
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
        message=printable(message),
        pointer=None if pointer is None else printable(pointer),
        start=start,
        end=end,
    )


def explained(rule: Rule) -> str:
    """A rule as `dateline check --explain` tells it: the sentence, why it matters, an example, the cure."""
    return "\n".join(
        (
            f"{rule.id} ({rule.severity})",
            f"  {rule.doc}",
            f"Why:     {rule.why}",
            f"Example: {rule.example}",
            f"Cure:    {rule.cure}\n",
        )
    )


def printable(text: str) -> str:
    """The text on one line: what no report can hold (control characters, lone surrogates) as escapes."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode("ascii") for c in text)


def quoted(value: object) -> str:
    """A value as a message shows it: printable, on one line, cut at `QUOTED` characters."""
    text = value if isinstance(value, str) else repr(value)
    cut = len(text) > QUOTED
    text = printable(text[:QUOTED])
    return f"“{text}…”" if cut else f"“{text}”"
