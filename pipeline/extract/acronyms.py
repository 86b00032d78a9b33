"""Short forms in parentheses: "Supreme National Security Council (SNSC)"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.candidate import Candidate
from pipeline.knowledge.words import joiners


@dataclass(frozen=True, slots=True)
class ShortForm:
    """`short` abbreviates or restates `full`; both are candidates of one passage."""

    full: Candidate
    short: Candidate


def initials(candidate: Candidate) -> tuple[str, str]:
    """First letters of the words, with and without the small ones, upper case."""
    every = [part for word in candidate.words for part in word.text.split("-")]
    return (
        "".join(word[0] for word in every).upper(),
        "".join(word[0] for word in every if word not in joiners()).upper(),
    )


def short_forms(candidates: Sequence[Candidate]) -> list[ShortForm]:
    """Pairs of a name and the short form that follows it in parentheses (or precedes it: "SNSC (Supreme …)")."""
    found: list[ShortForm] = []
    for left, right in pairwise(candidates):
        if (
            left.passage is not right.passage
            or right.words[0].glue not in {" (", " (the ", ' ("', " (“", ", or "}
            or left.last != right.first
        ):
            continue
        after = right.after
        if after is not None and not after.glue.lstrip("”\"'").startswith((")", ",", ";")):
            continue
        if _abbreviates(right, left):
            found.append(ShortForm(left, right))
        elif _abbreviates(left, right):
            found.append(ShortForm(right, left))
    return found


def _abbreviates(short: Candidate, full: Candidate) -> bool:
    """Whether an acronym's letters come in order from the full name's, its first from the first word's."""
    if len(short.words) != 1 or len(full.words) < 2 or not short.words[0].acronym:
        return False
    letters = [c for c in short.words[0].text.upper() if c.isalpha()]
    if "".join(letters) in initials(full):
        return True
    rest = iter("".join(word.text for word in full.words).upper())
    # An acronym of a name in another language shares no letters; one in parentheses after a body is its short form still.
    return all(letter in rest for letter in letters) or full.source == "head"
