"""Lines that belong to the page and not to the article, and the rubrics among them."""

from __future__ import annotations

import re

from pipeline.read.phrases import pattern, words
from pipeline.read.row import Row

CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?\b|\b\d{1,2} ?[ap]\.?m\b", re.IGNORECASE)
#: What parts the rubrics of a trail; rubrics, and code points of one, that a trail has at most.
TRAIL = re.compile(r"\s*[>»›]\s*|\s[/|·•–-]\s")
MOST_RUBRICS, LONGEST_RUBRIC = 12, 80


#: Words that a line of furniture has at most.
MOST_WORDS = 40


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
    if row.words > 14 or row.final or re.search(r"[>»›]|\s[/|]\s", row.text) is None:
        return False
    parts = TRAIL.split(row.text)
    longest = LONGEST_RUBRIC if re.search(r"[>»›]", row.text) else LONGEST_RUBRIC // 2
    return 2 <= len(parts) <= MOST_RUBRICS and all(0 < len(part) <= longest for part in parts)


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


def opens(row: Row) -> bool:
    """Whether the line is the heading of a summary or an introduction."""
    return bool(row.key) and row.words <= 4 and set(row.key.split()) <= words("opening")
