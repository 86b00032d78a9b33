"""The subject of a cue by the order of the words: before it, across appositions and coordinated verbs."""

from __future__ import annotations

from pipeline.extract.quotes.cues import Cue
from pipeline.extract.quotes.frames import LONGEST, Frame
from pipeline.extract.quotes.pool import Speakers
from pipeline.extract.quotes.word_sets import AUXILIARIES, CLAUSE, DETERMINERS, NOMINATIVE, PREPOSITIONS, PRONOUNS
from pipeline.extract.times.written import WORDS as TIMES
from pipeline.knowledge.inflection import VerbForm
from pipeline.records.span import Span


def possessive(frame: Frame, span: Span) -> bool:
    """Whether "'s" follows, so that the span only modifies."""
    return frame.text[span.end : span.end + 2] in {"'s", "’s"}


def preceding(frame: Frame, cue: Cue, pool: Speakers) -> Span | None:
    """The subject before the cue: the candidate beside it, else the first of its clause that no preposition governs."""
    k = cue.start - 1
    while k >= 0 and (frame.low(k) in AUXILIARIES or frame.low(k).endswith("ly")):
        k -= 1
    if k < 0:
        return None
    if frame.low(k) in PRONOUNS - {"who", "him", "her", "them", "me", "us"}:
        return frame.span(k, k + 1)
    left = clause_start(frame, k)
    found = pool.within(frame.items[left].start, frame.items[k].end)
    if frame.low(k) in {"and", "but", "then", "him", "her", "them", "it"}:
        pronouns = [frame.span(j, j + 1) for j in range(left, k) if frame.low(j) in NOMINATIVE]
        found = sorted({*found, *pronouns})
    if frame.low(k) == "who" and found:
        return found[-1]
    if cue.word.form is VerbForm.ING:
        described = relative_head(frame, left, k, found)
        if described:
            return described
    free = [s for s in found if not governed(frame, s) and not possessive(frame, s)]
    beside = [s for s in free if s.end == frame.items[k].end]
    if beside and not (frame.low(k - 1) and comma_between(frame, left, k)):
        return beside[-1]
    if free:
        return free[0]
    if beside:
        return beside[-1]
    return noun_phrase(frame, left, k + 1) or (found[0] if found else None)


def relative_head(frame: Frame, left: int, k: int, found: list[Span]) -> Span | None:
    """Whom a relative clause between `left` and `k` describes: "Ali Tell, the mayor, who criticised it, saying …"."""
    who = next((j for j in range(k, left, -1) if frame.low(j) == "who"), None)
    if who is None:
        return None
    ahead = [s for s in found if s.end <= frame.items[who].start]
    apposed = [s for s in ahead if frame.text[s.end : s.end + 1] == ","]
    best = apposed or ahead
    return best[-1] if best else None


def clause_start(frame: Frame, k: int) -> int:
    """The first item of the clause that item `k` stands in: after a quotation, a stop or a conjunction."""
    left = k
    while left > max(0, k - LONGEST):
        low = frame.low(left - 1)
        if frame.quote(left - 1) is not None or low in {";", ":", ".", "!", "?"}:
            break
        if low in CLAUSE and left - 1 > 0 and frame.low(left - 2) == ",":
            break
        left -= 1
    if frame.low(left) == "," and left < k:
        left += 1
    return left


def comma_between(frame: Frame, left: int, k: int) -> bool:
    """Whether an apposition stands between the clause's start and item `k`."""
    return any(frame.low(i) == "," for i in range(left, k))


def governed(frame: Frame, span: Span) -> bool:
    """Whether a preposition stands before the span, an article or title aside."""
    i = next((n for n, item in enumerate(frame.items) if item.start >= span.start), None)
    if i is None:
        return False
    k = i - 1
    while k >= 0 and (frame.low(k) in DETERMINERS or frame.capital(k)) and frame.low(k) not in PREPOSITIONS:
        if frame.low(k) in TIMES.weekdays or frame.low(k) in TIMES.months:
            return False
        k -= 1
    return frame.low(k) in PREPOSITIONS


def noun_phrase(frame: Frame, left: int, right: int) -> Span | None:
    """The noun phrase that ends before item `right`: back to its determiner or the clause's start."""
    if right <= left:
        return None
    i = right - 1
    if frame.low(i) == ",":
        return frame.span(left, i) if 0 < i - left <= 8 else None
    if frame.low(i) in CLAUSE:
        return None
    while i > left and frame.low(i) not in DETERMINERS and frame.low(i - 1) not in PREPOSITIONS | {",", "that"}:
        i -= 1
    return frame.span(i, right) if right - i <= 8 else None
