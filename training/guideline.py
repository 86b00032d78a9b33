"""What the guideline of our own articles makes of the labels of other corpora."""

import tomllib
from functools import cache
from pathlib import Path

_UNSEEN = ("Group", "Agreement", "Event", "CreativeWork", "Other", "Place-adjective", "Group-adjective")
# The target of a word outside every name in a corpus that marks persons, organisations and places alone.
UNMARKED_BY_THREE_TYPES = "|".join(["O", *(f"{prefix}-{kind}" for kind in _UNSEEN for prefix in "BI")])
MISCELLANEOUS = "|".join(_UNSEEN)

_ADJECTIVE_ENDINGS = ("an", "ish", "ese", "ic")


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of `guideline.toml`, in lower case."""
    with (Path(__file__).parent / "guideline.toml").open("rb") as file:
        return frozenset(tomllib.load(file)[name].split())


def is_adjective(name: str) -> bool:
    """Whether a name of a place is, by its look, an adjective of nationality or its noun (`Iranian`, `French`)."""
    last = name.lower().split()[-1].rstrip("s")
    return last in word_list("adjectives") or (
        last.endswith(_ADJECTIVE_ENDINGS) and last not in word_list("not_adjectives")
    )
