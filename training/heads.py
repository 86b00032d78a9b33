"""The table of heads (`heads.toml`), with the labels that it leaves to the data filled in."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from training.example import Example

# A label of the treebanks seen less often than this is no label; a subtype falls back to its base (nmod:desc → nmod).
RARE = 8


@dataclass(frozen=True, slots=True)
class Head:
    """One row of the table: see `heads.toml` for what the fields mean."""

    name: str
    reads: str
    labels: tuple[str, ...]
    sources: tuple[str, ...]
    weight: float
    chain: bool = False


def table(examples: Iterable[Example]) -> list[Head]:
    """The heads in the order of the file."""
    with (Path(__file__).parent / "heads.toml").open("rb") as file:
        rows = tomllib.load(file)["head"]
    seen: dict[str, Counter[str]] = {row["name"]: Counter() for row in rows}
    for example in examples:
        for name, targets in example.targets.items():
            seen[name].update(target for target in targets if target and "|" not in target)
    heads = []
    for row in rows:
        if "types" in row:
            labels = ("O", *(f"{prefix}-{kind}" for kind in row["types"] for prefix in "BI"))
        else:
            labels = tuple(row.get("labels") or sorted(label for label, n in seen[row["name"]].items() if n >= RARE))
        heads.append(
            Head(row["name"], row["reads"], labels, tuple(row["from"]), row["weight"], row.get("chain", False))
        )
    return heads


class Targets:
    """Turns targets of one head into rows of allowed labels; an open or unknown target allows none."""

    def __init__(self, head: Head) -> None:
        self._number = {label: index for index, label in enumerate(head.labels)}
        self._known: dict[str, tuple[int, ...]] = {"": ()}

    def __call__(self, target: str) -> tuple[int, ...]:
        """Indices of the labels that `target` allows."""
        known = self._known.get(target)
        if known is None:
            names = [name if name in self._number else name.partition(":")[0] for name in target.split("|")]
            known = tuple(sorted({self._number[name] for name in names if name in self._number}))
            self._known[target] = known
        return known
