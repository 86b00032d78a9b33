"""Spans and values of times on GUM and MEANTIME, whose guidelines differ from ours in what `same_words` and `same_value` allow for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import spacy

from bench.annotated import document
from pipeline.extract.extraction import TimeExpression
from pipeline.extract.times import times
from pipeline.records.edtf import parse


def meantime(path: Path, verbose: bool = False) -> None:
    """Print recall of spans and values for MEANTIME's dates (days, months, years; other kinds follow another guideline).

    Two differences of its guideline are allowed for: it marks the two ends of a range apart, and gives a part ("early 2009", "the end of
    last year") the value of its whole. A document's date that is written day first is read so.
    """
    nlp = spacy.blank("en")
    total = spans = right = 0
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        day = re.sub(r"^(\d\d)-(\d\d)-(\d{4})$", r"\3-\2-\1", record.get("doc_date") or "")
        made = document(record["text"], day, record["id"])
        found = times(made, nlp.make_doc(made.text))
        for gold in record["timexes"]:
            if not gold["value"][:4].isdecimal() or not set(gold["value"]) <= set("0123456789-"):
                continue
            total += 1
            near = [f for f in found if f.span.start < gold["end"] and gold["start"] < f.span.end]
            spans += any(same_words(f, gold["text"], (gold["start"], gold["end"])) for f in near)
            good = any(same_value(f, gold["value"], gold["text"]) for f in near)
            right += good
            if verbose and not good:
                where = record["text"][max(0, gold["start"] - 40) : gold["end"] + 20].replace("\n", " ")
                print(record.get("doc_date"), gold["text"], gold["value"], [(f.text, f.edtf) for f in near], where)
    print(f"meantime: {total} dates; exact spans found {spans / total:.3f}, values right {right / total:.3f}")


def same_words(found: TimeExpression, words: str, span: tuple[int, int]) -> bool:
    """Whether an expression has the words of an annotation, its article, approximator and part of the day aside, or begins or ends a range with them."""
    if (found.span.start, found.span.end) == span:
        return True
    inside = found.span.start <= span[0] and span[1] <= found.span.end
    if not inside:
        return False
    before, after = found.text[: span[0] - found.span.start], found.text[span[1] - found.span.start :]
    trimmed = SMALL.sub("", before) == "" and DAYPART.sub("", after) == ""
    joined = (LINK.match(after) is not None and before.strip() == "") or (
        LINK_BACK.search(before) is not None and after.strip() == ""
    )
    return trimmed or joined


#: What the other guidelines leave out of a span and ours takes in; and what joins the ends of a range.
SMALL = re.compile(
    r"^(?:(?:the|about|around|almost|nearly|some|more than|less than|at least|early|earlier|late|later|in)\s*)+$", re.I
)
DAYPART = re.compile(r"^\s*(?:morning|afternoon|evening|night)$", re.I)
LINK, LINK_BACK = (
    re.compile(p) for p in (r"\s*(?:to|and|or|until|through|-|–|—|/)", r"(?:to|and|or|until|through|-|–|—|/)\s*$")
)


def same_value(found: TimeExpression, value: str, words: str) -> bool:
    """Whether a value is the annotated one: the same days, an end of a range whose other end is marked apart, or a part of the whole that is given."""
    if found.edtf is None:
        return False
    ends = found.edtf.split("/")
    if value in (
        found.edtf,
        *(
            ends
            if len(ends) == 2
            and (LINK.match(found.text.removeprefix(words)) or LINK_BACK.search(found.text.removesuffix(words)))
            else ()
        ),
    ):
        return True
    try:
        wanted = parse(value if len(value) > 3 else value.ljust(4, "X"))
    except ValueError:
        return False
    if (found.earliest, found.latest) == (wanted.earliest, wanted.latest):
        return True
    years = [
        (day.year, near.year)
        for day, near in ((found.earliest, wanted.earliest), (found.latest, wanted.latest))
        if day and near
    ]
    if "century" in words.lower():
        return len(years) == 2 and all(abs(a - b) == 1 for a, b in years)
    part = PART.search(found.text) is not None and found.earliest is not None and found.latest is not None
    return part and parse(value).covers(parse(found.edtf))


#: Words that take a part of a time, which other guidelines give the value of the whole.
PART = re.compile(r"\b(?:early|late|mid|end|beginning|start|middle)\b", re.I)


def gum(paths: Iterable[Path], verbose: bool = False) -> None:
    """Print spans and values on GUM's held-out documents: its dates with a day, month, year or interval of them (tag `date`).

    GUM's other tags are times of day. It leaves articles, approximators and parts of the day out of its spans and marks the ends of a range apart; its intervals have full
    days at both ends, so a value is right if it means the same days (of a century, counted from 00 or from 01). Durations and ages that it gives
    years, events that it gives their dates and values without a year follow another guideline and are left out; so is precision, since GUM has no durations, sets or vague times.
    """
    nlp = spacy.blank("en")
    total = strict = spans = touched = valued = right = 0
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            made = document(record["text"], record.get("doc_date"), record["id"])
            found = times(made, nlp.make_doc(made.text))
            for gold in record["timexes"]:
                if gold.get("tag") != "date" or not dated_words(gold):
                    continue
                total += 1
                near = [f for f in found if f.span.start < gold["end"] and gold["start"] < f.span.end]
                strict += any((f.span.start, f.span.end) == (gold["start"], gold["end"]) for f in near)
                exact = any(same_words(f, gold["text"], (gold["start"], gold["end"])) for f in near)
                spans += exact
                touched += bool(near)
                value = gold["value"]
                dated = re.fullmatch(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?", value) is not None
                valued += dated
                good = dated and any(same_value(f, value, gold["text"]) for f in near)
                right += good
                if verbose and not (exact and (good or not dated)):
                    where = record["text"][max(0, gold["start"] - 40) : gold["end"] + 20].replace("\n", " ")
                    print(
                        "GUM",
                        record["id"],
                        record.get("doc_date"),
                        gold["text"],
                        value,
                        [(f.text, f.edtf) for f in near],
                        "|",
                        where,
                    )
    print(
        f"gum: {total} dates; spans exact {strict / total:.3f}, but for articles, dayparts and joined ends {spans / total:.3f}, touched {touched / total:.3f}; values right {right / max(1, valued):.3f} of {valued}"
    )


def dated_words(gold: dict[str, Any]) -> bool:
    """Whether an annotation of GUM is a date by our guideline too: not a duration, an age, an event or a date of every year."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?", gold["value"]):
        return False
    words = gold["text"].lower()
    counted = re.search(r"\b(years?|decades?|months?|weeks?|days?)\b", words) and not re.search(
        r"\b(ago|later|earlier|last|next|this|that|same|past|following|previous|before|after|the)\b", words
    )
    return not counted and (WORDED.search(words) is not None)


#: A figure, or a word of the calendar; events and ages have neither.
WORDED = re.compile(
    r"\b(\d{4}|\d+(st|nd|rd|th)|\d{2,4}['’]?s|today|yesterday|tomorrow|tonight|now|year|month|week|day|decade|century|weekend|night|morning|evening|afternoon"
    r"|spring|summer|autumn|fall|winter|(mon|tues|wednes|thurs|fri|satur|sun)day|(jan|febr)uary|march|april|may|june|july|august|(sept|nov|dec)ember|october)"
)
