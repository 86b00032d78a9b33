"""Who speaks and who hears, read from the dependency tree (Universal Dependencies).

The speaker is the cue's subject, its governor's where it has none of its own, the agent of a passive, or the noun that a relative
clause describes.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.extract.leading_titles import runs_on
from pipeline.extract.quotes.cues import Cue
from pipeline.extract.quotes.frames import Frame
from pipeline.extract.quotes.pool import Speakers
from pipeline.extract.quotes.tree import SUBJECTS, head_token
from pipeline.extract.quotes.word_sets import DETERMINERS
from pipeline.knowledge import grammar
from pipeline.knowledge.titles import titles
from pipeline.records.span import Span

#: Relations over which a verb shares its governor's subject.
SHARED = frozenset({"conj", "xcomp", "advcl"})
#: How far up a chain of coordinated verbs a subject is looked for.
CLIMB = 4
#: Longest name that is looked for behind a title, in code points.
NAME = 60
#: Parts of a subject's subtree that do not name it.
ASIDE = frozenset({"acl:relcl", "acl", "punct", "parataxis", "advcl"})


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
    """The candidate that a title runs on to, where the tree breaks the two apart: "Secretary of State | Jane Roe said", "spokeswoman | Jane Roe".

    A title in capitals must end in an office: "Foreign Minister | Jane Roe".
    """
    beside = next(iter(pool.within(phrase.end + 1, phrase.end + NAME)), None)
    if beside is not None and beside.start == phrase.end + 1 and verb.doc.text[phrase.end] == " ":
        title = verb.doc.text[phrase.start : phrase.end].split()
        office = not title[-1].istitle() or title[-1].lower() in titles().offices
        if verb.doc.text[beside.start].isupper() and title[0].lower() not in DETERMINERS and office:
            return beside
    if phrase.end >= verb.idx or pool.within(phrase.start, phrase.end):
        return phrase
    bearer = next(iter(pool.within(phrase.end, verb.idx)), None)
    between = verb.doc.text[phrase.end : bearer.start].split() if bearer else []
    return bearer if bearer is not None and between and runs_on(between) else phrase


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, its own or one that it shares."""
    if (quoted := quoted_by(verb)) is not None:
        return quoted
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


def quoted_by(participle: Token) -> Token | None:
    """Whom another's verb gives the participle to: "the agency quoted X as saying", "X was cited as saying"."""
    verb = participle.head
    if participle.tag_ != "VBG" or verb.lower_ not in grammar.verb_words("quoting") or verb.i > participle.i:
        return None
    children = list(verb.children)
    if any(c.dep_ in {"aux:pass", "nsubj:pass"} for c in children):
        return next((c for c in children if c.dep_ in SUBJECTS), None)
    between = [c for c in children if verb.i < c.i < participle.i and c.dep_ in {"obj", "iobj", "nsubj"}]
    return between[-1] if between else None


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
