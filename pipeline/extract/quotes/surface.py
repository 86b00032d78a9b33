"""What a cue reports, by the order of the words: its complement after it, or the clause before it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.quotes.cues import Cue, cue_at
from pipeline.extract.quotes.frames import LONGEST, Frame
from pipeline.extract.quotes.speakers import AUXILIARIES, DETERMINERS, PREPOSITIONS, PRONOUNS
from pipeline.extract.times.written import WORDS as TIMES
from pipeline.knowledge.inflection import VerbForm

WH = frozenset({"whether", "if", "how", "what", "why", "when", "where", "who", "which"})
#: Items between a cue and the word that opens its complement: a hearer, a date, a place, a medium.
GAP = 14
#: Items within which the dash of a dateline ("PUNO, Peru, Feb 16 (AP) -") stands.
DATELINE = 16
ENDS = frozenset({".", ";", "!", "?"})
FINITE = frozenset(
    {
        "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must", "should", "shall", "did",
        "does", "do", "'s", "’s", "'re", "’re", "'ll", "’ll", "'ve", "’ve", "'d", "’d",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Content:
    """What is reported: items from `start` to before `end`."""

    start: int
    end: int


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
            and (low not in {"who", "which", "when", "where", "if"} or k == i)
        ):
            return clause(frame, cue, k)
        if (
            low == "to"
            and takes & {"inf", "oinf"}
            and verb_follows(frame, k)
            and (k > i or "inf" in takes or cue.passive)
        ):
            return clause(frame, cue, k, infinitive=True)
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
            and finite_ahead(frame, k)
            and k - i <= 6
        ):
            return clause(frame, cue, k)
    figure = measured(frame, cue)
    if figure:
        return figure
    if cue.word.lemma == "call for" or (cue.word.lemma == "urge" and frame.low(i) not in PRONOUNS):
        return clause(frame, cue, i, infinitive=True)
    return None


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
        low in PREPOSITIONS
        or low in {",", "and", "or", "but", "so", "it" if cue.word.lemma == "put" else "\0"}
        or (not low and frame.quote(i) is None)
    ):
        return False
    return finite_ahead(frame, i)


def that_first(frame: Frame, i: int) -> bool:
    """Whether "that" stands before any finite verb, so that the words before it are no clause ("said before he left that …")."""
    for k in range(i + 1, min(len(frame), i + GAP)):
        low = frame.low(k)
        if low == "that":
            return not noun_follows(frame, k)
        if low in ENDS or low in FINITE or low in TIMES.past or low.endswith("ed"):
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
        if (
            low in FINITE
            or low in TIMES.past
            or (low.endswith("ed") and k > i)
            or (frame.quote(k) is not None and k > i)
        ):
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


def clause(frame: Frame, cue: Cue, start: int, infinitive: bool = False) -> Content | None:
    """The clause from `start` to its end: the sentence's, or where another act of the same speaker or a contrast begins."""
    k, limit = start + 1, min(len(frame), start + LONGEST)
    short = subordinate(frame, cue)
    while k < limit and not closes(frame, k, start, infinitive) and not (short and frame.low(k) == ","):
        k += 1
    end = k
    while end > start and frame.low(end - 1) in {",", "("}:
        end -= 1
    return Content(start, end) if end > start else None


def closes(frame: Frame, k: int, start: int, infinitive: bool) -> bool:
    """Whether a clause that began at `start` ends before item `k`."""
    low = frame.low(k)
    if low in ENDS or low == ":" or sentence_quoted(frame, k):
        return True
    if low in {"—", "–", "-"} and frame.items[k].start > frame.items[k - 1].end:
        return True
    if low == ",":
        return ends_at_comma(frame, k, infinitive)
    if low in {"and", "but"} and k > start + 2:
        return another_act(frame, k + 1, infinitive)
    return False


