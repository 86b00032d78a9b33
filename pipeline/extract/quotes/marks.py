"""Stretches between quotation marks, found tolerantly: curly, straight, low, guillemets, nested singles, marks left open.

One pass over each passage, linear in its length. Three faults of real pages are mended: a mark that opens a paragraph and is
never closed ends with the paragraph; a mark that opens while the same kind is open closes the first at its sentence; a
straight mark opens or closes by the blanks around it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.records.span import Span, trimmed

OPENERS = {"“": "”", "„": "”", "«": "»", "‹": "›", "「": "」"}
CLOSERS = frozenset({"”", "»", "›", "」"})
#: How deep marks may nest; deeper ones are taken for stray.
DEPTH = 4


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between quotation marks: `inner` without them, `outer` with them; `level` 0 is outermost."""

    inner: Span
    outer: Span
    level: int
    closed: bool
    #: Number of the passage, and whether the words run on into the next one (its mark is repeated there).
    passage: int
    runs_on: bool = False


@dataclass(slots=True)
class Open:
    """A mark that waits for its partner."""

    at: int
    close: str


def quoted(text: str, passages: list[tuple[int, int]]) -> list[Quoted]:
    """The quoted stretches of a text, by start, in passages given as offsets."""
    found: list[Quoted] = []
    for number, (start, end) in enumerate(passages):
        found.extend(in_passage(text, start, end, number))
    found = sorted((q for q in found if not nickname(text, q)), key=lambda q: (q.outer.start, -q.outer.end))
    return run_on(text, found, passages)


def nickname(text: str, quote: Quoted) -> bool:
    """Whether the marks hold a by-name, within a name or in brackets behind one: 'Emmanuel “Manny” Quiambao', 'Quiambao (“the Mole”)'."""
    left, right = quote.outer.start, quote.outer.end
    if quote.inner.end - quote.inner.start > 30 or not names_like(quote.inner.of(text)):
        return False
    around = text[left - 1 : left] + text[right : right + 1]
    before = text[max(0, left - 30) : left].rstrip("( ").split()[-1:]
    if not before or not before[0][-1].isalpha():
        return False
    if around == "()":
        return any(letter.isupper() for letter in before[0])
    return around == "  " and before[0][0].isupper() and text[right + 1 : right + 2].isupper()


def names_like(words: str) -> bool:
    """Whether words in marks may be a by-name: capitals, or "the" before them."""
    return words[0].isupper() or words.startswith("the ")


def title_like(words: str) -> bool:
    """Whether words in marks look like a title: two or more, every longer one with a capital, no stop at the end."""
    parts = words.split()
    return len(parts) > 1 and words[-1] not in ".,!?…" and all(p[0].isupper() or len(p) < 4 for p in parts)


def run_on(text: str, found: list[Quoted], passages: list[tuple[int, int]]) -> list[Quoted]:
    """Mark the stretches left open at the end of a passage whose next passage opens with a mark again."""
    opens = {q.passage for q in found if q.level == 0 and q.outer.start == passages[q.passage][0]}
    return [
        replace(q, runs_on=True)
        if not q.closed and q.level == 0 and q.passage + 1 in opens and q.outer.end >= passages[q.passage][1] - 1
        else q
        for q in found
    ]


def in_passage(text: str, start: int, end: int, number: int) -> list[Quoted]:
    """The quoted stretches of one passage."""
    stack: list[Open] = []
    out: list[Quoted] = []
    last_close = -1
    for i in range(start, end):
        c = text[i]
        if c.isalnum() or c == " ":
            continue
        role = role_of(text, i, start, end, stack)
        if role == "open" and len(stack) < DEPTH:
            same = next((k for k, o in enumerate(stack) if o.close == closer(c)), None)
            if same is not None and c not in {"'", "‘"} and reopens(text, stack[same].at, i):
                emit(out, text, stack[same].at, sentence_end(text, stack[same].at, i), same, False, number)
                del stack[same:]
            stack.append(Open(i, closer(c)))
        elif role == "close":
            level = max(k for k, o in enumerate(stack) if matches(o.close, c))
            emit(out, text, stack[level].at, i, level, True, number)
            last_close = i
            del stack[level:]
    for level, left in enumerate(stack):
        if left.close in {"'", "’"}:
            continue
        stop = last_close if last_close > left.at else end
        emit(out, text, left.at, stop, level, False, number)
    return out


