"""The event ontology as data: PLOVER 2.0 types, modes, quads, intensities, contexts, and what older codes became.

The profile is `plover.toml`; PLOVER.md of the design says where the manual contradicts itself and what was decided.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class EventKind:
    """One event type: its quad class 1–4, its intensity −10…10, its modes with theirs, and whether it needs a recipient."""

    name: str
    quad: int
    intensity: float
    meaning: str
    modes: Mapping[str, float]
    needs_recipient: bool
    #: The type under which the manual files an undertaking to do this; None where it has none.
    planned: str | None


@dataclass(frozen=True, slots=True)
class Profile:
    """The whole of `plover.toml`."""

    version: str
    events: Mapping[str, EventKind]
    sectors: Mapping[str, str]
    no_country: Mapping[str, str]
    mode_contexts: Mapping[str, str]
    old_events: Mapping[str, str]
    old_modes: Mapping[str, str]
    cameo: Mapping[str, str]


class UnknownCode(ValueError):
    """A type, a pair of type and mode, or an old code that the profile does not have."""


@cache
def profile() -> Profile:
    """The profile, read once."""
    data = tomllib.loads(files("pipeline.knowledge").joinpath("plover.toml").read_text("utf-8"))
    events = {
        name: EventKind(
            name, row["quad"], row["intensity"], row["meaning"], row.get("modes", {}),
            row.get("recipient", False), row.get("planned"),
        )
        for name, row in data["events"].items()
    }  # fmt: skip
    old = data["migration"]
    return Profile(
        data["version"], events, data["sectors"], data["no_country"], data["mode_contexts"],
        old["events"], old["modes"], old["cameo"],
    )  # fmt: skip


def types() -> tuple[str, ...]:
    """The sixteen event types, in the manual's order."""
    return tuple(profile().events)


def kind(type: str) -> EventKind:
    """The event type called `type`.

    Raises:
        UnknownCode: if the profile has no such type.
    """
    try:
        return profile().events[type]
    except KeyError:
        raise UnknownCode(f"PLOVER has no event type {type!r}; it has {', '.join(types())}") from None


def modes(type: str) -> tuple[str, ...]:
    """The modes of an event type, none for most verbal ones."""
    return tuple(kind(type).modes)


def quad(type: str) -> int:
    """Quad class of a type: 1 and 2 verbal and material cooperation, 3 and 4 verbal and material conflict."""
    return kind(type).quad


def intensity(type: str, mode: str | None = None) -> float:
    """Intensity −10…10 of a type, or of its mode.

    Raises:
        UnknownCode: if the type or the pair is outside the profile.
    """
    event = kind(type)
    if mode is None:
        return event.intensity
    if mode not in event.modes:
        raise UnknownCode(f"{type} has no mode {mode!r}; it has {', '.join(event.modes) or 'none'}")
    return event.modes[mode]


def is_valid(type: str, mode: str | None = None) -> bool:
    """Whether the pair is in the profile."""
    event = profile().events.get(type)
    return event is not None and (mode is None or mode in event.modes)


def migrated(code: str, mode: str | None = None) -> tuple[str, str | None] | None:
    """Type and mode today of an older code: a CAMEO number ("173"), an older event name ("DEMAND") or a current one.

    None for CAMEO codes that PLOVER has no event for (public statements).

    Raises:
        UnknownCode: if neither this profile nor its migration tables know the code or the pair.
    """
    rules = profile()
    if code.isdigit():
        found = next((rules.cameo[code[:n]] for n in range(len(code), 1, -1) if code[:n] in rules.cameo), None)
        if found is None:
            raise UnknownCode(f"no CAMEO code {code!r}")
        return _pair(found) if found else None
    now, brought = _pair(rules.old_events.get(code, code))
    if mode is not None and not is_valid(now, mode):
        changed = rules.old_modes.get(f"{now} {mode}", rules.old_modes.get(mode))
        if changed is None:
            raise UnknownCode(f"{code} has no mode {mode!r}, and none is known that it became")
        if " " in changed or changed in rules.events:
            now, brought = _pair(changed)
            mode = brought
        else:
            mode = changed or None
    result = now, mode or brought
    intensity(*result)
    return result


def _pair(words: str) -> tuple[str, str | None]:
    name, _, mode = words.partition(" ")
    return name, mode or None
