"""Cues that follow or interrupt what they report: "…, he said", "…, said the minister, …", "according to …"."""

from __future__ import annotations

from pipeline.extract.quotes.clauses import ENDS, Content, clausal, clause, only_quoted
from pipeline.extract.quotes.cues import Cue
from pipeline.extract.quotes.frames import LONGEST, Frame
from pipeline.extract.quotes.word_sets import AUXILIARIES, DETERMINERS, FINITE, NOT_VERBS, PREPOSITIONS, PRONOUNS

#: Items within which the dash of a dateline ("PUNO, Peru, Feb 16 (AP) -") stands.
DATELINE = 16
DASHES = frozenset({"—", "–", "-", "--"})
#: Words that make a clause after a comma a part of the sentence before it, so that its verb reports nothing of that.
RELATIVES = frozenset({"who", "which", "whom", "where", "when", "what", "and", "but", "that", "because"})


def before(frame: Frame, cue: Cue) -> list[Content]:
    """The clause before "…, he said" or "…, said the minister", and what follows where the cue interrupts it."""
    comma = opening_comma(frame, cue)
    if comma is None or comma == 0 or (cue.word.weak and not at_end(frame, cue)):
        return []
    start = sentence_start(frame, comma)
    tail = interrupted(frame, cue)
    out: list[Content] = []
    if only_quoted(frame, start, comma):
        return []
    whole = clausal(frame, start, comma) and not (tail and breaks_off(frame, comma))
    if whole or (tail is None and comma - start >= 3 and frame.low(start) not in PREPOSITIONS):
        out.append(Content(start, comma))
    if tail and not only_quoted(frame, tail.start, tail.end) and (not out or goes_on(frame, tail)):
        out.append(tail)
    return out


def breaks_off(frame: Frame, comma: int) -> bool:
    """Whether the words before the comma wait for more: "They are, says the author, exchanging gifts"."""
    return frame.low(comma - 1) in AUXILIARIES - NOT_VERBS | PREPOSITIONS | DETERMINERS | {
        "and",
        "but",
        "or",
        "to",
        "that",
    }


def goes_on(frame: Frame, tail: Content) -> bool:
    """Whether the words after an interrupting cue go on with a clause that was whole before it, and do not describe its speaker."""
    return frame.low(tail.start) in {"to", "than", "nor", "not", "or"} or clausal(frame, tail.start, tail.end)


def at_end(frame: Frame, cue: Cue) -> bool:
    """Whether the cue closes its clause, as a trailing "…, she found" does."""
    return frame.low(cue.end) in {".", ",", ";", ""} and frame.quote(cue.end) is None


def opening_comma(frame: Frame, cue: Cue) -> int | None:
    """The comma before the subject of a cue that closes its sentence, or before the cue where it is inverted."""
    k = cue.start - 1
    if frame.low(k) == ",":
        inner = next((j for j in range(k - 1, max(-1, k - 14), -1) if frame.low(j) == ","), None)
        if frame.capital(cue.end) or frame.low(cue.end) in DETERMINERS | PRONOUNS:
            return k
        if inner is not None:
            k = inner
            while k > 0 and frame.low(k - 1) not in {","}:
                k -= 1
            return k - 1 if k > 0 and frame.low(k - 1) == "," else None
        return None
    while k >= 0 and (frame.low(k) in AUXILIARIES or frame.low(k).endswith("ly")):
        k -= 1
    for j in range(k - 1, max(-1, k - 10), -1):
        if frame.low(j) == ",":
            return j if frame.low(j + 1) not in RELATIVES else None
        if frame.quote(j) is not None or frame.low(j) in ENDS or frame.low(j) in FINITE:
            return None
    return None


def sentence_start(frame: Frame, comma: int) -> int:
    """The first item of the sentence that ends at the comma, a dateline and a conjunction aside."""
    k, limit = comma, max(0, comma - LONGEST)
    while k > limit and frame.low(k - 1) not in ENDS | {":"}:
        k -= 1
    for dash in range(k + 1, min(comma, k + DATELINE)):
        if (
            frame.low(dash) in DASHES
            and frame.text[frame.items[k].start : frame.items[k].end].isupper()
            and spaced(frame, dash)
        ):
            return dash + 1
    return k + 1 if frame.low(k) in {"but", "and"} and k + 1 < comma else k


def spaced(frame: Frame, k: int) -> bool:
    """Whether blanks stand on both sides of item `k`."""
    return (
        frame.items[k].start > frame.items[k - 1].end
        and k + 1 < len(frame)
        and frame.items[k + 1].start > frame.items[k].end
    )


def interrupted(frame: Frame, cue: Cue) -> Content | None:
    """The rest of a clause that the cue interrupts: "The mine, he added, would be dug"."""
    for k in range(cue.end, min(len(frame), cue.end + 8)):
        if frame.low(k) in ENDS or frame.quote(k) is not None:
            return None
        if frame.low(k) == ",":
            return (
                clause(frame, cue, k + 1, inside=True)
                if k + 1 < len(frame)
                and not frame.low(k + 1).endswith("ing")
                and frame.low(k + 1) not in PREPOSITIONS | {"who", "which", "and", "but", "a", "an"}
                else None
            )
    return None


def around_phrase(frame: Frame, cue: Cue) -> list[Content]:
    """What "according to X" reports: the rest of the sentence before it, or after the comma that closes it."""
    start = sentence_start(frame, cue.start)
    head = cue.start
    while head > start and frame.low(head - 1) in {",", "("}:
        head -= 1
    whole = [Content(start, head)] if head - start >= 2 else []
    if whole and clausal(frame, start, head):
        return whole
    rest = after_source(frame, cue)
    return [rest] if rest else whole


def after_source(frame: Frame, cue: Cue) -> Content | None:
    """The clause after the comma that closes "according to X, the owner of the ship,": the first stretch with a finite verb."""
    limit = min(len(frame), cue.end + LONGEST)
    for k in range(cue.end, limit - 1):
        if frame.low(k) in ENDS:
            return None
        if frame.low(k) != "," or frame.low(k + 1) in {"who", "which"}:
            continue
        stop = next((j for j in range(k + 1, limit) if frame.low(j) in ENDS | {","}), limit)
        described = frame.low(k + 1) in {"a", "an"} and frame.low(stop) == ","
        if clausal(frame, k + 1, stop) and not described:
            return clause(frame, cue, k + 1)
    return None
