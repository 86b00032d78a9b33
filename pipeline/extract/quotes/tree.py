"""What a cue reports and who speaks, read from the dependency tree (Universal Dependencies).

The complement is the cue's `ccomp`, `xcomp`, or the clause under "of", "for" and the like; a clause that the cue interrupts or
closes ("…, he said") has the cue as its `parataxis`, or as its head with the clause before it. The speaker is the cue's subject,
its governor's where it has none of its own, the agent of a passive, or the noun that a relative clause describes.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipeline.extract.leading_titles import runs_on
from pipeline.extract.quotes.clauses import FINITE_TAGS, Content
from pipeline.extract.quotes.cues import Cue
from pipeline.extract.quotes.frames import Frame
from pipeline.extract.quotes.pool import Speakers
from pipeline.records.span import Span

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
#: Relations over which a verb shares its governor's subject.
SHARED = frozenset({"conj", "xcomp", "advcl"})
#: What a further act of the speaker is joined with.
JOINS = frozenset({"and", "but", ","})
#: How far up a chain of coordinated verbs a subject is looked for.
CLIMB = 4
#: Parts of a subject's subtree that do not name it.
ASIDE = frozenset({"acl:relcl", "acl", "punct", "parataxis", "advcl"})


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


def speaker(doc: Doc, frame: Frame, cue: Cue, pool: Speakers) -> Span | None:
    """The words that name who speaks, or None where the tree has no subject for the cue."""
    token = head_token(doc, frame, cue)
    if cue.phrase:
        source = (
            token.head
            if token.dep_ in {"case", "mark", "fixed"}
            else next((c for c in token.children if c.dep_ in {"obl", "nmod", "obj"}), None)
        )
        return named(source, pool) if source is not None and source.i != token.i else None
    if cue.noun:
        owner = next((c for c in token.children if c.dep_ == "nmod:poss"), None)
        return named(owner, pool) if owner is not None else None
    subject = subject_of(token)
    return title_bearer(named(subject, pool), token, pool) if subject is not None else None


def title_bearer(phrase: Span, verb: Token, pool: Speakers) -> Span:
    """The candidate that a title runs on to before its verb, where the tree breaks the two apart ("Secretary of State | Jane Roe said")."""
    if phrase.end >= verb.idx or pool.within(phrase.start, phrase.end):
        return phrase
    bearer = next(iter(pool.within(phrase.end, verb.idx)), None)
    between = verb.doc.text[phrase.end : bearer.start].split() if bearer else []
    return bearer if bearer is not None and between and runs_on(between) else phrase


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, its own or one that it shares."""
    for _ in range(CLIMB):
        if verb.tag_ == "VBG" and verb.dep_ == "advcl" and (nearer := relative_before(verb)) is not None:
            verb = nearer
        children = list(verb.children)
        passive = any(c.dep_ in {"aux:pass", "nsubj:pass"} for c in children)
        if passive:
            return next(
                (
                    c
                    for c in children
                    if c.dep_ == "obl:agent" or (c.dep_ == "obl" and any(m.lower_ == "by" for m in c.children))
                ),
                None,
            )
        subject = next((c for c in children if c.dep_ in SUBJECTS), None)
        if subject is not None:
            relative = subject.tag_ in {"WP", "WDT"} or subject.lower_ in {"who", "which", "that"}
            return verb.head if relative and verb.dep_.startswith("acl") else subject
        if verb.dep_.startswith("acl"):
            return verb.head
        if verb.dep_ not in SHARED or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def relative_before(participle: Token) -> Token | None:
    """The verb of a relative clause that a participle goes on ("met X, who warned …, saying …"), though the tree ties it to the main verb."""
    main = participle.head
    for token in reversed(participle.doc[main.i + 1 : participle.i]):
        if token.dep_ == "acl:relcl" and token.right_edge.i == participle.i - 2:
            own = any(c.dep_ in SUBJECTS and c.tag_ == "WP" for c in token.children)
            return token if own and participle.nbor(-1).text == "," else None
    return None


def named(token: Token, pool: Speakers) -> Span:
    """The candidate that a noun's phrase holds: the one over its head, else one in apposition; else the phrase itself."""
    parts = [t for t in token.subtree if not under_aside(t, token)]
    start, end = parts[0].idx, parts[-1].idx + len(parts[-1])
    found = pool.within(start, end) or pool.over(token.idx, token.idx + len(token))
    over = [s for s in found if s.start <= token.idx < s.end]
    if over:
        return over[0]
    close = [s for s in found if tied(token, s)] or [s for s in found if titled(parts, s)]
    if close:
        return close[0]
    stop = max((t.idx + len(t) for t in parts if t.i <= token.i or t.dep_ in {"flat", "compound"}), default=end)
    return Span(start, stop)


def under_aside(token: Token, top: Token) -> bool:
    """Whether a token belongs to a relative clause or the like within the phrase of `top`."""
    while token.i != top.i:
        if token.dep_ in ASIDE:
            return True
        token = token.head
    return False


def titled(parts: list[Token], span: Span) -> bool:
    """Whether a candidate closes a title in capitals: "Secretary of State Blinken"."""
    first = next((k for k, t in enumerate(parts) if t.idx >= span.start), 0)
    return first > 1 and parts[first - 1].is_title and parts[first - 2].lower_ in {"of", "for"}


def tied(token: Token, span: Span) -> bool:
    """Whether a candidate is the same thing as the noun: flat, in apposition, or a compound before it."""
    return any(c.dep_ in {"flat", "appos", "compound"} and span.start <= c.idx < span.end for c in token.children)


def addressee(doc: Doc, frame: Frame, cue: Cue, pool: Speakers) -> Span | None:
    """The words that name the hearer: the object of "told", or what follows "to"."""
    token = head_token(doc, frame, cue)
    for child in token.children:
        if cue.word.addressee == "object" and child.dep_ in {"iobj", "obj"}:
            return named(child, pool)
        if (
            cue.word.addressee
            and child.dep_ == "obl"
            and any(m.dep_ == "case" and m.lower_ == "to" for m in child.children)
        ):
            return named(child, pool)
    return None
