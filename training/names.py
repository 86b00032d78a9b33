"""Corpora that mark names alone (wikigold, CrossNER politics, Re-DocRED), as examples under our guideline."""

import json
from collections.abc import Iterator
from pathlib import Path

from spacy.tokenizer import Tokenizer

from pipeline.analyse import sentences, words
from training.example import OPEN, Example
from training.guideline import MISCELLANEOUS, is_adjective
from training.splits import is_development_id

_WIKIPEDIA = {"PER": "Person", "ORG": "Organization", "LOC": "Place", "MISC": MISCELLANEOUS}
_CROSSNER = {
    "politician": "Person",
    "person": "Person",
    "organisation": "Organization",
    "politicalparty": "Organization|Group",
    "country": "Place",
    "location": "Place",
    "election": "Event",
    "event": "Event|Agreement|Group|Organization",
    "misc": MISCELLANEOUS + "|Organization",
}
_TITLES = (
    "Lt.",
    "Gen.",
    "Mr.",
    "Mrs.",
    "Dr.",
    "Sir",
    "Col.",
    "Maj.",
    "Capt.",
    "President",
    "Senator",
    "King",
    "Queen",
    "Pope",
    "Prince",
    "Princess",
    "Lord",
)


def _records(path: Path) -> Iterator[dict]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def wikigold(corpora: Path, rules: Tokenizer, *, held_out: bool) -> Iterator[Example]:
    """wikigold, split by the SHA-256 of its ids."""
    for record in _records(corpora / "wikigold" / "all.jsonl"):
        if is_development_id(record["id"]) == held_out:
            yield from _examples(record, "wikigold", _WIKIPEDIA, rules)


def crossner(corpora: Path, rules: Tokenizer, *, held_out: bool) -> Iterator[Example]:
    """CrossNER politics: its test part is held out."""
    for part in ("test",) if held_out else ("train", "dev"):
        for record in _records(corpora / "crossner_politics" / f"{part}.jsonl"):
            yield from _examples(record, "crossner", _CROSSNER, rules)


def redocred(corpora: Path, rules: Tokenizer, *, held_out: bool) -> Iterator[Example]:
    """Re-DocRED without its amounts and times: its test part is held out."""
    for record in _records(corpora / "redocred" / ("test.jsonl" if held_out else "dev.jsonl")):
        yield from _examples(record, "redocred", _WIKIPEDIA, rules)


def _examples(record: dict, source: str, types: dict[str, str], rules: Tokenizer) -> Iterator[Example]:
    """The lines of a record, each an example."""
    at = 0
    for line in record["text"].split("\n"):
        spans = [
            (entity["start"] - at, entity["end"] - at, types[entity["type"]])
            for entity in record["entities"]
            if entity["type"] in types and at <= entity["start"] and entity["end"] <= at + len(line)
        ]
        at += len(line) + 1
        if line.strip():
            yield _example(record["id"], line, spans, source, rules)


def _example(document: str, text: str, spans: list[tuple[int, int, str]], source: str, rules: Tokenizer) -> Example:
    found, spaces = words.split(rules, text)
    firsts = sentences.starts(found, spaces)
    numbers, number = [], -1
    for first in firsts:
        number += first
        numbers.append(number)
    targets = ["O"] * len(found)
    offsets, position = [], 0
    for word, space in zip(found, spaces, strict=True):
        offsets.append((position, position + len(word)))
        position += len(word) + space
    for start, end, kinds in spans:
        inside = [index for index, (first, last) in enumerate(offsets) if first < end and last > start]
        if not inside:
            continue
        exact = offsets[inside[0]][0] == start and offsets[inside[-1]][1] == end
        while inside and (found[inside[0]] in _TITLES or found[inside[0]].lower() in ("the", "a")):
            targets[inside.pop(0)] = "O"
        if kinds == "Place" and is_adjective(text[start:end]):
            kinds = "Place-adjective|Group|Group-adjective"
        for index in inside:
            prefix = "B-" if index == inside[0] else "I-"
            targets[index] = "|".join(prefix + kind for kind in kinds.split("|")) if exact else OPEN
    return Example(source, document, found, spaces, numbers, {"names": targets})
