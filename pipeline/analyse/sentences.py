"""Sentence boundaries by rule: full stops, quotation marks, abbreviations and blank lines; never across a passage."""

from collections.abc import Iterable, Sequence

from pipeline.analyse.words import abbreviations

STOPS = frozenset({".", "!", "?", "…", "...", "?!", "!?", "!!", "??", "!!!", "???", "....", "。", "؟", "！", "？", "۔"})
CLOSERS = frozenset({'"', "”", "’", "'", "''", ")", "]", "}", "»", "’’"})
OPENERS = frozenset({'"', "“", "‘", "'", "``", "(", "[", "«", "„"})
# How many words after a quoted question a verb of speech may stand: “Why?” Prime Minister John Smith asked.
SPEECH_REACH = 5


def starts(
    words: Sequence[str], spaces: Sequence[bool], breaks: Iterable[int] = (), marks: Iterable[int] = ()
) -> list[bool]:
    """Whether each word starts a sentence.

    `breaks` are word indices at which a sentence must start (the first word of a passage); `marks` are words that are
    footnote markers and belong to the sentence before them.
    """
    count = len(words)
    result = [False] * count
    skipped = frozenset(marks)
    for index, word in enumerate(words):
        if word.isspace():
            if word.count("\n") > 1 and index + 1 < count:
                result[index + 1] = True
            continue
        if not _may_stop(word):
            continue
        following, quoted, apart = _after(words, spaces, index, skipped)
        if following < count and apart and _stops(words, spaces, index, following, quoted):
            result[following] = True
    result = _blank_starts_joined(words, result)
    for index in (0, *breaks):
        if index < count:
            result[index] = True
    return result


def _may_stop(word: str) -> bool:
    return word in STOPS or (word[-1] == "." and len(word) > 1)


def _after(words: Sequence[str], spaces: Sequence[bool], index: int, marks: frozenset[int]) -> tuple[int, bool, bool]:
    """The first word after the stop at `index` and what closes it; whether a quotation closed; whether a blank lies between."""
    following, quoted, apart = index + 1, False, spaces[index]
    while following < len(words):
        word = words[following]
        if word.isspace():
            apart = True
        elif following in marks or (word in CLOSERS and not apart):
            quoted = quoted or word in {'"', "”", "’", "''", "»"}
            apart = spaces[following]
        elif word in STOPS and not apart:
            apart = spaces[following]
        else:
            break
        following += 1
    return following, quoted, apart


def _stops(words: Sequence[str], spaces: Sequence[bool], index: int, following: int, quoted: bool) -> bool:
    word = words[index]
    opening = following
    while opening < len(words) - 1 and words[opening] in OPENERS:
        opening += 1
    first = words[opening]
    if first[0].islower() or (first[0] in ",;:–—-)" and opening == following):
        return False
    if word in STOPS:
        return not (quoted and word != "." and _speech_follows(words, following))
    lists = abbreviations()
    if word in lists["before_name"] or _is_initial(word):
        return opening != following and word in lists["anywhere"]
    if word in lists["anywhere"] or "." in word[:-1]:
        return first in lists["openers"] or opening != following
    return len(word) > 4 and first in lists["openers"]


def _is_initial(word: str) -> bool:
    """`J.`, and the capital of a given name in general."""
    return len(word) == 2 and word[0].isupper()


def _speech_follows(words: Sequence[str], following: int) -> bool:
    reach = words[following : following + SPEECH_REACH]
    return any(word in abbreviations()["speech"] for word in reach) and words[following] not in abbreviations()[
        "openers"
    ] - {
        "He",
        "She",
        "They",
        "I",
        "We",
        "The",
        "A",
        "One",
    }


def _blank_starts_joined(words: Sequence[str], result: list[bool]) -> list[bool]:
    """Blank words go with the sentence before them, so that a sentence starts at a visible word where it can."""
    for index in range(1, len(words) - 1):
        if result[index] and words[index].isspace():
            result[index], result[index + 1] = False, True
    return result
