"""A suppression: which findings are excused, why, and until when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from pipeline.check.assertions import PolicyError
from pipeline.records import Finding

KEYS = {"rule", "pointer", "reason", "expires"}
#: Rules that cannot be excused: a suppression's own.
PROTECTED = "suppress."


@dataclass(frozen=True, slots=True)
class Suppression:
    """Excuses the findings of a rule at pointers that match; a star in `pointer` stands for any characters."""

    rule: str
    pointer: str
    reason: str
    expires: dt.date
    #: Name of the file it stands in.
    origin: str

    def expired(self, as_of: dt.date | None) -> bool:
        """Whether its last day is past; never when nobody says which day it is."""
        return as_of is not None and as_of > self.expires

    def excuses(self, finding: Finding) -> bool:
        """Whether the finding is one of those."""
        pattern = ".*".join(map(re.escape, re.split(r"\*+", self.pointer)))
        return finding.rule == self.rule and re.fullmatch(pattern, finding.pointer or "") is not None


def read_suppression(entry: dict[str, Any], origin: str, known: Collection[str]) -> Suppression:
    """A suppression as TOML has it.

    Raises:
        PolicyError: for unknown keys or rules, and for one without reason or expiry.
    """
    rule, reason, expires = entry.get("rule"), entry.get("reason"), entry.get("expires")
    pointer = entry.get("pointer", "*")
    if unknown := sorted(entry.keys() - KEYS):
        raise PolicyError(f"{origin}: a suppression has no key {unknown[0]}; it knows {', '.join(sorted(KEYS))}")
    if rule not in known or str(rule).startswith(PROTECTED):
        raise PolicyError(f"{origin}: no rule {rule!r} that can be suppressed; dateline check --explain all lists them")
    if not isinstance(reason, str) or not reason.strip():
        raise PolicyError(f'{origin}: the suppression of {rule} gives no reason; add reason = "…"')
    if type(expires) is not dt.date:
        raise PolicyError(f"{origin}: the suppression of {rule} has no last day; add expires = 2027-01-31")
    if not isinstance(pointer, str):
        raise PolicyError(f"{origin}: pointer of the suppression of {rule} is no text")
    return Suppression(str(rule), pointer, reason.strip(), expires, origin)
