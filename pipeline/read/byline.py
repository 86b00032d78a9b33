"""Lines that name the authors of an article."""

from __future__ import annotations

import re

from pipeline.read.dates import full_dates
from pipeline.read.phrases import pattern, words
from pipeline.read.row import Row

NAME = re.compile(
    rf"[^\W\d_][\w.’'-]*(?: (?:{'|'.join(sorted(words('particles')))}|[a-z]{{2,3}}-[^\W\d_a-z][\w.’'-]*|[^\W\d_a-zß-ÿ][\w.’'-]*)){{1,5}}"
)


def authors_of(row: Row) -> tuple[str, ...]:
    """Names in a line of authors: "By Jane Doe and John Roe", "Jane Doe | 3 May 2020"; empty if it is none."""
    if row.words > 30 or (row.final and row.words > 12):
        return ()
    opened = re.match(r"(?P<cue>[^\W\d_]+(?: [^\W\d_]+){0,3}?)(?P<colon>\s*:)?\s+(?=[^\W\d_a-z])", row.text)
    if (
        opened
        and (opened["cue"].lower() in words("byline") or (opened["cue"].endswith(" by") and row.words <= 10))
        and (opened["cue"][0].isupper() or opened["colon"] or row.words <= 8)
        and not pattern("credit").search(row.text)
    ):
        return names_in(row.text[opened.end() :])
    piped = re.match(r"([^|•·]{4,60}?)\s*[|•·]\s*\S", row.text)
    if (
        piped
        and NAME.fullmatch(piped.group(1))
        and not set(piped.group(1).lower().split()) <= words("opening")
        and next(full_dates(row.text), None)
    ):
        return names_in(piped.group(1))
    signed = re.search(r"\b[Bb]y\s+(?=[^\W\d_a-z])", row.text)
    if signed and row.words <= 14 and next(full_dates(row.text), None):
        return names_in(row.text[signed.end() :])
    return ()


def names_in(listed: str) -> tuple[str, ...]:
    """Persons' names of a list "A, B and C"; parts that are offices, places or agencies are left out."""
    listed = re.sub(r"\s+in\s+[^\W\d_a-z][\w’'-]*(?=\s+and\s|,)", "", listed)
    head = re.split(r"\s+(?:in|for|at|from|with)\s|[|•·/(;]|\s[-–—]\s|\d", listed, maxsplit=1)[0]
    parts = [p.strip(" .,\t") for p in re.split(r",|\s+(?:and|&|et|und|y|e)\s+|\n", head)]
    good = []
    for part in parts:
        if not (NAME.fullmatch(part) and not any(w in words("not_author") for w in part.lower().split())):
            break
        good.append(part.title() if part.isupper() else part)
    return tuple(dict.fromkeys(good))
