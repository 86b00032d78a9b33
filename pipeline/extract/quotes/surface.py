"""What a cue reports, by the order of the words: its complement after it, or the clause before it."""

from __future__ import annotations

from pipeline.extract.quotes.clauses import ENDS, Content, clause, finite
from pipeline.extract.quotes.cues import Cue, cue_at
from pipeline.extract.quotes.frames import Frame
from pipeline.extract.quotes.trailing import around_phrase, before
from pipeline.extract.quotes.word_sets import DETERMINERS, PREPOSITIONS, PRONOUNS
from pipeline.extract.times.written import WORDS as TIMES
from pipeline.knowledge.inflection import VerbForm

WH = frozenset({"whether", "if", "how", "what", "why", "when", "where", "who", "which"})
POSSESSIVES = frozenset({"his", "her", "their", "its", "my", "our", "your", "whose"})
#: Pronouns that hear what is said and begin no clause.
OBJECTIVE = frozenset({"me", "him", "us", "them"})
#: Items between a cue and the word that opens its complement: a hearer, a date, a place, a medium.
GAP = 14


def contents(frame: Frame, cue: Cue) -> list[Content]:
    """The stretches that a cue reports, in order; one that it interrupts has two."""
    if cue.phrase:
        return around_phrase(frame, cue)
    after = complement(frame, cue)
    if after:
        return [after]
    trailing = "bare" in cue.word.takes and not cue.noun and cue.word.form is not VerbForm.ING
    return before(frame, cue) if trailing and not (cue.passive and cue.word.addressee != "object") else []


def complement(frame: Frame, cue: Cue) -> Content | None:
    """The complement after a cue."""
    takes = cue.word.takes
    if cue.noun:
        return (
            clause(frame, cue, cue.end) if frame.low(cue.end) == "that" and not noun_follows(frame, cue.end) else None
        )
    i, limit = cue.end, min(len(frame), cue.end + GAP)
    for k in range(i, limit):
        low = frame.low(k)
        if low == "that" and owned_noun(frame, k - 1):
            return None
        if frame.quote(k) is not None or low in ENDS or low in {":", "—", "–"}:
            return None if k > i or not bare_opens(frame, cue) else clause(frame, cue, i)
        if (
            low == "that"
            and takes & {"that"}
            and not ((k == i or frame.low(k - 1) in PREPOSITIONS) and noun_follows(frame, k))
        ):
            return clause(frame, cue, k)
        if (
            low in WH
            and "wh" in takes
            and k - i <= 6
            and (low not in {"who", "which", "when", "where", "if"} or k == i + (frame.low(i) in OBJECTIVE))
        ):
            return clause(frame, cue, k)
        if (
            low == "to"
            and takes & {"inf", "oinf"}
            and verb_follows(frame, k)
            and (k > i or "inf" in takes or cue.passive)
        ):
            return clause(frame, cue, k - (frame.low(k - 1) == "not"), infinitive=True)
        if (
            low in {"of", "for", "from"}
            and f"{low} ing" in takes
            and (frame.low(k + 1).endswith("ing") or quoted_gerund(frame, k + 1))
        ):
            return clause(frame, cue, k, infinitive=True)
        if low == "for" and "for np" in takes and k == i:
            return clause(frame, cue, k, infinitive=True)
        if low == "," and k == i:
            return None
        if k == i and low.endswith("ing") and "ing" in takes:
            return clause(frame, cue, k, infinitive=True)
        if k == i and "that" in takes and bare_opens(frame, cue):
            return clause(frame, cue, k)
        if (
            k > i
            and "that" in takes
            and cue.word.addressee == "object"
            and "oinf" in takes
            and frame.low(k + 1) not in TIMES.units
            and opens_clause(frame, k)
            and frame.low(k - 1) not in PREPOSITIONS
            and finite_ahead(frame, k)
            and not that_first(frame, k)
            and k - i <= 6
        ):
            return clause(frame, cue, k)
    figure = measured(frame, cue)
    if figure:
        return figure
    if cue.word.lemma == "call for" or (cue.word.lemma == "urge" and frame.low(i) not in PRONOUNS):
        return clause(frame, cue, i, infinitive=True)
    return None


