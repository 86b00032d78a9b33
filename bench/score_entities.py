"""Scores how names are joined into entities, given the names: B-cubed precision, recall and F1; then what refers to them.

    python -m bench.score_entities CORPORA [--show | --tuning]

With `--tuning` only what refers, on the articles that rules may be tuned on; with `--show` what is wrong, too.
`own` is read by its development part (numbers divisible by six); GUM by its held-out documents; MEANTIME by the documents whose
id's SHA-256 begins with 0-2.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import references
from pipeline.extract.extraction import Name
from pipeline.records.span import Span
from pipeline.resolve.clusters import clusters
from pipeline.resolve.known import code_of

GUM_TYPES = {"person": "Person", "organization": "Organization", "place": "Place", "event": "Event", "object": "Other"}
MEANTIME_TYPES = {"PER": "Person", "ORG": "Organization", "LOC": "Place", "PRO": "Other"}


@dataclass(frozen=True)
class Text:
    """One annotated text: its names, and the entity of each."""

    id: str
    text: str
    names: tuple[Name, ...]
    entities: tuple[Hashable, ...]


def b_cubed(wanted: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[float, float]:
    """Sums over mentions of precision and of recall."""
    precision = recall = 0.0
    for i in range(len(wanted)):
        ours = {j for j in range(len(found)) if found[j] == found[i]}
        theirs = {j for j in range(len(wanted)) if wanted[j] == wanted[i]}
        precision += len(ours & theirs) / len(ours)
        recall += len(ours & theirs) / len(theirs)
    return precision, recall


def read_own(folder: Path, *, development: bool = True) -> Iterator[Text]:
    """Names of the project's own annotated articles. A capital that the annotation gives to its country is marked a metonym:
    which of the two it is, is for the step before to say."""
    for path in sorted(folder.glob("*/*.xml")):
        if (int(path.stem) % 6 == 0) != development:
            continue
        parts: list[str] = []
        spans: list[tuple[int, int, ET.Element]] = []
        walk(ET.parse(path).getroot(), parts, spans)
        text = "".join(parts)
        named = sorted((s for s in spans if s[2].tag == "n"), key=lambda s: s[:2])
        names, entities = [], []
        countries = {e.get("e"): code for a, b, e in named if e.get("t") == "Place" and (code := code_of(text[a:b]))}
        for a, b, element in named:
            surface, kind = text[a:b], element.get("t", "")
            code = code_of(surface) if kind in ("Place", "Group") else None
            capital = code is None and kind == "Place" and element.get("e") in countries
            names.append(
                Name(
                    Span(a, b), surface, kind, element.get("s"), element.get("f", "name"),  # type: ignore[arg-type]
                    code=countries[element.get("e")] if capital else code, metonym=capital,
                )
            )  # fmt: skip
            entities.append(element.get("e"))
        yield Text(f"{path.parent.name}/{path.stem}", text, tuple(names), tuple(entities))


def walk(element: ET.Element, parts: list[str], spans: list[tuple[int, int, ET.Element]]) -> None:
    """Collects an annotated article's text and spans."""
    start = sum(map(len, parts))
    parts.append(element.text or "")
    for child in element:
        walk(child, parts, spans)
        parts.append(child.tail or "")
    spans.append((start, sum(map(len, parts)), element))


def read_lines(paths: Sequence[Path], types: dict[str, str], kind: str) -> Iterator[Text]:
    """Named mentions of GUM and MEANTIME, the outermost and those with an entity; nested ones are left out."""
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            if kind == "meantime" and hashlib.sha256(record["id"].encode()).hexdigest()[0] not in "012":
                continue
            rows = [e for e in record["entities"] if e.get("named") and e.get("cluster") and e["type"] in types]
            rows = [e for e in rows if len(e["text"].split()) <= 8 and re.match(r"[\w“\"']", e["text"])]
            rows.sort(key=lambda e: (e["start"], -e["end"]))
            kept: list[dict] = []
            for row in rows:
                if not kept or row["start"] >= kept[-1]["end"]:
                    kept.append(row)
            names = [as_name(row, types[row["type"]]) for row in kept]
            yield Text(record["id"], record["text"], tuple(names), tuple(row["cluster"] for row in kept))


def as_name(row: dict, kind: str) -> Name:
    """A name of a corpus; its country code by the register."""
    surface = re.sub(r"^[Tt]he ", "", row["text"])
    start = row["end"] - len(surface)
    code = code_of(surface) if kind == "Place" else None
    return Name(Span(start, row["end"]), surface, kind, code=code)  # type: ignore[arg-type]


def score(texts: Iterator[Text], *, show: bool = False) -> tuple[float, float, float, int]:
    """B-cubed precision, recall and F1 over all names of the texts, and how many names there were."""
    precision = recall = total = 0.0
    for item in texts:
        at = {name.span: k for k, cluster in enumerate(clusters(item.text, item.names)) for name in cluster.names}
        found = [at[name.span] for name in item.names]
        p, r = b_cubed(item.entities, found)
        precision, recall, total = precision + p, recall + r, total + len(found)
        if show:
            report(item, found)
    p, r = precision / total, recall / total
    return p, r, 2 * p * r / (p + r), int(total)


def report(item: Text, found: Sequence[int]) -> None:
    """Prints what was joined or parted wrongly."""
    for by, other, label in ((item.entities, found, "PARTED"), (found, item.entities, "JOINED")):
        for key in dict.fromkeys(by):
            groups: dict[Hashable, set[str]] = {}
            for k, o, name in zip(by, other, item.names, strict=True):
                if k == key:
                    groups.setdefault(o, set()).add(f"{name.text}/{name.type[:3]}")
            if len(groups) > 1:
                print(f"  {item.id} {label} {key}: {list(groups.values())}")


def main(corpora: Path, *, show: bool = False) -> None:
    """Prints one line a corpus."""
    sets = {
        "own/development": read_own(corpora / "own"),
        "gum/held out": read_lines(
            sorted((corpora / "gum").glob("*.dev.jsonl")) + sorted((corpora / "gum").glob("*.test.jsonl")),
            GUM_TYPES,
            "gum",
        ),
        "meantime/development": read_lines(sorted((corpora / "meantime").glob("*.jsonl")), MEANTIME_TYPES, "meantime"),
    }
    for name, texts in sets.items():
        p, r, f, n = score(texts, show=show)
        print(f"entities  {name:22}  P {p:.3f}  R {r:.3f}  F1 {f:.3f}  ({n} names)")
    wrong = {"wrong", "named nobody"}
    for line in references.table(
        references.development(corpora), show=(lambda one: one.verdict in wrong) if show else None
    ):
        print(line)


if __name__ == "__main__":
    if "--tuning" in sys.argv:
        print(*references.table(references.tuning(Path(sys.argv[1]))), sep="\n")
    else:
        main(Path(sys.argv[1]), show="--show" in sys.argv)
