"""The top of a plain text: which line is the headline, who publishes, who wrote, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.byline import authors_of, names_in
from pipeline.read.dateline import date_line, signs, stated
from pipeline.read.dates import full_dates
from pipeline.read.furniture import is_furniture, is_trail, opens, rubric_of
from pipeline.read.phrases import words
from pipeline.read.reading import Metadata
from pipeline.read.row import Row

#: Rows that the top of a page has at most, and rows looked at for a second printing of the headline.
MOST_HEAD, MOST_REPEATS = 60, 120
#: Points that make a line a headline, and a line the publisher's name.
HEADLINE, PUBLISHER = 1.5, 3.0
TITLE_TAIL = re.compile(r"\s+[|–—·-]\s+(?P<site>[^|–—]{2,50})$")
#: Openings that no headline has: a line of authors, a bullet or number, the address lines of a letter, a spoken line, a dateline.
NO_TITLE = re.compile(
    r"[-*•·‣▪●]\s|\(?\d{1,2}[.)]\s|(?:\w+ )?[Bb][Yy] [^\W\d_a-z]|(?:From|To|Cc|Sent|Date|Re|Ref|FM|TO|INFO)\b ?:? "
    r"|[^\W\d_a-z][^()]{2,40}\([^()]{2,40}\)$"
)
#: The number of an issue, which names a series and no article.
NUMBERED = re.compile(r"\b(?:[Nn][or]s?\.?|[Ii]ssue|[Vv]ol\.?|#) ?\d[\d/.-]*$|^[^.?!]{3,30} \d{1,4}$")
DATELINE = re.compile(
    r"(?P<place>[^\W\d_a-z][^()\n—–]{1,60}?)(?:\s*\((?P<agency>[^()\d]{2,40})\))?\s*(?:—|–|--|-)\s", re.DOTALL
)
COPYRIGHT = re.compile(
    r"(?:©|\(c\)(?= ?\d{4})|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?:by )?(?:the )?(?P<name>[^.|·,\d]{3,60})",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Head:
    """`title` is the headline's row or None; `body` the first row of running text; `said` what the rows around state."""

    title: int | None
    body: int
    said: Metadata


def head(found: list[Row], pictured: frozenset[int]) -> Head:
    """The top of the page. `pictured` are the rows that are captions or alternative texts."""
    body = _body(found, pictured)
    kept = [
        i
        for i in range(body)
        if i not in pictured
        and not (_states(found[i]) or (i and opens(found[i])))
        and not (i + 1 < len(found) and signs(found[i], found[i + 1]))
    ]
    repeats = [row.key for row in found[:MOST_REPEATS]]
    best, title = max(((_headline(found, i, body, repeats, kept), -i) for i in kept), default=(0.0, 0))
    chosen = -title if kept and best >= HEADLINE else None
    body = _below_deck(found, body, pictured)
    return Head(chosen, body, _said(found, chosen, body, kept))


def _states(row: Row) -> bool:
    return bool(is_furniture(row) or is_trail(row) or date_line(row) or authors_of(row) or rubric_of(row))


def _body(found: list[Row], pictured: frozenset[int]) -> int:
    """First row of running text; all rows where nothing reads like it, the first where the top has no end."""
    for i, row in enumerate(found[:MOST_HEAD]):
        if i in pictured or not row.prose or _states(row):
            continue
        quoted = i < 6 and row.text[0] in "“\"‘'«„" and row.text[-1] in "”\"’'»“"
        asks = row.words <= 16 and (quoted or row.text.endswith(("?", "!")))
        if not (asks and i + 1 < len(found)):
            return i
    return len(found) if len(found) <= MOST_HEAD else 0


def _below_deck(found: list[Row], body: int, pictured: frozenset[int]) -> int:
    """The same, past a summary under the headline if the line of authors or the date only follows it."""
    if body < len(found) and found[body].words <= 45:
        for i in range(body + 1, min(body + 4, len(found))):
            if i not in pictured and found[i].short and (date_line(found[i]) or authors_of(found[i])):
                return i + 1
    return body


