"""A person's gender, where a title, an unmistakable given name or a word of kinship beside the name tells it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Literal

from pipeline.records.span import Span
from pipeline.resolve.cast import reference_words
from pipeline.resolve.persons import parse
from pipeline.resolve.spelling import words

Gender = Literal["male", "female"]


@cache
def told_by(kind: Literal["titles", "names"]) -> dict[str, Gender]:
    """Folded titles or given names to the gender they tell."""
    data = tomllib.loads(files("pipeline.resolve").joinpath("gender.toml").read_text("utf-8"))[kind]
    found: dict[str, Gender] = {}
    for gender in ("male", "female"):
        listed = data[gender]
        for word in words(listed) if isinstance(listed, str) else listed:
            found[word] = "male" if gender == "male" else "female"
    return found


def gender_of(names: Iterable[str], titles: Iterable[str]) -> Gender | None:
    """Gender of a person by titles, then by the first given name that tells; None where nothing does or they disagree."""
    by_title = {told_by("titles")[title] for title in titles if title in told_by("titles")}
    if len(by_title) == 1:
        return min(by_title)
    if by_title:
        return None
    by_name = {
        gender for name in names if len(core := parse(name).core) > 1 and (gender := told_by("names").get(core[0]))
    }
    return min(by_name) if len(by_name) == 1 else None


#: What lies between a noun and the name that it stands beside: "her brother, the botanist Lê", "Lê, her elder brother".
_BEFORE = re.compile(r"([\w-]+)(?:,? (?:the|a|an) [\w-]+)?,? $")
_BEHIND = re.compile(
    r",? (?:her|his|my|their|our|the|a|an|\w+['’]s) (?:[\w-]+ ){0,2}?([\w-]+)(?=[,;.:)]| (?:of|who|in|at|and)\b)"
)
#: Code points before a name in which its noun stands.
_REACH = 60


def gender_beside(text: str, spans: Iterable[Span]) -> Gender | None:
    """Gender of a person by the nouns right before and behind the names: "her husband, X", "X, a widow"; None if they disagree."""
    nouns = reference_words().nouns
    found: set[Gender] = set()
    for span in spans:
        said = (_BEFORE.search(text[max(0, span.start - _REACH) : span.start]), _BEHIND.match(text, span.end))
        for match in said:
            noun = match[1].lower() if match else ""
            found |= {"male"} if noun in nouns["men"] else {"female"} if noun in nouns["women"] else set()
    return min(found) if len(found) == 1 else None
