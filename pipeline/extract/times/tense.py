"""Whether the words around an expression speak of the past or of what is to come."""

from __future__ import annotations

from typing import Literal

from pipeline.extract.times.tokens import STOPS, Tokens
from pipeline.extract.times.written import WORDS

Tense = Literal["past", "future"] | None

#: Words looked at before and after the expression; a clause of news is rarely longer.
BEFORE, AFTER = 14, 12
#: Words before the expression within which a verb is surely its own.
CLOSE = 4
#: Marks at which a clause ends, so that the verb beyond them says little of this one.
CLAUSE = frozenset({";", ":", "—", "–"})
#: Participles that tell of something still to come, alone or with "for".
EXPECTED = frozenset({"planned", "scheduled", "expected", "slated", "supposed", "foreseen"})
ARRANGED = EXPECTED | {"set", "postponed", "pencilled", "called", "delayed", "announced"}
MODALS = frozenset({"will", "would", "shall", "should", "may", "might", "must", "ll"})
DETERMINERS = frozenset({"the", "a", "an", "his", "her", "their", "its", "our", "my", "this", "that"})
NO_VERBS = frozenset({"the", "a", "an", "his", "her", "their", "its", "our", "my", "him", "them", "us", "me", "it", "this", "that", "one", "two", "both", "all", "have"})  # fmt: skip


def tense(t: Tokens, start: int, end: int) -> Tense:
    """The tense of the nearest verb in the sentence, the words before the expression first; a deadline lies ahead unless "had" goes before."""
    before = t.at(start - 1)
    if before == "since" or t.at(start - 2) == "since":
        return "past"
    if before == "next" or (before == "through" and t.at(start) in WORDS.weekdays):
        return "future"
    if before == "for" and "had" not in t.low[max(0, start - 8) : start]:
        return "future"
    if before in {"by", "until", "untill", "till"} and t.at(end) not in {"'", "’"}:
        words = {t.low[k] for k in range(max(0, start - 12), start - 1)}
        deferred = before == "by" or words & WORDS.words["deferred"]
        if deferred and not (words | clause_after(t, end)) & {"had", "were"}:
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


def clause_after(t: Tokens, end: int) -> set[str]:
    """The words of the sentence that follow the expression."""
    words: set[str] = set()
    for k in range(end, min(len(t), end + AFTER)):
        if t.low[k] in STOPS and not abbreviation(t, k):
            break
        words.add(t.low[k])
    return words


def close(t: Tokens, start: int) -> bool:
    """Whether a verb stands right before the expression, so that its tense is sure to be meant."""
    return any(
        t.low[k] != "to" and of_word(t, k) is not None and t.at(k - 1) != "to"
        for k in range(max(0, start - CLOSE), start)
    ) and not any(t.low[k] in STOPS | CLAUSE for k in range(max(0, start - CLOSE), start))


def of_word(t: Tokens, k: int) -> Tense:
    """What one word says of the tense; "to be held" and "would have gone" are read from the words before the verb."""
    word = t.low[k]
    if len(word) < 2:
        return None
    if word == "to":
        return "future" if infinitive(t, k) else None
    if word in {"due", "upcoming", "deadline"} or (word in ARRANGED and t.at(k + 1) == "for"):
        return "future"
    tag = t.tag(k)
    if tag:
        return of_tag(t, k, tag)
    is_past = word in WORDS.past or (len(word) > 4 and word.endswith("ed"))
    if not is_past and word not in WORDS.future:
        return None
    helper = {t.at(k - 1), t.at(k - 2), t.at(k - 3)}
    if helper & {"will", "would", "shall"} or t.at(k - 1) == "to" or (t.at(k - 1) == "be" and t.at(k - 2) != "have"):
        return "future"
    if word in WORDS.future:
        if word in MODALS:
            return (
                "past"
                if t.at(k + 1) == "have" and word == "would"
                else None
                if word == "may" and t.capital(k)
                else "future"
            )
        return None if t.capital(k) or t.at(k - 1) in DETERMINERS or t.at(k + 1) == "of" else "future"
    return "past"


def of_tag(t: Tokens, k: int, tag: str) -> Tense:
    """What a tagged verb says of the tense. A plain present with a date tells what is arranged ("flies home on Wednesday")."""
    word = t.low[k]
    if tag == "MD":
        return "future" if word in {"will", "shall", "would", "ll", "may", "might", "should", "must"} else None
    if tag == "VBD":
        return "past"
    if tag == "VBN":
        before = {t.at(k - 1), t.at(k - 2), t.at(k - 3)}
        if before & {"will", "would", "shall"} or t.at(k - 2) == "to" or word in EXPECTED:
            return "future"
        return "past"
    if tag in {"VBZ", "VBP"}:
        return "past" if word in {"has", "have", "ve"} else "future" if word in WORDS.future else None
    return None


def infinitive(t: Tokens, k: int) -> bool:
    """Whether "to" at `k` opens an infinitive, an act still to come at the time told of."""
    word = t.at(k + 1)
    if not word.isalpha() or t.capital(k + 1) or word in NO_VERBS or word.endswith("s"):
        return False
    if word in WORDS.weekdays or t.at(k - 1) == "able":
        return False
    headline = k <= 4 and t.capital(k - 1)
    return headline or word == "be" or any(t.at(j) in WORDS.words["intending"] for j in range(k - 4, k))


def abbreviation(t: Tokens, k: int) -> bool:
    """Whether the stop at `k` closes an abbreviation or a figure rather than a sentence."""
    return t.low[k] == "." and t.glued(k) and (t.glued(k + 1) or len(t.at(k - 1)) == 1 or t.at(k - 1) in WORDS.months)