def closer(mark: str) -> str:
    """The mark that closes what `mark` opens."""
    return {"'": "'", "‘": "’", '"': '"'}.get(mark, OPENERS.get(mark, mark))


def matches(expected: str, mark: str) -> bool:
    """Whether a mark closes what waits for `expected`; typists mix the double ones."""
    return expected == mark or (expected in {"”", '"'} and mark in {"”", '"', "“"}) or (expected == "’" and mark == "'")


def role_of(text: str, i: int, start: int, end: int, stack: list[Open]) -> str | None:
    """What the character at `i` does: "open", "close" or nothing."""
    c = text[i]
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < end else " "
    waiting = any(matches(o.close, c) for o in stack)
    if c in CLOSERS:
        return "close" if waiting else ("open" if c == "”" and opens_here(before, after) else None)
    if c == "“":
        low = any(o.close == "”" and text[o.at] == "„" for o in stack)
        return "close" if low or (waiting and not after.isalnum() and not opens_here(before, after)) else "open"
    if c in OPENERS:
        return "open"
    if c == '"':
        if waiting and not opens_here(before, after):
            return "close"
        return "open" if opens_here(before, after) else ("close" if waiting else None)
    if c == "‘":
        return "open" if not before.isalnum() and not after.isspace() else None
    if c in {"’", "'"}:
        if waiting and not after.isalnum() and not (before == "s" and another_close(text, i, end)):
            return "close"
        if (
            c == "'"
            and opens_here(before, after)
            and after.isalnum()
            and not after.isdecimal()
            and single_closes(text, i, end)
        ):
            return "open"
    return None


def opens_here(before: str, after: str) -> bool:
    """Whether a mark between these characters opens."""
    return (before.isspace() or before in "([{—–-/‘'“\"¿¡>…") and not after.isspace() and after not in ".,;:!?)]"


def another_close(text: str, i: int, end: int) -> bool:
    """Whether, after a plural's apostrophe, a real closing single follows soon."""
    stop = min(end, i + 200)
    for k in range(i + 1, stop):
        if text[k] in '“”"‘':
            return False
        if text[k] in "’'" and k + 1 < len(text) and not text[k + 1].isalnum():
            return True
    return False


def single_closes(text: str, i: int, end: int) -> bool:
    """Whether a straight single that looks like an opening one has a partner within the passage."""
    for k in range(i + 2, min(end, i + 600)):
        if text[k] == "'" and not (k + 1 < end and text[k + 1].isalnum()) and not text[k - 1].isspace():
            return True
    return False


def reopens(text: str, first: int, second: int) -> bool:
    """Whether a mark met while the same kind is open begins a new quotation: a sentence has ended between them."""
    between = text[first + 1 : second].rstrip()
    return bool(between) and between[-1] in ".!?:,"


def sentence_end(text: str, start: int, stop: int) -> int:
    """Where a stretch left open ends: after the first sentence of it, else just before `stop`."""
    for k in range(start + 2, stop):
        if text[k] in ".!?" and k + 1 < stop and text[k + 1].isspace():
            return k + 1
    return stop


def emit(out: list[Quoted], text: str, at: int, stop: int, level: int, closed: bool, number: int) -> None:
    """Add the stretch from the mark at `at` to `stop`, unless nothing is in it."""
    inner = trimmed(text, at + 1, stop)
    if inner:
        out.append(Quoted(inner, Span(at, stop + 1 if closed else inner.end), level, closed, number))
