"""What one text says, with spans and without ids: the output of this room, the input of `resolve`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from pipeline.records.entity import EntityType, Subtype
from pipeline.records.event import EventStatus, EventType
from pipeline.records.finding import Finding
from pipeline.records.mention import MentionForm
from pipeline.records.participant import ParticipantRole
from pipeline.records.relation import RelationStatus
from pipeline.records.span import Span
from pipeline.records.statement import StatementKind
from pipeline.records.time import Granularity, TimeBasis, TimeKind


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text. `code` is the ISO 3166-1 alpha-3 of a country or nationality that the words denote by themselves."""

    span: Span
    text: str
    type: EntityType
    subtype: Subtype | None = None
    form: MentionForm = "name"
    confidence: float = 0.5
    sources: tuple[str, ...] = ()
    code: str | None = None
    #: Span of the name that this one abbreviates or restates in parentheses.
    alias_of: Span | None = None
    #: A capital that stands for its government ("Tehran said").
    metonym: bool = False


#: How the tree leads from a pronoun to a phrase before it: the subject of its own verb ("itself"), of the verb that reports its
#: clause or of another above it; an object of that one, where the clause says how or why; what else its sentence names, or names in what the pronoun is said to have said; the subject of
#: the sentence before, and what else that names.
Path = Literal["beside", "reporting", "above", "partner", "inside", "said", "main", "earlier"]
#: What a pronoun is in its clause: who does it, who says what stands before, whom somebody addresses, or anything else.
Stance = Literal["subject", "quoting", "addressed", "itself", "other"]


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A phrase that "it" or "they" may point back to: `head` is its noun, `kind` whether that means people or a body.

    `joined` says that "and" makes it several, which are `plural` too; `part` is what it is to its own verb.
    """

    span: Span
    head: str
    kind: Literal["people", "body"] | None = None
    plural: bool = False
    part: Literal["subject", "object", "other"] = "other"
    path: Path = "inside"
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A noun phrase or pronoun that refers without naming: "the minister", "he", "eleven diplomats"."""

    span: Span
    text: str
    head: str
    form: MentionForm = "nominal"
    count: int | None = None
    #: What "it" or "they" is in its clause and may point back to by the tree, best first; None and empty for all other words, for
    #: a mere filler ("it rained") and without a tree.
    stance: Stance | None = None
    before: tuple[Antecedent, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """An expression of time. `anchor` is the span of the expression it counts from; None means the document's reference date."""

    span: Span
    text: str
    kind: TimeKind
    edtf: str | None = None
    earliest: dt.date | None = None
    latest: dt.date | None = None
    granularity: Granularity | None = None
    basis: TimeBasis = "stated"
    anchor: Span | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted or reported speech. `speaker` and `addressee` are the spans of the words that name them."""

    span: Span
    text: str
    kind: StatementKind
    cue: Span | None = None
    speaker: Span | None = None
    addressee: Span | None = None
    medium: str | None = None
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Role:
    """A title or office: `title` the words of it, `holder` and `organisation` the spans of the names (or references) concerned."""

    title: Span
    text: str
    holder: Span
    organisation: Span | None = None
    status: RelationStatus = "current"
    #: "holds_office" unless the words say membership, spokesmanship …
    predicate: str = "holds_office"


@dataclass(frozen=True, slots=True)
class Argument:
    """A participant as the text words it: `span` is the name's or noun phrase's span."""

    role: ParticipantRole
    span: Span
    text: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class EventCandidate:
    """One mention of a political event. `time`, `place` and `quote` are spans of a TimeExpression, a Name and a Quote."""

    trigger: Span
    clause: Span
    lemma: str
    type: EventType
    mode: str | None = None
    status: EventStatus = "happened"
    arguments: tuple[Argument, ...] = ()
    time: Span | None = None
    place: Span | None = None
    #: The quote whose content the event stands in; its speaker is who says so.
    quote: Span | None = None
    #: Span of the words that name who says so outside a quotation ("reportedly", "accused X of …").
    attribution: Span | None = None
    contexts: tuple[str, ...] = ()
    #: "lexicon", "model" or "both", then the rule or frame, for people.
    source: str = "lexicon"
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document says. Every tuple is in text order."""

    names: tuple[Name, ...] = ()
    references: tuple[Reference, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quotes: tuple[Quote, ...] = ()
    roles: tuple[Role, ...] = ()
    events: tuple[EventCandidate, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    #: Phrases that stand for something without a name of its own, in the form "nominal".
    unnamed: tuple[Name, ...] = ()
    #: Family, succession, membership … as the text states them; `predicate` says which.
    ties: tuple[Role, ...] = ()
