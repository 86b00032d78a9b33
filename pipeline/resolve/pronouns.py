"""Pronouns: the person or speaker that one means, by recency and known gender, and nobody where two may be meant."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import takewhile

from pipeline.extract.extraction import Reference
from pipeline.resolve.cast import Stand, reference_words
from pipeline.resolve.gender import Gender
from pipeline.resolve.kinship import speaks_for
from pipeline.resolve.search import Search
from pipeline.resolve.spelling import words
from pipeline.resolve.things import thing

_OBJECTS = frozenset({"him", "her"})
#: A subject's verb with nothing but small words around it.
_VERB_ALONE = re.compile(r"(?: (?!and |that |as )[a-z]+){1,2} ")


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
    if word in kinds["thing"] | kinds["group"]:
        spoke = speaks_on(search, reference, bodies(search, word)) if reference.stance in {None, "quoting"} else None
        return spoke or thing(search, reference)
    if word not in kinds["male"] | kinds["female"]:
        return None
    apart = {speaker.figure} if speaker and quote and quote.kind == "direct" else set()
    return person(search, reference, "male" if word in kinds["male"] else "female", apart)


def bodies(search: Search, word: str) -> set[int]:
    """Who may say "it" of itself: organisations and places; "they" are peoples and fighters."""
    several = word in reference_words().pronouns["group"]
    return {
        n for n, f in enumerate(search.cast.figures)
        if (f.type == "Group" or f.subtype == "ArmedGroup" if several else f.type in {"Organization", "Place"})
    }  # fmt: skip


def person(search: Search, reference: Reference, gender: Gender, apart: set[int]) -> Stand | None:
    """The person of a gender that a pronoun means, none of `apart`."""
    apart = apart | partners(search, reference)
    allowed = {
        n for n, f in enumerate(search.cast.figures)
        if f.type == "Person" and search.gender(n) in (None, gender) and n not in apart
    }  # fmt: skip
    told = {n for n in allowed if search.cast.figures[n].gender == gender}
    reason = "the nearest person that the pronoun may mean"
    if (found := speaks_on(search, reference, allowed)) is not None:
        return found
    found = here(search, reference, allowed, reason) or search.nearest(reference, told, reason)
    found = found or search.nearest(reference, allowed, reason)
    if found is None or blocked(search, reference, found, gender):
        return None
    search.genders.setdefault(found.figure, gender)
    return found


def speaks_on(search: Search, reference: Reference, allowed: set[int]) -> Stand | None:
    """Whoever spoke last in the passage, for a pronoun that speaks, if nobody else was named since but in the words spoken: "He added …"."""
    here = reference.span
    own = search.said.get(here)
    if own is None:
        return None
    last = search.last_before(min(here.start, *(quote.span.start for quote in own)))
    if last is None or last.speaker is None:
        return None
    start = min(last.span.start, last.speaker.start)
    speaker = search.cast.voice(last.speaker)
    if speaker is None or speaker.figure not in allowed or "\n" in search.story.text[start : here.start]:
        return None
    others = {
        s.figure for s in search.cast.between(start, here.start)
        if s.figure in allowed and not any(quote.span.contains(s.span) for quote in (last, *own))
    }  # fmt: skip
    return (
        search.made(reference, speaker.figure, "who spoke last and speaks on") if others <= {speaker.figure} else None
    )


def partners(search: Search, reference: Reference) -> set[int]:
    """Persons that an object cannot mean because they are the subject right before it: "X met her", "X called him"."""
    if reference.text.lower() not in _OBJECTS:
        return set()
    start = search.story.sentences[search.story.sentence(reference.span.start)]
    named = [s for s in search.cast.between(start, reference.span.start) if s.form in {"name", "pronoun"}]
    if not named or not _VERB_ALONE.fullmatch(search.story.text[named[-1].span.end : reference.span.start]):
        return set()
    return {named[-1].figure}


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
        head = (words(other.head) or ("",))[-1]
        # The head is told in the singular, whatever the words have: "soldiers" are nobody that "he" may be.
        singular = other.form == "nominal" and (other.count or 1) == 1 and head in words(other.text)
        if singular and other.span not in search.cast.mentions and head in persons:
            return True
    return False
