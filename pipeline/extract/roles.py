"""Titles and offices and who holds them.

Three patterns, in this order of trust: a title right before a name ("Iranian Foreign Minister Javad Zarif"); an
apposition behind or before one ("Ali Shamkhani, secretary of the Supreme National Security Council"; "the army
commander, Gen. Lerata,"); a predicate ("he is the chairman"). Titles that only the pipeline marks, in
`doc.spans["roles"]`, go to the person they stand by. A title's span has no article and no possessive pronoun; two
titles are two roles; courtesy words (Mr, Mrs) are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from spacy.tokens import Doc

from pipeline.extract.appositions import Phrase, after_name, before_name, predicates
from pipeline.extract.extraction import Name, Reference, Role
from pipeline.extract.landmarks import Landmarks
from pipeline.extract.prenominal import prenominal
from pipeline.extract.words import Word, words
from pipeline.knowledge.nominals import singular
from pipeline.knowledge.titles import titles
from pipeline.knowledge.wordsets import wordset
from pipeline.records.document import Document
from pipeline.records.relation import RelationStatus
from pipeline.records.span import Span

#: Code points around a title within which its holder is looked for.
_NEAR = 80
#: Probability from which a title that no pattern finds is taken from the pipeline.
_LEAST = 0.5
_STATUSES: dict[str, RelationStatus] = {"former": "former", "acting": "acting", "designate": "designate"}


def roles(document: Document, doc: Doc, names: Sequence[Name], references: Sequence[Reference]) -> tuple[Role, ...]:
    """Every role that the document gives a person, in text order. `names` and `references` are the document's own."""
    marks = Landmarks(tuple(names))
    pronouns = {reference.span.start: reference for reference in references}
    found: list[Role] = []
    for passage in words(document, doc):
        for phrase in _phrases(passage, marks, pronouns):
            role = _role(document, passage, phrase, marks)
            if role is not None:
                found.append(role)
    return tuple(_apart(_with_model(document, doc, found, marks)))


def _phrases(passage: tuple[Word, ...], marks: Landmarks, references: dict[int, Reference]) -> Iterator[Phrase]:
    yield from prenominal(passage, marks)
    yield from before_name(passage, marks)
    yield from after_name(passage, marks)
    yield from predicates(passage, marks, references)


def _role(document: Document, passage: Sequence[Word], phrase: Phrase, marks: Landmarks) -> Role | None:
    title = Span(passage[phrase.first].start, passage[phrase.last - 1].end)
    for name in marks.overlapping(title):
        # A name is never cut in two by a title's edge.
        title = title.cover(name.span)
    if title.overlaps(phrase.holder):
        return None
    head = singular(passage[phrase.head].lower) or passage[phrase.head].lower
    before = _predecessor(title, marks) if head in wordset("heirs") else None
    return Role(
        title,
        title.of(document.text),
        phrase.holder,
        organisation=before or _body(document.text, title, marks) or phrase.owner,
        status=status_of(passage, phrase),
        predicate="succeeds" if before else _predicate(head),
    )


def _predecessor(title: Span, marks: Landmarks) -> Span | None:
    """The one person named in the title, as in "successor of Roe"."""
    inside = [name.span for name in marks.overlapping(title) if name.type == "Person"]
    return inside[0] if len(inside) == 1 else None


def _body(text: str, title: Span, marks: Landmarks) -> Span | None:
    """The body that the title is of: one it opens with in the genitive, or any other, or a place; not one that talks are with."""
    inside = [
        n for n in marks.overlapping(title) if not text[title.start : n.span.start].endswith((" with ", " with the "))
    ]
    owners = [n for n in inside if text[n.span.end : n.span.end + 2] in {"'s", "’s"} and n.type != "Person"]
    if owners and owners[0].span.start == title.start:
        return owners[0].span
    bodies = [name.span for kind in ("Organization", "Place") for name in inside if name.type == kind]
    return bodies[0] if bodies else None


