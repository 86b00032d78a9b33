"""Names that their own noun types: "Supreme Court", "Bank of Ghana", "Lake Chad", "Doha Accord"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.candidate import Candidate, Scores
from pipeline.extract.gazetteer import Match
from pipeline.extract.look import HEADED, SUPPORTED
from pipeline.extract.words import Word
from pipeline.knowledge.organisations import Head, heads, leading_words
from pipeline.knowledge.words import capitalised_words, common_words, given_names
from pipeline.knowledge.wordsets import wordset
from pipeline.records.entity import EntityType, Subtype


def headed(passage: tuple[Word, ...], first: int, last: int, inside: Sequence[Match]) -> Candidate | None:
    """A name that its own noun types: "Supreme Court", "Bank of Ghana", "Lake Chad", "Doha Accord"."""
    words = passage[first:last]
    if len(words) < 2:
        return None
    head, at = _head(words)
    if head is None or _described(inside, first, last) or _of_country(words, inside, first):
        return None
    if at + 1 == len(words) and personal(words) and not inside and words[-1].bare in wordset("heads that are surnames"):
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
    kind = entity_type(best)
    says = SUPPORTED if passage[first + at].bare in wordset("heads of buildings and firms") else HEADED
    return Candidate(passage, first, last, Scores({kind: says}), _narrow(best.subtype), source="head")


def _of_country(words: Sequence[Word], inside: Sequence[Match], first: int) -> bool:
    """Whether the stretch is a country's government, which is the country and no body of its own: "the Iranian Government"."""
    return (
        words[-1].bare == "Government"
        and len(inside) == 1
        and (inside[0].first, inside[0].last) == (first, first + len(words) - 1)
        and inside[0].entries[0].form == "adjective"
        and inside[0].entries[0].subtype == "Country"
    )


def _described(inside: Sequence[Match], first: int, last: int) -> bool:
    """Whether the stretch is a nationality before a name that is whole without it: "Iranian" + "Quds Force"."""
    return (
        len(inside) == 2
        and inside[0].first == first
        and inside[0].last == inside[1].first
        and inside[1].last == last
        and inside[0].entries[0].form == "adjective"
        and inside[1].entries[0].sure
        and inside[1].entries[0].home == inside[0].entries[0].code
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
    if words[0].text in leading_words() and leading_words()[words[0].text].type == "Other":
        return (leading_words()[words[0].text],), 0
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
    if joined is not None and words[joined - 1].text in wordset("kinds of states"):
        return (Head("Place", "Country"),), joined - 1
    return None, 0


def personal(words: Sequence[Word]) -> bool:
    """Whether the stretch reads like a person's name whatever its last word: "Ewan Post", "Marie Court"."""
    return 2 <= len(words) <= 3 and words[0].text in given_names() and words[0].lower not in common_words()


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


def entity_type(head: Head) -> EntityType:
    return next(kind for kind in _TYPES if kind == head.type)


def _narrow(subtype: str | None) -> Subtype | None:
    return next((kind for kind in _SUBTYPES if kind == subtype), None)
