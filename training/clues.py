"""What word lists know of a word before any sentence is read: the clues that the network is given beside pieces and shape.

A trigger seen once or never in the annotated articles is most often in the trigger lexicon. As a clue the lexicon reaches the
network, which learns from the sentence when to believe it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyarrow.parquet as pq

from pipeline.knowledge import organisations, titles, triggers
from pipeline.knowledge.countries import countries
from pipeline.knowledge.cues import cue_words
from pipeline.knowledge.grammar import words as closed_class
from pipeline.knowledge.groups import groups
from pipeline.knowledge.regions import regions
from pipeline.knowledge.table import HERE, lines, rows, several
from training.synonyms import inflected

# A trigger of the lexicon that is right this often when nothing else speaks for it is a strong clue.
STRONG = 0.7
# A city of fewer inhabitants shares its name with too many words and persons.
LARGE_CITY = 100_000


@dataclass(frozen=True, slots=True)
class Clues:
    """Each word form, lower case, to the number of its pattern; a pattern is the columns that hold. Pattern 0 is empty."""

    patterns: tuple[frozenset[int], ...]
    columns: tuple[str, ...]
    forms: Mapping[str, int]

    def stored(self) -> dict[str, Any]:
        """As `clues.json` of a model holds them."""
        return {
            "columns": list(self.columns),
            "patterns": [" ".join(map(str, sorted(pattern))) for pattern in self.patterns],
            "forms": dict(sorted(self.forms.items())),
        }

    @staticmethod
    def restored(said: dict[str, Any]) -> "Clues":
        """The clues of a model."""
        patterns = tuple(frozenset(map(int, pattern.split())) for pattern in said["patterns"])
        return Clues(patterns, tuple(said["columns"]), said["forms"])


@cache
def clues() -> Clues:
    """The clues of the word lists as they stand."""
    found: dict[str, set[str]] = defaultdict(set)
    for form, column in (*_triggers(), *_cues(), *_names()):
        found[form.lower()].add(column)
    columns = tuple(sorted({column for held in found.values() for column in held}))
    number = {column: index for index, column in enumerate(columns)}
    held = {form: frozenset(number[column] for column in names) for form, names in sorted(found.items())}
    patterns = (frozenset[int](), *sorted(set(held.values()), key=sorted))
    place = {pattern: index for index, pattern in enumerate(patterns)}
    return Clues(patterns, columns, {form: place[pattern] for form, pattern in held.items()})


def _triggers() -> Iterator[tuple[str, str]]:
    """Types of the triggers that a form may be, or may be a word of."""
    empty = closed_class("adpositions") | {"be", "the", "a", "an", "of", "it", "itself", "and", "out", "up", "down"}
    for form, uses in triggers.verbs().items():
        for sense, _ in uses:
            yield form, _column(sense)
    for form, senses in triggers.nouns().items():
        for sense in senses:
            yield form, _column(sense)
            yield inflected(form, "NNS"), _column(sense)
    for sense in triggers.senses():
        for word in set(sense.words[1:]) - empty:
            if word.isalpha():
                yield word, f"{sense.type} in a phrase"


def _column(sense: triggers.Sense) -> str:
    if len(sense.words) > 1:
        return f"{sense.type} in a phrase"
    return f"{sense.type} {'strong' if sense.weight >= STRONG else 'weak'}"


def _cues() -> Iterator[tuple[str, str]]:
    for form, cues in cue_words().first.items():
        for cue in cues:
            yield form, "cue noun" if cue.noun else "weak cue" if cue.weak or cue.rest else "cue verb"


def _names() -> Iterator[tuple[str, str]]:
    """Names of one word, and words that stand in names or before them."""
    for name in lines("given_names.txt"):
        yield name, "given name"
    for country in countries().values():
        yield from ((name, "country") for name in country.names if " " not in name)
    for region in regions():
        yield from ((name, "region") for name in region.names if " " not in name)
    cities = pq.read_table(HERE / "cities.parquet", columns=["keys", "population"]).to_pylist()
    for city in cities:
        if city["population"] >= LARGE_CITY:
            yield from ((name, "city") for name in several(city["keys"]) if " " not in name)
    for row in rows("nationalities.tsv"):
        yield from ((word, "nationality") for cell in ("adjectives", "people") for word in several(row[cell]))
    for group in groups():
        yield from ((word, "nationality") for word in (*group.members, *group.adjectives))
    for known in organisations.organisations():
        yield from ((name, "organisation") for name in known.names if " " not in name)
    for head in organisations.heads():
        yield head.split()[-1], "head of a name"
    for word in (*titles.titles().offices, *titles.titles().before):
        yield word.split()[-1], "title"
