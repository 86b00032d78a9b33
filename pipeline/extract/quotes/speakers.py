"""Who speaks and who hears, by the order of the words; used where the analysis has no tree."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pipeline.extract.extraction import Name, Reference
from pipeline.extract.quotes.cues import Cue
from pipeline.extract.quotes.frames import LONGEST, Frame
from pipeline.extract.times.written import WORDS as TIMES
from pipeline.knowledge.inflection import VerbForm
from pipeline.records.span import Span

PRONOUNS = frozenset({"he", "she", "they", "i", "we", "it", "who", "him", "her", "them", "me", "us"})
PREPOSITIONS = frozenset(
    {
        "in", "on", "at", "by", "for", "with", "from", "of", "to", "near", "under", "over", "after", "before", "during", "since",
        "against", "about", "into", "within", "through", "between", "among", "until", "outside", "inside", "via", "despite", "like",
        "across", "toward", "towards", "off", "around", "amid", "beside", "besides", "beyond",
    }
)  # fmt: skip
DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "one", "two", "both", "some", "several", "many", "all", "another", "no", "other", "few", "most"})  # fmt: skip
AUXILIARIES = frozenset(
    {
        "has", "have", "had", "will", "would", "could", "can", "may", "might", "must", "should", "did", "does", "do", "is", "are", "was",
        "were", "be", "been", "also", "then", "later", "not", "n't", "never", "again", "even", "still", "now", "once", "first", "only",
        "repeatedly", "reportedly", "both", "himself", "herself", "to", "used", "already", "often", "immediately", "further", "earlier", "since",
    }
)  # fmt: skip
#: References that name no speaker by themselves: possessives and relatives.
UNFIT = frozenset({"his", "her", "their", "its", "my", "our", "your", "whose", "who", "which", "that", "whom"})
NOMINATIVE = frozenset({"he", "she", "they", "i", "we"})
NOT_VERBS = frozenset({"also", "then", "later", "not", "n't", "never", "again", "even", "still", "now", "once", "first", "only", "both", "himself", "herself", "to", "since", "earlier", "already", "often", "immediately", "further", "repeatedly", "reportedly", "read", "cut", "set", "put"})  # fmt: skip
#: Words that begin a new clause, so that a subject is not looked for beyond them.
CLAUSE = frozenset(
    {";", ":", "—", "–", "but", "while", "whereas", "because", "although", "though", "when", "and", "after", "as", "if"}
)


class Speakers:
    """The names and references of a document, to be looked up by offset."""

    def __init__(self, names: Sequence[Name], references: Sequence[Reference]) -> None:
        possible = [
            n.span
            for n in names
            if n.form != "adjective" and n.type not in {"Agreement", "Event", "CreativeWork", "Other"}
        ]
        referring = [r.span for r in references if r.text.lower() not in UNFIT]
        pool = sorted({*possible, *referring}, key=lambda s: (s.start, -s.end))
        #: Outermost spans: a reference that holds a name stands for both.
        self.spans: list[Span] = []
        for span in pool:
            if not self.spans or span.end > self.spans[-1].end:
                self.spans.append(span)
        self.starts = [s.start for s in self.spans]

    def within(self, start: int, end: int) -> list[Span]:
        """The candidates wholly between two offsets, in order."""
        i = bisect_left(self.starts, start)
        out = []
        while i < len(self.spans) and self.spans[i].start < end:
            if self.spans[i].end <= end:
                out.append(self.spans[i])
            i += 1
        return out

    def over(self, start: int, end: int) -> list[Span]:
        """The candidates that hold the stretch between two offsets."""
        i = bisect_right(self.starts, start)
        return [s for s in self.spans[max(0, i - 3) : i] if s.start <= start and end <= s.end]


def speaker(frame: Frame, cue: Cue, pool: Speakers) -> Span | None:
    """The words that name who speaks: before the cue, or after it where the order is inverted."""
    if cue.phrase:
        return following(frame, cue.end, pool, 14)
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
