"""The day that "last week" is counted from when no publication day is known: the latest day the text reports on."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from pipeline.read.dates import full_dates
from pipeline.read.phrases import words
from pipeline.read.reading import Block

#: Code points of a document searched, and looked at on either side of a date, within its sentence.
MOST, AROUND = 300_000, 160
BREAK = re.compile(r"[.!?](?=\s+[^\W\d_a-z]|[”\"]?\s*$|[”\"]\s)|\n")
REPORTING_KINDS = frozenset({"paragraph", "caption", "list"})


def inferred_reference(text: str, blocks: Sequence[Block]) -> dt.date | None:
    """The latest full date in the running text that its sentence tells of in the past; None if there is none.

    A caption is past in any tense. Deadlines and plans do not count: a date after `by`, `until`, `will`, `scheduled` and the like.
    """
    latest: dt.date | None = None
    for block in blocks:
        if block.start > MOST:
            break
        if block.kind not in REPORTING_KINDS:
            continue
        for span, day in full_dates(text, block.start, min(block.end, block.start + MOST)):
            if (latest is None or day > latest) and _reports(text, span.start, span.end, block):
                latest = day
    return latest


def _reports(text: str, start: int, end: int, block: Block) -> bool:
    before = text[max(block.start, start - AROUND) : start]
    after = text[end : min(block.end, end + AROUND)]
    before = BREAK.split(before)[-1] if BREAK.search(before) else before
    after = BREAK.split(after, maxsplit=1)[0]
    if after.startswith(":"):
        return False  # an entry of an agenda
    clause = re.split(r"[,;:“”\"]", before)[-1] if len(before) > 60 else before
    near = re.findall(r"[^\W\d_]+", clause.lower())
    if set(near[-2:]) & words("future") or set(near) & (
        words("future") - {"to", "by", "before", "set", "next", "plans"}
    ):
        return False
    if block.kind == "caption":
        return True  # a picture shows what has been, in the present tense
    told = re.findall(r"[^\W\d_]+", f"{before} {after}".lower())
    return any(word in words("past") or (word.endswith("ed") and len(word) > 4) for word in told)
