"""Who a reference may mean among those mentioned before it: the nearest, or the foremost, of those allowed."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.extract.extraction import Quote, Reference, Role
from pipeline.records.span import Span
from pipeline.resolve.cast import Cast, Stand
from pipeline.resolve.kinship import kinship
from pipeline.resolve.story import Story

#: Sentences back that an antecedent may lie.
REACH = {"pronoun": 4, "nominal": 6}
#: Times as often as the next country that one must be named for "the government" to be its.
LEAD = 1.5
#: Confidence of a resolved pronoun and a resolved noun phrase; from the share found right on the project's own articles.
CONFIDENCE = {"pronoun": 0.8, "nominal": 0.6}


# No slots: the speakers are gathered when first asked for.
@dataclass(frozen=True)
class Search:
    """What is searched: a document's quotations, references and offices, and the mentions known so far."""

    quotes: tuple[Quote, ...]
    references: tuple[Reference, ...]
    roles: tuple[Role, ...]
    cast: Cast
    story: Story
    #: Spans of those who speak or act.
    agents: frozenset[Span] = frozenset()
    #: Genders that pronouns told so far, by the number of the entity.
    genders: dict[int, str] = field(default_factory=dict)
    #: What pronouns for things and groups were found to mean.
    followed: dict[Span, Stand | None] = field(default_factory=dict)

    @cached_property
    def said(self) -> dict[Span, list[Quote]]:
        """The quotations by the span that names who speaks."""
        found: dict[Span, list[Quote]] = {}
        for quote in self.quotes:
            if quote.speaker is not None:
                found.setdefault(quote.speaker, []).append(quote)
        return found

    @cached_property
    def pronouns(self) -> dict[Span, Reference]:
        """The pronouns by span."""
        return {r.span: r for r in self.references if r.form == "pronoun"}

    @cached_property
    def acts_for(self) -> dict[int, frozenset[int]]:
        """Numbers of the entities that an entity acts for."""
        return kinship(self.roles, self.cast)

    def last_before(self, offset: int) -> Quote | None:
        """The last quotation that ends before an offset, and in none that is longer."""
        at = bisect_left(self.quotes, offset, key=lambda quote: quote.span.start) - 1
        while at > 0 and self.quotes[at - 1].span.contains(self.quotes[at].span):
            at -= 1
        return self.quotes[at] if at >= 0 and self.quotes[at].span.end <= offset else None

    def gender(self, number: int) -> str | None:
        """The gender that a person's name, title or kin tells, else the one that a pronoun told."""
        return self.cast.figures[number].gender or self.genders.get(number)

    def recent(self, offset: int) -> list[Stand]:
        """Mentions in the sentences before an offset that a reference may reach back to, in order."""
        first = max(0, self.story.sentence(offset) - max(REACH.values()))
        return self.cast.between(self.story.sentences[first], offset)

    def nearest(self, reference: Reference, allowed: set[int], reason: str) -> Stand | None:
        """The allowed entity mentioned nearest before; None where an earlier sentence names two that are allowed.

        In a pronoun's own sentence the first named is meant, mostly its subject; anything else must be alone there too.
        """
        here = self.story.sentence(reference.span.start)
        reach = REACH["pronoun" if reference.form == "pronoun" else "nominal"]
        by_sentence: dict[int, list[Stand]] = {}
        for stand in self.recent(reference.span.start):
            back = here - self.story.sentence(stand.span.start)
            if stand.figure in allowed and back <= reach:
                by_sentence.setdefault(back, []).append(stand)
        if not by_sentence:
            return None
        back = min(by_sentence)
        stands = by_sentence[back]
        if (back or reference.form != "pronoun") and len({s.figure for s in stands}) > 1:
            return None
        return self.made(reference, stands[0].figure, reason)

    def foremost(self, reference: Reference, allowed: set[int], reason: str) -> Stand | None:
        """The allowed entity that the text so far names `LEAD` times as often as the next one, if it is also the nearest."""
        counted = Counter(s.figure for s in self.cast.between(0, reference.span.start) if s.figure in allowed)
        ranked = counted.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] < LEAD * ranked[1][1]):
            return None
        near = self.nearest(reference, allowed, reason)
        return near if near and near.figure == ranked[0][0] else None

    def made(self, reference: Reference, figure: int, reason: str) -> Stand:
        """The reference as a mention of an entity."""
        name = self.cast.figures[figure].name
        kind = "pronoun" if reference.form == "pronoun" else "nominal"
        return Stand(figure, reference.span, reference.form, f"{name}: {reason}", CONFIDENCE[kind])

    def enclosing(self, span: Span) -> Quote | None:
        """The innermost quotation that a span stands in."""
        around = [quote for quote in self.quotes if quote.span.contains(span)]
        return min(around, key=lambda q: q.span.end - q.span.start, default=None)
