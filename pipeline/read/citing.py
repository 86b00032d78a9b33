"""Footnote markers in running text, told from all the other digits by running 1, 2, 3 … through the whole document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.read.address import first_address
from pipeline.read.dates import month_names
from pipeline.read.ending import SUPERSCRIPT, entry
from pipeline.read.phrases import words
from pipeline.read.reading import Block, Marker

DIGITS = re.compile(r"[0-9]+")
RAISED = re.compile(r"[⁰¹²³⁴-⁹]+(?!\w)")
BRACKETED = re.compile(r"\[(?P<inside>\^[^\]\s]{1,40}|\d{1,3}(?:,\s?\d{1,3}){0,9})\](?P<after>[(:]?)")
UNIT = re.compile(r"(?:^|[^\w])(?:k?m|cm|mm|km|ft|mi|in|yd|x|s|c|r|e)$")
CLOSING = frozenset("\"'”’»›)]")
STOPS, PAUSES = frozenset(".!?…"), frozenset(",;:")
#: Points lost for every number left out of a run; points that a run needs without notes that answer it.
GAP, ENOUGH = 0.7, 1.6
#: Markers that a note answers are this much likelier.
ANSWERED = 0.5
#: Highest number of a footnote, and candidates looked at, so that the search is linear.
HIGHEST, MOST = 999, 50_000
CITED_KINDS = frozenset({"title", "heading", "paragraph", "caption", "alt", "list"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Digits that may be a marker, their number, and how much they look like one, 0..1."""

    start: int
    end: int
    number: int
    weight: float


def numbers_marked(text: str) -> frozenset[str]:
    """Numbers of everything that looks like a marker, before it is known which of them are."""
    found = {str(c.number) for c in _bare(text) if c.weight >= 0.5}
    found.update(str(c.number) for c in _raised(text))
    found.update(str(c.number) for c in _bracketed(text) if c.number)
    return frozenset(found)


def markers(text: str, blocks: Sequence[Block]) -> tuple[Marker, ...]:
    """Footnote markers in the running text, joined to the notes among `blocks`, in order.

    Bare digits count where they form a run that rises through the document; raised and bracketed ones also when
    they come back to an earlier note.
    """
    notes = _notes(text, blocks)
    inside = _inside(blocks)
    bare = _run([c for c in _bare(text) if inside(c.start)], notes)
    raised = [c for c in _raised(text) if inside(c.start)]
    spans = [(c.start, c.end) for c in (*bare, *(raised if _run(raised, notes) else ()))]
    bracketed = [c for c in _bracketed(text) if inside(c.start)]
    counts = bool(_run([c for c in bracketed if c.number], notes))
    spans += [(c.start, c.end) for c in bracketed if counts or not c.number]
    return tuple(_joined(text, start, end, notes) for start, end in sorted(set(spans)))


def _raised(text: str) -> Iterator[Candidate]:
    """Raised digits behind a word; not the powers of units, as in km²."""
    for found in RAISED.finditer(text):
        start, end = found.span()
        before = text[max(0, start - 4) : start]
        if (
            end - start <= 3
            and before
            and not before[-1].isspace()
            and not before[-1].isdecimal()
            and not UNIT.search(before)
        ):
            yield Candidate(start, end, int(found.group().translate(SUPERSCRIPT)), 1.0)


def _bracketed(text: str) -> Iterator[Candidate]:
    """What stands in brackets: `[4]`, both of `[4, 5]`, and Markdown's `[^name]`, whose number is 0; no link's text, no definition."""
    for found in BRACKETED.finditer(text):
        at, inside = found.start("inside"), found["inside"]
        if found["after"] == "(" or (found["after"] == ":" and text[found.start() - 1 : found.start()] in ("", "\n")):
            continue
        if inside.startswith("^"):
            yield Candidate(at + 1, at + len(inside), 0, 1.0)
            continue
        for digits in DIGITS.finditer(inside):
            yield Candidate(at + digits.start(), at + digits.end(), int(digits.group()), 1.0)


def _inside(blocks: Sequence[Block]) -> Callable[[int], bool]:
    cited = [b for b in blocks if b.kind in CITED_KINDS]
    starts = [b.start for b in cited]

    def inside(at: int) -> bool:
        i = bisect_right(starts, at) - 1
        return i >= 0 and at < cited[i].end

    return inside


