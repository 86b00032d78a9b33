"""Plain text without markup to blocks: what each line was on the page it was saved from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from pipeline.read.byline import authors_of
from pipeline.read.captions import captions
from pipeline.read.citing import numbers_marked
from pipeline.read.dateline import date_line, says_published, signs
from pipeline.read.ending import Ending, ending
from pipeline.read.furniture import is_furniture, is_trail, opens, rubric_of
from pipeline.read.head import Head, head
from pipeline.read.headings import heading_level, setting
from pipeline.read.lines import BULLET, lines, unwrapped
from pipeline.read.listing import listed
from pipeline.read.phrases import pattern, words
from pipeline.read.reading import Block, Metadata
from pipeline.read.row import Row, rows
from pipeline.records.passage import PassageKind

#: Printings of one short line from which it is a running head or a button.
REPEATED = 3
#: Links that a list of other articles in the middle of one has at most.
MOST_LINKS = 12


def layout(text: str) -> tuple[tuple[Block, ...], Metadata]:
    """Blocks that cover `text` in order, and what the lines around the headline state."""
    found = rows(text, unwrapped(text, lines(text)))
    kinds: dict[int, PassageKind] = {}
    end = ending(found, numbers_marked(text))
    kinds.update((i, "note") for i in end.notes)
    kinds.update((i, "boilerplate") for i in end.furniture)
    pictured = {i: kind for i, kind in captions(found).items() if i not in kinds}
    top = head(found, frozenset(pictured))
    kinds.update(pictured)
    kinds.update((i, kind) for i, kind in _top(found, top, kinds).items() if i not in kinds)
    kinds.update((i, "list") for i in listed(found) if i not in kinds)
    kinds.update((i, "boilerplate") for i in _furniture(found, kinds))
    levels = _levels(found, kinds, top)
    blocks = tuple(
        Block(row.start, row.end, "heading", levels[i])
        if i in levels
        else Block(row.start, row.end, kinds.get(i, "paragraph"))
        for i, row in enumerate(found)
    )
    return blocks, top.said.over(_below(found, end))


def _top(found: list[Row], top: Head, kinds: Mapping[int, PassageKind]) -> dict[int, PassageKind]:
    """Kinds of the rows above the body: the headline, its second printing, furniture; decks and headings are left open."""
    decided: dict[int, PassageKind] = {}
    title = found[top.title].key if top.title is not None else None
    for i in range(top.body):
        row = found[i]
        if i == top.title:
            decided[i] = "title"
        elif top.title is None or i < top.title or row.key == title:
            decided[i] = "boilerplate" if top.title is not None or row.words <= 8 or _aside(row) else "paragraph"
        elif (
            i not in kinds
            and not row.prose
            and (
                _aside(row)
                or _signs_off(found, i)
                or (row.words <= 1 and not opens(row) and not row.text.endswith(","))
            )
        ):
            decided[i] = "boilerplate"
        elif not row.prose and row.words > 6 and not BULLET.match(row.text):
            decided[i] = "paragraph"
    return decided


def _signs_off(found: list[Row], i: int) -> bool:
    """Whether the row is a name above a date, or the office or place under a line of authors."""
    told = set(re.findall(r"\w+", found[i].text.lower())) & (
        (words("not_author") - words("lower")) | words("publisher")
    )
    below_byline = i > 0 and found[i].words <= 6 and bool(told and authors_of(found[i - 1]))
    return below_byline or (i + 1 < len(found) and signs(found[i], found[i + 1]))


def _aside(row: Row) -> bool:
    from_page = is_furniture(row) or is_trail(row) or rubric_of(row) or date_line(row) or authors_of(row)
    return bool(from_page)


def _furniture(found: list[Row], kinds: Mapping[int, PassageKind]) -> list[int]:
    """Buttons, running heads, and the links below a line such as "You may also like"; the last of them may head what follows."""
    times = Counter(row.key for row in found if row.words <= 12 and not row.final)
    taken = [
        i
        for i, row in enumerate(found)
        if i not in kinds and (is_furniture(row) or (row.words <= 12 and times[row.key] >= REPEATED and row.key))
    ]
    links: list[int] = []
    for i in taken:
        if pattern("links").fullmatch(found[i].text.strip(" *_#:")):
            last = next((j for j in range(i + 1, min(i + 1 + MOST_LINKS, len(found))) if not _is_link(found[j])), i)
            links.extend(j for j in range(i + 1, last - 1) if j not in kinds)
    return taken + links


def _is_link(row: Row) -> bool:
    return row.words <= 12 and (not row.final or row.text.endswith("?"))


def _levels(found: list[Row], kinds: Mapping[int, PassageKind], top: Head) -> dict[int, int]:
    around = setting(found, kinds)
    first = top.title + 1 if top.title is not None else 0
    levels = ((i, heading_level(found, i, kinds, around)) for i in range(first, len(found)) if i not in kinds)
    return {i: level for i, level in levels if level is not None}


def _below(found: list[Row], end: Ending) -> Metadata:
    """A publication date that stands under the article instead of over it."""
    for i in sorted(end.furniture):
        if day := says_published(found[i]):
            return Metadata(published=day, published_basis="stated")
    last = says_published(found[-1]) if found else None
    return Metadata(published=last, published_basis="stated" if last else None)
