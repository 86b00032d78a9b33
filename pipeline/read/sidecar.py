"""What `NAME.meta.toml` beside an article states; it wins over every guess."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path

from pipeline.read.address import address
from pipeline.read.dates import from_metadata, is_edtf
from pipeline.read.language import language_tag
from pipeline.read.reading import Metadata, Problem

SUFFIX = ".meta.toml"
KEYS = tuple(f.name for f in fields(Metadata) if f.name != "published_basis")
#: Bytes that a sidecar has at most.
MOST = 1 << 20


def sidecar_of(path: Path) -> Path:
    """Where the sidecar of an article would be: `visit.txt` has `visit.meta.toml`, or `visit.txt.meta.toml` where two share a stem."""
    exact = path.with_name(path.name + SUFFIX)
    return exact if exact.is_file() else path.with_name(path.stem + SUFFIX)


def sidecar(path: Path) -> tuple[Metadata, tuple[Problem, ...]]:
    """Metadata stated beside the article at `path`, and a problem for every key or value that could not be used."""
    beside = sidecar_of(path)
    try:
        if not beside.is_file():
            return Metadata(), ()
        if beside.stat().st_size > MOST:
            return Metadata(), (_problem("it is larger than 1 MiB; keep to the known keys"),)
        table = tomllib.loads(beside.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        return Metadata(), (_problem(f"it cannot be read ({error}); correct it as TOML in UTF-8"),)
    problems: list[Problem] = []
    stated = Metadata()
    for key, value in table.items():
        if key not in KEYS:
            problems.append(_problem(f"the key {key!r} is unknown; known are {', '.join(KEYS)}"))
            continue
        used = checked(key, value)
        if used is None:
            problems.append(_problem(f"the value of {key} cannot be used: {str(value)[:80]!r}; {EXPECTED[key]}"))
        else:
            stated = used.over(stated)
    return stated, tuple(problems)


EXPECTED = {
    "title": "give one line of text",
    "authors": "give a list of names",
    "publisher": "give one line of text",
    "section": "give one line of text",
    "url": "give an http or https address",
    "published": "give a date as in 2021-02-08, 2021-02 or 2021",
    "language": "give a language tag such as en or pt-BR",
}


def checked(key: str, value: object) -> Metadata | None:
    """The one value as metadata, or None where it is not of the kind that `key` needs."""
    if key == "authors":
        names = [value] if isinstance(value, str) else value
        if not isinstance(names, list) or not all(isinstance(n, str) and n.strip() for n in names) or not names:
            return None
        return Metadata(authors=tuple(dict.fromkeys(" ".join(n.split()) for n in names)))
    if key == "published":
        edtf = (
            value
            if isinstance(value, str) and is_edtf(value)
            else None
            if isinstance(value, str)
            else from_metadata(value)
        )
        return Metadata(published=edtf, published_basis="stated") if edtf else None
    if key == "language":
        tag = language_tag(value)
        return Metadata(language=tag) if tag else None
    if not isinstance(value, str) or not value.strip():
        return None
    if key == "url":
        url = address(value)
        return Metadata(url=url) if url else None
    line = " ".join(value.split())
    return {"title": Metadata(title=line), "publisher": Metadata(publisher=line), "section": Metadata(section=line)}[
        key
    ]


def _problem(what: str) -> Problem:
    return Problem("read.sidecar", f"Of the sidecar, {what}; the rest is used.")