def status_of(passage: Sequence[Word], phrase: Phrase) -> RelationStatus:
    """What the words in the title and right before it say of its time; "current" where they say nothing."""
    near = [*passage[max(0, phrase.first - 2) : phrase.first], *passage[phrase.first : phrase.head + 2]]
    for word in near:
        kind = titles().status.get(word.lower.removesuffix("-"))
        if kind is not None:
            return _STATUSES[kind]
    return "current"


def _predicate(head: str) -> str:
    if head.startswith("spokes") or head == "spox":
        return "spokesperson_of"
    return "member_of" if head in wordset("members") else "holds_office"


def _with_model(document: Document, doc: Doc, found: Sequence[Role], marks: Landmarks) -> list[Role]:
    """The patterns' roles, and the titles that only the pipeline marks, each given to the nearest person."""
    kept = list(found)
    covered = {position for role in found for position in range(role.title.start, role.title.end)}
    for marked in doc.spans.get("roles", ()):
        span = _without_blanks(document, Span(marked.start_char, marked.end_char))
        text = span.of(document.text)
        owner = document.text[span.end : span.end + 2] in {"'s", "’s"}
        if not covered.isdisjoint(range(span.start, span.end)) or owner or not _sure(marked) or not _worded(text):
            continue
        holder = _nearest(document, span, marks)
        if holder is not None:
            heads = [noun for word in text.lower().split() if (noun := singular(word)) in titles().offices]
            predicate = _predicate(heads[0]) if heads and heads[0] else "holds_office"
            body = _body(document.text, span, marks)
            kept.append(Role(span, text, holder, body, _office(marked) or "current", predicate))
    return kept


def _worded(text: str) -> bool:
    """Whether the words may be a title: some are small, and they end in no possessive."""
    return (
        any(letter.islower() for letter in text)
        and not text.endswith(("'s", "’s"))
        and text.split()[0].lower() not in wordset("inside a title") - wordset("before a title")
    )


def _sure(span: object) -> bool:
    """Whether the pipeline gives the title at least `_LEAST` (one that gives no probability is believed)."""
    value = getattr(getattr(span, "_", None), "confidence", None)
    return not isinstance(value, float) or value >= _LEAST


def _without_blanks(document: Document, span: Span) -> Span:
    text = document.text
    start, end = span.start, span.end
    while start + 1 < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while end - 1 > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    return Span(start, end)


def _office(span: object) -> RelationStatus | None:
    value = getattr(getattr(span, "_", None), "office", None)
    return _STATUSES.get(value) if isinstance(value, str) else None


def _nearest(document: Document, span: Span, marks: Landmarks) -> Span | None:
    """The person right behind the title, or before the comma in front of it."""
    near = Span(max(0, span.start - _NEAR), span.end + _NEAR)
    persons = [name.span for name in marks.overlapping(near) if name.type == "Person" and not name.span.overlaps(span)]
    behind = [p for p in persons if p.start >= span.end and document.text[span.end : p.start].strip(" ,") == ""]
    if behind:
        return behind[0]
    ahead = [p for p in persons if p.end <= span.start and _apposed(document.text[p.end : span.start])]
    return ahead[-1] if ahead else None


def _apposed(between: str) -> bool:
    return between.strip().lower() in {",", ", the", ", a", ", an", ", its", ", his", ", her", ", their", "(", "—", "–"}


def _apart(found: Sequence[Role]) -> list[Role]:
    """Roles in text order; of two on the same words for the same holder, the first."""
    kept: list[Role] = []
    for role in sorted(found, key=lambda role: (role.title, role.holder)):
        rivals = takewhile(lambda other: other.title.end > role.title.start - _NEAR, reversed(kept))  # noqa: B023
        if all(not (role.title.overlaps(other.title) and role.holder == other.holder) for other in rivals):
            kept.append(role)
    return kept
