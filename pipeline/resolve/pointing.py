"""Nouns that point back at what a text has told: "the strike"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.resolve.company import meet
from pipeline.resolve.telling import Telling
from pipeline.resolve.wording import same_words

#: Later tellings of a type that each is compared with, so that a very long document takes linear time.
WINDOW = 300
#: Sentences before a noun that points back within which it may mean an event in other words, and behind it one told for the first time.
SOON = 8
#: Letters between a noun and whoever it goes on to, at least and at most: " of ", " against the ".
OF = (4, 13)


def pointing(
    tellings: Sequence[Telling], by_type: Mapping[str, Sequence[int]]
) -> Iterator[tuple[int, list[int], bool]]:
    """Tellings that point back ("the strike"), each with those of its type and words before it, the nearest first, and True.

    Where none has its words, those shortly before it and False: "the blast" means the one attack told of there.
    """
    for group in by_type.values():
        for n, number in enumerate(group):
            back = tellings[number]
            if not back.definite:
                continue
            before = list(reversed(group[max(0, n - WINDOW) : n]))
            if known := [a for a in before if same_words(tellings[a].candidate.lemma, back.candidate.lemma)]:
                yield number, known, True
                continue
            lately = [a for a in before if back.sentence - tellings[a].sentence <= SOON]
            known_already = back.part == "body" and back.when is None and not newcomer(back)
            if lately and known_already and like_modes(tellings[lately[0]], back):
                yield number, lately, False


def newcomer(back: Telling) -> bool:
    """Whether the noun brings in somebody new, and so an event of its own: "the death of a student"."""
    return any(party.argument.text.lower().startswith(("a ", "an ")) for party in back.parties)


def strange(one: Telling, back: Telling, kin: Mapping[int, frozenset[int]]) -> bool:
    """Whether the noun goes on to somebody who has no part in the earlier telling: "the sacking of 40 teachers"."""
    end = back.candidate.trigger.end
    behind = frozenset(p.key for p in back.parties if OF[0] <= p.argument.span.start - end <= OF[1])
    known = frozenset(p.key for p in one.parties)
    return bool(behind and known) and not meet(behind, known, kin)


def like_modes(one: Telling, other: Telling) -> bool:
    """Whether the two are not told of two modes."""
    a, b = one.candidate.mode, other.candidate.mode
    return not a or not b or a == b
