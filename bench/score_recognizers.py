"""Times on the questions of the Recognizers-Text suite, as far as its guideline and ours share them."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import spacy

from bench.annotated import document
from pipeline.extract.extraction import TimeExpression
from pipeline.extract.times import times
from pipeline.records.edtf import parse


def recognizers(path: Path, verbose: bool = False) -> None:
    """Print recall on the dates and ranges of Recognizers-Text that its guideline shares with ours.

    Left out, for what they are and not for how they are read: times of day; anaphors ("the day", "2 days later") and bare durations
    that the other guideline counts from the reference date where the text names no anchor; ranges without one end ("before May", "since
    1987"), whose preposition and openness our guideline leaves to the event; vague words given a range of hours or days; parts ("early", "end of"), weeks by number or within a month or year, centuries, and
    "the last N units", each cut by other rules; seasons and school and fiscal years, which it does not resolve; feasts beyond fixed and Easter days;
    figures whose day and month may change places; file names. A gold value has every resolution its source lists; ours is right if it covers exactly the
    days of one of them, or their month or year where the words count months or years, or if one of two joined days ("18 and 19 June") is theirs.
    """
    nlp = spacy.blank("en")
    total = right = seen = out = 0
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        made = document(record["text"], record.get("doc_date"), record["id"])
        found: tuple[TimeExpression, ...] | None = None
        for gold in record["timexes"]:
            if gold["type"] not in {"date", "daterange"}:
                continue
            wanted = resolutions(gold)
            if not shared(gold, wanted, record["text"]):
                out += 1
                continue
            found = times(made, nlp.make_doc(made.text)) if found is None else found
            total += 1
            near = [f for f in found if f.span.start < gold["end"] and gold["start"] < f.span.end]
            seen += bool(near)
            good = any(agrees(f, gold["text"].lower(), wanted) for f in near)
            right += good
            if verbose and not good:
                print(
                    record["doc_date"],
                    record["text"][:90],
                    "|",
                    gold["text"],
                    [(str(a), str(b)) for a, b in wanted],
                    [(f.text, f.edtf) for f in near],
                )
    print(
        f"recognizers_text: {total} dates and ranges shared ({out} left out); touched {seen / total:.3f}, values right {right / total:.3f}"
    )


Days = tuple[dt.date | None, dt.date | None]


def resolutions(gold: dict[str, Any]) -> list[Days]:
    """First and last day of every resolution; None for an open end, an empty list for a date that does not exist."""
    out: list[Days] = []
    for one in gold["resolutions"]:
        value = str(one.get("value", ""))
        if "start" in one or "end" in one:
            start, end = (day_of(str(one.get(key, ""))) for key in ("start", "end"))
            out.append((start, end - dt.timedelta(days=1) if end else None))
        elif (day := day_of(value)) is not None:
            out.append((day, day))
    return out


def day_of(text: str) -> dt.date | None:
    """The day that a resolution gives."""
    return dt.date.fromisoformat(text[:10]) if re.match(r"\d{4}-\d\d-\d\d", text) else None


def agrees(found: TimeExpression, words: str, wanted: list[Days]) -> bool:
    """Whether a value of ours is one of the resolutions."""
    if not wanted:
        return found.edtf is None
    if (found.earliest, found.latest) in wanted:
        return True
    if found.earliest is None or found.latest is None or found.edtf is None:
        return False
    last = parse(found.edtf).end
    if (
        last
        and re.search(r"\b(between|to|through|until|till)\b|[-–~/]|\band\b", words)
        and any(b is not None and a == found.earliest and last.first == b + dt.timedelta(days=1) for a, b in wanted)
    ):
        return True  # its ranges end before their last member
    if re.search(r"\b(month|year|decade)s?\b", words) and re.search(r"\b(ago|in|from|after|before|hence)\b", words):
        whole = found.granularity in {"month", "year"}
        return whole and any(a is not None and a == b and found.earliest <= a <= found.latest for a, b in wanted)
    joint = re.search(r"\b(and|or)\b", found.text) is not None
    marked = [parse(end) for end in found.edtf.split("/")]
    return joint and any((end.earliest, end.latest) in wanted for end in marked)


def shared(gold: dict[str, Any], wanted: list[Days], text: str) -> bool:
    """Whether the two guidelines call the same thing a time with a value; see `recognizers`."""
    words = gold["text"].lower()
    if any(a is None or b is None for a, b in wanted) or UNSHARED.search(words) or SWAPPED.search(words):
        return False
    around = text[max(0, gold["start"] - 1) : gold["start"]] + text[gold["end"] : gold["end"] + 1]
    return not any(mark in around for mark in "/_-") and (
        bool(wanted) or re.search(r"\b(29|30|31)\b", words) is not None
    )


#: Open ranges, anaphors, vague words and feasts by movable or national rules.
UNSHARED = re.compile(
    r"^(before|after|since|until|till|by|prior|later|earlier|over|more|less|from|any ?time|on or|as (late|early|soon)|starting|no later|>|<|=|≥|≤|>=|<=)\b|[<>=]"
    r"|\b(or (later|earlier|before|after|newer|older)|onwards?|the day( before| after)?$|the next day|(following|same) (day|week|month|quarter|easter)|later|earlier|previously|rest of|remainder|otd|to date|ytd|month to|year to"
    r"|(early|mid|late|beginning|start|middle|end) |^(early|mid|late)|\bmid-|centur(y|ies)|weeks? of|week \d+|(past|last|previous|next|following|coming|upcoming|within) (the )?(\w+ )?(few |couple |couple of |\d+ )?(days|weeks|months|years|decades|fortnight|quarters|business)|\d (past|previous|next|upcoming)"
    r"|^(the |that |same |the same |over the |remaining of the )?(day|week|weekend|month|year|fortnight)$|^(this |the )?(summer|winter|spring|autumn|fall)$"
    r"|thanksgiving|black friday|cyber monday|mother'?s? day|father'?s? day|mlk|martin luther|memorial day|labou?r day|eid|ramadan|ramadhan|holiday|presidents?|independence|jubilee|freedom|columbus|veterans|beginning of the day)\b",
)
#: Day and month in figures, either of which may be the month.
SWAPPED = re.compile(r"\b(0?[1-9]|1[0-2])[/.-](0?[1-9]|1[0-2])\b")
