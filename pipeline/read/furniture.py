"""Lines that belong to the page and not to the article, and what they state in passing."""

from __future__ import annotations

import re

from pipeline.read.dates import full_dates
from pipeline.read.phrases import pattern, words
from pipeline.read.reading import Metadata
from pipeline.read.row import Row

CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?\b|\b\d{1,2} ?[ap]\.?m\b", re.IGNORECASE)
TRAIL = re.compile(
    r"\S.{0,40}?(?:\s*[>»›/|]\s*|\s[-–·•]\s)\S.{0,40}?(?:\s*[>»›]\s*\S.{0,80}|\s*[/|·•]\s*\S.{0,40}){0,8}"
)
#: Words that a date line may hold beside its date, and what stands before the date where they name a place.
SPARE = 3
PLACED = re.compile(r"[^\d:]{2,40}[,|·•]\s*(?:[^\W\d]+,?\s+)?")
#: Words that a line of furniture has at most.
MOST_WORDS = 40
PARTICLES = (
    "de",
    "del",
    "da",
    "di",
    "du",
    "van",
    "von",
    "der",
    "den",
    "al",
    "el",
    "bin",
    "bint",
    "ibn",
    "ben",
    "abu",
    "la",
    "le",
    "e",
    "y",
    "dos",
    "ter",
    "af",
    "zu",
)
NAME = re.compile(
    rf"[^\W\d_][\w.’'-]*(?: (?:{'|'.join(PARTICLES)}|[a-z]{{2,3}}-[^\W\d_a-z][\w.’'-]*|[^\W\d_a-zß-ÿ][\w.’'-]*)){{1,5}}"
)


def is_furniture(row: Row) -> bool:
    """Whether the line is a separator or says what page furniture says."""
    if row.blank:
        return True
    if row.words > MOST_WORDS:
        return False
    line = re.sub(r"\s+", " ", row.text.strip(" \t*_#>|·•-–—[]"))
    return pattern("furniture").fullmatch(line) is not None or is_bare_clock(line)


def is_bare_clock(line: str) -> bool:
    """Whether the line is a time of day and nothing more."""
    return (
        len(line) < 24
        and re.fullmatch(r"[\W\dAPMapmGMTUTCh]*", CLOCK.sub("", line)) is not None
        and bool(CLOCK.search(line))
    )


def is_trail(row: Row) -> bool:
    """Whether the line is a trail of rubrics: Home > World > Asia."""
    return (
        row.words <= 14
        and not row.final
        and re.search(r"[>»›]|\s[/|]\s", row.text) is not None
        and (TRAIL.fullmatch(row.text) is not None)
    )


def rubric_of(row: Row) -> str | None:
    """The rubric that a line states ("Filed under: Asia"), or a line made of rubric words alone ("Climate and Trade")."""
    stated = pattern("section").fullmatch(row.text)
    if stated:
        return next((re.sub(r"\s+", " ", v).strip(" .|") for v in stated.groupdict().values() if v), None)
    if is_trail(row) and "|" not in row.text:
        parts = [p.strip() for p in re.split(r"\s*[>»›]\s*|\s/\s", row.text) if p.strip()]
        named = [p for p in parts[1:] if _is_rubric(p)]
        return named[-1] if named else None
    return row.text if row.words <= 4 and _is_rubric(row.text) else None


def _is_rubric(line: str) -> bool:
    parts = re.findall(r"[\w&-]+", line.lower())
    return 0 < len(parts) <= 5 and all(p in words("rubric") for p in parts) and line[:1].isupper() and parts != ["home"]


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


def opens(row: Row) -> bool:
    """Whether the line is the heading of a summary or an introduction."""
    return bool(row.key) and row.words <= 4 and set(row.key.split()) <= words("opening")


def signs(row: Row, following: Row) -> bool:
    """Whether the line is a person's name and nothing else, right above a date line or with initials, as authors are."""
    if row.words <= 5 and NAME.fullmatch(row.text) and date_line(following) is not None:
        return True
    initials = re.search(r"\b[^\W\d_a-z]\. ", row.text) is not None and row.words <= 10
    listed = re.split(r",\s*|\s+(?:and|&)\s+", row.text)
    return initials and len(names_in(row.text)) == len(listed)


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


def stated(row: Row) -> Metadata:
    """What a line of furniture near the headline states: authors, date, rubric."""
    dated = date_line(row)
    day = dated[0] if dated and not dated[1] else None
    return Metadata(
        authors=authors_of(row), section=rubric_of(row), published=day, published_basis="stated" if day else None
    )