def _bare(text: str) -> Iterator[Candidate]:
    """Digits stuck to a word or to punctuation, with their weight."""
    taken = 0
    for found in DIGITS.finditer(text):
        start, end = found.span()
        if end - start > 3 or start == 0 or text[start] == "0" or text[start - 1].isspace():
            continue
        after = text[end : end + 2]
        if after and not after[0].isspace() and (after[0] not in ".,;:!?\"'”’)]»—–…" or after[1:].isdecimal()):
            continue
        weight = _weight(text, start)
        if weight > 0:
            taken += 1
            if taken > MOST:
                return
            yield Candidate(start, end, int(found.group()), weight)


def _weight(text: str, start: int) -> float:
    """How much digits at `start` look like a marker by what stands before them."""
    back = text[max(0, start - 60) : start]
    token = back.split()[-1] if back.split() else ""
    if "/" in token or "@" in token or "#" in token or "www." in token:
        return 0.0
    last, before = back[-1], back[-2:-1]
    word = re.search(r"[^\W\d_]*$", back.rstrip(".,;:!?…"))
    stem = word.group() if word else ""
    if last in CLOSING:
        return 1.0 if before and not before.isspace() else 0.0
    if last in STOPS or last in PAUSES:
        if before.isdecimal():
            year = re.search(r"(?<!\d)(?:1[5-9]|20)\d\d$", back[:-1])
            return (0.7 if last in STOPS else 0.4) if year and last != ":" else 0.0
        if not before or before.isspace():
            return 0.0
        if stem.lower() in words("before_number") or stem.lower() in month_names():
            return 0.1
        if last in STOPS and stem.isupper() and len(stem) <= 3 and "." not in token[:-1]:
            return 0.4
        return 0.6 if last == ":" else 1.0 if last in STOPS else 0.9
    if last.isalpha():
        if stem.lower() in words("before_number") or stem.lower() in month_names():
            return 0.1
        if len(stem) < 3 or not stem[-1].islower():
            return 0.25 if stem[-1:].isupper() or len(stem) < 3 else 0.8
        return 0.85 if stem.islower() else 0.6
    return 0.0


def _run(found: Sequence[Candidate], notes: Mapping[str, object]) -> list[Candidate]:
    """The heaviest run of candidates whose numbers rise, in text order; empty if it is too light to be footnotes.

    `best[n]` holds the heaviest run that ends in number n, plus `GAP * n`, in a tree of prefix maxima: what a run loses
    by the gap from n to m is then `GAP * (m - 1)`, whatever n is.
    """
    tree: list[tuple[float, int]] = [(0.0, -1)] * (HIGHEST + 2)
    back: list[int] = []
    finest, last = 0.0, -1
    for i, candidate in enumerate(found):
        number = candidate.number
        if not 1 <= number <= HIGHEST:
            back.append(-1)
            continue
        reach, at = (0.0, -1), number - 1
        while at > 0:
            reach = max(reach, tree[at])
            at -= at & -at
        weight = candidate.weight + (ANSWERED if str(number) in notes else 0.0)
        score = reach[0] - GAP * (number - 1) + weight
        back.append(reach[1])
        at = number
        while at <= HIGHEST:
            tree[at] = max(tree[at], (score + GAP * number, i))
            at += at & -at
        if score > finest:
            finest, last = score, i
    run: list[Candidate] = []
    while last >= 0:
        run.append(found[last])
        last = back[last]
    run.reverse()
    answered = sum(1 for c in run if str(c.number) in notes)
    return run if finest >= ENOUGH or (run and answered == len(run) and finest >= 1.0) else []


def _notes(text: str, blocks: Sequence[Block]) -> dict[str, str]:
    """Number or label of every note to its text; lines without a number belong to the note above."""
    notes: dict[str, str] = {}
    label = None
    for block in blocks:
        if block.kind != "note":
            continue
        line = text[block.start : block.end]
        named = re.match(r"\[\^([^\]\s]{1,40})\]:\s*(.*)", line, re.DOTALL)
        parsed = (named.group(1), named.group(2)) if named else entry(line)
        if parsed:
            label, said = parsed
            notes.setdefault(label, said)
        elif label is not None:
            notes[label] = f"{notes[label]} {line}".strip()
    return notes


def _joined(text: str, start: int, end: int, notes: Mapping[str, str]) -> Marker:
    printed = text[start:end]
    label = printed.translate(SUPERSCRIPT).lstrip("^")
    said = re.sub(r"\s+", " ", notes.get(label, "")).strip()
    return Marker(start, end, printed, said if any(c.isalnum() for c in said) else None, first_address(said))
