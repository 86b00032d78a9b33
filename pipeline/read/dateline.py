"""Lines that say when an article was published, and what they and their neighbours state."""

from __future__ import annotations

import re

from pipeline.read.byline import NAME, authors_of, names_in
from pipeline.read.dates import full_dates
from pipeline.read.furniture import CLOCK, rubric_of
from pipeline.read.phrases import words
from pipeline.read.reading import Metadata
from pipeline.read.row import Row

#: Words that a date line may hold beside its date, and what stands before the date where they name a place.
SPARE = 3


PLACED = re.compile(r"[^\d:]{2,40}[,|·•]\s*(?:[^\W\d]+,?\s+)?")


def date_line(row: Row) -> tuple[str, bool] | None:
    """EDTF of the date that a line consists of, and whether it is another day than that of publication; None if it is no such line.

    Another day: that of an update, or the end of a range. "Place, date" is a date line, "Founded: date" is not.
    """
    if row.words > 30:
        return None
    found = list(full_dates(row.text))
    if not found:
        return None
    rest = row.text
    for span, _ in reversed(found):
        rest = rest[: span.start] + " " + rest[span.end :]
    rest = CLOCK.sub(" ", rest)
    spare = [w for w in re.findall(r"[^\W\d_]+", rest.lower()) if w not in words("date_words")]
    byline = authors_of(row)
    first = row.text[: found[0][0].start].lower()
    place, ranged = re.subn(r"\d{1,2}(?:\w\w)?\s?[-–]\s?$", "", first)
    if spare and not byline and not (len(spare) <= SPARE and (PLACED.fullmatch(place) or _is_cued(first))):
        return None
    if ranged:
        return found[0][1].isoformat(), True
    updated = any(w in first for w in words("updated")) and not any(w in first for w in words("published") - {"date"})
    if updated and len(found) > 1:
        between = row.text[found[0][0].end : found[1][0].start].lower()
        if any(w in between for w in words("published")):
            return found[1][1].isoformat(), False
    return found[0][1].isoformat(), updated


def _is_cued(first: str) -> bool:
    """Whether the words before a date begin with what says that something was published or changed."""
    return any(first.startswith(word) for word in words("published") | words("updated"))


def says_published(row: Row) -> str | None:
    """EDTF of the date in a line that says when the article was published, wherever it stands."""
    dated = date_line(row)
    lower = row.text.lower()
    if dated and not dated[1] and any(re.search(rf"\b{re.escape(w)}\b", lower) for w in words("published")):
        return dated[0]
    return None


def signs(row: Row, following: Row) -> bool:
    """Whether the line is a person's name and nothing else, right above a date line or with initials, as authors are."""
    if row.words <= 5 and NAME.fullmatch(row.text) and date_line(following) is not None:
        return True
    initials = re.search(r"\b[^\W\d_a-z]\. ", row.text) is not None and row.words <= 10
    listed = re.split(r",\s*|\s+(?:and|&)\s+", row.text)
    return initials and len(names_in(row.text)) == len(listed)


def stated(row: Row) -> Metadata:
    """What a line of furniture near the headline states: authors, date, rubric."""
    dated = date_line(row)
    day = dated[0] if dated and not dated[1] else None
    return Metadata(
        authors=authors_of(row), section=rubric_of(row), published=day, published_basis="stated" if day else None
    )
