"""Cuts a capitalised stretch into names: nationalities, known names, titles set aside, and what is left to judge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extract.candidate import Candidate, Scores
from pipeline.extract.capitals import Capitals
from pipeline.extract.gazetteer import Match
from pipeline.extract.headed import entity_type
from pipeline.extract.headed import headed as headed_by_noun
from pipeline.extract.leading_titles import title_length
from pipeline.extract.look import KNOWN, SUPPORTED, TITLED, look, subtype_of_city
from pipeline.extract.words import Word
from pipeline.knowledge.organisations import heads
from pipeline.knowledge.titles import titles
from pipeline.knowledge.words import capitalised_words, common_words, given_names, particles


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
    headed = headed_by_noun(passage, first, last, inside)
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
            yield Candidate(passage, first, last, Scores({entity_type(kind): 0.0}), source="short")
        return
    yield Candidate(passage, first, last, look(passage[first:last]), subtype_of_city(passage[first:last]))


def listed(passage: tuple[Word, ...], known: Sequence[Match], capitals: Capitals) -> Iterator[Candidate]:
    """Listed names with one reading that no stretch held, as in headlines."""
    for match in known:
        words = passage[match.first : match.last]
        if match.entries[0].sure and all(word.capital for word in words) and not capitals.common(words[0]):
            yield _known(passage, match)


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
    rivals = {e.code for e in match.entries if (e.type, e.subtype, e.form) == (entry.type, entry.subtype, entry.form)}
    code = entry.code if len(rivals) == 1 else None
    return Candidate(passage, match.first, match.last, scores, entry.subtype, entry.form, code, source="gazetteer")


def _person(
    passage: tuple[Word, ...], first: int, last: int, known: Sequence[Match], capitals: Capitals
) -> Iterator[Candidate]:
    """What follows a title, further titles set aside."""
    title = title_length(passage, first, last)
    if title and first + title < last:
        first += title
    if last - first > 1 and passage[first].acronym and "." not in passage[first].text and len(passage[first].text) > 2:
        return  # "Coordinator EWS Legal"
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
