"""Ties that a text states between two names: family, succession, aliases, membership, parts, places, designations.

The words between the names decide (`knowledge/ties.toml`), so that nothing is concluded from two names merely standing
near one another. An alias in parentheses counts as stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extract.extraction import Name, Role
from pipeline.knowledge.ties import Tie
from pipeline.knowledge.ties import ties as known
from pipeline.knowledge.wordsets import wordset
from pipeline.records.document import Document
from pipeline.records.span import Span

#: Code points between two names within which a tie is looked for, and behind the second.
_REACH, _BEHIND = 120, 60
_NEXT = re.compile(r"(?:,|,? and|, as well as| as well as|;)(?: the)? ")


def ties(document: Document, names: Sequence[Name]) -> tuple[Role, ...]:
    """Every tie in text order: `title` the words that name it, `holder` of whom it is said, `organisation` the other side."""
    text = document.text
    proper = [name for name in names if name.form != "adjective" and not _administration(name, text)]
    found: list[Role] = list(_aliases(names))
    for at, first in enumerate(proper[:-1]):
        second = proper[at + 1]
        gap = text[first.span.end : second.span.start]
        if len(gap) > _REACH or "\n" in gap:
            continue
        for tie in known():
            if first.type not in tie.first or second.type not in tie.second:
                continue
            if min(len(first.text.split()), len(second.text.split())) < tie.least:
                continue
            title = _said(tie, text, first, second)
            if title is None:
                continue
            for other in _listed(text, proper, at + 1, tie):
                holder, body = (other, first) if tie.of_second else (first, other)
                if tie.predicate == "alias_of":
                    found.append(Role(other.span, other.text, first.span, predicate="alias_of"))
                else:
                    found.append(Role(title, title.of(text), holder.span, body.span, predicate=tie.predicate))
            break
    return tuple(sorted(dict.fromkeys(found), key=lambda role: (role.title, role.holder)))


def with_aliases(names: Sequence[Name], found: Sequence[Role]) -> tuple[Name, ...]:
    """The names, each that a tie states to be an alias pointing at the name that it restates."""
    aliases = {tie.title: tie.holder for tie in found if tie.predicate == "alias_of"}
    return tuple(
        replace(name, alias_of=aliases[name.span]) if name.span in aliases and name.alias_of is None else name
        for name in names
    )


def _aliases(names: Sequence[Name]) -> Iterator[Role]:
    """Names that the text equates with a fuller one beside them."""
    for name in names:
        if name.alias_of is not None:
            yield Role(name.span, name.text, name.alias_of, predicate="alias_of")


def _administration(name: Name, text: str) -> bool:
    """Whether a person's name only says whose administration is meant."""
    after = re.match(r" ([a-z]+)", text[name.span.end : name.span.end + 20])
    return name.type == "Person" and after is not None and after[1] in wordset("what a person leads")


def _said(tie: Tie, text: str, first: Name, second: Name) -> Span | None:
    """The words that name the tie; None where the words between and behind the names are not it."""
    match = tie.between.fullmatch(text, first.span.end, second.span.start)
    if match is None:
        return None
    behind = None
    if tie.after is not None:
        behind = tie.after.match(text, second.span.end, min(len(text), second.span.end + _BEHIND))
        if behind is None:
            return None
    for where in (match, behind):
        if where is not None and where.groupdict().get("said"):
            return Span(where.start("said"), where.end("said"))
    start, end = first.span.end, second.span.start
    stripped = text[start:end].strip(" ,")
    if not stripped:
        return None
    start = text.index(stripped, start)
    return Span(start, start + len(stripped))


def _listed(text: str, names: Sequence[Name], at: int, tie: Tie) -> Iterator[Name]:
    """The second name and, where the tie goes on in a list, those joined to it."""
    yield names[at]
    while tie.listed and at + 1 < len(names):
        left, right = names[at], names[at + 1]
        if right.type not in tie.second or not _NEXT.fullmatch(text, left.span.end, right.span.start):
            return
        yield right
        at += 1