def _headline(found: list[Row], i: int, body: int, repeats: list[str], kept: list[int]) -> float:
    """Points for row `i` being the headline."""
    row = found[i]
    if (
        row.words > 40
        or not row.key
        or NO_TITLE.match(row.text)
        or (i and opens(row))
        or (row.text[0] + row.text[-1]) in ("()", "[]")
    ):
        return -9.0
    points = 2.0 if 4 <= row.words <= 18 else 1.0 if row.words in (3, 19, 20) else 0.5 if row.words == 2 else -1.5
    points += 3.0 if repeats.count(row.key) > 1 or any(_is_tailed(row, other) for other in found[:body]) else 0.0
    alone = (i == 0 or found[i - 1].group != row.group) and (i + 1 == len(found) or found[i + 1].group != row.group)
    points += 0.5 if alone else -0.25
    points -= 2.0 if row.text.endswith((".", ":", ";", ",")) else 0.0
    points += 1.5 if any(map(_signed, found[i + 1 : i + 3], found[i + 2 : i + 4])) else 0.0
    points -= 1.0 if i and found[i - 1].group == row.group and _publishes(found[i - 1]) else 0.0
    points += 1.0 if len(kept) == 1 and body < len(found) else 0.0
    points += 0.5 if i == 0 else 0.0
    points -= 1.25 if NUMBERED.search(row.text) else 0.0
    points -= 1.5 if i and is_furniture(found[i - 1]) and re.match(r"(skip|jump) ", found[i - 1].text, re.I) else 0.0
    points -= 1.5 if row.words <= 7 and _publishes(row) else 0.0
    first = next((c for c in row.text if c.isalnum()), "a")
    return points + (0.5 if not first.islower() else -2.0)


def _is_tailed(row: Row, other: Row) -> bool:
    """Whether the other line is this one with a site's name behind a bar or dash, as window titles are."""
    rest = other.text[len(row.text) :] if other.text.startswith(row.text) else ""
    return re.match(r"\s+[|–—·-]\s", rest) is not None


def _signed(row: Row, following: Row) -> bool:
    return bool(date_line(row) or authors_of(row) or signs(row, following))


def _publishes(row: Row) -> bool:
    """Whether the line is made like the name of a publisher."""
    found = re.findall(r"[\w'’]+|,", row.text.lower())
    if row.words > 9 or row.final or "," in found or any(w.isdecimal() for w in found):
        return False
    heads = (w for w, after in pairwise([*found, "of"]) if after in ("of", "for", "on", "de", "des", "für", "di", "du"))
    return any(w in words("publisher") for w in heads)


def _publisher(found: list[Row], title: int, kept: list[int]) -> str | None:
    for i in (i for i in kept if i < title):
        row = found[i]
        skipped = i > 0 and is_furniture(found[i - 1])
        points = 2.0 * _publishes(row) + (i == 0) + skipped + (row.title_case or row.capitals)
        if points >= PUBLISHER and row.words <= 9:
            return row.text
    return None


def _said(found: list[Row], title: int | None, body: int, kept: list[int]) -> Metadata:
    after = [found[i] for i in range((title if title is not None else -1) + 1, body)]
    before = [found[i] for i in range(title or 0)]
    said = Metadata()
    for row in after + before:
        said = said.over(stated(row))
    if not said.authors:
        said = said.over(Metadata(authors=_named_above_date(after)))
    name = None
    publisher = _publisher(found, title, kept) if title is not None else None
    if title is not None:
        name = re.sub(r"\s+", " ", found[title].text)
        tail = TITLE_TAIL.search(name)
        if tail and (tail["site"] == publisher or set(tail["site"].lower().split()) & words("publisher")):
            name, publisher = name[: tail.start()], publisher or tail["site"].strip()
        name = re.sub(r"(?<=[^\W\d_])\d{1,2}$|[⁰¹²³⁴-⁹]+$", "", name) if re.search(r"[a-z]{3}\d$", name) else name
    return Metadata(title=name, publisher=publisher).over(said).over(_dateline(found, body)).over(_copyright(found))


def _named_above_date(after: list[Row]) -> tuple[str, ...]:
    """A line that is a person's name and nothing else, right above a date line."""
    for row, following in pairwise(after):
        if signs(row, following) and not _publishes(row):
            return names_in(row.text)
    return ()


def _dateline(found: list[Row], body: int) -> Metadata:
    """Agency and full date of a dateline such as KABUL, March 3, 2021 (Agency) —."""
    row = found[body] if body < len(found) else None
    opened = DATELINE.match(row.text) if row else None
    if not row or not opened or len(opened["place"].split()) > 8:
        return Metadata()
    place = re.split(r"[,\d]", opened["place"], maxsplit=1)[0].strip()
    if not opened["agency"] and not place.isupper():
        return Metadata()
    day = next((d.isoformat() for _, d in full_dates(row.text, 0, opened.end())), None)
    agency = opened["agency"].strip() if opened["agency"] else None
    return Metadata(publisher=agency, published=day, published_basis="stated" if day else None)


def _copyright(found: list[Row]) -> Metadata:
    for row in found[-40:]:
        if is_furniture(row) and (held := COPYRIGHT.search(row.text)):
            name = re.sub(r"\s+(all rights reserved|and contributors).*$", "", held["name"], flags=re.I).strip()
            if name and name[0].isupper() and len(name.split()) <= 7:
                return Metadata(publisher=name)
    return Metadata()
