"""Settings of a project: `[tool.dateline]` of its pyproject.toml, under the command line's."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from pipeline.records.identity import DEFAULT_BASE
from pipeline.records.iri import CURE, is_iri

#: Keys that `dateline check` reads.
CHECKED = ("assert", "suppress")


class SettingsError(ValueError):
    """A setting is unusable; the message names the place and the cure."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project may set. `base_iri` starts every id and ends in / or #."""

    base_iri: str = DEFAULT_BASE


def read_settings(path: Path, base_iri: str | None = None) -> Settings:
    """The settings in a pyproject.toml, if there is one; `base_iri` wins over what it says.

    Raises:
        SettingsError: for a file that is no TOML, an unknown key or a base that no id can start with.
    """
    found: dict[str, object] = {}
    if path.is_file():
        try:
            found = tomllib.loads(path.read_text(encoding="utf-8")).get("tool", {}).get("dateline", {})
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(f"{path}: not readable as TOML: {error}") from error
    unknown = set(found) - {"base-iri", *CHECKED}
    if unknown:
        known = ", ".join(("base-iri", *CHECKED))
        raise SettingsError(f"{path}: [tool.dateline] has no key {sorted(unknown)[0]}; it knows {known}")
    return Settings(checked_base(base_iri if base_iri is not None else found.get("base-iri", DEFAULT_BASE)))


def checked_base(base: object) -> str:
    """The base IRI itself, if ids can start with it.

    Raises:
        SettingsError: if it is no absolute IRI or does not end in / or #.
    """
    if not isinstance(base, str) or not is_iri(base):
        raise SettingsError(f"the base IRI {base!r} is no absolute IRI; {CURE}")
    if not base.endswith(("/", "#")):
        raise SettingsError(f"the base IRI {base!r} does not end in / or #; add one")
    return base