def owned_noun(frame: Frame, k: int) -> bool:
    """Whether the noun at `k` has a statement of its own and names whose it is: "laughed at his claim that …"."""
    cue = cue_at(frame, k)
    return cue is not None and cue.noun and (frame.low(k - 1) in POSSESSIVES or frame.low(k - 1).endswith(("'s", "’s")))


def measured(frame: Frame, cue: Cue) -> Content | None:
    """ "put the toll at 22": the thing measured and its figure."""
    if cue.word.lemma != "put":
        return None
    for k in range(cue.end + 1, min(len(frame), cue.end + 9)):
        if frame.low(k) == "at" and frame.low(k + 1)[:1].isdigit():
            return Content(cue.end, k + 2)
        if frame.low(k) in ENDS | {","}:
            return None
    return None


def quoted_gerund(frame: Frame, k: int) -> bool:
    """Whether the quotation at `k` begins with a gerund."""
    quote = frame.quote(k)
    return quote is not None and quote.inner.of(frame.text).split()[0].endswith("ing")


def bare_opens(frame: Frame, cue: Cue) -> bool:
    """Whether a finite clause without "that" begins right after the cue, whose subject stands before it."""
    i = cue.end
    if cue.start == 0 or frame.quote(cue.start - 1) is not None or "that" not in cue.word.takes:
        return False
    if frame.quote(i) is not None or cue.word.weak:
        return False
    if frame.low(cue.start - 1) == "," and not has_subject_before(frame, cue):
        return False
    if cue.word.addressee == "object" and cue.word.lemma not in {"warn", "caution"}:
        return False
    low = frame.low(i)
    if (
        low in PREPOSITIONS | OBJECTIVE
        or low in {",", "and", "or", "but", "so", "it" if cue.word.lemma == "put" else "\0"}
        or (not low and frame.quote(i) is None)
    ):
        return False
    return finite_ahead(frame, i) and not that_first(frame, i)


def that_first(frame: Frame, i: int) -> bool:
    """Whether "that" stands before any finite verb, so that the words before it are no clause ("said a week earlier that …")."""
    for k in range(i + 1, min(len(frame), i + GAP)):
        if frame.low(k) == "that":
            return not noun_follows(frame, k)
        if frame.low(k) in ENDS or finite(frame, k):
            return False
    return False


def has_subject_before(frame: Frame, cue: Cue) -> bool:
    """Whether the comma before a cue closes an apposition to its subject."""
    return sum(frame.low(k) == "," for k in range(cue.start)) >= 2


def opens_clause(frame: Frame, k: int) -> bool:
    """Whether a clause may begin at item `k`."""
    return frame.low(k) in PRONOUNS or frame.low(k) in DETERMINERS


def finite_ahead(frame: Frame, i: int) -> bool:
    """Whether a finite verb follows within the clause, so that the words are more than a noun phrase."""
    for k in range(i, min(len(frame), i + 20)):
        low = frame.low(k)
        if low in ENDS:
            return False
        if (finite(frame, k) and (k > i or not low.endswith("ed"))) or (frame.quote(k) is not None and k > i):
            return True
    return False


def noun_follows(frame: Frame, k: int) -> bool:
    """Whether "that" at `k` is a demonstrative: a lone noun and the end of the clause follow."""
    if frame.quote(k + 1) is not None:
        return False
    if frame.low(k - 1) in PREPOSITIONS or frame.low(k + 1) in ENDS:
        return True
    return frame.low(k + 2) in {".", ",", ""} and frame.quote(k + 2) is None and frame.low(k + 1) not in PRONOUNS


def verb_follows(frame: Frame, k: int) -> bool:
    """Whether "to" at `k` opens an infinitive rather than a direction."""
    word = frame.low(k + 1)
    return (
        bool(word)
        and not frame.capital(k + 1)
        and word not in DETERMINERS
        and word not in PRONOUNS
        and not word[0].isdigit()
        and not word.endswith("s")
    )
