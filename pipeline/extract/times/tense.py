"""Whether the words around an expression speak of the past or of what is to come."""

from __future__ import annotations

from typing import Literal

from pipeline.extract.times.calendar import WORDS
from pipeline.extract.times.tokens import STOPS, Tokens

Tense = Literal["past", "future"] | None

#: Words looked at before and after the expression; a clause of news is rarely longer.
BEFORE, AFTER = 14, 12
#: Marks at which a clause ends, so that the verb beyond them says little of this one.
CLAUSE = frozenset({";", ":", "—", "–"})


def tense(t: Tokens, start: int, end: int) -> Tense:
    """The tense of the nearest verb in the sentence, the words before the expression first."""
    if t.at(start - 1) == "since" or t.at(start - 2) == "since":
        return "past"
    if t.at(start - 1) == "next":
        return "future"
    for k in range(start - 1, max(-1, start - 1 - BEFORE), -1):
        word = t.low[k]
        if word in STOPS and not abbreviation(t, k):
            break
        verdict = of_word(t, k)
        if verdict:
            return verdict
    for k in range(end, min(len(t), end + AFTER)):
        word = t.low[k]
        if word in STOPS and not abbreviation(t, k):
            break
        verdict = of_word(t, k)
        if verdict:
            return verdict
    return None


def of_word(t: Tokens, k: int) -> Tense:
    """What one word says of the tense; "to be held" and "would have gone" are read from the words before the verb."""
    word = t.low[k]
    if len(word) < 2:
        return None
    is_past = word in WORDS.past or (len(word) > 4 and word.endswith("ed"))
    if not is_past and word not in WORDS.future:
        return None
    helper = {t.at(k - 1), t.at(k - 2), t.at(k - 3)}
    if helper & {"will", "would", "shall"} or t.at(k - 1) == "to" or (t.at(k - 1) == "be" and t.at(k - 2) != "have"):
        return "future"
    if word in WORDS.future:
        if word in {"may", "set", "end", "ends", "will"} and t.capital(k):
            return None
        return "future"
    return "past"


def abbreviation(t: Tokens, k: int) -> bool:
    """Whether the stop at `k` closes an abbreviation or a figure rather than a sentence."""
    return t.low[k] == "." and t.glued(k) and (t.glued(k + 1) or len(t.at(k - 1)) == 1 or t.at(k - 1) in WORDS.months)
