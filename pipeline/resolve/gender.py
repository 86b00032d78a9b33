"""A person's gender, where a title or an unmistakable given name tells it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Literal

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
