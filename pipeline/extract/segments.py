"""Cuts a capitalised stretch into names: nationalities, known names, titles set aside, and what is left to judge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from pipeline.extract.candidate import Candidate, Scores
from pipeline.extract.gazetteer import Entry, Match, city
from pipeline.extract.runs import Capitals
from pipeline.extract.words import Word
from pipeline.knowledge.organisations import Head, heads, leading_words
from pipeline.knowledge.titles import titles
from pipeline.knowledge.words import capitalised_words, common_words, given_names, particles
from pipeline.records.entity import EntityType, Subtype

#: Weights in rough log odds. A listed name with one bearer outweighs every look of a stretch.
KNOWN, HEADED, TITLED, SUPPORTED = 6.0, 5.0, 5.0, 2.0
_LONGEST_TITLE = 6


def segments(
    passage: tuple[Word, ...], first: int, last: int, known: Sequence[Match], capitals: Capitals
) -> Iterator[Candidate]:
    """Names in words `first` to `last`; `known` are the passage's listed names."""
    while first < last and _to_strip(passage, first, last, capitals, known):
        first += 1
    while first < last and passage[last - 1].text in titles().after:
        last -= 1
    if first >= last:
        return
    inside = [match for match in known if first <= match.first and match.last <= last]
    if (
        inside
        and (inside[0].first, inside[0].last) == (first, last - 1)
        and passage[last - 1].glue == "-"
        and len(passage[last - 1].text) == 1
    ):
        yield replace(_known(passage, inside[0]), last=last)  # SPLA-N
        return
    if len(inside) == 1 and (inside[0].first, inside[0].last) == (first, last):
        yield _known(passage, inside[0])
        return
    title = title_length(passage, first, last)
    if title and first + title < last:
        # A match inside the title goes with it: "European Commission President".
        yield from _person(passage, first + title, last, known, capitals)
        return
    headed = _headed(passage, first, last, inside)
    if headed is not None:
        yield headed
        return
    if inside and inside[0].first == first and not _first_name(passage, inside[0], last):
        if len(inside) == 1 and _brand(passage, inside[0], last):
            yield Candidate(passage, first, last, Scores({"Organization": SUPPORTED}), source="shape")
            return
        yield _known(passage, inside[0])
        yield from segments(passage, inside[0].last, last, known, capitals)
        return
    cut = _cut(passage, first, last, inside)
    if cut is not None:
        yield from segments(passage, first, cut, known, capitals)
        yield from segments(passage, cut, last, known, capitals)
        return
    if all(_plain(word) for word in passage[first:last]):
        if last - first == 1 and passage[first].text in heads() and not passage[first].weak:
            kind = heads()[passage[first].text][0]
            yield Candidate(passage, first, last, Scores({_entity_type(kind): 0.0}), source="short")
        return
    yield Candidate(passage, first, last, _look(passage[first:last]), _subtype_of_city(passage[first:last]))


def _plain(word: Word) -> bool:
    """Whether the word is an ordinary one, a title or a small one, so that its capital alone makes no name."""
    if word.acronym or word.text in given_names():
        return False
    return (
        word.shown in capitalised_words()
        or word.lower in common_words()
        or word.shown in titles().before
        or word.text in particles()
    )


def title_length(passage: tuple[Word, ...], first: int, last: int) -> int:
    """Number of words of title that the stretch opens with; 0 where it opens with none."""
    best, at = 0, first
    while at < min(last, first + _LONGEST_TITLE):
        word = passage[at]
        phrase = " ".join(w.shown for w in passage[first : at + 1])
        closes = (
            phrase in titles().before
            or word.shown in titles().before
            or word.lower in titles().offices
            or phrase.lower() in titles().offices
        )
        if closes and not (at + 1 < last and passage[at + 1].text in {"of", "for"}):
            best = at - first + 1
        opens = phrase in title_prefixes()
        known = closes or opens or word.lower in titles().modifiers or word.lower in titles().status
        if not known and phrase not in titles().before:
            break
        at += 1
    if (
        best
        and first + best < last
        and passage[last - 1].text in heads()
        and passage[last - 1].text not in given_names()
    ):
        rest = passage[first + best : last]
        # "General Assembly", "Chief Justice Warren Court" name bodies; "General Joseph Post" does not.
        if len(rest) == 1 or not _personal(rest):
            return 0
    return best


@cache
def title_prefixes() -> frozenset[str]:
    """Beginnings of titles of several words: "Secretary", "Secretary of"."""
    return frozenset(
        " ".join(parts[:length]) for parts in map(str.split, titles().before) for length in range(1, len(parts))
    )


