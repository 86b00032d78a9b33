"""Where the article ends: its list of notes, and what the page says after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from pipeline.read.furniture import is_furniture
from pipeline.read.phrases import pattern
from pipeline.read.row import Row

ENTRY = re.compile(
    r"(?:\[\^?(?P<a>\d{1,3})\]|\(?(?P<b>\d{1,3})(?:[.)]?(?=\s|$)|[.)](?=\S))|(?P<c>[⁰¹²³⁴-⁹]{1,3}))(?P<rest>.*)", re.S
)
#: Rows from the end that a list of notes without a heading may take.
MOST_NOTES = 400
SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class Ending:
    """Indices of rows: `notes` are note entries, `furniture` what closes the page."""

    notes: frozenset[int]
    furniture: frozenset[int]


def entry(line: str) -> tuple[str, str] | None:
    """Number and text of a note entry such as `15 See …`, `[2] …`, `³ …`, `4 ;`; the text may be empty."""
    found = ENTRY.match(line)
    if not found:
        return None
    number = found["a"] or found["b"] or found["c"].translate(SUPERSCRIPT)
    return str(int(number)), found["rest"].strip()


def ending(found: list[Row], marked: frozenset[str]) -> Ending:
    """The notes and the furniture below the article. `marked` are the numbers of the footnote markers in the running text."""
    last = _last_prose(found)
    notes = _notes(found, marked)
    stop, resume = min(notes, default=len(found)), max(notes, default=len(found))
    above = [0, *accumulate(row.words for row in found)]
    furniture: set[int] = set()
    for i in range(max(1, len(found) // 3), len(found)):
        row = found[i]
        if i in notes or row.words > 12:
            continue
        line = row.text.strip(" \t*_#|:-")
        if pattern("tail").fullmatch(line) and (i > last or _closes(above, i)):
            furniture.update(j for j in range(i, len(found)) if j not in notes and (i > stop or j < stop or j > resume))
            break
    for i in range(last + 1, len(found)):
        if i in notes:
            continue
        after = bool(furniture) and found[i].words <= 12 and not found[i].final
        if found[i].blank or is_furniture(found[i]) or after:
            furniture.add(i)
    return Ending(frozenset(notes), frozenset(furniture))


def _last_prose(found: list[Row]) -> int:
    return next((i for i in range(len(found) - 1, -1, -1) if found[i].prose and not is_furniture(found[i])), len(found))


def _closes(above: list[int], i: int) -> bool:
    """Whether a line such as "3 comments" stands below most of the article; `above[i]` counts the words before row `i`."""
    return above[i] > 120 and above[i] > 0.4 * above[-1]


def _notes(found: list[Row], marked: frozenset[str]) -> set[int]:
    """Rows of the last list of numbered notes: opened by a separator or a heading, or answering the markers."""
    for i in range(len(found) - 1, -1, -1):
        row = found[i]
        opens = row.blank or (row.words <= 4 and pattern("notes").fullmatch(row.text.strip(" \t*_#:")) is not None)
        if opens and i + 1 < len(found):
            entries = _entries(found, i + 1)
            if entries and (not row.blank or _bibliographic(found, entries, marked)):
                return entries | (set() if row.blank else {i})
    for i in range(len(found) - 1, 0, -1):
        if len(found) - i > MOST_NOTES:
            break
        first = entry(found[i].text)
        if first and first[0] == "1" and _answers(found, entries := _entries(found, i), marked):
            return entries
    return set()


def _entries(found: list[Row], start: int) -> set[int]:
    """Rows from `start` on while they are numbered upwards, or follow such an entry as its second line."""
    taken: set[int] = set()
    number = 0
    for i in range(start, len(found)):
        row = found[i]
        parsed = entry(row.text)
        if parsed and number < int(parsed[0]) <= number + 60:
            number = int(parsed[0])
            taken.add(i)
        elif taken and not is_furniture(row) and (row.group == found[i - 1].group or re.match(r"https?://", row.text)):
            taken.add(i)
        else:
            break
    return taken


def _bibliographic(found: list[Row], entries: set[int], marked: frozenset[str]) -> bool:
    texts = [parsed[1] for i in entries if (parsed := entry(found[i].text))]
    slight = sum(1 for text in texts if len(text) < 4 or pattern("bibliographic").search(text))
    return slight >= 0.5 * len(texts) or _answers(found, entries, marked)


def _answers(found: list[Row], entries: set[int], marked: frozenset[str]) -> bool:
    numbers = {parsed[0] for i in entries if (parsed := entry(found[i].text))}
    return bool(numbers) and len(numbers & marked) >= 0.6 * len(numbers)
