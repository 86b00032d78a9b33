"""Cues in a reporting sentence: verbs and nouns of speech, and "according to"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.quotes.frames import Frame
from pipeline.extract.quotes.word_sets import MEASURES, NOUN_OPENERS, PREPOSITIONS
from pipeline.knowledge.cues import CueWord, cue_words
from pipeline.knowledge.inflection import VerbForm

WORDS = cue_words()
#: "according to" as a cue: its speaker follows it, its content is the rest of the sentence.
ACCORDING = CueWord("according to", "neutral", frozenset({"quote", "bare"}))
#: Words of a noun phrase in which its head is looked for.
PHRASE = 5
SUBJECTS = frozenset({"i", "you", "he", "she", "it", "we", "they", "who", "which"})
#: Words after which a verb's base or past form is no act of speech by a subject ("to be said").
PASSIVE = frozenset({"been", "being", "is", "are", "was", "were", "be", "get", "got"})
TO_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue over the items from `start` to before `end` of a frame."""

    start: int
    end: int
    word: CueWord
    noun: bool = False
    passive: bool = False
    phrase: bool = False


def cues_in(frame: Frame) -> Iterator[Cue]:
    """The cues of a frame, in order."""
    i = 0
    while i < len(frame):
        cue = cue_at(frame, i)
        if cue is None:
            i += 1
            continue
        yield cue
        i = cue.end


def cue_at(frame: Frame, i: int) -> Cue | None:
    """The cue at an item, if there is one."""
    low = frame.low(i)
    if frame.low(i - 1) == "-":
        return None  # "so-called"
    if i and frame.capital(i) and frame.low(i - 1) not in {".", ":", "(", "-", "—", "–"} and not shouted(frame, i):
        return None  # "Said bin Hamoud" is a name
    for phrase in WORDS.phrases.get(low, ()):
        if all(frame.low(i + k) == word for k, word in enumerate(phrase)) and not measured(frame, i + len(phrase)):
            return Cue(i, i + len(phrase), ACCORDING, phrase=True)
    for word in WORDS.first.get(low, ()):
        j = i + 1
        if word.rest:
            if any(frame.low(j + k) != part for k, part in enumerate(word.rest)):
                continue
            j += len(word.rest)
        if word.noun != is_noun(frame, i, word) or put_to_subject(frame, i, word) or authorial(frame, i):
            continue
        return Cue(i, j, word, word.noun, passive(frame, i, word))
    return None


def measured(frame: Frame, i: int) -> bool:
    """Whether what something is done according to is a measure, and nobody who speaks: "according to the timetable set out there"."""
    for k in range(i, min(len(frame), i + PHRASE)):
        if frame.low(k) in MEASURES:
            return frame.low(k + 1) not in {"'s", "’s", "'", "’"}
        if frame.low(k) in PREPOSITIONS or not frame.low(k)[:1].isalnum() or frame.capital(k):
            return False
    return False


def shouted(frame: Frame, i: int) -> bool:
    """Whether the word is in capitals throughout, as in a heading or a formal text ("URGES all parties")."""
    word = frame.text[frame.items[i].start : frame.items[i].end]
    return word.isupper() and len(word) > 1


def put_to_subject(frame: Frame, i: int, word: CueWord) -> bool:
    """Whether a participle opens its sentence or a clause ("Asked whether …, he smiled"): then its words are put to the subject."""
    return i == 0 and word.form in {VerbForm.PAST, VerbForm.PARTICIPLE} and frame.quote(1) is None


def authorial(frame: Frame, i: int) -> bool:
    """Whether the author speaks: "it should be noted that"."""
    return frame.low(i - 1) == "be" and frame.low(i - 2) in {"should", "must", "can", "may", "to"}


def is_noun(frame: Frame, i: int, word: CueWord) -> bool:
    """Whether a form that may be either is a noun here."""
    before = frame.low(i - 1)
    if word.form in {VerbForm.PAST, VerbForm.PARTICIPLE} and not word.noun:
        return False
    if before in SUBJECTS or before == "to":
        return False
    if word.noun:
        return before in NOUN_OPENERS or frame.low(i + 1) == "that"
    if word.form in {VerbForm.BASE, VerbForm.PRESENT}:
        return before in NOUN_OPENERS
    return word.form is VerbForm.ING and before in {"the", "a", "his", "her", "their", "its", "of"}


def passive(frame: Frame, i: int, word: CueWord) -> bool:
    """Whether the verb is in the passive ("was told that"), its subject being no speaker."""
    if word.form not in {VerbForm.PAST, VerbForm.PARTICIPLE} or word.noun:
        return False
    return any(frame.low(k) in TO_BE for k in (i - 1, i - 2) if not (k == i - 2 and frame.low(i - 1) in {",", ""}))