def _to_strip(passage: tuple[Word, ...], first: int, last: int, capitals: Capitals, known: Sequence[Match]) -> bool:
    """Whether the first word has its capital from its place alone."""
    word = passage[first]
    if any(match.first == first for match in known) or word.text in particles():
        return False
    if word.text in {"The", "A", "An", "This", "That"}:
        return True
    if not word.weak or not capitals.common(word):
        return False
    if title_length(passage, first, last):
        return False
    headed = last - first > 1 and passage[last - 1].shown in heads() and (word.shouted or not passage[last - 1].weak)
    return not (headed and (word.shouted or word.text in capitalised_words() | {"People"}))


def _known(passage: tuple[Word, ...], match: Match) -> Candidate:
    entry = match.entries[0]
    scores: Scores = Scores()
    for reading in match.entries:
        scores[reading.type] = max(scores[reading.type], KNOWN if reading.sure else SUPPORTED)
    code = entry.code if len({e.code for e in match.entries}) == 1 else None
    return Candidate(passage, match.first, match.last, scores, entry.subtype, entry.form, code, source="gazetteer")


def _person(
    passage: tuple[Word, ...], first: int, last: int, known: Sequence[Match], capitals: Capitals
) -> Iterator[Candidate]:
    """What follows a title, further titles set aside."""
    title = title_length(passage, first, last)
    if title and first + title < last:
        first += title
    if passage[first].text in {"of", "for"} or (
        title and first + title == last and passage[first].lower in titles().offices
    ):
        return
    yield Candidate(passage, first, last, Scores({"Person": TITLED}), source="title", titled=True)


def _first_name(passage: tuple[Word, ...], match: Match, last: int) -> bool:
    """Whether a listed name at the start is rather a given name: "Jordan Smith", "Georgia O'Neill"."""
    entry = match.entries[0]
    rest = passage[match.last : last]
    alone = match.last - match.first == 1 and entry.form == "name" and entry.type == "Place"
    return (
        alone
        and passage[match.first].text in given_names()
        and 0 < len(rest) <= 2
        and not any(w.text in heads() for w in rest)
    )


def _brand(passage: tuple[Word, ...], match: Match, last: int) -> bool:
    """Whether a place's name opens a longer name: "Caribbean Lens"."""
    rest = passage[match.last : last]
    entry = match.entries[0]
    return (
        entry.form == "name" and entry.type == "Place" and len(rest) == 1 and rest[0].glue == " "
        and rest[0].text not in given_names() and not rest[0].acronym and not rest[0].weak
        and not title_length(passage, match.last, last)
    )  # fmt: skip


def _headed(passage: tuple[Word, ...], first: int, last: int, inside: Sequence[Match]) -> Candidate | None:
    """A name that its own noun types: "Supreme Court", "Bank of Ghana", "Lake Chad", "Doha Accord"."""
    words = passage[first:last]
    if len(words) < 2:
        return None
    head, at = _head(words)
    if head is None or _described(inside, first, last):
        return None
    if (
        at + 1 == len(words)
        and _personal(words)
        and not inside
        and head[0].subtype not in {"Ministry", "Party", "Court", "Legislature"}
    ):
        return None
    if (
        at + 1 == len(words)
        and all(word.text in capitalised_words() or word.lower in common_words() for word in words)
        and all(word.weak for word in words)
    ):
        return None
    best = head[0]
    if (
        at + 1 == len(words)
        and len(head) > 1
        and best.subtype in {"Ministry", "Government"}
        and inside
        and inside[0].first == first
        and inside[0].entries[0].form == "name"
        and passage[last - 1].text in {"Province", "Department", "Prefecture"}
    ):
        best = head[-1]
    kind = _entity_type(best)
    return Candidate(passage, first, last, Scores({kind: HEADED}), _narrow(best.subtype), source="head")


def _described(inside: Sequence[Match], first: int, last: int) -> bool:
    """Whether the stretch is a nationality before a name that is whole without it: "Iranian" + "Quds Force"."""
    return (
        len(inside) == 2
        and inside[0].first == first
        and inside[0].last == inside[1].first
        and inside[1].last == last
        and inside[0].entries[0].form == "adjective"
        and inside[1].entries[0].sure
        and last - inside[1].first > 1
    )


