"""Known names, found in a passage's words: longest match first, case as listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from pipeline.extract.words import Word, pieces
from pipeline.knowledge.cities import cities_named, largest_population
from pipeline.knowledge.countries import capitals, countries
from pipeline.knowledge.groups import groups
from pipeline.knowledge.organisations import organisations, things
from pipeline.knowledge.regions import regions, subdivisions
from pipeline.knowledge.spelling import folded
from pipeline.knowledge.words import common_words, given_names
from pipeline.knowledge.wordsets import wordset
from pipeline.records.entity import EntityType, Subtype
from pipeline.records.mention import MentionForm

_LONGEST = 9
#: A city of fewer people needs help from its surroundings to be read as one.
SURE_POPULATION = 150_000
_GLUES = {
    " ": " ",
    "\u00a0": " ",
    "-": " ",
    "‑": " ",
    "–": " ",
    "/": "/",
    "'s ": "'s ",
    "’s ": "'s ",
    "' ": "' ",
    "’ ": "' ",
    ", ": ", ",
    " & ": "&",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a known name denotes. `words` are its words as listed; `sure` entries need no support from the text."""

    words: tuple[str, ...]
    type: EntityType
    subtype: Subtype | None
    form: MentionForm = "name"
    code: str | None = None
    sure: bool = True
    #: Alpha-3 code of the country that a body belongs to.
    home: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A known name at words `first` to `last` (exclusive) of a passage, with every reading of it."""

    first: int
    last: int
    entries: tuple[Entry, ...]

    def reading(self, form: MentionForm, kind: EntityType | None = None) -> Entry | None:
        """The first reading of this form and type."""
        return next((e for e in self.entries if e.form == form and kind in (None, e.type)), None)


def _key(words: Sequence[str], glues: Sequence[str]) -> str | None:
    """Folded words with their glue made uniform; None where the glue cannot stand inside a name."""
    parts = [folded(words[0])]
    for word, glue in zip(words[1:], glues, strict=True):
        uniform = _GLUES.get(glue)
        if uniform is None:
            return None
        parts += [uniform, folded(word)]
    return "".join(parts)


def _split(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    spans = list(pieces(name))
    words = tuple(name[a:b] for a, b in spans)
    glues = tuple(name[spans[i][1] : spans[i + 1][0]] for i in range(len(spans) - 1))
    return words, glues


@cache
def _index() -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}

    def add(
        names: Iterable[str],
        type_: str,
        subtype: str | None = None,
        form: MentionForm = "name",
        code: str | None = None,
        sure: bool = True,
        home: str | None = None,
    ) -> None:
        for name in names:
            words, glues = _split(name)
            key = _key(words, glues) if words else None
            if key is not None:
                entries = found.setdefault(key, [])
                acronym = form == "name" and len(words) == 1 and name.upper() == name and len(name) > 1
                entry = Entry(
                    words,
                    cast(EntityType, type_),
                    cast("Subtype | None", subtype),
                    "acronym" if acronym else form,
                    code,
                    sure and (acronym or len(words) > 1 or words[0].lower() not in common_words()),
                    home,
                )
                if entry not in entries:
                    entries.append(entry)

    for code, country in countries().items():
        add(country.names, "Place", "Country", code=code)
        add(country.adjectives, "Place", "Country", "adjective", code)
        add(country.people, "Group", None, "name", code)
    for organisation in organisations():
        add(organisation.names, organisation.type, organisation.subtype, home=organisation.country)
    for thing in things():
        add(thing.names, thing.type)
    for region in regions():
        add(region.names, "Place", region.subtype)
        add(region.adjectives, "Place", region.subtype, "adjective")
    for group in groups():
        add(group.members, "Group")
        add(group.adjectives, "Group", None, "adjective")
    add(capitals(), "Place", "City")
    for region in subdivisions():
        if not any(largest_population(folded(name)) for name in region.names):
            add(region.names, "Place", region.subtype, sure=False)
    return {key: tuple(entries) for key, entries in found.items()}


@cache
def _longest_by_first() -> dict[str, int]:
    """First folded word of a listed name to the most words such a name has."""
    longest: dict[str, int] = {}
    for entries in _index().values():
        for entry in entries:
            first = folded(entry.words[0])
            longest[first] = max(longest.get(first, 0), len(entry.words))
    return longest


def _cased(entry: Entry, words: Sequence[Word]) -> bool:
    """Whether the words are capitalised as the entry asks: US is not us, Islamic State is not islamic state."""
    for listed, word in zip(entry.words, words, strict=True):
        if word.shouted:
            continue
        acronym = len(listed) > 1 and listed.upper() == listed and listed.isalpha()
        if (acronym and word.text != listed) or (listed[0].isupper() and not word.capital):
            return False
        if not acronym and word.acronym and len(listed) < 4:
            return False
    return True


def matches(passage: Sequence[Word]) -> list[Match]:
    """Known names in a passage, leftmost and longest, without overlap. Cities below a size are unsure."""
    found: list[Match] = []
    at = 0
    while at < len(passage):
        match = _match_at(passage, at)
        if match is None:
            at += 1
        else:
            found.append(match)
            at = match.last
    return found


def _match_at(passage: Sequence[Word], at: int) -> Match | None:
    first = passage[at]
    if at and first.glue in {"-", "‑"} and passage[at - 1].lower in wordset("opening particles with a hyphen"):
        return None  # the surname al-Maghrebi, not the region
    reach = min(_longest_by_first().get(folded(first.text), 0), _LONGEST, len(passage) - at)
    for length in range(reach, 0, -1):
        words = passage[at : at + length]
        key = _key([word.text for word in words], [word.glue for word in words[1:]])
        entries = tuple(
            entry for entry in _index().get(key or "", ()) if len(entry.words) == length and _cased(entry, words)
        )
        if entries:
            return Match(at, at + length, entries)
    return None


def city(words: Sequence[Word]) -> Entry | None:
    """The city that a run of capitalised words names, if any; sure from `SURE_POPULATION` people on."""
    name = " ".join(word.text for word in words)
    hyphened = "".join(word.text if i == 0 else word.glue + word.text for i, word in enumerate(words))
    for spelling in dict.fromkeys((hyphened, name)):
        people = largest_population(folded(spelling))
        if people:
            bearer = cities_named(spelling)[0]
            alone = len(words) == 1 and (words[0].lower in common_words() or words[0].text in given_names())
            return (
                Entry(
                    tuple(word.text for word in words),
                    "Place",
                    "City",
                    code=None,
                    sure=people >= SURE_POPULATION and not alone,
                )
                if bearer
                else None
            )
    return None
