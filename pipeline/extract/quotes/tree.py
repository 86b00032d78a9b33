"""What a cue reports, read from the dependency tree (Universal Dependencies).

The complement is the cue's `ccomp`, `xcomp`, or the clause under "of", "for" and the like; a clause that the cue interrupts or
closes ("…, he said") has the cue as its `parataxis`, or as its head with the clause before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipeline.extract.quotes.clauses import FINITE_TAGS, Content
from pipeline.extract.quotes.cues import Cue
from pipeline.extract.quotes.frames import Frame

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
#: What a further act of the speaker is joined with.
JOINS = frozenset({"and", "but", ","})


def head_token(doc: Doc, frame: Frame, cue: Cue) -> Token:
    """The token of a cue's verb or noun."""
    return doc[frame.items[cue.start].token]


def contents(doc: Doc, frame: Frame, cue: Cue) -> list[Content]:
    """The stretches that a cue reports, as items of its frame, in order."""
    token = head_token(doc, frame, cue)
    found: list[Content] = []
    for first, last in spans_of(token, cue):
        content = items_between(frame, first, last)
        if content:
            found.append(content)
    return found


def spans_of(token: Token, cue: Cue) -> Iterator[tuple[int, int]]:
    """Token ranges (first, last) of what a cue reports."""
    takes = cue.word.takes
    if cue.phrase:
        yield from according(token)
        return
    children = list(token.children)
    for child in children:
        if reports(child, token, takes, cue):
            yield edge(child)
            return
    if "bare" in takes and not cue.noun and token.dep_ == "parataxis":
        yield from around(token.head, token)


def reports(child: Token, cue_token: Token, takes: frozenset[str], cue: Cue) -> bool:
    """Whether a dependent of the cue is the reported clause."""
    marks = {t.lower_ for t in child.children if t.dep_ in {"mark", "case"}}
    if cue.noun:
        return child.dep_ in {"acl", "ccomp"} and "that" in marks
    if child.dep_ == "ccomp":
        return bool(takes & {"that", "bare", "wh", "oinf", "inf"})
    if child.dep_ == "xcomp":
        return bool(takes & {"inf", "oinf", "ing", "that"})
    if child.dep_ in {"advcl", "obl", "acl"}:
        return any(
            (f"{mark} ing" in takes and (child.tag_ == "VBG" or child.dep_ == "advcl")) or f"{mark} np" in takes
            for mark in marks
        )
    if child.dep_ == "parataxis":
        return child.i > cue_token.i and "that" in takes and any(t.dep_ in SUBJECTS for t in child.children)
    return child.dep_ == "obj" and cue.word.lemma == "call for"


def edge(token: Token) -> tuple[int, int]:
    """First and last token of a subtree."""
    return token.left_edge.i, token.right_edge.i


def around(head: Token, cue: Token) -> Iterator[tuple[int, int]]:
    """The clause of `head` without the reporting clause of `cue` in it: what is before, and what is after."""
    first, last = edge(head)
    left, right = edge(cue)
    if first < left:
        yield first, left - 1
    if right < last:
        yield right + 1, last


def according(token: Token) -> Iterator[tuple[int, int]]:
    """The clause that "according to X" qualifies, without those words."""
    source = token.head if token.dep_ in {"case", "mark", "fixed"} else token
    clause = source.head
    if clause.i == source.i:
        return
    first, last = edge(clause)
    left, right = edge(source)
    if first < left:
        yield first, left - 1
    elif right < last:
        yield right + 1, last


def items_between(frame: Frame, first: int, last: int) -> Content | None:
    """The items of a frame that lie within a token range; a quotation counts if it begins within."""
    inside = [k for k, item in enumerate(frame.items) if item.token >= 0 and first <= item.token <= last]
    if not inside:
        return None
    start, end = inside[0], inside[-1] + 1
    while start < end and frame.low(start) in {",", ":", ";", "—", "–", "-", ")"}:
        start += 1
    while end > start and frame.low(end - 1) in {",", ":", ";", ".", "!", "?", "—", "–", "("}:
        end -= 1
    return Content(start, end) if end > start else None


def own(doc: Doc, frame: Frame, cue: Cue, content: Content) -> Content:
    """The stretch after its cue without what the tree hangs on the cue itself or above it: "said it was late | and left"."""
    if content.start < cue.end:
        return content
    token = head_token(doc, frame, cue)
    over = {token.i, *(a.i for a in token.ancestors)}
    for k in range(content.start + 1, content.end - 1):
        verb = frame.items[k + 1].token
        if frame.low(k) not in JOINS or frame.tag(k + 1) not in FINITE_TAGS:
            continue
        while doc[verb].dep_ in {"aux", "aux:pass", "cop"}:
            verb = doc[verb].head.i
        if verb in over or (doc[verb].head.i in over and doc[verb].dep_ == "conj"):
            return Content(content.start, k - (frame.low(k - 1) == ","))
    return content
