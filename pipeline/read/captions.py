"""Captions of pictures that are no longer there, and the alternative texts that were saved above them."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from pipeline.read.byline import authors_of
from pipeline.read.dateline import date_line
from pipeline.read.furniture import is_furniture, rubric_of
from pipeline.read.phrases import pattern
from pipeline.read.row import Row
from pipeline.records.passage import PassageKind

#: Words that an alternative text, the caption below it, and a caption alone have at most.
ALT_WORDS, BELOW_WORDS, ALONE_WORDS = 25, 60, 50
#: A credit in parentheses at the end: "(Name of the agency)", after a full stop or after a phrase without one.
CREDIT = re.compile(r"\((?P<credit>[^\W\d_a-z][^()\n]{1,79})\)\W{0,2}\d{0,3}$")
#: "Name: words of the picture or the quotation." alone between paragraphs.
LABELLED = re.compile(r"(?P<label>[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){0,3}): [“\"‘']?[^\W\d_a-z]")
LABELLED_WORDS = 25
#: Every credit holds one of these.
HINT = re.compile(r"[(©:/]|photo|picture|caption", re.IGNORECASE)
#: Evidence, in points, that two lines are a picture's alternative text and its caption.
ENOUGH = 2.0


def captions(found: list[Row]) -> dict[int, PassageKind]:
    """Index of row to `alt` or `caption`, for the rows that are one."""
    kinds: dict[int, PassageKind] = {}
    sizes = Counter(row.group for row in found)
    single = sum(1 for size in sizes.values() if size == 1) > 0.6 * len(sizes)
    seen: set[str] = set()
    below = False
    for i, (first, second) in enumerate(pairwise(found)):
        if i not in kinds and first.words <= ALT_WORDS and second.words <= BELOW_WORDS:
            pair = sizes[first.group] == 2 and first.group == second.group and single
            after = found[i + 2] if i + 2 < len(found) else None
            if _evidence(first, second, after, pair=pair, repeated=first.key in seen, below=below) >= ENOUGH:
                kinds[i], kinds[i + 1] = "alt", "caption"
        seen.add(first.key)
        below = below or first.prose
    dialogue = _is_dialogue(found)
    for i, row in enumerate(found):
        if i not in kinds and (has_credit(row) or (not dialogue and _is_labelled(row, found, i, sizes))):
            kinds[i] = "caption"
    return kinds


def _evidence(first: Row, second: Row, after: Row | None, *, pair: bool, repeated: bool, below: bool) -> float:
    """Points for the two lines being alternative text and caption; `below` says that running text came before."""
    if (
        first.final
        or (first.capitals and not second.capitals)
        or first.text.endswith((":", ",", ";"))
        or " " not in first.key
        or first.key == second.key
        or second.key.count(" ") < 2
    ):
        return 0.0
    together = first.group == second.group
    if not together and (not below or second.words > 30 or after is None or not after.prose or not second.final):
        return 0.0
    points = 0.0
    shared = first.content & second.content
    if (first.key and second.key.startswith(first.key) and second.key != first.key) or (
        first.content and len(shared) >= 2 and len(shared) >= 0.6 * len(first.content)
    ):
        points += 2.0
    if has_credit(second):
        points += 1.0 + together
    if repeated and together and len(first.key) > 3:
        points += 2.0
    if pair and second.words <= 40 and (not second.final or second.words <= 25):
        points += 1.0
    if points >= ENOUGH and any(
        is_furniture(row) or date_line(row) or authors_of(row) or rubric_of(row) for row in (first, second)
    ):
        return 0.0
    return points


def has_credit(row: Row) -> bool:
    """Whether the line ends in, or is, the credit of a picture."""
    if row.words > ALONE_WORDS or (row.final and row.words > 45):
        return False
    if row.words <= 45 and HINT.search(row.text) and pattern("credit").search(row.text):
        return True
    found = CREDIT.search(row.tail)
    if not found or len(found["credit"].split()) > 8:
        return False
    if row.words - len(found["credit"].split()) < 3 or re.search(
        r"[.!?]", found["credit"].replace("U.S.", "").replace("U.N.", "")
    ):
        return False
    if pattern("furniture").fullmatch(f"({found['credit']})") or (found["credit"].isupper() and row.words > 25):
        return False  # who wrote a wire report, or its agency's initials
    before = row.tail[: found.start()].rstrip()
    capital = sum(w[0].isupper() for w in found["credit"].split()) * 2 >= len(found["credit"].split())
    return before.endswith((".", "”", '"', "’", "!", "?")) and capital


def _is_labelled(row: Row, found: list[Row], i: int, sizes: Counter[int]) -> bool:
    if not (0 < i < len(found) - 1 and row.words <= LABELLED_WORDS and row.final and LABELLED.match(row.text)):
        return False
    if found[i - 1].tail.endswith(":"):
        return False
    return sizes[row.group] == 1 and found[i - 1].prose and found[i + 1].prose and found[i + 1].words > row.words


def _is_dialogue(found: list[Row]) -> bool:
    """Whether three lines or more open with a label, as interviews do."""
    return sum(1 for row in found if row.final and LABELLED.match(row.text)) >= 3
