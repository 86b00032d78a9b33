"""What a person decided for good: names that mean one entity, and names that mean different ones.

`resolve.toml` beside the articles, or a file of one's own:

    [[same]]
    names = ["Javad Zarif", "Mohammad Zarif Khansari"]
    type = "Person"                       # optional; without it, entities of any type
    because = "his passport name"         # optional; told with every mention that the decision moved

    [[different]]
    names = [{name = "Ali Hassan", source = "a.txt"}, {name = "Ali Hassan", source = "b.txt"}]

A name is any spelling, an entity's id, or a table with the `source` of one article. A decision prevails over every rule.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from pipeline.records import Entity, Finding
from pipeline.records.entity import EntityType
from pipeline.resolve.known import key

#: The name that the file bears beside the articles.
FILE = "resolve.toml"


class DecisionError(Exception):
    """A file of decisions is unusable; the message names the place and the cure."""


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a decision: a spelling or an entity's id, in all articles or in that of `source` alone."""

    name: str
    source: str | None = None

    def means(self, entity: Entity, source: str) -> bool:
        """Whether an entity, as the article of `source` knows it, is this side."""
        if self.source not in (None, source):
            return False
        return self.name == entity.id or key(self.name) in {key(n) for n in (entity.name, *entity.alternate_names)}

    def spells(self, text: str, source: str) -> bool:
        """Whether words of the article of `source` are this side's name."""
        return self.source in (None, source) and key(self.name) == key(text)


@dataclass(frozen=True, slots=True)
class Decision:
    """Names that are the same entity, or different ones; of `type` alone where it is given."""

    same: bool
    parties: tuple[Party, ...]
    type: EntityType | None = None
    because: str | None = None

    def reason(self, party: Party) -> str:
        """Why a mention that this decision moved belongs to its entity."""
        others = ", ".join(f"“{other.name}”" for other in self.parties if other != party)
        return f"decided to be the same as {others}" + (f": {self.because}" if self.because else "")


Decisions = tuple[Decision, ...]


def read_decisions(path: Path) -> Decisions:
    """The decisions of a file, in its order.

    Raises:
        DecisionError: for a file that cannot be read as TOML, an unknown key, a decision of fewer than two names, or one that says of two
            names that they are the same and another that they differ.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DecisionError(f"{path}: not readable as TOML: {error}") from error
    if unknown := set(data) - {"same", "different"}:
        raise DecisionError(f"{path}: no table {min(unknown)!r}; write [[same]] or [[different]]")
    found: list[Decision] = []
    for kind in ("same", "different"):
        rows = data.get(kind, [])
        if not isinstance(rows, list):
            raise DecisionError(f"{path}: write [[{kind}]], in two brackets")
        found += [decision(row, kind, f"{path}: [[{kind}]] number {n}") for n, row in enumerate(rows, 1)]
    refuse_contradictions(found, path)
    return tuple(found)


def decision(row: object, kind: str, where: str) -> Decision:
    """One table of the file."""
    if not isinstance(row, Mapping) or set(row) - {"names", "type", "because"}:
        raise DecisionError(f"{where}: it may have names, type and because")
    names, type_, because = row.get("names"), row.get("type"), row.get("because")
    if not isinstance(names, list) or len(names) < 2:
        raise DecisionError(f"{where}: names lists two names or more")
    if type_ is not None and type_ not in get_args(EntityType):
        raise DecisionError(f"{where}: type is one of {', '.join(get_args(EntityType))}")
    if because is not None and not isinstance(because, str):
        raise DecisionError(f"{where}: because is a sentence in quotation marks")
    return Decision(kind == "same", tuple(party(name, where) for name in names), type_, because)


def party(said: object, where: str) -> Party:
    """One name of a decision."""
    if isinstance(said, str) and said.strip():
        return Party(said.strip())
    if isinstance(said, Mapping) and set(said) == {"name", "source"} and all(isinstance(v, str) for v in said.values()):
        return Party(said["name"], said["source"])
    raise DecisionError(f'{where}: a name is "NAME" or {{name = "NAME", source = "ARTICLE"}}')


def refuse_contradictions(found: Sequence[Decision], path: Path) -> None:
    """Raises DecisionError where two decisions on one pair of names disagree."""
    joined = {pair for decision in found if decision.same for pair in pairs(decision)}
    for decision in found:
        if not decision.same and (both := joined & set(pairs(decision))):
            one, other = sorted(party.name for party in min(both, key=repr))
            raise DecisionError(f"{path}: {one!r} and {other!r} are both same and different; strike one of the two")


def pairs(decision: Decision) -> list[frozenset[Party]]:
    """All pairs of a decision's names."""
    return [frozenset((a, b)) for n, a in enumerate(decision.parties) for b in decision.parties[n + 1 :] if a != b]


def unused(decisions: Decisions, occurring: Iterable[Party]) -> list[Finding]:
    """A note for every name of a decision that no article has."""
    seen = set(occurring)
    missing = dict.fromkeys(p for decision in decisions for p in decision.parties if p not in seen)
    return [
        Finding(
            document_id=None, rule="resolve.decision-unused", severity="note", pointer=FILE,
            message=f"“{p.name}” of a decision occurs in no article{f' called {p.source}' if p.source else ''}; strike it if it never will.",
        )
        for p in missing
    ]  # fmt: skip
