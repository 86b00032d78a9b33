"""Which language a text is in, by its script and its commonest words; undecided is None."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files

#: Characters looked at; words of profile needed; share of all words; lead over the second language.
SAMPLE, LEAST, SHARE, LEAD = 20_000, 5, 0.18, 1.25
TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
)


@cache
def _profiles() -> dict[str, frozenset[str]]:
    raw = files("pipeline.read").joinpath("languages.toml").read_text("utf-8")
    return {tag: frozenset(listed.split()) for tag, listed in tomllib.loads(raw).items()}


def language_of(text: str) -> str | None:
    """BCP 47 tag of the language of `text`, or None where the first 20,000 characters leave it open."""
    sample = text[:SAMPLE].lower()
    for tag, script in SCRIPTS:
        if len(script.findall(sample)) > 0.15 * len(sample):
            return tag
    counts = Counter(re.findall(r"[^\W\d_]+", sample))
    total = sum(counts.values())
    scores = sorted(
        ((sum(counts[word] for word in profile), tag) for tag, profile in _profiles().items()),
        key=lambda scored: (-scored[0], scored[1]),
    )
    (best, tag), (second, _) = scores[0], scores[1]
    return tag if best >= LEAST and best >= SHARE * total and best >= LEAD * second else None


def language_tag(value: object) -> str | None:
    """A language tag as metadata write it (`en_GB`, `EN-gb`), in BCP 47's customary case; None for what is none."""
    if not isinstance(value, str):
        return None
    tag = value.strip().replace("_", "-")
    if not TAG.fullmatch(tag) or tag.lower() in ("und", "mul", "zxx"):
        return None
    first, *rest = tag.split("-")
    return "-".join(
        [first.lower(), *(p.upper() if len(p) == 2 else p.title() if len(p) == 4 else p.lower() for p in rest)]
    )
