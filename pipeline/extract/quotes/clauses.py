"""Where a reported clause ends: at its sentence, another act of the speaker, a contrast, or a quotation of its own."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.quotes.cues import Cue, cue_at
from pipeline.extract.quotes.frames import LONGEST, Frame
from pipeline.extract.quotes.word_sets import FINITE, PRONOUNS
from pipeline.extract.times.written import WORDS as TIMES
from pipeline.knowledge.inflection import VerbForm

#: Tags of finite verbs, modals among them.
FINITE_TAGS = frozenset({"MD", "VBD", "VBP", "VBZ"})
ENDS = frozenset({".", ";", "!", "?"})
#: Words behind which a noun phrase has a clause of its own.
RELATIVES = frozenset({"that", "which", "who", "whose", "whom", "where"})


@dataclass(frozen=True, slots=True)
class Content:
    """What is reported: items from `start` to before `end`."""

    start: int
    end: int


def clause(frame: Frame, cue: Cue, start: int, infinitive: bool = False, inside: bool = False) -> Content | None:
    """The clause from `start` to its end: the sentence's, or where another act of the same speaker or a contrast begins.

    `inside` for the rest of a clause that the cue interrupts, in which all verbs tell what was said.
    """
    k, limit = start + 1, min(len(frame), start + LONGEST)
    short = subordinate(frame, cue)
    while k < limit and not (short and frame.low(k) == ","):
        joined = inside and frame.low(k) in {"and", "but"}
        if not joined and closes(frame, k, start, infinitive):
            break
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
        return ends_at_comma(frame, k, infinitive) or resumes(frame, k, start)
    if low in {"and", "but"} and k > start + 2:
        return another_act(frame, k + 1, infinitive)
    return False


def resumes(frame: Frame, k: int, start: int) -> bool:
    """Whether the comma at `k`, the first of a clause with "that", ends the subject that holds it: "a claim that …, was brushed aside"."""
    return (
        frame.low(start) == "that"
        and frame.tag(k + 1) in FINITE_TAGS
        and not any(frame.low(j) == "," for j in range(start, k))
    )


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


def finite(frame: Frame, k: int) -> bool:
    """Whether the word at `k` is a finite verb: by its tag, else by the closed classes, the irregular pasts and "-ed"."""
    if tag := frame.tag(k):
        return tag in FINITE_TAGS
    low = frame.low(k)
    return low in FINITE or low in TIMES.past or low.endswith("ed")


def set_apart(frame: Frame, k: int) -> bool:
    """Whether the conjunction at `k`, after a comma, joins what the author goes on to tell rather than more of what was said: a clause
    follows it, without a second "that", modal or infinitive. A noun phrase only goes on with a list."""
    stop = next((j for j in range(k + 1, len(frame)) if frame.low(j) in ENDS | RELATIVES | {","}), len(frame))
    return (
        frame.low(k + 1) != "that"
        and frame.tag(k + 1) not in {"MD", "VB", "IN"}
        and frame.quote(k + 1) is None
        and clausal(frame, k + 1, stop)
    )


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
    if low in {"and", "but"}:
        return set_apart(frame, k + 1)
    if low in {"while", "whereas", "although", "though", "a", "an"}:
        return True  # "…, a claim that his lawyer rejects"
    if low == "which":
        return infinitive or not finite(frame, k + 2)  # "…, which Oslo denies"
    listed = low == "as" and frame.low(k + 2) == "well"
    if (
        infinitive
        and not listed
        and (low in {"after", "as", "who"} or (low.endswith("ing") and len(low) > 4) or frame.tag(k + 1) in FINITE_TAGS)
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
    # ", he added": a reporting clause of its own closes the sentence
    return (low in PRONOUNS or frame.capital(k + 1)) and any(
        (c := cue_at(frame, j)) and not c.word.weak and frame.low(c.end) in {".", "", ",", ":"} for j in (k + 2, k + 3)
    )


def clausal(frame: Frame, start: int, end: int) -> bool:
    """Whether the items hold a finite verb."""
    return any(finite(frame, k) or frame.quote(k) is not None for k in range(start, end))


def only_quoted(frame: Frame, start: int, end: int) -> bool:
    """Whether the items are nothing but quotations and commas."""
    return all(frame.quote(k) is not None or frame.low(k) in {",", ""} for k in range(start, end))