def _head(words: Sequence[Word]) -> tuple[tuple[Head, ...] | None, int]:
    """What the stretch's head noun says, and the noun's position."""
    joined = next(
        (i for i, word in enumerate(words) if i and word.text in {"of", "for", "on", "against", "de", "du", "des"}),
        None,
    )
    if joined is not None and words[joined - 1].text in heads() | leading_words().keys():
        text = words[joined - 1].text
        return heads().get(text) or (leading_words()[text],), joined - 1
    final = words[-1].bare
    while final.isdigit() and len(words) > 1:
        words = words[:-1]
        final = words[-1].bare
    two = " ".join(word.shown for word in words[-2:])
    final = words[-1].shown if words[-1].shouted else final
    for text in (two, final, words[-1].text, f"{final}s"):
        if text in heads() and not (text == two and len(words) == 2):
            return heads()[text], len(words) - 1
    if words[0].text in leading_words() and len(words) <= 4:
        return (leading_words()[words[0].text],), 0
    if joined is not None and words[joined - 1].text in {"Republic", "Kingdom", "State", "Sultanate", "Emirate"}:
        return (Head("Place", "Country"),), joined - 1
    return None, 0


def _personal(words: Sequence[Word]) -> bool:
    """Whether the stretch reads like a person's name whatever its last word: "Ewan Post", "Marie Court"."""
    return 2 <= len(words) <= 3 and words[0].text in given_names() and words[0].lower not in common_words()


def _cut(passage: tuple[Word, ...], first: int, last: int, inside: Sequence[Match]) -> int | None:
    """Where a stretch without a head falls in two: before a title, an acronym or a nationality inside it."""
    for at in range(first + 1, last - 1):
        title = title_length(passage, at, last)
        if (
            title
            and at + title < last
            and passage[at].bare in titles().before
            and passage[at - 1].text not in particles()
        ):
            return at
    for match in inside:
        entry = match.entries[0]
        if match.first > first and (entry.form in {"adjective", "acronym"} or match.last - match.first > 1):
            return match.first
    return None


def _look(words: Sequence[Word]) -> Scores:
    """What the look of a stretch says of its type."""
    scores: Scores = Scores()
    plain = [word for word in words if word.text not in particles()]
    place = city(words) if len(words) <= 4 else None
    if len(words) == 1 and words[0].acronym and not (place and place.sure and len(words[0].text) > 3):
        scores["Organization"] += 2.0
        return scores
    if any(word.glue == " & " for word in words):
        scores["Organization"] += 3.0
    if words[0].acronym and len(words) > 1 and not words[0].text.endswith("."):
        scores["Organization"] += 1.5
    given = sum(word.text in given_names() and word.lower not in common_words() for word in plain)
    if given and len(plain) > 1:
        scores["Person"] += 3.0 if plain[0].text in given_names() else 2.0
    if len(plain) > 1 and any(
        word.text in {"bin", "ibn", "bint", "van", "von", "ben", "ould", "de", "der"} for word in words[1:-1]
    ):
        scores["Person"] += 1.5
    if any(word.text.endswith(".") and len(word.text) == 2 for word in words):
        scores["Person"] += 2.0
    if len(plain) in (2, 3):
        scores["Person"] += 1.0
    elif len(plain) > 4:
        scores["Organization"] += 1.0
    if any(word.glue in {" “", ' "'} for word in words[1:]):
        scores["Person"] += 2.0
    if words[-1].text in titles().suffixes:
        scores["Person"] += 3.0
    if place is not None:
        scores["Place"] += 4.0 if place.sure else 1.5 if len(words) == 1 else 2.5
    if sum(word.lower in common_words() for word in plain) > 1 and not given:
        scores["Person"] -= 2.0
        scores["Organization"] += 0.5
    return scores


def _subtype_of_city(words: Sequence[Word]) -> Subtype | None:
    place: Entry | None = city(words) if len(words) <= 4 else None
    return place.subtype if place else None


_TYPES: tuple[EntityType, ...] = (
    "Person",
    "Organization",
    "Place",
    "Group",
    "Agreement",
    "Event",
    "CreativeWork",
    "Other",
)
_SUBTYPES: tuple[Subtype, ...] = (
    "Country", "City", "Region", "Government", "Ministry", "ArmedForce", "ArmedGroup", "Party", "NewsMedia",
    "InternationalOrganization", "NGO", "Company", "Court", "Legislature", "Facility",
)  # fmt: skip


def _entity_type(head: Head) -> EntityType:
    return next(kind for kind in _TYPES if kind == head.type)


def _narrow(subtype: str | None) -> Subtype | None:
    return next((kind for kind in _SUBTYPES if kind == subtype), None)
