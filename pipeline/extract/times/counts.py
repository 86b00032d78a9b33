"""Numbers that count units of time: in figures and words, exact or vague, and their sums."""

from __future__ import annotations

from pipeline.extract.times.tokens import Tokens
from pipeline.extract.times.written import WORDS

#: A count, or None where the words count vaguely, and the index after it.
Count = tuple[float | None, int]


def count_at(t: Tokens, i: int) -> Count | None:
    """The number at `i`: figures, a decimal, words up to the nineties, a hundred or dozen, or a vague count."""
    word = t.at(i)
    if word.isdecimal():
        j = i + 1
        if t.at(j) in ".," and t.glued(j) and t.glued(j + 1) and t.at(j + 1).isdecimal():
            figure = word + (t.at(j + 1) if t.at(j) == "," else "." + t.at(j + 1))
            return float(figure), j + 2
        return float(word) if len(word) < 7 else None, j
    if word in WORDS.words["vague_numbers"]:
        return None, i + 1 + (t.at(i + 1) == "of" and word == "couple")
    if word not in WORDS.numbers:
        return None
    number = WORDS.numbers[word]
    if word in {"a", "an"}:
        if t.at(i + 1) in WORDS.words["vague_numbers"]:
            return None, i + 2 + (t.at(i + 2) == "of" and t.at(i + 1) == "couple")
        if t.at(i + 1) in {"dozen", "hundred"}:
            return float(WORDS.numbers[t.at(i + 1)]), i + 2
        return 1.0, i + 1
    if number >= 20 and number < 100 and t.dash(i + 1) and 0 < WORDS.numbers.get(t.at(i + 2), 0) < 10:
        return float(number + WORDS.numbers[t.at(i + 2)]), i + 3
    if number < 10 and t.at(i + 1) == "hundred":
        return float(number * 100), i + 2
    return float(number), i + 1


def summed(count: float | None, unit: str, more: float | None, other: str) -> float | None:
    """Two counted units in terms of the first ("2 weeks and 2 days" as weeks); None where the one is not a fixed part of the other."""
    parts = {("week", "day"): 7, ("year", "month"): 12, ("day", "hour"): 24, ("hour", "minute"): 60}
    if count is None or more is None or (unit, other) not in parts:
        return None
    return count + more / parts[unit, other]
