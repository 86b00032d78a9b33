"""Who speaks and who hears, by the order of the words; used where the analysis has no tree."""

from __future__ import annotations

import re

from pipeline.extract.quotes.cues import Cue
from pipeline.extract.quotes.frames import Frame
from pipeline.extract.quotes.pool import Speakers
from pipeline.extract.quotes.subjects import possessive, preceding
from pipeline.extract.quotes.word_sets import AUXILIARIES, DETERMINERS, NOMINATIVE, NOT_VERBS, PREPOSITIONS, PRONOUNS
from pipeline.extract.times.written import WORDS as TIMES
from pipeline.records.span import Span

#: A closing mark, and brackets on the same line.
CREDIT = re.compile(r"[”\"’'][.,]? ?\(([^()\n]{1,80})\)")


def speaker(frame: Frame, cue: Cue, pool: Speakers) -> Span | None:
    """The words that name who speaks: before the cue, or after it where the order is inverted."""
    if cue.phrase:
        # Behind "according to the accord," somebody begins to act, and nobody to speak.
        comma = next(
            (k for k in range(cue.end + 1, min(len(frame), cue.end + 14)) if frame.low(k) == ","), cue.end + 14
        )
        return following(frame, cue.end, pool, comma - cue.end)
    if cue.noun:
        return possessor(frame, cue, pool)
    if cue.passive:
        by = next((k for k in range(cue.end, min(len(frame), cue.end + 6)) if frame.low(k) == "by"), None)
        return following(frame, by + 1, pool, 8) if by is not None else None
    if inverted(frame, cue):
        found = following(frame, cue.end, pool, 12)
        if found:
            return found
    return preceding(frame, cue, pool) or (following(frame, cue.end, pool, 10) if frame.quote(cue.start - 1) else None)


def inverted(frame: Frame, cue: Cue) -> bool:
    """Whether the cue stands right after the quotation or clause, with its subject behind it: "…, said the minister"."""
    before = cue.start - 1
    if frame.quote(before) is not None:
        return True
    if frame.low(before) != "," or frame.low(cue.end) == "that" or "bare" not in cue.word.takes:
        return False
    if frame.low(cue.end) in NOMINATIVE:
        return False
    named = frame.capital(cue.end) or frame.low(cue.end) in DETERMINERS
    return named and not finite_after(frame, cue.end)


def finite_after(frame: Frame, i: int) -> bool:
    """Whether a finite verb follows before the next comma or stop, so that a clause and no bare subject stands there."""
    for k in range(i, min(len(frame), i + 12)):
        low = frame.low(k)
        if low in {",", ".", ";", ":"} or frame.quote(k) is not None:
            return False
        if low in AUXILIARIES - NOT_VERBS or (low in TIMES.past and low not in NOT_VERBS):
            return True
    return False


def following(frame: Frame, i: int, pool: Speakers, reach: int) -> Span | None:
    """The first candidate after item `i`, no preposition or clause between; else the noun phrase there."""
    end = i
    while (
        end < min(len(frame), i + reach)
        and frame.quote(end) is None
        and frame.low(end) not in {".", ";", ":", "!", "?"}
    ):
        end += 1
    if end <= i:
        return None
    found = pool.within(frame.items[i].start, frame.items[end - 1].end)
    found = [s for s in found if not possessive(frame, s)] or found
    if len(found) > 1 and modifies(frame.text[found[0].end : found[1].start]):
        return found[1]
    if found:
        return found[0]
    return phrase_after(frame, i, end)


def modifies(between: str) -> bool:
    """Whether the words between two candidates make the first a modifier of the second: "ODF director Jean Valcin"."""
    words = between.split()
    return (
        0 < len(words) <= 4
        and not any(mark in between for mark in ",;:()—–'’")
        and not {*words} & (PREPOSITIONS | {"and", "who"})
    )


def phrase_after(frame: Frame, i: int, end: int) -> Span | None:
    """The noun phrase that begins at item `i`, up to a comma or preposition."""
    j = i
    while (
        j < end
        and frame.low(j) != ","
        and not (j > i and frame.low(j) in PREPOSITIONS | {"who", "which", "that", "and", "told", "in"})
    ):
        j += 1
    return (
        frame.span(i, j)
        if j > i and (frame.capital(i) or frame.low(i) in DETERMINERS or frame.low(i) in PRONOUNS)
        else None
    )


def possessor(frame: Frame, cue: Cue, pool: Speakers) -> Span | None:
    """Whose statement a noun names: "his claim", "Moscow's claim", "the claim by Moscow"."""
    before = cue.start - 1
    if frame.low(before) in {"his", "her", "their", "its", "my", "our"}:
        return frame.span(before, before + 1)
    for k in range(before, max(-1, before - 4), -1):
        if frame.low(k) in {"'s", "’s", "'", "’"} or frame.low(k).endswith(("'s", "’s")):
            found = pool.within(frame.items[0].start, frame.items[k].end)
            near = [s for s in found if frame.items[k].start - s.end <= 1]
            return near[-1] if near else None
    if frame.low(cue.end) in {"by", "from", "of"}:
        found = pool.within(frame.items[cue.end].start, frame.items[min(len(frame), cue.end + 8) - 1].end)
        return found[0] if found else None
    return None


def addressee(frame: Frame, cue: Cue, pool: Speakers) -> Span | None:
    """The words that name the hearer: the object of "told", or after "to"."""
    if cue.noun or cue.phrase or cue.word.addressee == "":
        return None
    i = cue.end
    if cue.word.addressee == "to" or frame.low(i) == "to":
        if frame.low(i) != "to" or cue.word.lemma not in {
            "say",
            "write",
            "explain",
            "apologise",
            "apologize",
            "complain",
            "repeat",
            "announce",
            "admit",
            "appeal",
            "confide",
            "reply",
        }:
            return None
        i += 1
    if i >= len(frame) or frame.quote(i) is not None or inverted(frame, cue):
        return None
    if frame.low(i) in PRONOUNS:
        return frame.span(i, i + 1)
    end = i
    while (
        end < min(len(frame), i + 9)
        and frame.quote(end) is None
        and frame.low(end) not in {",", ".", ":", ";", "that", "to", "of", "in", "on", "for", "whether", "how"}
    ):
        end += 1
    if end == i:
        return None
    found = pool.within(frame.items[i].start, frame.items[end - 1].end)
    if found:
        return found[-1]
    return phrase_after(frame, i, end) or (
        frame.span(i, end) if end - i <= 4 and not frame.capital(i) and frame.low(i).endswith("s") else None
    )


def credited(text: str, end: int, pool: Speakers) -> Span | None:
    """The one name in a credit line right behind a quotation that ends at `end`: "“…” (Daily Star)"."""
    line = CREDIT.match(text, end)
    found = pool.within(*line.span(1)) if line else []
    return found[0] if len(found) == 1 else None
