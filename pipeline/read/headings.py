"""Section headings that carry no markup: short lines of their own above running text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.read.byline import authors_of
from pipeline.read.dateline import date_line
from pipeline.read.furniture import CLOCK, is_furniture
from pipeline.read.lines import BULLET
from pipeline.read.row import Row
from pipeline.records.passage import PassageKind

MOST_WORDS = 16
#: Points that make a line a heading.
ENOUGH = 2.5
NUMBERED = re.compile(
    r"(?:(?P<depth>\d{1,2}(?:\.\d{1,2}){0,3})[.)]?|[IVX]{1,5}[.)]|[A-Z][.)]|(?:Part|Chapter|Section|Teil|Partie) \w+[.:]?)\s+[^\W\d_a-z]"
)
QUOTED = re.compile(r"[“\"‘«„].*[”\"’»“]\W*$", re.DOTALL)
SPOKEN = re.compile(r"[^\W\d_a-z][\w.’'-]{0,40}(?: [^\W\d_a-z][\w.’'-]{0,40}){0,3}: ")
#: Rows between a heading and its text that may be pictures.
REACH = 4


@dataclass(frozen=True, slots=True)
class Setting:
    """What the whole text shows: whether blank lines part its paragraphs, whether it asks and answers, whether lines name who speaks, and how loose its lines are."""

    spaced: bool
    interview: bool
    dialogue: bool
    loose: bool
    sizes: Mapping[int, int]


def setting(everything: list[Row], kinds: Mapping[int, PassageKind]) -> Setting:
    """The setting of the rows whose kind is not decided yet."""
    sizes = Counter(row.group for row in everything)
    found = [row for i, row in enumerate(everything) if i not in kinds]
    questions = sum(1 for row in found if row.words <= 40 and row.text.endswith("?") and sizes[row.group] == 1)
    slight = sum(1 for row in found if row.words <= MOST_WORDS and not row.final)
    return Setting(
        spaced=len(sizes) > 0.5 * len(everything),
        interview=questions >= 4,
        dialogue=sum(1 for row in found if SPOKEN.match(row.text)) >= 3,
        loose=slight > 0.5 * len(found) and slight > 6,
        sizes=sizes,
    )


def heading_level(found: list[Row], i: int, kinds: Mapping[int, PassageKind], around: Setting) -> int | None:
    """Depth of the heading that row `i` is (2 below the title, 3 for `1.1`), or None if it is none. `kinds` are the rows decided."""
    row = found[i]
    if not _possible(row, around):
        return None
    above = found[i - 1] if i else None
    if (
        above is not None
        and above.tail.endswith((":", ","))
        and kinds.get(i - 1) not in ("alt", "caption", "boilerplate")
    ):
        return None
    below = _below(found, i, kinds)
    if below is None:
        return None
    numbered = NUMBERED.match(row.text)
    points = 0.0
    if around.spaced:
        points += 1.0 if around.sizes[row.group] == 1 else 0.25
    else:
        below_text = above is not None and (above.final or kinds.get(i - 1) in ("caption", "boilerplate", "list"))
        points += 1.0 if below_text else 0.75
    points += 1.5 if numbered or row.capitals else 1.0 if row.title_case else 0.0
    points += 1.0 if row.words <= 8 else 0.5 if row.words <= 12 else 0.0
    if above is not None:
        points += 0.5 if above.final or kinds.get(i - 1) in ("title", "caption", "boilerplate", "list") else -0.75
    points += 0.5 if below.words >= 30 else 0.0
    if around.loose and not (numbered or row.capitals or row.title_case):
        points -= 1.0
    if points < ENOUGH:
        return None
    return 2 + numbered["depth"].count(".") if numbered and numbered["depth"] else 2


def _possible(row: Row, around: Setting) -> bool:
    """Whether the line alone could be a heading."""
    if (
        row.words > MOST_WORDS
        or not row.short
        or row.blank
        or row.text.endswith((":", ";", ",", "-", "–", "—", "…", "..."))
    ):
        return False
    numbered = NUMBERED.match(row.text)
    if (
        row.final
        and not row.text.endswith(("?", "!"))
        and not (numbered and row.words <= 7)
        and not row.text.endswith((".”", '."'))
    ):
        return False
    if row.text.endswith((".”", '."')) or (around.interview and row.text.endswith("?")):
        return False
    first = row.text.lstrip("“\"‘'«„([#¿¡")[:1]
    if not first or first.islower() or QUOTED.fullmatch(row.text):
        return False
    if (BULLET.match(row.text) and not numbered) or re.search(r"https?://|www\.|@\w", row.text):
        return False
    if row.text.endswith(")") and (row.words > 8 or row.text.startswith("(")):
        return False
    if around.dialogue and SPOKEN.match(row.text):
        return False
    bare = not re.search(r"[^\W\d_]{2}", re.sub(r"GMT|UTC", "", CLOCK.sub("", row.text)))
    return not (bare or is_furniture(row) or date_line(row) or authors_of(row))


def _below(found: list[Row], i: int, kinds: Mapping[int, PassageKind]) -> Row | None:
    """The running text that row `i` would head: the next row that is no picture, if it is clearly longer."""
    row = found[i]
    for j in range(i + 1, min(i + 1 + REACH, len(found))):
        below = found[j]
        kind = kinds.get(j)
        if kind in ("alt", "caption", "boilerplate"):
            continue
        if kind == "list":
            return below
        if kind in ("note", "title"):
            return None
        if below.prose and below.words >= max(8, 1.5 * row.words):
            return below
        if j == i + 1 and below.words <= MOST_WORDS and not below.final and not row.final:
            continue  # a heading right under a heading
        return None
    return None
