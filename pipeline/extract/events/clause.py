"""The clause that tells of an event."""

from __future__ import annotations

from pipeline.extract.events.words import Words
from pipeline.knowledge import grammar

_OTHER_CLAUSES = frozenset({"parataxis", "advcl", "conj", "acl:relcl", "ccomp"})
_EDGE = frozenset(
    [
        ",",
        ";",
        ":",
        ".",
        "-",
        "–",
        "—",
        ")",
        "(",
        '"',
        "“",
        "”",
        "'",
        "‘",
        "’",
        "and",
        "but",
        "or",
        "that",
        "while",
        "because",
        "although",
        "if",
        "when",
        "which",
        "who",
    ]
)


def clause(words: Words, head: int) -> tuple[int, int]:
    """Token range of the clause around the token: its verb's subtree without the clauses that hang at the edges, at most the sentence."""
    first, last = words.sentence(head)
    low, high = _by_tree(words, head) if words.parsed else _by_order(words, head, first, last)
    low, high = max(low, first), min(high, last)
    while low < head and (words.lower[low] in _EDGE or words.text[low].isspace()):
        low += 1
    while high - 1 > head and (words.lower[high - 1] in _EDGE or words.text[high - 1].isspace()):
        high -= 1
    return low, high


def _by_tree(words: Words, head: int) -> tuple[int, int]:
    verb = head
    while words.tag[verb][:1] != "V" and words.head[verb] != verb:
        verb = words.head[verb]
    while words.dep[verb] == "xcomp" and words.head[verb] != verb:
        verb = words.head[verb]
    kept = list(words.subtree(verb))
    low, high = min(kept), max(kept) + 1
    for child in words.children[verb]:
        if _apart(words, child, head):
            other = list(words.subtree(child))
            if min(other) > head:
                high = min(high, min(other))
            elif max(other) < min(head, verb):
                low = max(low, max(other) + 1)
    return low, high


def _apart(words: Words, child: int, head: int) -> bool:
    if words.dep[child] not in _OTHER_CLAUSES or words.tag[child][:1] != "V":
        return False
    return head not in words.subtree(child)


def _by_order(words: Words, head: int, first: int, last: int) -> tuple[int, int]:
    low, high = head, head + 1
    while low > first and not _border(words, low - 1):
        low -= 1
    while high < last and not _border(words, high):
        high += 1
    return low, high


def _border(words: Words, index: int) -> bool:
    word = words.lower[index]
    return word in grammar.words("clause_marks") or (
        word in grammar.words("clause_words") and word not in {"since", "as", "until"}
    )
