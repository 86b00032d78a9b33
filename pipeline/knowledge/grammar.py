"""Closed classes of English words, by name: what a rule may ask of a single word."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from pipeline.knowledge.inflection import verb_forms


@cache
def words(name: str) -> frozenset[str]:
    """The words of a class, lower case; a class inside a table of `grammar.toml` is `table.name`.

    Raises:
        KeyError: if there is no such class.
    """
    return _classes()[name]


@cache
def numbers() -> dict[str, int]:
    """The number words up to ninety by value."""
    data = tomllib.loads(files("pipeline.knowledge").joinpath("grammar.toml").read_text("utf-8"))
    found = {word: value for value, word in enumerate(data["numbers"].split(), start=1)}
    return found | {word: 10 * value for value, word in enumerate(data["tens"].split(), start=3)}


@cache
def verb_words(name: str) -> frozenset[str]:
    """The words of a class of verbs in all their forms.

    Raises:
        KeyError: if there is no such class.
    """
    return frozenset(form for base in words(name) for form, _ in verb_forms(base))


@cache
def verb_words_of(base: str) -> frozenset[str]:
    """All forms of one verb."""
    return frozenset(form for form, _ in verb_forms(base))


@cache
def pairs(name: str) -> tuple[tuple[str, str], ...]:
    """A class of verbs with their particle, written "call off; rule out".

    Raises:
        KeyError: if there is no such class.
    """
    return tuple((words[0], words[1]) for words in (phrase.split() for phrase in _phrases()[name].split(";")))


@cache
def _phrases() -> dict[str, str]:
    data = tomllib.loads(files("pipeline.knowledge").joinpath("grammar.toml").read_text("utf-8"))
    return {
        f"{table}.{key}": text
        for table, value in data.items()
        if not isinstance(value, str)
        for key, text in value.items()
    }


@cache
def _classes() -> dict[str, frozenset[str]]:
    data = tomllib.loads(files("pipeline.knowledge").joinpath("grammar.toml").read_text("utf-8"))
    found: dict[str, frozenset[str]] = {}
    for name, value in data.items():
        if isinstance(value, str):
            found[name] = frozenset(value.split())
        else:
            found |= {f"{name}.{key}": frozenset(text.split()) for key, text in value.items()}
    return found
