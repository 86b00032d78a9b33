"""Evidence for PLOVER's contexts: which words speak for which of the 37."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pipeline.knowledge.inflection import singular


@cache
def names() -> tuple[str, ...]:
    """The 37 contexts, in the manual's order."""
    return tuple(_data()["cues"])


@cache
def cues() -> Mapping[str, tuple[tuple[tuple[str, ...], frozenset[str]], ...]]:
    """First word of a cue, in the singular, to the cues (all their words in the singular) and the contexts they speak for."""
    found: dict[tuple[str, ...], set[str]] = {}
    for context, phrases in _data()["cues"].items():
        for phrase in phrases.split(";"):
            key = tuple(singular(word) for word in phrase.strip().replace("-", " - ").split())
            found.setdefault(key, set()).add(context)
    index: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for key, contexts in found.items():
        index.setdefault(key[0], []).append((key, frozenset(contexts)))
    return {word: tuple(row) for word, row in index.items()}


@cache
def types() -> Mapping[str, tuple[str, ...]]:
    """ "TYPE" or "TYPE mode" to the contexts that it brings by itself."""
    return {key: tuple(contexts) for key, contexts in _data()["types"].items()}


@cache
def yields() -> Mapping[str, frozenset[str]]:
    """A context to those that take its place where one of them applies."""
    return {key: frozenset(contexts) for key, contexts in _data()["yields"].items()}


@cache
def _data() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = tomllib.loads(
        files("pipeline.knowledge").joinpath("contexts.toml").read_text("utf-8")
    )
    return loaded
