"""Passes over the files of JSON-LD lines, in each of which every rule that looks at lines takes its share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pyarrow as pa

from pipeline.check.bundle import Bundle
from pipeline.check.json_lines import Line
from pipeline.check.rules import breach
from pipeline.records import Finding


def nothing() -> Iterable[Finding]:
    """No findings."""
    return ()


@dataclass(frozen=True, slots=True)
class Visit:
    """What a rule does with each line of a file, and once it has seen the last."""

    line: Callable[[Line], Iterable[Finding]]
    end: Callable[[], Iterable[Finding]] = nothing


#: What a rule on lines is: given the bundle and the name of a file of lines, its visit to that file, if it pays one.
LineRule = Callable[[Bundle, str], Visit | None]


def visited(bundle: Bundle, rules: Iterable[LineRule]) -> Iterator[Finding]:
    """The findings of every rule on every file of lines, in one pass over each."""
    for name in bundle.lines:
        yield from passed(bundle, name, rules)
        # Arrow keeps what it no longer needs, and each file has other tables beside it.
        pa.default_memory_pool().release_unused()


def passed(bundle: Bundle, name: str, rules: Iterable[LineRule]) -> Iterator[Finding]:
    """The findings of every rule on one file of lines."""
    visits: dict[LineRule, Visit] = {}
    for rule in rules:
        try:
            if (visit := rule(bundle, name)) is not None:
                visits[rule] = visit
        except Exception as error:
            yield undecided(rule, error)
    for line in bundle.lines[name] if visits else ():
        for rule, visit in list(visits.items()):
            try:
                yield from visit.line(line)
            except Exception as error:
                yield undecided(rule, error)
                del visits[rule]
    for rule, visit in visits.items():
        try:
            yield from visit.end()
        except Exception as error:
            yield undecided(rule, error)


def undecided(rule: Callable[..., object], error: Exception) -> Finding:
    """The finding that a rule could not be carried out, so that no folder passes by breaking the check."""
    place = f"{rule.__module__.rpartition('.')[2]}.{rule.__name__}"
    return breach("check.undecided", f"{place} met what it does not know: {type(error).__name__}: {error}")
