"""Pronouns: the person or speaker that one means, by recency and known gender, and nobody where two may be meant."""

from __future__ import annotations

from bisect import bisect_right
from itertools import takewhile

from pipeline.extract.extraction import Reference
from pipeline.resolve.cast import Stand, reference_words
from pipeline.resolve.kinship import speaks_for
from pipeline.resolve.search import Search
from pipeline.resolve.spelling import words


def pronoun(search: Search, reference: Reference) -> Stand | None:
    """A pronoun's entity."""
    word = reference.text.lower()
    kinds = reference_words().pronouns
    quote = search.enclosing(reference.span)
    speaker = search.cast.voice(quote.speaker) if quote and quote.speaker else None
    if word in kinds["speaker"]:
        return search.made(reference, speaker.figure, "the speaker of the quotation it stands in") if speaker else None
    if word in kinds["speakers"]:
        body = (
            speaks_for(speaker.figure, search.roles, search.cast)
            if speaker and quote and quote.kind == "direct"
            else None
        )
        return search.made(reference, body, "the body that the speaker speaks for") if body is not None else None
    if word in kinds["relative"]:
        before = [s for s in search.recent(reference.span.start) if reference.span.start - s.span.end <= 2]
        return search.made(reference, before[0].figure, "the name it follows") if len(before) == 1 else None
    apart = speaker.figure if speaker and quote and quote.kind == "direct" else None
    if word in kinds["male"] or word in kinds["female"]:
        gender = "male" if word in kinds["male"] else "female"
        allowed = {
            n for n, f in enumerate(search.cast.figures)
            if f.type == "Person" and f.gender in (None, gender) and n != apart
        }  # fmt: skip
        told = {n for n in allowed if search.cast.figures[n].gender == gender}
        reason = "the nearest person that the pronoun may mean"
        found = here(search, reference, allowed, reason) or search.nearest(reference, told, reason)
        found = found or search.nearest(reference, allowed, reason)
        return None if found and blocked(search, reference, found, gender) else found
    return None


def here(search: Search, reference: Reference, allowed: set[int], reason: str) -> Stand | None:
    """The only allowed person whom the sentence names before the pronoun: nearer than any of known gender further back."""
    start = search.story.sentences[search.story.sentence(reference.span.start)]
    named = {s.figure for s in search.cast.between(start, reference.span.start) if s.figure in allowed}
    return search.made(reference, named.pop(), reason) if len(named) == 1 else None


def blocked(search: Search, reference: Reference, found: Stand, gender: str) -> bool:
    """Whether a person who is only described was spoken of since: then the pronoun may be theirs."""
    here = reference.span.start
    last = next((s.span for s in reversed(search.recent(here)) if s.figure == found.figure), None)
    if last is None:
        return False
    nouns = reference_words().nouns
    wrong = nouns["women" if gender == "male" else "men"]
    persons = (nouns["persons"] | nouns["offices"] | nouns["women"] | nouns["men"]) - wrong
    first = bisect_right(search.references, last, key=lambda other: other.span)
    for other in takewhile(lambda other: other.span.end <= here, search.references[first:]):
        singular = other.form == "nominal" and (other.count or 1) == 1
        if singular and other.span not in search.cast.mentions and (words(other.head) or ("",))[-1] in persons:
            return True
    return False
