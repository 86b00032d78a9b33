"""Registers of persons and organisations that a build may link to: FollowTheMoney entities, or plain rows.

JSON Lines of FollowTheMoney entities (`id`, `schema`, `properties` with lists of `name`, `alias`, `country` …, as
followthemoney.tech defines them), or rows with `id`, `name`, `aliases`, `type` and, where known, `country` and `url`, as JSON Lines or CSV with
a header; `aliases` of a CSV are parted by `|`. A row's identifier is its `url`, an `id` that is an IRI, the Wikidata item that it names, or
else an IRI under the build's own base.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pipeline.knowledge.countries import countries
from pipeline.records import Finding
from pipeline.records.entity import EntityType
from pipeline.records.iri import CURE, is_iri

#: FollowTheMoney schemata, and words of plain rows, to the types that they may be here.
TYPES: dict[str, tuple[EntityType, ...]] = {
    "person": ("Person",),
    "legalentity": ("Person", "Organization"),
    **dict.fromkeys(("organization", "organisation", "publicbody", "company"), ("Organization",)),
}
#: Properties of FollowTheMoney that hold other names; weak aliases are none to link by.
ALIASES = ("alias", "previousName", "abbreviation")
COUNTRIES = ("country", "nationality", "citizenship", "jurisdiction", "mainCountry")
ITEM = re.compile(r"Q[1-9]\d*")
#: Rows that findings name one by one; the rest is counted.
MOST_FINDINGS = 100


class RegisterError(Exception):
    """A register cannot be read at all; the message names the file and the cure."""


@dataclass(frozen=True, slots=True)
class Registered:
    """An entry: its IRI, the types it may be, its names with the usual one first, and countries as alpha-3 (or KOS)."""

    iri: str
    types: tuple[EntityType, ...]
    names: tuple[str, ...]
    countries: frozenset[str]


Register = tuple[Registered, ...]


def read_register(path: Path, base: str) -> tuple[Register, list[Finding]]:
    """The entries of a register by IRI, and a finding for every row that is none.

    Raises:
        RegisterError: if the file cannot be read as text.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RegisterError(f"{path}: not readable as UTF-8 text: {error}") from error
    found: dict[str, Registered] = {}
    bad: list[tuple[int, str]] = []
    for number, row in rows(text):
        if isinstance(row, str):
            bad.append((number, row))
            continue
        try:
            entry = registered(row, base)
        except ValueError as error:
            bad.append((number, str(error)))
            continue
        if entry is not None and entry.iri in found:
            bad.append((number, f"{entry.iri} is there already"))
        elif entry is not None:
            found[entry.iri] = entry
    return tuple(found[iri] for iri in sorted(found)), findings(bad, path)


def rows(text: str) -> Iterator[tuple[int, Mapping[str, object] | str]]:
    """Rows by number of their line; what is no row, as the words that say why."""
    header = {column.strip() for column in text.lstrip().partition("\n")[0].split(",")}
    if {"id", "name"} <= header:
        reader = csv.DictReader(io.StringIO(text))
        for row in reader:
            whole = None not in row and None not in row.values()
            yield reader.line_num, dict(row) if whole else "it has another number of columns than the header"
        return
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            yield number, f"it is no JSON: {error.msg}"
            continue
        yield number, row if isinstance(row, dict) else "it is no JSON object"


def registered(row: Mapping[str, object], base: str) -> Registered | None:
    """The entry that a row is; None for what is neither a person nor an organisation.

    Raises:
        ValueError: if it lacks what an entry needs.
    """
    number = row.get("id")
    if isinstance(number, int) and not isinstance(number, bool):
        number = str(number)
    if not isinstance(number, str) or not number.strip():
        raise ValueError("it has no id")
    stated = row.get("properties")
    if isinstance(stated, Mapping):
        properties: Mapping[str, object] = stated
        kind = str(row.get("schema", ""))
        usual = [*strings(row.get("caption")), *strings(properties.get("name"))]
        others = [n for key in ALIASES for n in strings(properties.get(key))]
        url = [f"http://www.wikidata.org/entity/{item}" for item in strings(properties.get("wikidataId"))][:1]
    else:
        properties = row
        kind = str(row.get("type", ""))
        usual, others = strings(row.get("name")), strings(row.get("aliases"))
        url = strings(row.get("url"))[:1]
    types = TYPES.get(kind.replace(" ", "").lower())
    if types is None and isinstance(stated, Mapping):
        return None
    if types is None:
        raise ValueError(f"its type {kind!r} is neither Person nor Organization")
    if not usual:
        raise ValueError("it has no name")
    known = {country.alpha2.lower(): code for code, country in countries().items()}
    said = {code.lower() for key in COUNTRIES for code in strings(properties.get(key))}
    codes = frozenset(known.get(code) or code.upper() for code in said if code in known or code.upper() in countries())
    return Registered(iri_of(number.strip(), url, base), types, tuple(dict.fromkeys((*usual, *others))), codes)


def strings(value: object) -> list[str]:
    """The texts of a property: a list, or words parted by `|`."""
    listed = value if isinstance(value, list) else value.split("|") if isinstance(value, str) else []
    return [text.strip() for text in listed if isinstance(text, str) and text.strip()]


def iri_of(number: str, url: list[str], base: str) -> str:
    """The identifier of an entry as an IRI.

    Raises:
        ValueError: if its `url`, or an `id` that begins as an IRI does, is none.
    """
    key, stated = ("url", url[0]) if url else ("id", number)
    if url or re.match(r"https?://|urn:", number):
        if not is_iri(stated):
            raise ValueError(f"its {key} {stated!r} is no absolute IRI; {CURE}")
        return stated
    return (
        f"http://www.wikidata.org/entity/{number}"
        if ITEM.fullmatch(number)
        else f"{base}register/{quote(number, safe='')}"
    )


def findings(bad: Iterable[tuple[int, str]], path: Path) -> list[Finding]:
    """A warning for every row left out, `MOST_FINDINGS` of them singly."""
    every = list(bad)
    told = [f"line {number} of {path.name} was left out: {why}." for number, why in every[:MOST_FINDINGS]]
    if len(every) > len(told):
        told.append(f"{len(every) - len(told)} more rows of {path.name} were left out.")
    return [
        Finding(document_id=None, rule="resolve.register-row", severity="warning", message=f"{m[0].upper()}{m[1:]}", pointer=path.name)
        for m in told
    ]  # fmt: skip