def another_act(frame: Frame, k: int, infinitive: bool) -> bool:
    """Whether the verb after "and" tells a further act of the speaker: a cue of its own, or after an infinitive any finite verb."""
    k += frame.low(k) in {"has", "have", "had", "then", "also", "later", "again"} or frame.low(k).endswith("ly")
    cue = cue_at(frame, k)
    if (
        cue is not None
        and not cue.noun
        and not cue.phrase
        and not cue.word.weak
        and cue.word.form in {VerbForm.PAST, VerbForm.PRESENT}
    ):
        return True
    word = frame.low(k)
    finite = (
        word in TIMES.past - FINITE or word in {"was", "were", "did", "is"} or (word.endswith("ed") and len(word) > 4)
    )
    return infinitive and finite


def reports_again(frame: Frame, k: int) -> bool:
    """Whether a reporting clause of its own begins at `k`: a short subject and a cue."""
    for j in range(k, k + 4):
        cue = cue_at(frame, j) if j < len(frame) and frame.quote(j) is None else None
        if cue is not None:
            return not (cue.noun or cue.phrase or cue.word.weak)
    return False


def subordinate(frame: Frame, cue: Cue) -> bool:
    """Whether the cue stands in a clause that opens its sentence with "although" and the like, so that a comma ends what it reports."""
    return frame.low(0) in {"although", "though", "while", "when", "after", "as", "if", "because", "since"} and not any(
        frame.low(k) == "," for k in range(cue.start)
    )


def sentence_quoted(frame: Frame, k: int) -> bool:
    """Whether the quotation at `k` is a sentence of its own, so that no reported clause runs into it."""
    quote = frame.quote(k)
    if quote is None or frame.low(k - 1) not in {",", ":"}:
        return False
    words = quote.inner.of(frame.text)
    return words[0].isupper() and words[-1] in ",.?!" and len(words.split()) > 2


def ends_at_comma(frame: Frame, k: int, infinitive: bool) -> bool:
    """Whether the reported clause ends at the comma at `k`."""
    low = frame.low(k + 1)
    if low in {"but", "while", "whereas", "although", "though"} and not infinitive:
        return True
    if infinitive and (
        low in {"but", "while", "and", "a", "an", "after", "as", "though", "who"}
        or (low.endswith("ing") and len(low) > 4)
    ):
        return True
    if low == "according" or (
        low
        in {
            "adding",
            "saying",
            "calling",
            "noting",
            "warning",
            "citing",
            "insisting",
            "arguing",
            "accusing",
            "blaming",
            "urging",
            "describing",
            "pointing",
        }
    ):
        return True
    if low == "and" and reports_again(frame, k + 2):
        return True
    # ", he added": a reporting clause of its own closes the sentence
    return (low in PRONOUNS or frame.capital(k + 1)) and any(
        (c := cue_at(frame, j)) and not c.word.weak and frame.low(c.end) in {".", "", ",", ":"} for j in (k + 2, k + 3)
    )


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
    if clausal(frame, start, comma) or (tail is None and comma - start >= 3 and frame.low(start) not in PREPOSITIONS):
        out.append(Content(start, comma))
    if tail and not only_quoted(frame, tail.start, tail.end):
        out.append(tail)
    return out


def clausal(frame: Frame, start: int, end: int) -> bool:
    """Whether the items hold a finite verb."""
    return any(
        frame.low(k) in FINITE
        or frame.low(k) in TIMES.past
        or frame.low(k).endswith("ed")
        or frame.quote(k) is not None
        for k in range(start, end)
    )


def only_quoted(frame: Frame, start: int, end: int) -> bool:
    """Whether the items are nothing but quotations and commas."""
    return all(frame.quote(k) is not None or frame.low(k) in {",", ""} for k in range(start, end))


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
    for j in range(k, max(-1, k - 10), -1):
        if frame.low(j) == ",":
            return j
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
            frame.low(dash) in {"—", "–", "-"}
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
                clause(frame, cue, k + 1)
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
    if head - start >= 2:
        return [Content(start, head)]
    for k in range(cue.end, len(frame)):
        if frame.low(k) == "," and not frame.low(k + 1).startswith(("who", "which")):
            rest = clause(frame, cue, k + 1) if k + 1 < len(frame) else None
            return [rest] if rest else []
    return []
