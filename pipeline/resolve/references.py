"""Resolves pronouns and noun phrases that events, statements and roles need, and leaves open what two could be meant by.

By recency and agreement, after the long practice of salience rankings: candidates in nearer sentences first, the first
named of a sentence (mostly its subject) before others, known gender and office agreeing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import takewhile

from pipeline.extract.extraction import Extraction, Quote, Reference, Role
from pipeline.records.span import Span
from pipeline.resolve.cast import Cast, Stand, reference_words
from pipeline.resolve.figures import Figure
from pipeline.resolve.kinship import speaks_for
from pipeline.resolve.known import governed_by, nationality_words
from pipeline.resolve.organisations import content
from pipeline.resolve.spelling import words
from pipeline.resolve.story import Story

#: Sentences back that an antecedent may lie.
REACH = {"pronoun": 4, "nominal": 6}
#: Code points of the longest name looked for behind a noun phrase.
LONGEST = 80
#: Times as often as the next country that one must be named for "the government" to be its.
LEAD = 1.5
#: Confidence of a resolved pronoun and a resolved noun phrase; from the share found right on the project's own articles.
CONFIDENCE = {"pronoun": 0.8, "nominal": 0.6}


def needed(extraction: Extraction) -> set[Span]:
    """Spans that some other record must know the bearer of."""
    spans: set[Span | None] = {span for q in extraction.quotes for span in (q.speaker, q.addressee)}
    spans |= {span for r in (*extraction.roles, *extraction.ties) for span in (r.holder, r.organisation)}
    spans |= {argument.span for event in extraction.events for argument in event.arguments}
    spans |= {span for event in extraction.events for span in (event.attribution, event.place)}
    return {span for span in spans if span is not None}


def resolve_references(extraction: Extraction, cast: Cast, story: Story) -> tuple[int, int]:
    """Adds mentions for the references that can be resolved.

    Returns how many pronouns and definite noun phrases were needed and how many of them stay open.
    """
    wanted = needed(extraction)
    starts, ends = {span.start for span in wanted}, {span.end for span in wanted}
    references = tuple(sorted(extraction.references, key=lambda reference: reference.span))
    tasks = [r for r in references if r.span.start in starts or r.span.end in ends]
    resolver = Resolver(extraction.quotes, references, extraction.roles, cast, story)
    first_person = reference_words().pronouns["speaker"] | reference_words().pronouns["speakers"]
    asked = left = 0
    # What "I" means is asked last, when the speakers are known.
    for reference in sorted(tasks, key=lambda r: r.text.lower() in first_person):
        if reference.span in cast.mentions:
            continue
        found = resolver.resolve(reference)
        if found is not None:
            cast.add(found)
        if reference.form == "pronoun" or is_definite(reference):
            asked += 1
            left += found is None
    return asked, left


def is_definite(reference: Reference) -> bool:
    """Whether a noun phrase speaks of somebody the reader is taken to know."""
    return (words(reference.text) or ("",))[0] in reference_words().small["definite"]


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolves one reference after another, each by the mentions known so far."""

    quotes: tuple[Quote, ...]
    references: tuple[Reference, ...]
    roles: tuple[Role, ...]
    cast: Cast
    story: Story

    def resolve(self, reference: Reference) -> Stand | None:
        """The entity that a reference means, as a mention; None where nobody, or more than one, may be meant."""
        if reference.form == "pronoun":
            return self.pronoun(reference)
        return None if reference.count is not None else self.nominal(reference)

    def pronoun(self, reference: Reference) -> Stand | None:
        """A pronoun's entity."""
        word = reference.text.lower()
        kinds = reference_words().pronouns
        quote = self.enclosing(reference.span)
        speaker = self.cast.voice(quote.speaker) if quote and quote.speaker else None
        if word in kinds["speaker"]:
            return (
                self.made(reference, speaker.figure, "the speaker of the quotation it stands in") if speaker else None
            )
        if word in kinds["speakers"]:
            body = (
                speaks_for(speaker.figure, self.roles, self.cast)
                if speaker and quote and quote.kind == "direct"
                else None
            )
            return self.made(reference, body, "the body that the speaker speaks for") if body is not None else None
        if word in kinds["relative"]:
            before = [s for s in self.recent(reference.span.start) if reference.span.start - s.span.end <= 2]
            return self.made(reference, before[0].figure, "the name it follows") if len(before) == 1 else None
        apart = speaker.figure if speaker and quote and quote.kind == "direct" else None
        if word in kinds["male"] or word in kinds["female"]:
            gender = "male" if word in kinds["male"] else "female"
            allowed = {
                n for n, f in enumerate(self.cast.figures)
                if f.type == "Person" and f.gender in (None, gender) and n != apart
            }  # fmt: skip
            told = {n for n in allowed if self.cast.figures[n].gender == gender}
            reason = "the nearest person that the pronoun may mean"
            found = self.here(reference, allowed, reason) or self.nearest(reference, told, reason)
            found = found or self.nearest(reference, allowed, reason)
            return None if found and self.blocked(reference, found, gender) else found
        return None

    def here(self, reference: Reference, allowed: set[int], reason: str) -> Stand | None:
        """The only allowed person whom the sentence names before the pronoun: nearer than any of known gender further back."""
        start = self.story.sentences[self.story.sentence(reference.span.start)]
        named = {s.figure for s in self.cast.between(start, reference.span.start) if s.figure in allowed}
        return self.made(reference, named.pop(), reason) if len(named) == 1 else None

    def blocked(self, reference: Reference, found: Stand, gender: str) -> bool:
        """Whether a person who is only described was spoken of since: then the pronoun may be theirs."""
        here = reference.span.start
        last = next((s.span for s in reversed(self.recent(here)) if s.figure == found.figure), None)
        if last is None:
            return False
        nouns = reference_words().nouns
        wrong = nouns["women" if gender == "male" else "men"]
        persons = (nouns["persons"] | nouns["offices"] | nouns["women"] | nouns["men"]) - wrong
        first = bisect_right(self.references, last, key=lambda other: other.span)
        for other in takewhile(lambda other: other.span.end <= here, self.references[first:]):
            singular = other.form == "nominal" and (other.count or 1) == 1
            if singular and other.span not in self.cast.mentions and (words(other.head) or ("",))[-1] in persons:
                return True
        return False

    def recent(self, offset: int) -> list[Stand]:
        """Mentions in the sentences before an offset that a reference may reach back to, in order."""
        first = max(0, self.story.sentence(offset) - max(REACH.values()))
        return self.cast.between(self.story.sentences[first], offset)

    def nominal(self, reference: Reference) -> Stand | None:
        """A noun phrase's entity."""
        if found := self.cast.at(reference.span):
            return found
        said = words(reference.text)
        head = words(reference.head)[-1] if words(reference.head) else ""
        if not is_definite(reference):
            return None
        after = reference.span.end + 1
        named = [s for s in self.cast.between(after, after + LONGEST) if s.span.start == after and s.form == "name"]
        if named and self.story.text[reference.span.end] == " ":
            return self.made(reference, named[0].figure, "the name that it stands before")
        nouns, bodies = reference_words().nouns, reference_words().bodies
        figures = self.cast.figures
        inside = {code for word in said if (code := nationality_words().get(word))}
        inside |= {code for s in self.cast.names_in(reference.span) if (code := figures[s.figure].code)}
        if head in nouns["offices"]:
            return self.office(
                reference, [w for w in said if w not in reference_words().small["definite"]], head, inside
            )
        bearers = [s for s in self.cast.names_in(reference.span) if not figures[s.figure].code]
        if bearers:
            return self.administration(reference, bearers, head) if head in nouns["governments"] else None
        if head in nouns["governments"] or head in nouns["countries"]:
            allowed = {n for n, f in enumerate(figures) if f.subtype == "Country" and (not inside or f.code in inside)}
            return self.foremost(reference, allowed, f"the country that “the {head}” belongs to")
        if head in nouns["cities"]:
            return self.nearest(
                reference, {n for n, f in enumerate(figures) if f.subtype == "City"}, "the city named last", alone=True
            )
        if head in nouns["agreements"]:
            allowed = {n for n, f in enumerate(figures) if f.type == "Agreement"}
            return self.nearest(reference, allowed, "the agreement named last", alone=True)
        if head in bodies:
            allowed = {
                n for n, f in enumerate(figures) if f.type == "Organization" and fits(f, head, bodies[head], inside)
            }
            return self.nearest(reference, allowed, f"the nearest {head}", alone=True)
        return None

    def administration(self, reference: Reference, bearers: list[Stand], head: str) -> Stand | None:
        """The country of "the Trump administration", by the person's own country or the register of such phrases."""
        figures = self.cast.figures
        person = figures[bearers[-1].figure]
        if person.type != "Person" or bearers[-1].form != "name":
            return None
        codes = (person.country,) if person.country else governed_by(bearers[-1].span.of(self.cast.text))
        found = [n for n, f in enumerate(figures) if f.subtype == "Country" and f.code in codes]
        return self.made(reference, found[0], f"{head} of {person.name}") if len(found) == 1 else None

    def office(self, reference: Reference, said: list[str], head: str, inside: set[str]) -> Stand | None:
        """The person who holds the office named; None if the text gives it to nobody, or to two."""
        asked = set(said) - {w for s in self.cast.names_in(reference.span) for w in words(s.span.of(self.cast.text))}
        holders = {
            n: len(asked & f.offices) for n, f in enumerate(self.cast.figures)
            if f.type == "Person" and head in f.offices and (not inside or f.country in inside)
        }  # fmt: skip
        if not holders:
            return None
        best = max(holders.values())
        found = {n for n, k in holders.items() if k == best}
        return self.nearest(reference, found, f"the {' '.join(said)} that the text names") if len(found) == 1 else None

    def nearest(self, reference: Reference, allowed: set[int], reason: str, *, alone: bool = False) -> Stand | None:
        """The allowed entity mentioned nearest before; `alone`: only if its sentence names no other that is allowed."""
        here = self.story.sentence(reference.span.start)
        reach = REACH["pronoun" if reference.form == "pronoun" else "nominal"]
        by_sentence: dict[int, list[Stand]] = {}
        for stand in self.recent(reference.span.start):
            back = here - self.story.sentence(stand.span.start)
            if stand.figure in allowed and back <= reach:
                by_sentence.setdefault(back, []).append(stand)
        stands = by_sentence[min(by_sentence)] if by_sentence else []
        if not stands or (alone and len({s.figure for s in stands}) > 1):
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


def fits(figure: Figure, head: str, subtypes: frozenset[str], inside: set[str]) -> bool:
    """Whether an organisation may be called by a noun, and belongs to the country named with it if one is."""
    if inside and figure.country not in inside:
        return False
    return (
        not subtypes
        or figure.subtype in subtypes
        or any(head in content(n) for n in (figure.name, *figure.alternate_names))
    )
